"""Which characters stand side by side within a word: where two that do not meet, a word surely ends and one begins.

Every word that the segmenter may cut out comes from its dictionary, or was added to it. So where no word has these two
characters side by side, it cuts between them whatever else stands around, and need not be asked, which takes a
microsecond.
"""

import gzip
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
"""Code points."""
_BITS = 22
_TIMES = np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B)
"""Odd numbers that spread pairs well, from Knuth's multiplicative hashing and from MurmurHash3."""


def codes_of(text: str) -> Codes:
    """The code points of `text`."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


class Pairs:
    """Pairs of characters, hashed: four million bytes. One in fourteen that is not among them is said to be."""

    def __init__(self, words: tuple[str, ...]) -> None:
        """Those within the dictionary's words, and within `words`."""
        self._among = _dictionary()
        if words:
            self._among = self._among.copy()
            for word in words:
                codes = codes_of(word)
                self._among[_places(codes[:-1], codes[1:])] = True

    def among(self, firsts: Codes, seconds: Codes) -> NDArray[np.bool_]:
        """Whether each first stands before its second within some word; False is certain."""
        return self._among[_places(firsts, seconds)]


def _places(firsts: Codes, seconds: Codes) -> Codes:
    return (firsts * _TIMES[0] + seconds * _TIMES[1]) >> np.uint32(32 - _BITS)


@cache
def _dictionary() -> NDArray[np.bool_]:
    """The dictionary's pairs, hashed. Ten milliseconds, when first asked."""
    rows = gzip.decompress((files("leishu.knowledge") / "pairs.txt.gz").read_bytes()).decode("utf-8")
    codes = codes_of("\n" + "".join(row for row in rows.splitlines(keepends=True) if not row.startswith("# ")))
    # A line is a character, a tab, and all that stand before it.
    begins = np.flatnonzero(codes[:-1] == ord("\n")) + 1
    lengths = np.diff(begins, append=len(codes))
    seconds = np.repeat(codes[begins], lengths)
    among = np.zeros(1 << _BITS, dtype=np.bool_)
    among[_places(codes[1:], seconds)] = True
    return among
