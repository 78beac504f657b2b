"""How likely a word is behind the word before it: the first witness of `language`.

A back-off model of pairs of words (Katz 1987): a pair that was counted has a share of its own; of any other word the
share is what it has alone, times what the word before leaves over for the words that were not counted behind it.
"""

import sys
import zlib
from array import array
from bisect import bisect_left
from functools import cache, lru_cache
from importlib.resources import files

NOTICE = """\
# Words of running Simplified Chinese text, with their marks, and how often they stand alone and in pairs.
# Made by benchmarks/repair/build_phrases.py from the language model of the open-gram project, as it is in Debian's
# package sunpinyin-data 0.1.22+20170109 (https://sourceforge.net/projects/open-gram/files/). Changed: triples, long
# words and the pairs that tell least are left out, what is left is weighed again and rounded.
# Copyright (c) 1997-2010 MDBG; 2010 Kov Chai, virus huo, Tinyfool; by Kefu Chai, Yong Sun, Wei Xue and Mike Qin.
# Licence of this file, unlike that of the program: Creative Commons Attribution-ShareAlike 3.0 Unported
# (https://creativecommons.org/licenses/by-sa/3.0/).
# Below: two sizes; words as zlib data, `cost TAB cost of going on TAB words` a line; fingerprints of pairs (4 bytes
# each, little-endian, ascending); costs of pairs (1 byte each). A cost is a negative natural logarithm, in twelfths.
"""
TABLE = "phrases.bin"
STEPS = 12
"""Levels for each nat: a byte holds up to 21."""


def fingerprint(before: str, word: str) -> int:
    """32 bits for a pair: of a million pairs one in four thousand unknown ones is taken for a known one."""
    return zlib.crc32(f"{before} {word}".encode())


@cache
def alone() -> dict[str, tuple[float, float]]:
    """Word → (natural log of its share, the same of what is left behind it for words that were not counted there)."""
    words, _, _ = _table()
    found: dict[str, tuple[float, float]] = {}
    for row in words.splitlines():
        cost, further, listed = row.split("\t")
        found.update(dict.fromkeys(listed.split(" "), (-int(cost) / STEPS, -int(further) / STEPS)))
    return found


@lru_cache(maxsize=1 << 18)
def share(before: str, word: str) -> float | None:
    """Natural log of the share of `word` behind the word `before` (or none); None where it is no word."""
    known = alone()
    if word not in known:
        return None
    if before not in known:
        return known[word][0]
    _, pairs, costs = _table()
    wanted = fingerprint(before, word)
    at = bisect_left(pairs, wanted)
    if at < len(pairs) and pairs[at] == wanted:
        return -costs[at] / STEPS
    return known[before][1] + known[word][0]


@cache
def _table() -> "tuple[str, array[int], bytes]":
    """The words, the fingerprints of the pairs, their costs."""
    data = (files("leishu.repair") / TABLE).read_bytes()
    start = len(NOTICE.encode("utf-8"))
    end = data.index(b"\n", start) + 1
    packed, rows = map(int, data[start:end].split())
    pairs = array("I")
    pairs.frombytes(data[end + packed : end + packed + 4 * rows])
    if sys.byteorder == "big":
        pairs.byteswap()
    return zlib.decompress(data[end : end + packed]).decode("utf-8"), pairs, data[end + packed + 4 * rows :]
