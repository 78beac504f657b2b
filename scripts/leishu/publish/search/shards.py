"""The files of postings, in a form that a browser reads without a library.

    h/N    pairs of Han characters      c/N    single ones      w/N    words
    l/N    a common pair or word: its best units; r/N: all the others. Who asks for its neighbours need not pay for it

A file is a zlib stream of sections, each compressed by itself, for they have little in common; numbers are LEB128:

    head       the bytes of the names, then the longest list that is kept
    names      of single characters, one after the other; of pairs, for each first character a line of it and all the
               second ones; of others, each ended by a line feed
    counts     in how many units each term stands
    lows       for each unit that is kept, how many others lie between it and the last one: the low eight bits
    highs      what is left of those numbers
    weights    two to a byte, low half first

Terms are sorted into files, so that neighbours share their names, and a short list leads to the right one. Pairs with
the same first character are too many for that: which of its files has one is told by the second.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from leishu.publish.search.bounds import separators, shares, turns
from leishu.publish.search.characters import text_of
from leishu.publish.search.compact import encoded
from leishu.publish.search.leb128 import leb128, small
from leishu.publish.search.occurrences import SECOND, SIGN, WORDS, Numbers, is_character
from leishu.publish.search.postings import WEIGHTS, Postings

BEST = 2048
"""Units of a pair or word that are looked at where not all are needed. One in more than these has its own files."""
BEST_SINGLE = 128
"""The same for a single character, which nobody pages through: its others are not kept."""

_FULL = {"h": 800, "c": 4_000, "w": 4_000}
"""Bytes of a file before compression, as far as its terms can be parted."""
_ALL = 1 << 27

Sections = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Shards:
    """All files of postings, and what leads to each."""

    files: dict[str, Sections]
    pairs: tuple[list[int], list[int]]
    """How the pairs are shared out among their files: see `shares`."""
    characters: str
    """The first of each file of characters."""
    words: list[str]
    """What stands between the files of words: see `separators`."""
    common: tuple[str, list[str]]
    """The terms that have files to themselves: pairs, as the files of pairs write them, then words."""


def shards(postings: Postings) -> Shards:
    """The files of all terms."""
    single, spelt = is_character(postings.terms), postings.terms >= WORDS
    often = (postings.counts > BEST) & ~single
    pairs, characters, words, common = map(np.flatnonzero, (~single & ~spelt & ~often, single, spelt & ~often, often))
    room = 4 + 2 * postings.counts
    groups, places = shares(*_signs(postings.terms[pairs]), room[pairs], _FULL["h"])
    pairs = pairs[np.argsort(places, kind="stable")]
    pair_files = np.searchsorted(np.sort(places), np.arange(sum(groups[1]) + 1)).tolist()
    character_files = turns(room[characters].clip(max=2 * BEST_SINGLE), _FULL["c"])
    word_files = turns(room[words], _FULL["w"])
    best = _Encoder(postings, common, BEST)
    others = _Encoder(postings, common, BEST, rest=True)
    files = {f"l/{number}": best.file("l", number, number + 1) for number in range(len(common))}
    files |= {f"r/{number}": others.file("r", number, number + 1) for number in np.flatnonzero(others.counts).tolist()}
    for folder, which, starts, most in (
        ("h", pairs, pair_files, _ALL),
        ("c", characters, character_files, BEST_SINGLE),
        ("w", words, word_files, _ALL),
    ):
        encoder = _Encoder(postings, which, most)
        files |= {f"{folder}/{number}": encoder.file(folder, *part) for number, part in enumerate(pairwise(starts))}
    return Shards(
        files,
        groups,
        "".join(_spelt(postings, characters[character_files[:-1]])),
        separators(_borders(_spelt(postings, words), word_files)),
        (_pair_lines(postings, common[~spelt[common]]), _spelt(postings, common[spelt[common]])),
    )


def _signs(terms: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first and the second character of each term; 0 where there is no second one."""
    return (terms >> SIGN).astype(np.int64), (terms & SECOND).astype(np.int64)


