"""The files of postings, in a form that a browser reads without a library.

A file is a zlib stream of sections, each compressed by itself, for they have little in common; numbers are LEB128:

    head       the longest list that is kept, the number of terms, the bytes of their names
    names      in UTF-8: of words, each ended by a line feed; of characters, one after the other; of pairs, for each
               first character a line of it and all the second ones
    counts     in how many units each term stands
    lows       for each unit that is kept, how many others lie between it and the last one: the low eight bits
    highs      what is left of those numbers
    weights    two to a byte, low half first

Terms are sorted into files, so a list of their first terms leads to the right one, and neighbours share their names. A
common term has a file to itself: who asks for its neighbours need not pay for it.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from leishu.publish.search.occurrences import SECOND, SIGN, WORDS, is_character
from leishu.publish.search.postings import WEIGHTS, Postings

PAIRS, CHARACTERS, WRITTEN = "hcw"
"""The folders of the three sorts of term."""

LONGEST = {PAIRS: 4096, CHARACTERS: 128, WRITTEN: 4096}
"""The longest list that is kept: a common term's best units. How many it has in all is kept too."""
_FULL = 4_000
"""Bytes of a file, before compression, from which the next one begins."""
_ALONE = 2_000
"""Bytes of a term that has a file to itself."""


@dataclass(frozen=True, slots=True)
class Shards:
    """The files of one sort of term, each as its sections, and the first term of each."""

    files: tuple[tuple[bytes, ...], ...]
    firsts: tuple[str, ...]


def shards(postings: Postings) -> dict[str, Shards]:
    """All files of postings by their folders."""
    han = postings.terms < WORDS
    single = is_character(postings.terms)
    sorts = {PAIRS: han & ~single, CHARACTERS: single, WRITTEN: ~han}
    return {folder: _Sort(postings, folder, np.flatnonzero(which)).shards() for folder, which in sorts.items()}


class _Sort:
    """The terms of one sort on their way into files."""

    def __init__(self, postings: Postings, folder: str, which: NDArray[np.int64]) -> None:
        self.folder = folder
        self.postings = postings
        self.terms = postings.terms[which]
        self.counts = postings.counts[which]
        kept = np.minimum(self.counts, LONGEST[folder])
        places = _kept(postings, which, kept)
        self.starts = np.concatenate(([0], np.cumsum(kept)))
        self.weights = postings.weights[places]
        units = postings.units[places].astype(np.int64)
        gaps = np.diff(units, prepend=0) - 1
        first = self.starts[:-1]
        gaps[first] = units[first]
        self.lows = (gaps & 255).astype(np.uint8)
        self.highs, self.high_ends = leb128(gaps >> 8)
        self.heads, self.head_ends = leb128(self.counts)

    def shards(self) -> Shards:
        bounds = self._bounds()
        files = [self._file(start, end) for start, end in pairwise(bounds)]
        return Shards(tuple(files), tuple(self._name(start) for start in bounds[:-1]))

    def _bounds(self) -> list[int]:
        """Where each file begins among the terms, and where they end."""
        if not len(self.terms):
            return [0]
        size = 4 + np.diff(self.high_ends[self.starts]) + np.diff(self.starts) * 3 // 2
        large = size > _ALONE
        room = np.cumsum(np.where(large, 0, size)) // _FULL
        new = np.concatenate(([True], (np.diff(room) > 0) | large[1:] | large[:-1]))
        return [*np.flatnonzero(new).tolist(), len(self.terms)]

    def _file(self, start: int, end: int) -> tuple[bytes, ...]:
        first, last = self.starts[start], self.starts[end]
        names = self._names(start, end).encode("utf-8")
        head = leb128(np.array([LONGEST[self.folder], end - start, len(names)]))[0]
        weights = self.weights[first:last]
        if len(weights) % 2:
            weights = np.append(weights, np.uint8(0))
        return (
            head.tobytes() + names,
            self.heads[self.head_ends[start] : self.head_ends[end]].tobytes(),
            self.lows[first:last].tobytes(),
            self.highs[self.high_ends[first] : self.high_ends[last]].tobytes(),
            (weights[::2] | weights[1::2] << 4).tobytes(),
        )

    def _names(self, start: int, end: int) -> str:
        terms = self.terms[start:end]
        if self.folder == WRITTEN:
            return "".join(f"{self._name(at)}\n" for at in range(start, end))
        firsts, seconds = (terms >> SIGN).astype(np.uint32), (terms & SECOND).astype(np.uint32)
        if self.folder == CHARACTERS:
            return _text(firsts)
        # Three columns: a line feed and the first character where it is a new one, the second character always.
        table = np.stack((np.full_like(firsts, ord("\n")), firsts, seconds), axis=1)
        new = np.concatenate(([True], np.diff(firsts) != 0))
        return _text(table[np.stack((new, new, np.full_like(new, True)), axis=1)])[1:]

    def _name(self, at: int) -> str:
        return self.postings.spelling(int(self.terms[at]))


def _kept(postings: Postings, which: NDArray[np.int64], kept: NDArray[np.int64]) -> NDArray[np.int64]:
    """The places of the postings that are kept of each term: all, or the heaviest and then the first ones."""
    starts, ends = postings.starts[which], postings.starts[which + 1]
    steps = np.zeros(len(postings.units) + 1, np.int8)
    steps[starts] += 1
    steps[ends] -= 1
    mask = np.cumsum(steps[:-1], dtype=np.int8) > 0
    for at in np.flatnonzero(ends - starts > kept):
        weights = postings.weights[starts[at] : ends[at]]
        mask[starts[at] + np.argsort(WEIGHTS - weights, kind="stable")[kept[at] :]] = False
    return np.flatnonzero(mask)


def leb128(numbers: NDArray[np.int64]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Unsigned numbers, seven bits to a byte, low ones first; and where each ends, with a zero in front."""
    sizes = np.searchsorted((1 << 7, 1 << 14, 1 << 21), numbers, side="right") + 1
    ends = np.concatenate(([0], np.cumsum(sizes)))
    out = np.empty(ends[-1], np.uint8)
    for place in range(4):
        there = np.flatnonzero(sizes > place)
        more = (sizes[there] > place + 1).astype(np.uint8) << 7
        out[ends[there] + place] = (numbers[there] >> 7 * place & 127).astype(np.uint8) | more
    return out, ends


def _text(codes: NDArray[np.uint32]) -> str:
    return codes.tobytes().decode("utf-32-le")
