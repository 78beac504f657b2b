"""Words of Markdown → the canonical script. Code and addresses stay as they are."""

import re
from collections.abc import Container

from leishu.hanzi.conversion import conversion_for
from leishu.hanzi.naive import by_character
from leishu.model import HANS, LangTag

_KEPT = re.compile(
    r"""
      (?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)
    | (?<=\])\([^()\s]*\)
    | https?://[A-Za-z0-9\-._~:/?\#\[\]@!$&'()*+,;=%]+
    """,
    re.VERBOSE | re.DOTALL,
)


def normalise(markdown: str, script: LangTag, target: LangTag = HANS, naive: Container[str] | None = None) -> str:
    """`markdown`, written in `script`, as `target` writes it: characters only, the author's vocabulary stays.

    What was made Traditional one character at a time goes back so; `naive` then holds the characters of the whole text
    that only words can tell (`hanzi.naive.unknowable`).

    Not the words of the region: the site's other variants are made from this text by characters too, and 软件 from
    somebody's 軟體 would come back as 軟件.
    """
    kept = [found[0] for found in _KEPT.finditer(markdown)]
    received = _KEPT.sub("\0", markdown.replace("\0", " ")).split("\0")
    words = conversion_for(script, target).all(received)
    if naive is not None:
        words = [by_character(text, careful, naive) for text, careful in zip(received, words, strict=True)]
    return "".join(part + code for part, code in zip(words, [*kept, ""], strict=True))
