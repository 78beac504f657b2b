"""Where a person should look at a conversion, because neither a dictionary nor a person decided it.

- a character of several readings that stands alone, in no word and in no entry of OpenCC (which are worth it:
  `readings`);
- an entry of OpenCC that goes over the border of two words and reads one of them otherwise than alone;
- such an entry that we parted, where it is a word as well;
- a name that was recognised by guess.

OpenCC has an ambiguity report of its own, but not in Python; what it reports is the first kind, without the words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise

import daachorse

from leishu.hanzi.conversion import Conversion
from leishu.hanzi.convert import BREAK, by_config
from leishu.hanzi.decide import Decision
from leishu.hanzi.dictionaries import entries, segmentation
from leishu.hanzi.names import SURNAMES
from leishu.hanzi.readings import telling
from leishu.hanzi.words import Words, words_of
from leishu.model import Span

_COUNTED = frozenset("里只")
"""Measure words: in doubt after a number only, elsewhere they are what they nearly always are (in, only)."""
_NUMBER = re.compile("[0-9０-９零〇一二三四五六七八九十百千万亿两几数多半每]+")
_AROUND = 8
"""How many characters around a decision can have to do with it."""
_SURNAME = re.compile(f"[{SURNAMES}]")
_SENTENCE = re.compile(f"[^。！？!?\n{BREAK}]+")


@dataclass(frozen=True, slots=True)
class Doubtful:
    """One place."""

    span: Span
    """In the text."""
    word: str
    """What a rule would be about."""
    after: str
    """What it became."""
    others: tuple[str, ...]
    """What else it could have become."""
    reason: str
    """Why that is in doubt: one sentence for a person."""


def doubts(conversion: Conversion, text: str) -> Iterator[Doubtful]:
    """Every place in `text` where `conversion` may be wrong, in order."""
    config = conversion.config.partition("+")[0]
    for found in _SENTENCE.finditer(text) if config else ():
        sentence = found[0]
        words = words_of(sentence, conversion.book.source)
        # Nearly all sentences have nothing in doubt, which is seen without deciding anything.
        taken = _entries(config, sentence)
        suspects = (_parting(taken, words), _alone(Span(0, len(sentence)), taken, config, words), _surnames(words))
        if next(chain.from_iterable(suspects), None):
            for doubt in sorted(_in_sentence(conversion, config, words), key=lambda doubt: doubt.span):
                yield replace(doubt, span=doubt.span.shifted(found.start()))


def _in_sentence(conversion: Conversion, config: str, words: Words) -> Iterator[Doubtful]:
    text = words.text
    held = conversion.decide(text)
    for decision in held:
        if decision.guess:
            yield from _guessed(config, decision, words)
    at = 0
    for span in (*(decision.span for decision in held), Span(len(text), len(text))):
        taken = [entry.shifted(at) for entry in _entries(config, text[at : span.start])]
        yield from _misread(_parting(taken, words), config, words)
        for index in _alone(Span(at, span.start), taken, config, words):
            char = text[index]
            reading = telling(config)[char]
            reason = f"「{char}」单独成字，可作「{'、'.join((reading.after, *reading.others))}」"
            yield Doubtful(Span(index, index + 1), char, reading.after, reading.others, reason)
        at = span.end


def _guessed(config: str, decision: Decision, words: Words) -> Iterator[Doubtful]:
    """A decision of ours that is not sure, where OpenCC's own result differs."""
    text, start, end = words.text, decision.span.start, decision.span.end
    first, last = max(0, start - _AROUND), end + _AROUND
    alone = by_config(config, text[first:last])
    ours = by_config(config, text[first:start]) + (decision.text or "") + by_config(config, text[end:last])
    if len(ours) != len(alone):
        return
    differs = next((first + at for at, (one, other) in enumerate(zip(ours, alone, strict=True)) if one != other), None)
    if differs is not None:
        span = _guess_at(decision, text) or Span(*words.around(differs))
        if span.end - span.start == 1 and not _worth_a_look(differs, words):
            return
        there = span.shifted(-first)
        yield Doubtful(span, span.of(text), there.of(ours), (there.of(alone),), decision.reason)


def _guess_at(decision: Decision, text: str) -> Span | None:
    """Where the words stand that a guess about a character is about: a name, or what told how it is read."""
    guess, at = decision.guess, decision.span.start
    if decision.text is None:
        return None  # a cut, which is about the word that is read otherwise for it
    starts = range(max(0, at - len(guess) + 1), at + 1)
    return next((Span(start, start + len(guess)) for start in starts if text.startswith(guess, start)), None)


def _misread(crossing: Iterable[Span], config: str, words: Words) -> Iterator[Doubtful]:
    """Entries over a border that read a word they part otherwise than it is read alone."""
    for entry in crossing:
        start, end = words.around(entry.start)[0], words.around(entry.end - 1)[1]
        whole = words.text[start:end]
        cut = [start, *words.borders(start, end), end]
        alone = "".join(by_config(config, words.text[first:last]) for first, last in pairwise(cut))
        after = by_config(config, words.text[start : entry.start]) + by_config(config, entry.of(words.text))
        after += by_config(config, words.text[entry.end : end])
        if after != alone:
            reason = f"词典里的「{entry.of(words.text)}」跨过了词的边界"
            yield Doubtful(Span(start, end), whole, after, (alone,), reason)


def _alone(span: Span, taken: Iterable[Span], config: str, words: Words) -> Iterator[int]:
    """Where within `span` a telling character stands that is a word by itself, and in none of the entries `taken`."""
    covered = {index for entry in taken for index in range(entry.start, entry.end)}
    for found in _telling(config).finditer(words.text, span.start, span.end):
        at = found.start()
        if at not in covered and words.around(at) == (at, at + 1) and _worth_a_look(at, words):
            yield at


def _worth_a_look(at: int, words: Words) -> bool:
    """Whether a lone character is in doubt where it stands."""
    if words.text[at] not in _COUNTED:
        return True
    start, end = words.around(max(0, at - 1))
    return end == at and bool(_NUMBER.fullmatch(words.text, start, end))


def _surnames(words: Words) -> Iterator[int]:
    """Characters that may be a surname, for all that words tell."""
    return (at.start() for at in _SURNAME.finditer(words.text) if words.around(at.start()) == (at.start(), at.end()))


def _parting(taken: Iterable[Span], words: Words) -> Iterator[Span]:
    """Those of the entries that begin or end within a word."""
    return (entry for entry in taken if not (words.between(entry.start) and words.between(entry.end)))


def _entries(config: str, text: str) -> list[Span]:
    """The entries of several characters that OpenCC takes in a text."""
    return [Span(start, end) for start, end, _ in _matcher(segmentation(config)).find(text)]


@cache
def _matcher(dictionaries: tuple[str, ...]) -> daachorse.CharwiseDoubleArrayAhoCorasick:
    words = {entry for name in dictionaries for entry in entries(name) if len(entry) > 1}
    return daachorse.CharwiseDoubleArrayAhoCorasick(sorted(words), daachorse.MATCH_KIND_LEFTMOST_LONGEST)


@cache
def _telling(config: str) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(telling(config)))}]" if telling(config) else "(?!)")
