"""Which units hold a term, and how much it says about each: BM25 over fields, quantised to four bits.

The part of BM25 that depends on the whole collection (how rare a term is) is left to the browser, which has the counts.

A posting is one number, the term, then its unit, then its weight; sorted, they are the index.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leishu.publish.search.characters import text_of
from leishu.publish.search.occurrences import SECOND, SIGN, WORDS, Numbers, Words, is_character, occurrences

TITLE, NAME, HEADING, TEXT = 14, 12, 4, 10
"""What a term is worth by field; for TEXT it is the most that repetition can reach."""
IN_LONG_NAME = 6
"""The least that a term is worth by the title or name it stands in, however long: more than where it is mentioned."""
WEIGHTS = 15

_SHORT = 3  # characters of a name that is not long
_K1, _B = 1.2, 0.6  # Robertson and Zaragoza's usual range; passages are short, so length says little
_UNIT, _WEIGHT = np.uint64(27), np.uint64(4)
"""How far the term, and the unit, stand to the left in a posting: there is room for eight million units."""
_REST = np.uint64((1 << 27) - 1)
"""Unit and weight of a posting."""
_NONE = np.uint64(0)
_AT_ONCE = 10_000
"""Units whose postings are found together: it bounds the memory."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What one unit is found by, folded."""

    text: str = ""
    heading: str = ""
    titles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Postings:
    """The terms of a site, ascending, each with its units."""

    terms: Numbers
    starts: NDArray[np.int64]
    """Where in `units` and `weights` those of each term begin; one more for the end."""
    units: NDArray[np.uint32]
    weights: NDArray[np.uint8]
    words: Sequence[str]
    """The words that have numbers among the terms, ascending."""

    @property
    def counts(self) -> NDArray[np.int64]:
        """In how many units each term stands."""
        return np.diff(self.starts)

    def characters(self) -> str:
        """Every Han character of the site, once."""
        single = self.terms[is_character(self.terms)]
        return text_of((single >> SIGN).astype(np.uint32))

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many units each of `terms` stands."""
        numbers = np.array([self._number(term) for term in terms], np.uint64)
        places = np.searchsorted(self.terms, numbers)
        there = np.append(self.terms, _NONE)[places] == numbers
        return dict(zip(terms, np.where(there, np.append(self.counts, 0)[places], 0).tolist(), strict=True))

    def spelling(self, term: int) -> str:
        """A term as it is written."""
        if term >= WORDS:
            return self.words[term - WORDS]
        second = term & int(SECOND)
        return chr(term >> int(SIGN)) + (chr(second) if second else "")

    def _number(self, term: str) -> int:
        at = bisect_left(self.words, term)
        if at < len(self.words) and self.words[at] == term:
            return WORDS | at
        return ord(term[0]) << int(SIGN) | (ord(term[1]) if len(term) == 2 else 0)


def gather(units: Sequence[Fields]) -> Postings:
    """The postings of all units; the number of a unit is its place."""
    words = Words()
    average = max(1.0, sum(len(unit.text) for unit in units) / max(1, len(units)))
    parts = [
        _weighed(units[start : start + _AT_ONCE], words, average) + np.uint64(start << int(_WEIGHT))
        for start in range(0, len(units), _AT_ONCE)
    ]
    return _sorted(np.concatenate(parts) if parts else np.empty(0, np.uint64), words)


def _weighed(units: Sequence[Fields], words: Words, average: float) -> Numbers:
    """The postings of some units, in no order."""
    found, counts = _counted(*occurrences([unit.text for unit in units], words))
    # A character that comes back is mostly part of another word: how often it stands there says nothing.
    counts[is_character(found >> _UNIT)] = 1
    lengths = np.array([len(unit.text) for unit in units])
    norms = (_K1 * (1 - _B + _B * lengths / average))[_units_of(found)]
    weights = np.maximum(1, np.rint(TEXT * counts / (counts + norms))).astype(np.uint64)
    above, _ = _counted(*occurrences([unit.heading for unit in units], words))
    found, weights = _merged(found, weights, above, np.full(len(above), HEADING, np.uint64), np.add)
    named, worth = _named(units, words)
    found, weights = _merged(found, weights, named, worth, np.maximum)
    return found | np.minimum(weights, WEIGHTS).astype(np.uint64)


def _counted(terms: Numbers, units: Numbers) -> tuple[Numbers, NDArray[np.int64]]:
    """Each term and unit once, as a posting without weight, ascending, and how often."""
    found = terms << _UNIT | units << _WEIGHT
    found.sort()
    starts = _changes(found)
    return found[starts[:-1]], np.diff(starts)


def _named(units: Sequence[Fields], words: Words) -> tuple[Numbers, Numbers]:
    """The terms of titles and names: a short one is nearer to its terms than a long one."""
    texts = [
        (number, text, max(IN_LONG_NAME, round(most / (1 + max(0, len(text) - _SHORT) / 10))))
        for number, unit in enumerate(units)
        for most, several in ((TITLE, unit.titles), (NAME, unit.names))
        for text in several
    ]
    terms, places = occurrences([text for _, text, _ in texts], words)
    of = np.array([number for number, *_ in texts], np.uint64)[places]
    worth = np.array([weight for *_, weight in texts], np.uint64)[places]
    found = terms << _UNIT | of << _WEIGHT | worth
    found.sort()
    # The last of those that differ in weight only is the heaviest.
    last = found[_changes(found >> _WEIGHT)[1:] - 1]
    return last >> _WEIGHT << _WEIGHT, last & np.uint64(WEIGHTS)


def _merged(
    found: Numbers, weights: Numbers, others: Numbers, worth: Numbers, both: np.ufunc
) -> tuple[Numbers, Numbers]:
    """Two ascending lists of postings as one; where both hold one, its weight is what `both` makes of theirs."""
    places = np.searchsorted(found, others)
    known = np.append(found, _NONE)[places] == others
    weights[places[known]] = both(weights[places[known]], worth[known])
    new = places[~known]
    return np.insert(found, new, others[~known]), np.insert(weights, new, worth[~known])


def _sorted(found: Numbers, words: Words) -> Postings:
    listed, places = words.ascending()
    terms = found >> _UNIT
    spelt = terms >= WORDS
    numbers = places[(terms[spelt] - WORDS).astype(np.int64)] | np.uint64(WORDS)
    found[spelt] = numbers << _UNIT | found[spelt] & _REST
    found.sort()
    starts = _changes(found >> _UNIT)
    return Postings(
        found[starts[:-1]] >> _UNIT,
        starts,
        _units_of(found),
        (found & np.uint64(WEIGHTS)).astype(np.uint8),
        listed,
    )


def _units_of(found: Numbers) -> NDArray[np.uint32]:
    return ((found & _REST) >> _WEIGHT).astype(np.uint32)


def _changes(ascending: Numbers) -> NDArray[np.int64]:
    """Where each value of an ascending list begins, and where the list ends."""
    if not len(ascending):
        return np.zeros(1, np.int64)
    return np.concatenate(([0], np.flatnonzero(np.diff(ascending)) + 1, [len(ascending)]))
