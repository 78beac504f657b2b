"""Folded text → the terms it is found by. No segmenter, so the page and every browser cut alike.

Han characters give overlapping pairs, and each character by itself. Everything else gives words: whole without their
connecting signs, in parts, and parts again where letters meet digits, so that `RISC-V`, `riscv` and `risc v` meet.
The browser has the same rules in `overrides/assets/search/terms.js`; a test compares the two.
"""

import re
from collections.abc import Iterator

RANGES = ((0x3005, 0x3005), (0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
"""What is written in pairs: Han characters, and the signs that repeat one or stand for zero."""
HAN = "".join(f"{chr(first)}-{chr(last)}" for first, last in RANGES)
WORD = re.compile(rf"[^\W_{HAN}]+(?:[-.*+/_&'’·][^\W_{HAN}]+)*[+#]*")
_RUN = re.compile(rf"(?P<han>[{HAN}]+)|(?P<word>{WORD.pattern})")
_PART = re.compile(rf"[^\W_{HAN}]+")
_SUBPART = re.compile(r"[0-9]+|[^\W_0-9]+")
_LONGEST = 40  # code points of a word: beyond that it is data, not language


def runs(folded: str) -> Iterator[tuple[bool, str]]:
    """The stretches of Han (True) and the words (False) of a folded text, in order."""
    for match in _RUN.finditer(folded):
        yield match.lastgroup == "han", match[0]


def word_forms(word: str) -> tuple[str, ...]:
    """All terms of one word: whole, in parts, and in parts of parts; each once."""
    parts = _PART.findall(word)
    forms = ["".join(parts) + word[len(word.rstrip("+#")) :], "".join(parts), *parts]
    for piece in parts:
        forms += _SUBPART.findall(piece)
    return tuple(dict.fromkeys(form for form in forms if len(form) <= _LONGEST))
