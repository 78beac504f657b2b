"""Unsigned numbers in seven bits to a byte, the low ones first: the most common ones take one byte."""

import numpy as np
from numpy.typing import NDArray


def leb128(numbers: NDArray[np.int64]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """`numbers` below 2 to the 28th one after the other; and where each ends, with a zero in front."""
    sizes = np.searchsorted((1 << 7, 1 << 14, 1 << 21), numbers, side="right") + 1
    ends = np.concatenate(([0], np.cumsum(sizes)))
    out = np.empty(ends[-1], np.uint8)
    for place in range(4):
        there = np.flatnonzero(sizes > place)
        more = (sizes[there] > place + 1).astype(np.uint8) << 7
        out[ends[there] + place] = (numbers[there] >> 7 * place & 127).astype(np.uint8) | more
    return out, ends


def small(number: int) -> bytes:
    """One number by itself."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes((*out, number))
