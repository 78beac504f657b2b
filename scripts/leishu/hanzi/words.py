"""The words of a text, as jieba's dictionary has them."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate, pairwise

import rjieba

from leishu.hanzi.convert import by_config
from leishu.hanzi.fold import fold
from leishu.model import HANS, LangTag

REMEMBERED = 512
"""How many texts are kept in mind: each variant asks about the same ones."""

_COMMON = 40
"""How often a word must stand in jieba's dictionary (its counts are of 60 million words) to be called common."""


class Words:
    """The words of one text. It is cut into words when that is first asked for."""

    def __init__(self, text: str, script: LangTag = HANS) -> None:
        self.text = text
        self.script = script
        self._ends: list[int] = []
        self._borders: frozenset[int] = frozenset()
        self._hans = ""

    def inside(self, at: int) -> str:
        """The common word that an offset parts; empty where it lies between words, or in a rare one only."""
        self._find()
        if at in self._borders:
            return ""
        start, end = self.around(at)
        simplified = self._simplified()
        if frequency(simplified[start:end]) >= _COMMON:
            return self.text[start:end]
        # A rare word may be made of common ones: 尽量减少.
        parts = ((first, last) for first in range(start, at) for last in range(end - 1, at, -1))
        return next((self.text[a:b] for a, b in parts if frequency(simplified[a:b]) >= _COMMON), "")

    def all_borders(self) -> frozenset[int]:
        """Every offset at which a word begins or ends."""
        self._find()
        return self._borders

    def around(self, at: int) -> tuple[int, int]:
        """Where the word begins and ends that the character at an offset is in."""
        self._find()
        index = min(bisect_right(self._ends, at), len(self._ends) - 1)
        return self._ends[index - 1] if index else 0, self._ends[index]

    def _find(self) -> None:
        if not self._ends:
            self._ends = list(accumulate(map(len, rjieba.cut(self._simplified(), hmm=False)))) or [0]
            self._borders = frozenset((0, *self._ends))

    def _simplified(self) -> str:
        """The text as jieba's dictionary writes it, of the same length."""
        if self.script == HANS:
            return self.text
        if not self._hans:
            hans = by_config("t2s", self.text)
            self._hans = hans if len(hans) == len(self.text) else fold(self.text)
        return self._hans

    def borders(self, start: int, end: int) -> list[int]:
        """The borders of words between two offsets, both left out."""
        return self._ends[bisect_right(self._ends, start) : bisect_right(self._ends, end - 1)]

    def touching(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where each word begins and ends that has a character between two offsets."""
        return pairwise((self.around(start)[0], *self.borders(start, end), self.around(end - 1)[1]))


@cache
def frequency(word: str) -> int:
    """How often jieba's dictionary counts a Simplified word; 0 for what is no word of it."""
    return int(rjieba.suggest_freq(word)) if rjieba.has_word(word) else 0


def is_word(word: str) -> bool:
    """Whether jieba's dictionary has a Simplified word, however rare."""
    return frequency(word) > 0


def tagged(text: str, tag: str) -> dict[int, str]:
    """The words of a Simplified text that have a part of speech (`nr` for names of people), by where they begin."""
    found: dict[int, str] = {}
    at = 0
    for word, part in rjieba.tag(text):
        if part.startswith(tag):
            found[at] = word
        at += len(word)
    return found


@lru_cache(maxsize=REMEMBERED)
def words_of(text: str, script: LangTag) -> Words:
    """The words of `text`."""
    return Words(text, script)
