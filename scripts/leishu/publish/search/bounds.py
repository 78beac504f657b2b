"""What leads to the right one of several sorted files, in as few bytes as can be: every reader loads it first."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from leishu.publish.search.occurrences import Numbers

_CELL = 8
"""Bits of a pair that bounds do not tell: those of its second character within a block of 256."""
_SECOND = 18 - _CELL
"""Bits that are left of it."""
_BEFORE = 0x3000
"""The first difference is taken from here: no Han character stands before it."""


def separators(borders: Iterable[tuple[str, str]]) -> list[str]:
    """The shortest beginnings that tell the last key of one file from the first of the next; the first file has ""."""
    return [first[: _common(last, first) + 1] if last else "" for last, first in borders]


def _common(last: str, first: str) -> int:
    return next((at for at, (one, other) in enumerate(zip(last, first, strict=False)) if one != other), len(last))


def turns(sizes: NDArray[np.int64], full: int) -> list[int]:
    """Where a file begins in a row of things of some `sizes`, each filled up to `full`; and where the last one ends."""
    if not len(sizes):
        return [0]
    files = (np.cumsum(sizes) - sizes) // full
    return [0, *(np.flatnonzero(np.diff(files)) + 1).tolist(), len(sizes)]


def cells(pairs: Numbers, sizes: NDArray[np.int64], full: int) -> tuple[tuple[list[int], list[int]], list[int]]:
    """Where the files of ascending pairs begin, as `turns` does, and in front of it how a browser is told.

    That is two lists. The first has a number for each file: twice the distance of its first character from that of the
    file before it, and one more where that file ends with pairs of the same character. For each of these the second
    list has its second character, without the lowest eight bits; any other file takes all pairs of its first one.
    """
    if not len(pairs):
        return ([], []), [0]
    cell = (pairs >> np.uint64(_CELL)).astype(np.int64)
    begins = np.concatenate(([0], np.flatnonzero(np.diff(cell)) + 1))
    starts = begins[turns(np.add.reduceat(sizes, begins), full)[:-1]]
    firsts = cell[starts] >> _SECOND
    goes_on = np.concatenate(([False], cell[starts[1:] - 1] >> _SECOND == firsts[1:]))
    steps = 2 * np.diff(firsts, prepend=_BEFORE) + goes_on
    return (steps.tolist(), (cell[starts] & ((1 << _SECOND) - 1))[goes_on].tolist()), [*starts.tolist(), len(pairs)]
