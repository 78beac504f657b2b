"""What leads to the right one of several sorted files, in as few bytes as can be: every reader loads it first."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BEFORE = 0x3000
"""The first difference is taken from here: no Han character stands before it."""


def separators(borders: Iterable[tuple[str, str]]) -> list[str]:
    """The shortest beginnings that tell the last key of one file from the first of the next; the first file has ""."""
    return [first[: _common(last, first) + 1] if last else "" for last, first in borders]


def told(separators: Sequence[str]) -> str:
    """Ascending `separators` for the browser: in front of each what it shares with the last, in base 36."""
    rows: list[str] = []
    for last, one in pairwise(("", *separators)):
        same = min(_common(last, one), 35)
        rows.append(f"{_DIGITS[same]}{one[same:]}")
    return "|".join(rows)


def _common(last: str, first: str) -> int:
    return next(
        (at for at, (one, other) in enumerate(zip(last, first, strict=False)) if one != other),
        min(len(last), len(first)),
    )


def turns(sizes: NDArray[np.int64], full: int) -> list[int]:
    """Where a file begins in a row of things of some `sizes`, each filled up to `full`; and where the last one ends."""
    if not len(sizes):
        return [0]
    files = (np.cumsum(sizes) - sizes) // full
    return [0, *(np.flatnonzero(np.diff(files)) + 1).tolist(), len(sizes)]


def shares(
    firsts: NDArray[np.int64], seconds: NDArray[np.int64], sizes: NDArray[np.int64], full: int
) -> tuple[tuple[list[int], list[int]], NDArray[np.int64]]:
    """Pairs of some `sizes` shared out among files of about `full`: how a browser is told, and the file of each pair.

    Ascending pairs are cut into groups, never between two with the same first character. A group has a row of files,
    and the second character, modulo their number, tells which: so a browser need not know where each file begins.

    It is told two lists, with a number for each group: how far its first character is from that of the group before
    it; how many files it has.
    """
    if not len(firsts):
        return ([], []), np.empty(0, np.int64)
    begins = np.flatnonzero(np.diff(firsts, prepend=0))
    starts = begins[turns(np.add.reduceat(sizes, begins), full)[:-1]]
    many = np.maximum(1, np.add.reduceat(sizes, starts) // full)
    group = np.searchsorted(starts, np.arange(len(firsts)), side="right") - 1
    files = (np.cumsum(many) - many)[group] + seconds % many[group]
    return (np.diff(firsts[starts], prepend=_BEFORE).tolist(), many.tolist()), files
