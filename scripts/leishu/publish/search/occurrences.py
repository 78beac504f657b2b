"""Where each term stands, for a whole site at once: terms as numbers, in arrays, so that sorting brings them together.

    a Han character    its code point << 18
    a pair of them     the first << 18 | the second
    a word             WORDS | its place in the site's list of words
    a border of one    the same: see `_joints`

Numbers ascend as the terms do, letter by letter. The rules of what a term is are those of `tokens`.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from leishu.publish.search.characters import codes_of
from leishu.publish.search.tokens import HAN, RANGES, WORD, word_forms

Numbers = NDArray[np.uint64]

SIGN = np.uint64(18)
"""Bits of a Han character: the last of them is U+3FFFF."""
SECOND = np.uint64((1 << 18) - 1)
"""What of a term is the second character of a pair."""
WORDS = 1 << 36

_HAN_END = 0x40000
_HAN_SIGN = re.compile(f"[{HAN}]")
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
            found = tuple(map(self.number, forms))
            self._forms[word] = found
        return found

    def number(self, term: str) -> int:
        """The number of one term."""
        return WORDS | self._numbers.setdefault(term, len(self._numbers))

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
    spelt, places = _spelt(text, words)
    terms = np.concatenate((firsts[singles], firsts[pairs] | codes[pairs + 1], spelt))
    where = np.concatenate((owners[singles], owners[pairs], owners[places]))
    return terms, where.astype(np.uint64)


def is_character(terms: Numbers) -> NDArray[np.bool_]:
    """Which of the terms are Han characters by themselves."""
    alone: NDArray[np.bool_] = (terms < WORDS) & (terms & SECOND == 0)
    return alone


def _spelt(text: str, words: Words) -> tuple[Numbers, NDArray[np.int64]]:
    """The terms that are words, or borders of words, and where each word begins."""
    terms: list[int] = []
    places: list[int] = []
    before, end = "", 0
    for match in WORD.finditer(text):
        found = words.terms(match[0])
        near = before if text[end : match.start()] in ("", " ") else ""
        joints = [words.number(joint) for joint in _joints(near, match)]
        terms += (*found, *joints)
        places += (match.start(),) * (len(found) + len(joints))
        before, end = match[0], match.end()
    return np.array(terms, np.uint64), np.array(places, np.int64)


def _joints(before: str, match: re.Match[str]) -> Iterator[str]:
    """What tells an exact phrase at a word: with the word before it (`open source`), the Han before it, and after it.

    The word stands first in each, `ai 用` for 用AI and `ai芯` for AI芯, so that they share its file. A space between
    says nothing: some write it, some do not.
    """
    text, (start, end) = match.string, match.span()
    whole = word_forms(match[0])[:1]
    for word in whole:
        if before:
            yield from (f"{other} {word}" for other in word_forms(before)[:1])
        start -= text[start - 1 : start] == " "
        end += text[end : end + 1] == " "
        if start and _HAN_SIGN.match(text, start - 1):
            yield f"{word} {text[start - 1]}"
        if _HAN_SIGN.match(text, end):
            yield f"{word}{text[end]}"


def _table() -> NDArray[np.bool_]:
    table = np.zeros(_HAN_END + 1, np.bool_)
    for first, last in RANGES:
        table[first : last + 1] = True
    return table


_HAN = _table()
"""For each code point, and one for all from _HAN_END on, whether it is Han."""
