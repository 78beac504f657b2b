"""The words of a text, as jieba's dictionary has them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

import rjieba

from leishu.hanzi.clauses import clause_around
from leishu.hanzi.convert import BREAK, by_config
from leishu.hanzi.fold import fold
from leishu.model import HANS, LangTag

_REMEMBERED = 512
"""How many texts are kept in mind: each variant asks about the same ones."""

_COMMON = 40
"""How often a word must stand in jieba's dictionary (its counts are of 60 million words) to be called common."""


class Words:
    """The words of one text. Only the clauses that are asked about are cut into words."""

    def __init__(self, text: str, script: LangTag = HANS) -> None:
        self.text = text
        self.script = script
        self._hans = text if script == HANS else _simplified(text)
        self._known = bytearray(len(text))
        """1 for each character of a clause that was cut."""
        self._borders = bytearray(len(text) + 1)
        """1 where a word begins or ends, in those."""

    def inside(self, at: int) -> str:
        """The common word that an offset parts; empty where it lies between words, or in a rare one only."""
        if self.between(at):
            return ""
        start, end = self.around(at)
        if frequency(self._hans[start:end]) >= _COMMON:
            return self.text[start:end]
        # A rare word may be made of common ones: 尽量减少.
        parts = ((first, last) for first in range(start, at) for last in range(end - 1, at, -1))
        return next((self.text[a:b] for a, b in parts if frequency(self._hans[a:b]) >= _COMMON), "")

    def parted(self, start: int, end: int) -> bool:
        """Whether what stands between two offsets is no word there, because it parts another one.

        It may begin or end a longer word where the rest is a word too (网络安全; not 程序 in 程序员).
        """
        if not (self.inside(start) or self.inside(end)):
            return False
        first, last = self.around(start)
        rest = (self._hans[first:start], self._hans[end:last])
        return end > last or not all(not part or (len(part) > 1 and frequency(part) >= _COMMON) for part in rest)

    def between(self, at: int) -> bool:
        """Whether a word begins or ends at an offset."""
        if at >= len(self.text):
            return True
        if not self._known[at]:
            self.learn((at,))
        return bool(self._borders[at])

    def bound(self, start: int, end: int) -> bool:
        """Whether words begin and end at both of two offsets, between which no clause ends."""
        if not self._known[start]:
            self.learn((start,))
        return bool(self._borders[start] and self._borders[end])

    def around(self, at: int) -> tuple[int, int]:
        """Where the word begins and ends that the character at an offset is in; the last word of all for the end."""
        if not self.text:
            return 0, 0
        at = min(at, len(self.text) - 1)
        if not self._known[at]:
            self.learn((at,))
        return self._borders.rfind(1, 0, at + 1), self._borders.find(1, at + 1)

    def clause(self, at: int) -> tuple[int, int]:
        """Where the clause begins and ends that the character at an offset is in."""
        return clause_around(self.text, at)

    def borders(self, start: int, end: int) -> list[int]:
        """The borders of words between two offsets, both left out."""
        return [at for at in range(start + 1, end) if self.between(at)]

    def touching(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where each word begins and ends that has a character between two offsets."""
        return pairwise((self.around(start)[0], *self.borders(start, end), self.around(end - 1)[1]))

    def learn(self, places: Iterable[int]) -> None:
        """Cut the clauses in which `places` are into words."""
        self.cut(self.clause(at) for at in places if not self._known[at])

    def cut(self, clauses: Iterable[tuple[int, int]]) -> None:
        """Cut clauses into words: all at once, since each call takes longer than what it does."""
        new: list[tuple[int, int]] = []
        for start, end in clauses:
            if not self._known[start]:
                self._known[start:end] = b"\1" * (end - start)
                self._borders[start] = self._borders[end] = 1
                if end - start > 1:
                    new.append((start, end))
        if not new:
            return
        words = iter(rjieba.cut(BREAK.join([self._hans[start:end] for start, end in new]), hmm=False))
        for start, _ in new:
            border = start
            for word in words:
                if word == BREAK:
                    break
                border += len(word)
                self._borders[border] = 1


def _simplified(text: str) -> str:
    """The text as jieba's dictionary writes it, of the same length."""
    hans = by_config("t2s", text)
    return hans if len(hans) == len(text) else fold(text)


@cache
def frequency(word: str) -> int:
    """How often jieba's dictionary counts a Simplified word; 0 for what is no word of it."""
    return int(rjieba.suggest_freq(word)) if rjieba.has_word(word) else 0


def is_word(word: str) -> bool:
    """Whether jieba's dictionary has a Simplified word, however rare."""
    return frequency(word) > 0


def tagged(texts: Sequence[str], *tags: str) -> list[dict[int, str]]:
    """The words of some Simplified texts that are tagged so (`nr`: a person, `ns`: a place), by where they begin."""
    words = iter(rjieba.tag(BREAK.join(texts)))
    found: list[dict[int, str]] = []
    for text in texts:
        its: dict[int, str] = {}
        at = 0
        while at < len(text):
            word, part = next(words)
            if part.startswith(tags):
                its[at] = word
            at += len(word)
        next(words, None)  # the break
        found.append(its)
    return found


@lru_cache(maxsize=_REMEMBERED)
def words_of(text: str, script: LangTag) -> Words:
    """The words of `text`."""
    return Words(text, script)
