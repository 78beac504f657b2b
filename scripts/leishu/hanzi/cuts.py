"""Where OpenCC would see a word that is none.

OpenCC takes, from left to right, the longest entry of its dictionaries. That goes wrong over the border of two words:
in 被发明 it finds 被发 (被髮, of hair let down), in 参与制造 the harmless 参与制, after which 制造 is not seen. The
cure is to cut the text there first. It is done where an entry parts a common word and reads it, or a very common
character beside it, otherwise than that would be read alone. Rare words (线图) do not overrule OpenCC's own, and an
entry that knows what nothing else does (钟不, a clock) is left alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain

import daachorse

from leishu.hanzi.convert import BREAK, by_config, clauses_told
from leishu.hanzi.dictionaries import entries, merged, segmentation, stages
from leishu.hanzi.fold import fold
from leishu.hanzi.words import Words, frequency, is_word, words_of
from leishu.model import HANS, LangTag

_PLACES = frozenset("里裡裏")
"""What makes a place of any noun, so that dictionaries have it joined with some."""
_VERY_COMMON = 8_000
"""The count in jieba's dictionary from which a word beside the parted one is right as it is read alone (了, 个, 家)."""

_VERB = 2
"""Characters of a verb that 出 may follow."""
_REMEMBERED = 512
"""How many texts are kept in mind: each variant asks about the same ones."""

_ALONE = {True: "s2t", False: "t2s"}
"""The config that tells how a word is read by itself, for a Simplified text and for others."""
_PAUSE = re.compile("[^\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where the text is cut, and why."""

    at: int
    entry: str
    """What OpenCC would have taken for a word."""
    word: str
    """The common word that it parts."""


def cuts(text: str, script: LangTag, config: str) -> Iterator[Cut]:
    """Where `text`, written in `script`, must be cut before the OpenCC config sees it, in order."""
    yield from _misreading(text, script, segmentation(config))
    if exchanged := _exchanging(config):
        yield from exchanged.cuts(words_of(text, script), ((0, len(text)),))


@lru_cache(maxsize=_REMEMBERED)
def _misreading(text: str, script: LangTag, dictionaries: tuple[str, ...]) -> tuple[Cut, ...]:
    """Where entries are cut that read a word otherwise than it is read alone."""
    # An entry misreads a word only if it tells something, or if one that does lies within the word: where there is none
    # there is nothing to cut, and no need to know the words. That is most of any text.
    clauses = clauses_told(text, _ALONE[script == HANS], dictionaries)
    words = words_of(text, script)
    words.cut(clauses)
    return tuple(_finder(dictionaries).cuts(words, clauses))


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds the entries that OpenCC would take."""

    keys: tuple[str, ...]
    conversions: tuple[str, ...] = ()
    """What each of them becomes, the form that is used first; none for those that exchange words, which must not be
    parted at all."""
    matcher: daachorse.CharwiseDoubleArrayAhoCorasick = field(init=False)

    def __post_init__(self) -> None:
        matcher = daachorse.CharwiseDoubleArrayAhoCorasick(list(self.keys), daachorse.MATCH_KIND_LEFTMOST_LONGEST)
        object.__setattr__(self, "matcher", matcher)

    def cuts(self, words: Words, places: Sequence[tuple[int, int]]) -> Iterator[Cut]:
        """Where a text is cut in some places, each of which begins and ends where no entry goes on."""
        text = words.text
        at = 0
        for start, end, key in self._entries(text, places):
            # Nearly all entries begin and end with a word. Those before `at` were looked for again.
            if start < at or words.bound(start, end):
                continue
            cut = self._cut(text, start, end, key, words)
            while cut:
                yield cut
                # From the cut on OpenCC finds other entries, but never beyond the next character that is in none.
                pause = _PAUSE.search(text, cut.at)
                at = pause.start() if pause else len(text)
                cut = self._first(text, cut.at, at, words)

    def _entries(self, text: str, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
        # All are looked through at once: each call takes longer than what it does.
        joined = BREAK.join([text[first:last] for first, last in places])
        rest = iter(places)
        first, last = next(rest, (0, 0))
        before = 0  # where the place begins in what is joined
        for start, end, key in self.matcher.find(joined):
            while start - before >= last - first:
                before += last - first + len(BREAK)
                first, last = next(rest)
            yield start - before + first, end - before + first, key

    def _first(self, text: str, at: int, stop: int, words: Words) -> Cut | None:
        found = self.matcher.find(text[at:stop])
        cuts_there = (self._cut(text, at + start, at + end, key, words) for start, end, key in found)
        return next(filter(None, cuts_there), None)

    def _cut(self, text: str, start: int, end: int, key: int, words: Words) -> Cut | None:
        word = words.inside(start) or words.inside(end)
        borders = words.borders(start, end) if word else ()
        if not borders or (self.conversions and not self._misread(text, start, end, key, words)):
            return None
        return Cut(borders[0], text[start:end], word)

    def _misread(self, text: str, start: int, end: int, key: int, words: Words) -> bool:
        """Whether an entry reads a word that it parts, or a very common one that it holds, as it would not be alone."""
        if words.between(start) and text[end : words.around(end)[1]] in _PLACES:
            return False  # 面馆里: that 馆里 is a word says nothing against 面馆
        told = self.conversions[key].partition(" ")[0]
        config = _ALONE[words.script == HANS]
        touching = tuple(words.touching(start, end))
        if any(_leaves_a_commoner_word(text, (start, end), word) for word in touching):
            return False
        for first, last in touching:
            parted = first < start or last > end
            if parted or frequency(text[first:last]) >= _VERY_COMMON:
                alone = _alone(text[first:last], config)
                if len(told) != end - start or len(alone) != last - first:
                    return parted
                left, right = max(first, start), min(last, end)
                # What the entry leaves of the word is read without it: in 部发布 nothing tells 布 from 佈.
                read = f"{_alone(text[first:left], config)}{told[left - start : right - start]}"
                if read + _alone(text[right:last], config) != alone:
                    return True
        return False


def _leaves_a_commoner_word(text: str, entry: tuple[int, int], word: tuple[int, int]) -> bool:
    """Whether what an entry leaves of a word that it parts makes a commoner one with its neighbour.

    After 于丹 stands 心得, so that 丹心 is none; 暴露出 leaves 征地, as verbs with 出 do.
    """
    (start, end), (first, last) = entry, word
    if first == start - 1:
        other = text[max(0, first - 1) : start]
    elif last == end + 1:
        other = text[end : last + 1]
        if text[end - 1] == "出" and end - start > _VERB:
            return True
    else:
        return False
    return len(other) > 1 and is_word(text[start:end]) and frequency(other) > frequency(text[first:last])


@lru_cache(maxsize=65536)
def _alone(word: str, config: str) -> str:
    return by_config(config, word)


@cache
def _finder(dictionaries: tuple[str, ...]) -> _Finder:
    """Finds what OpenCC takes for words."""
    table = {key: conversions for key, conversions in merged(dictionaries).items() if len(key) > 1}
    return _Finder(tuple(table), tuple(table.values()))


@cache
def _exchanging(config: str) -> _Finder | None:
    """Finds the words that later stages of a config exchange, by the key: it is the same before and after the first."""
    names = chain.from_iterable(chain.from_iterable(stages(config)[1:]))
    keys = {fold(entry) for entry in _phrases(names)}
    return _Finder(tuple(sorted(keys))) if keys else None


def _phrases(dictionaries: Iterable[str]) -> set[str]:
    return {key for name in dictionaries for key in entries(name) if len(key) > 1}
