"""Which characters stand side by side within a word: where two that do not meet, a word surely ends and one begins.

Every word that the segmenter may cut out comes from its dictionary, or was added to it. So where no word has these two
characters side by side, it cuts between them whatever else stands around, and need not be asked, which takes two
microseconds.
"""

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def before() -> Mapping[str, str]:
    """Character → those that stand before it in some word. Ten milliseconds, when first asked."""
    data = gzip.decompress((files("leishu.knowledge") / "pairs.txt.gz").read_bytes()).decode("utf-8")
    return dict(row.split("\t") for row in data.splitlines() if not row.startswith("#"))
