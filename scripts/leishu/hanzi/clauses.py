"""Clauses: what no word and no dictionary entry goes beyond."""

import re

_IN_WORDS = re.compile(r"[\w+#&.%·\-\u3400-\ufaff\U00020000-\U0003ffff]*")
"""Letters, digits and Han characters, also those that Python's edition of Unicode does not know yet, and the few signs
that stand in words of jieba's dictionary and OpenCC's."""
_STEP = 32


def clause_around(text: str, at: int) -> tuple[int, int]:
    """Where the clause begins and ends that the character at an offset is in.

    A sign that is in no word is a clause of its own.
    """
    end = _in_words(text, at)
    if end == at:
        return at, at + 1
    start = at
    while start:
        before = text[max(0, start - _STEP) : start][::-1]
        inside = _in_words(before, 0)
        start -= inside
        if inside < len(before):
            break
    return start, end


def _in_words(text: str, at: int) -> int:
    found = _IN_WORDS.match(text, at)
    return found.end() if found else at
