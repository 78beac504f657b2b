"""Words of Markdown → the canonical script. Code and addresses stay as they are."""

import re
from collections.abc import Container

from leishu.hanzi.conversion import Conversion, conversion_for
from leishu.hanzi.naive import by_character
from leishu.hanzi.rules import Rule, Scope
from leishu.model import HANS, HANT, LangTag

_KEPT = re.compile(
    r"""
      (?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)
    | (?<=\])\([^()\s]*\)
    | https?://[A-Za-z0-9\-._~:/?\#\[\]@!$&'()*+,;=%]+
    """,
    re.VERBOSE | re.DOTALL,
)


Normalising = Conversion
"""The conversion of one source's words."""


def normalising(script: LangTag, names: tuple[tuple[str, str], ...] = (), target: LangTag = HANS) -> Normalising:
    """The conversion from `script` to the canonical one: characters only, the author's vocabulary stays.

    Not the words of the region: the site's other variants are made from this text by characters too, and 软件 from
    somebody's 軟體 would come back as 軟件.

    Args:
        script: what the source is written in.
        names: names in Traditional, and what they are in `target`.
        target: the canonical script.
    """
    rules = tuple(Rule(((HANT, name), (target, kept)), kept, Scope.NAME, one_way=True) for name, kept in names)
    return conversion_for(script, target, rules=rules)


def normalise(markdown: str, words: Normalising, naive: Container[str] | None = None) -> str:
    """`markdown` with its words normalised.

    A no-break space becomes a plain one, character for character: names, dates and queries are written with that.
    What was made Traditional one character at a time goes back so; `naive` then holds the characters of the whole text
    that only words can tell (`hanzi.naive.unknowable`).
    """
    kept = [found[0] for found in _KEPT.finditer(markdown)]
    received = _KEPT.sub("\0", markdown.replace("\0", " ").replace("\u00a0", " ")).split("\0")
    done = words.all(received)
    if naive is not None:
        done = [by_character(text, careful, naive) for text, careful in zip(received, done, strict=True)]
    return "".join(part + code for part, code in zip(done, [*kept, ""], strict=True))
