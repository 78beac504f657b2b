"""Where words begin and end, and where OpenCC would see a word that is none.

OpenCC takes, from left to right, the longest entry of its dictionaries. That goes wrong over the border of two words:
in 被发明 it finds 被发 (被髮, of hair let down), in 参与制造 the harmless 参与制, after which 制造 is not seen. The
cure is to cut the text there first. It is done where an entry parts a common word; rare words (线图) do not overrule
OpenCC's own, which were chosen by hand.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import accumulate, chain

import daachorse
import rjieba

from leishu.hanzi.convert import by_config
from leishu.hanzi.dictionaries import entries, segmentation, stages
from leishu.hanzi.fold import fold
from leishu.model import HANS, LangTag

_COMMON = 50
"""How often a word must stand in jieba's dictionary (its counts are of 60 million words) to overrule an entry. On a
million characters of newspaper text 306 of 313 cuts were right with it; the wrong ones were of rarer words."""

_REMEMBERED = 2048

_PAUSE = re.compile("[^\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

_JIEBA = rjieba.Jieba()
"""Our own: words that another part of the program adds to the shared one must not change what is converted."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where the text is cut, and why."""

    at: int
    entry: str
    """What OpenCC would have taken for a word."""
    word: str
    """The common word that it parts."""


class Words:
    """The words of one text. It is cut into words when that is first asked for."""

    def __init__(self, text: str, script: LangTag = HANS) -> None:
        self.text = text
        self.script = script
        self._ends: list[int] = []
        self._borders: frozenset[int] = frozenset()
        self._hans = ""

    def inside(self, at: int) -> str:
        """The common word that an offset parts; empty where it lies between words, or in a rare one."""
        self._find()
        if at in self._borders:
            return ""
        start, end = self.around(at)
        return self.text[start:end] if _common(self._simplified()[start:end]) else ""

    def around(self, at: int) -> tuple[int, int]:
        """Where the word begins and ends that the character at an offset is in."""
        self._find()
        index = min(bisect_right(self._ends, at), len(self._ends) - 1)
        return self._ends[index - 1] if index else 0, self._ends[index]

    def _find(self) -> None:
        if not self._ends:
            self._ends = list(accumulate(map(len, _JIEBA.cut(self._simplified(), hmm=False)))) or [0]
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


@cache
def _common(word: str) -> bool:
    return _JIEBA.has_word(word) and _JIEBA.suggest_freq(word) >= _COMMON


def is_word(word: str) -> bool:
    """Whether jieba's dictionary has a Simplified word, however rare."""
    return bool(_JIEBA.has_word(word))


def tagged(text: str, tag: str) -> set[tuple[int, str]]:
    """The words of a Simplified text that have a part of speech (`nr` for names of people), with their offsets."""
    found: set[tuple[int, str]] = set()
    at = 0
    for word, part in _JIEBA.tag(text):
        if part == tag:
            found.add((at, word))
        at += len(word)
    return found


@lru_cache(maxsize=_REMEMBERED)
def words_of(text: str, script: LangTag) -> Words:
    """The words of `text`. Remembered for a while: each variant asks for those of the same texts."""
    return Words(text, script)


def cuts(text: str, script: LangTag, config: str) -> Iterator[Cut]:
    """Where `text`, written in `script`, must be cut before the OpenCC config sees it, in order."""
    yield from _taken(text, script, segmentation(config))
    if exchanged := _exchanging(config):
        yield from exchanged.cuts(text, words_of(text, script))


@lru_cache(maxsize=_REMEMBERED)
def _taken(text: str, script: LangTag, dictionaries: tuple[str, ...]) -> tuple[Cut, ...]:
    return tuple(_finder(dictionaries).cuts(text, words_of(text, script)))


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds the entries that OpenCC would take."""

    keys: tuple[str, ...]
    matcher: daachorse.CharwiseDoubleArrayAhoCorasick = field(init=False)

    def __post_init__(self) -> None:
        matcher = daachorse.CharwiseDoubleArrayAhoCorasick(list(self.keys), daachorse.MATCH_KIND_LEFTMOST_LONGEST)
        object.__setattr__(self, "matcher", matcher)

    def cuts(self, text: str, words: Words) -> Iterator[Cut]:
        at = 0
        for start, end, _ in self.matcher.find(text):
            if start < at:
                continue  # these were looked for again
            cut = self._cut(text, start, end, words)
            while cut:
                yield cut
                # From the cut on OpenCC finds other entries, but never beyond the next character that is in none.
                stop = _PAUSE.search(text, cut.at)
                at = stop.start() if stop else len(text)
                cut = self._first(text, cut.at, at, words)

    def _first(self, text: str, at: int, stop: int, words: Words) -> Cut | None:
        found = (self._cut(text, at + start, at + end, words) for start, end, _ in self.matcher.find(text[at:stop]))
        return next(filter(None, found), None)

    @staticmethod
    def _cut(text: str, start: int, end: int, words: Words) -> Cut | None:
        word = words.inside(start) or words.inside(end)
        borders = words.borders(start, end) if word else ()
        return Cut(borders[0], text[start:end], word) if borders else None


@cache
def _finder(dictionaries: tuple[str, ...]) -> _Finder:
    """Finds what OpenCC takes for words."""
    return _Finder(tuple(sorted(_phrases(dictionaries))))


@cache
def _exchanging(config: str) -> _Finder | None:
    """Finds the words that later stages of a config exchange, by the key: it is the same before and after the first."""
    names = chain.from_iterable(chain.from_iterable(stages(config)[1:]))
    keys = {fold(entry) for entry in _phrases(names)}
    return _Finder(tuple(sorted(keys))) if keys else None


def _phrases(dictionaries: Iterable[str]) -> set[str]:
    return {key for name in dictionaries for key in entries(name) if len(key) > 1}