def _borders(terms: Sequence[str], starts: Sequence[int]) -> Iterator[tuple[str, str]]:
    return ((terms[start - 1] if start else "", terms[start]) for start in starts[:-1])


def _spelt(postings: Postings, which: NDArray[np.int64]) -> list[str]:
    return [postings.spelling(term) for term in postings.terms[which].tolist()]


class _Encoder:
    """Some terms, with their `best` units each, or with the `rest` of them."""

    def __init__(self, postings: Postings, which: NDArray[np.int64], best: int, *, rest: bool = False) -> None:
        self.postings = postings
        self.which = which
        counts = postings.counts[which]
        kept = np.maximum(counts - best, 0) if rest else np.minimum(counts, best)
        self.counts = kept if rest else counts
        self.longest = _ALL if rest else best
        places = _places(postings, which, best, rest=rest)[_turned(which, kept)]
        self.starts = np.concatenate(([0], np.cumsum(kept)))
        self.weights = postings.weights[places]
        units = postings.units[places].astype(np.int64)
        gaps = np.diff(units, prepend=0) - 1
        firsts = self.starts[:-1][kept > 0]
        gaps[firsts] = units[firsts]
        self.lows = (gaps & 255).astype(np.uint8)
        self.highs, self.high_ends = leb128(gaps >> 8)
        self.told, self.told_ends = leb128(self.counts)

    def file(self, folder: str, start: int, end: int) -> Sections:
        """The terms from one place to another, as the files of `folder` hold them."""
        first, last = self.starts[start], self.starts[end]
        names = encoded(self._names(folder, self.which[start:end]))
        weights = self.weights[first:last]
        if len(weights) % 2:
            weights = np.append(weights, np.uint8(0))
        return (
            small(len(names)) + small(self.longest) + names,
            self.told[self.told_ends[start] : self.told_ends[end]].tobytes(),
            self.lows[first:last].tobytes(),
            self.highs[self.high_ends[first] : self.high_ends[last]].tobytes(),
            (weights[::2] | weights[1::2] << 4).tobytes(),
        )

    def _names(self, folder: str, which: NDArray[np.int64]) -> str:
        if folder not in ("h", "c"):
            return "".join(f"{term}\n" for term in _spelt(self.postings, which))
        if folder == "c":
            return "".join(_spelt(self.postings, which))
        return _pair_lines(self.postings, which)


def _pair_lines(postings: Postings, which: NDArray[np.int64]) -> str:
    """Ascending pairs: for each first character a line of it and all the second ones."""
    firsts, seconds = (signs.astype(np.uint32) for signs in _signs(postings.terms[which]))
    # Three columns: a line feed and the first character where it is a new one, the second character always.
    table = np.stack((np.full_like(firsts, ord("\n")), firsts, seconds), axis=1)
    new = np.diff(firsts, prepend=np.uint32(0)) != 0
    return text_of(table[np.stack((new, new, np.full_like(new, True)), axis=1)])[1:]


def _turned(which: NDArray[np.int64], kept: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the postings of terms in the order of `which` stand among those in ascending order."""
    order = np.argsort(which)
    ends = np.empty_like(kept)
    ends[order] = np.cumsum(kept[order])
    return np.repeat(ends - np.cumsum(kept), kept) + np.arange(kept.sum())


def _places(postings: Postings, which: NDArray[np.int64], best: int, *, rest: bool) -> NDArray[np.int64]:
    """Where the postings of some terms stand, ascending: the heaviest, and of equal ones the first; or the rest."""
    starts, ends = postings.starts[which], postings.starts[which + 1]
    steps = np.zeros(len(postings.units) + 1, np.int8)
    steps[starts] += 1
    steps[ends] -= 1
    mask = np.cumsum(steps[:-1], dtype=np.int8) > 0
    if rest:
        mask[:] = False
    for start, end in zip(starts[ends - starts > best], ends[ends - starts > best], strict=True):
        by_weight = np.argsort(WEIGHTS - postings.weights[start:end], kind="stable")
        mask[start + by_weight[best:]] = rest
    return np.flatnonzero(mask)
