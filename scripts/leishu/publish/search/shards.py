"""The files of an index: terms and their units, in a form that a browser reads without a library.

A file is a zlib stream. Inside, numbers are LEB128:

    terms    byte length, then the terms in UTF-8, each ended by a line feed, ascending
    heads    for each term: units in all, units kept, bytes of its units
    units    for each term: the gaps between unit numbers, then the weights, two to a byte, low half first

Terms of Han characters go to a file by hash; words are sorted into files, so that neighbours (prefixes, near
spellings) stand together and a short list of first words leads to the right one.
"""

import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence

from leishu.publish.search.postings import capped

HAN_BYTES = 4_000
"""What a file of Han terms is planned to hold before compression."""
WORD_BYTES = 9_000


def packed(data: bytes) -> bytes:
    """A zlib stream: unlike gzip's, its header holds no time and no system."""
    return zlib.compress(data, 9)


def leb128(number: int) -> bytes:
    """An unsigned number, seven bits to a byte, low ones first."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


_LEB128 = [bytes((number,)) for number in range(128)]


def shard_of(term: str, shards: int) -> int:
    """The file of a Han term: FNV-1a over its code points, so that the browser can say it too."""
    value = 0x811C9DC5
    for character in term:
        value = (value ^ ord(character)) * 0x01000193 & 0xFFFFFFFF
    return (value ^ value >> 15) % shards


def encode(terms: Sequence[str], index: Mapping[str, "array[int]"]) -> bytes:
    """One file, not yet compressed; `terms` ascending."""
    heads, units = bytearray(), bytearray()
    for term in terms:
        held = index[term]
        kept = capped(term, held)
        data = _units(kept)
        for number in (len(held), len(kept), len(data)):
            heads += _LEB128[number] if number < 128 else leb128(number)
        units += data
    names = "".join(term + "\n" for term in terms).encode("utf-8")
    return leb128(len(names)) + names + bytes(heads) + bytes(units)


def _units(kept: Sequence[int]) -> bytearray:
    out, weights = bytearray(), bytearray()
    last = -1
    for item in kept:
        unit = item >> 4
        gap = unit - last
        last = unit
        if gap < 128:
            out.append(gap)
        else:
            out += leb128(gap)
        weights.append(item & 15)
    if len(weights) % 2:
        weights.append(0)
    out += bytes(low | high << 4 for low, high in zip(weights[::2], weights[1::2], strict=True))
    return out


def han_files(index: Mapping[str, "array[int]"], terms: Iterable[str]) -> list[bytes]:
    """The files of Han terms, by number."""
    terms = list(terms)
    shards = max(1, round(sum(_size(term, index) for term in terms) / HAN_BYTES))
    files: list[list[str]] = [[] for _ in range(shards)]
    for term in terms:
        files[shard_of(term, shards)].append(term)
    return [encode(sorted(one), index) for one in files]


def word_files(index: Mapping[str, "array[int]"], terms: Iterable[str]) -> tuple[list[bytes], list[str]]:
    """The files of words, and the first word of each."""
    files: list[list[str]] = []
    room = 0
    for term in sorted(terms):
        size = _size(term, index)
        if not files or room < size:
            files.append([])
            room = WORD_BYTES
        files[-1].append(term)
        room -= size
    return [encode(one, index) for one in files], [one[0] for one in files]


def _size(term: str, index: Mapping[str, "array[int]"]) -> int:
    return len(term) * 3 + 4 + min(len(index[term]), 4096) * 2
