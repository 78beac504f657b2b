"""Words of Markdown → the canonical script. Code and addresses stay as they are."""

import re

from leishu.hanzi.conversion import conversion_for
from leishu.model import HANS, LangTag

_KEPT = re.compile(
    r"""
      (?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)
    | (?<=\])\([^()\s]*\)
    | https?://[A-Za-z0-9\-._~:/?\#\[\]@!$&'()*+,;=%]+
    """,
    re.VERBOSE | re.DOTALL,
)


def normalise(markdown: str, script: LangTag, target: LangTag = HANS) -> str:
    """`markdown`, written in `script`, as `target` writes it: characters only, the author's vocabulary stays.

    Not the words of the region: the site's other variants are made from this text by characters too, and 软件 from
    somebody's 軟體 would come back as 軟件.
    """
    kept = [found[0] for found in _KEPT.finditer(markdown)]
    words = conversion_for(script, target).all(_KEPT.sub("\0", markdown.replace("\0", " ")).split("\0"))
    return "".join(part + code for part, code in zip(words, [*kept, ""], strict=True))
