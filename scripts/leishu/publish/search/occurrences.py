"""Where each term stands, for a whole site at once: terms as numbers, in arrays, so that sorting brings them together.

    a Han character    its code point << 18
    a pair of them     the first << 18 | the second
    a word             WORDS | its place in the site's list of words

Numbers ascend as the terms do, letter by letter. The rules of what a term is are those of `tokens`.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from leishu.publish.search.characters import Codes, codes_of, text_of
from leishu.publish.search.tokens import RANGES, WORD, word_forms

Numbers = NDArray[np.uint64]

SIGN = np.uint64(18)
"""Bits of a Han character: the last of them is U+3FFFF."""
SECOND = np.uint64((1 << 18) - 1)
"""What of a term is the second character of a pair."""
WORDS = 1 << 36

_HAN_END = 0x40000
_SPACE = 0x20
_BETWEEN = "\n"  # stands in no term


class Words:
    """The words of a site, numbered as they are met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._forms: dict[str, tuple[int, ...]] = {}

    def terms(self, word: str) -> tuple[int, ...]:
        """The numbers of all terms of one word."""
        found = self._forms.get(word)
        if found is None:
            forms = word_forms(word)
            found = tuple(WORDS | self._numbers.setdefault(form, len(self._numbers)) for form in forms)
            self._forms[word] = found
        return found

    def ascending(self) -> tuple[list[str], Numbers]:
        """The words in order, and for each number given so far its place there."""
        words = sorted(self._numbers)
        places = np.empty(len(words), np.uint64)
        places[[self._numbers[word] for word in words]] = np.arange(len(words), dtype=np.uint64)
        return words, places


def occurrences(folded: Sequence[str], words: Words) -> tuple[Numbers, Numbers]:
    """Every term in `folded` texts, as often as it stands there, and which of the texts it stands in."""
    text = _BETWEEN.join(folded) + _BETWEEN
    codes = codes_of(text)
    owners = np.repeat(np.arange(len(folded), dtype=np.uint32), [len(one) + 1 for one in folded])
    han = _HAN[np.minimum(codes, _HAN_END)]
    pairs = np.flatnonzero(han[:-1] & han[1:])
    singles = np.flatnonzero(han)
    firsts = codes.astype(np.uint64) << SIGN
    spelt, places = _spelt(np.where(han, np.uint32(_SPACE), codes), words)
    terms = np.concatenate((firsts[singles], firsts[pairs] | codes[pairs + 1], spelt))
    where = np.concatenate((owners[singles], owners[pairs], owners[places]))
    return terms, where.astype(np.uint64)


def is_character(terms: Numbers) -> NDArray[np.bool_]:
    """Which of the terms are Han characters by themselves."""
    alone: NDArray[np.bool_] = (terms < WORDS) & (terms & SECOND == 0)
    return alone


def _spelt(codes: Codes, words: Words) -> tuple[Numbers, NDArray[np.int64]]:
    """The terms that are words in a text without Han, and where each word begins."""
    terms: list[int] = []
    places: list[int] = []
    for match in WORD.finditer(text_of(codes)):
        found = words.terms(match[0])
        terms += found
        places += (match.start(),) * len(found)
    return np.array(terms, np.uint64), np.array(places, np.int64)


def _table() -> NDArray[np.bool_]:
    table = np.zeros(_HAN_END + 1, np.bool_)
    for first, last in RANGES:
        table[first : last + 1] = True
    return table


_HAN = _table()
"""For each code point, and one for all from _HAN_END on, whether it is Han."""
