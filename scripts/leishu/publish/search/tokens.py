"""Folded text → the terms it is found by. No segmenter, so the page and every browser cut alike.

Han characters give overlapping pairs, and each character by itself. Everything else gives words: whole without their
connecting signs, in parts, and parts again where letters meet digits, so that `RISC-V`, `riscv` and `risc v` meet.
The browser has the same rules in `overrides/assets/search/terms.js`; a test compares the two.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"(?P<han>[{HAN}]+)|(?P<word>[^\W_{HAN}]+(?:[-.*+/_&'’·][^\W_{HAN}]+)*[+#]*)")
_HAN = re.compile(f"[{HAN}]")
_PART = re.compile(rf"[^\W_{HAN}]+")
_SUBPART = re.compile(r"[0-9]+|[^\W_0-9]+")
_LONGEST = 40  # code points of a word: beyond that it is data, not language


def runs(folded: str) -> Iterator[tuple[bool, str]]:
    """The stretches of Han (True) and the words (False) of a folded text, in order."""
    for match in _RUN.finditer(folded):
        yield match.lastgroup == "han", match[0]


def begins_han(term: str) -> bool:
    """Whether a term is of Han characters."""
    return _HAN.match(term) is not None


def word_forms(word: str) -> tuple[str, ...]:
    """All terms of one word: whole, in parts, and in parts of parts; each once."""
    parts = _PART.findall(word)
    forms = ["".join(parts) + word[len(word.rstrip("+#")) :], "".join(parts), *parts]
    for piece in parts:
        forms += _SUBPART.findall(piece)
    return tuple(dict.fromkeys(form for form in forms if len(form) <= _LONGEST))


def terms(folded: str) -> Counter[str]:
    """How often each term stands in a folded text."""
    found: Counter[str] = Counter()
    for han, run in runs(folded):
        if han:
            found.update(run)
            found.update(map("".join, pairwise(run)))
        else:
            found.update(word_forms(run))
    return found
