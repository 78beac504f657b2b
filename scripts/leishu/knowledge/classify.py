"""Which passages stand under which topics, each with its reasons.

A topic speaks through its names, its words, and the names of its entries. What a passage says of them counts with its
rarity: idf = ln(1 + (N + 20) / n) for a word that n of N passages hold. What is said of a topic is

    sum over the words of  weight * idf * (1 + ln(times))

with weight 2 for a name of the topic, 1.5 for a term, 0.7 for a hint, 1 for an entry that stands under it, shared
equally where an entry stands under several topics. Most topics are two things at once, a matter and what is said of it
(the facets of library science): artificial intelligence and law, open source and money. Law or money alone is not yet
the topic. So a topic can say what it is `about`. Hints count no more than the words of `about` that the same passage
says, and where the section neither says such a word nor mentions anything that stands under a topic, only a part of
the sum is kept.

No list of words is ever whole. So where people sorted examples (`examples`), a passage is also like those of a topic or
unlike them (`lessons`), and this multiplies: score = (1 + said) * e^(likeness / 0.15) - 1. A passage stands
under a topic where the score reaches the bar (without examples also a part of what its best topic has), or where a
person pinned it; never where a person banned it. The short items of a list are judged together, with what leads up to
them. What was compared: docs/contributing/architecture.md.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from leishu.knowledge.examples import Example
from leishu.knowledge.lessons import Lessons
from leishu.knowledge.lists import joined, wholes_of
from leishu.knowledge.memory import Memory
from leishu.knowledge.reading import Reading
from leishu.knowledge.signals import (
    HINT,
    Heard,
    Signal,
    Terms,
    listen,
    of_page,
    of_word,
    spoken_terms,
    telling_passages,
    topic_weights,
    words_of,
)
from leishu.model import Assignment, DocPath, Entry, Mention, Passage, Topic

BAR = 2.5
"""The score from which a passage stands under a topic."""
SHARE = 0.35
"""The part of what is said of its best topic that any other must reach where there are no examples."""
ALONE = 0.3
"""The part of its score that a topic keeps where the section says nothing of what the topic is about."""
_SCALE, _MOST = 0.15, 0.45
"""Likeness to examples that counts e times as much, and beyond which it counts no further."""
_PINNED = 1000.0
_AS_A_LIST = ("连同列举的各项一起看",)
_SILENT = 20
"""So many more passages are imagined that hold no word: in a base of three, a word in all three is still rare."""


def assign(
    readings: Mapping[DocPath, Reading],
    mentions: Mapping[DocPath, tuple[Mention, ...]],
    topics: Iterable[Topic],
    entries: Iterable[Entry],
    examples: tuple[Example, ...],
    memory: Memory,
) -> Mapping[DocPath, tuple[Assignment, ...]]:
    """By page: its passages under their topics, in the order of the text, then by score, the highest first."""
    topics = sorted(topics, key=lambda topic: topic.page.path)
    terms = memory.same("terms", Terms(memory.recall("spoken", "", spoken_terms, words_of(topics))))
    sources = {path: reading for path, reading in readings.items() if reading.passages}
    heard = memory.each("heard", listen, {path: (sources[path], mentions[path], terms) for path in sources})
    lessons = memory.recall("lessons", "", _learnt, examples, tuple(topic.page.path for topic in topics))
    leanings = memory.each("leanings", _leanings, {path: (sources[path], lessons) for path in sources})
    entries = tuple(entries)
    telling = memory.same("telling", _telling(topic_weights(topics, entries)))
    matter = memory.same("matter", _matter(topics, entries))
    ruled = memory.same("ruled", _ruled(topics))
    held = Counter(one.signal for found in heard.values() for one in found)
    total = sum(len(reading.passages) for reading in sources.values())
    counted = held.keys() & (telling.keys() | matter.keys())
    rarity = {signal: math.log(1 + (total + _SILENT) / held[signal]) for signal in counted}
    rare = {path: tuple(rarity.get(one.signal, 0.0) for one in heard[path]) for path in sources}
    return memory.each(
        "assignments",
        _assigned,
        {
            path: (sources[path], heard[path], rare[path], leanings[path], telling, matter, ruled, lessons)
            for path in sources
        },
    )


def _telling(weights: Mapping[DocPath, Mapping[Signal, float]]) -> Mapping[Signal, tuple[tuple[DocPath, float], ...]]:
    """By signal: which topics it tells of, and how much."""
    out: dict[Signal, list[tuple[DocPath, float]]] = {}
    for topic, signals in weights.items():
        for signal, weight in signals.items():
            out.setdefault(signal, []).append((topic, weight))
    return {signal: tuple(found) for signal, found in out.items()}


def _matter(topics: Iterable[Topic], entries: Iterable[Entry]) -> Mapping[Signal, frozenset[DocPath]]:
    """By signal: the topics whose matter it brings up; whatever stands under one topic does so for all."""
    topics = tuple(topics)
    paths = frozenset(topic.page.path for topic in topics)
    out = {of_page(entry.page.path): paths for entry in entries if not paths.isdisjoint(entry.topics)}
    out |= {of_page(path): paths for path in paths}
    # Where a topic does not say what it is about, any of its words is.
    for topic in topics:
        for signal in map(of_word, topic.about or (*topic.terms, *topic.hints)):
            out[signal] = out.get(signal, frozenset()) | {topic.page.path}
    return out


@dataclass(frozen=True, slots=True)
class Ruling:
    """What people said of a passage."""

    pinned: frozenset[DocPath] = frozenset()
    banned: frozenset[DocPath] = frozenset()


_NONE = Ruling()


def _ruled(topics: Iterable[Topic]) -> Mapping[str, Ruling]:
    """By passage id."""
    out: dict[str, Ruling] = {}
    for topic in topics:
        for id_ in topic.pinned:
            ruling = out.get(id_, _NONE)
            out[id_] = replace(ruling, pinned=ruling.pinned | {topic.page.path})
        for id_ in topic.banned:
            ruling = out.get(id_, _NONE)
            out[id_] = replace(ruling, banned=ruling.banned | {topic.page.path})
    return out


def _learnt(examples: tuple[Example, ...], topics: tuple[DocPath, ...]) -> Lessons:
    from leishu.knowledge.learning import learn  # noqa: PLC0415 - loads numpy

    return learn(examples, topics)


def _leanings(reading: Reading, lessons: Lessons) -> Mapping[str, Mapping[DocPath, float]]:
    """By passage and topic: how like the examples it is."""
    if not lessons.topics:
        return {}
    from leishu.knowledge.learning import leaning  # noqa: PLC0415 - loads numpy

    return {
        id_: dict(zip(lessons.topics, leaning(lessons, joined(reading.key, whole)), strict=True))
        for id_, whole in wholes_of(telling_passages(reading)).items()
    }


def _together(whole: Iterable[Passage], heard: Mapping[str, list[tuple[Heard, float]]]) -> list[tuple[Heard, float]]:
    """All that is heard in some passages, each with what it is worth."""
    found: dict[Signal, tuple[Heard, float]] = {}
    for passage in whole:
        for one, rarity in heard.get(passage.id, ()):
            first, _ = found.get(one.signal, (None, 0.0))
            found[one.signal] = (replace(first, times=first.times + one.times) if first else one, rarity)
    return [(one, rarity * (1 + math.log(one.times))) for one, rarity in found.values()]


def _assigned(
    reading: Reading,
    heard: Iterable[Heard],
    rare: Iterable[float],
    leanings: Mapping[str, Mapping[DocPath, float]],
    telling: Mapping[Signal, tuple[tuple[DocPath, float], ...]],
    matter: Mapping[Signal, frozenset[DocPath]],
    ruled: Mapping[str, Ruling],
    lessons: Lessons,
) -> tuple[Assignment, ...]:
    """The passages of a page under their topics; `rare` is the rarity of each thing heard."""
    alone: dict[str, list[tuple[Heard, float]]] = {}
    for one, rarity in zip(heard, rare, strict=True):
        alone.setdefault(one.passage, []).append((one, rarity))
    wholes = wholes_of(telling_passages(reading))
    said = {id_: _together(whole, alone) for id_, whole in wholes.items()}
    brought_up: dict[tuple[str, ...], set[DocPath]] = {passage.headings: set() for passage in reading.passages}
    for passage in reading.passages:
        brought_up[passage.headings].update(*(matter.get(one.signal, ()) for one, _ in said.get(passage.id, ())))
    out: list[Assignment] = []
    for passage in reading.passages:
        whole = wholes.get(passage.id, (passage,))
        led_by = whole[0].id if len(whole) > 1 and whole[0] is not passage else ""
        ruling = ruled.get(passage.id, _NONE)
        leaning = leanings.get(passage.id, {})
        parts: dict[DocPath, list[_Part]] = {topic: [] for topic in (*ruling.pinned, *leaning)}
        about: dict[DocPath, float] = {}
        for one, worth in said.get(passage.id, ()):
            for topic, weight in telling.get(one.signal, ()):
                parts.setdefault(topic, []).append(_Part(weight * worth, one, hint=weight == HINT))
            for topic in matter.get(one.signal, ()) if one.signal.term else ():
                about[topic] = about.get(topic, 0.0) + worth
        if parts:
            sums = {
                topic: _said(found, about.get(topic, 0.0), topic in brought_up[passage.headings])
                for topic, found in parts.items()
            }
            judged = (
                Assignment(
                    passage.id,
                    topic,
                    score,
                    (
                        *_reasons(parts[topic], pinned=topic in ruling.pinned),
                        *like,
                        *(_AS_A_LIST if len(whole) > 1 else ()),
                    ),
                    led_by,
                )
                for topic, score in _judged(sums, leaning, ruling)
                for like in (_like(reading, whole, topic, leaning, lessons),)
            )
            out += sorted(judged, key=lambda a: (-a.score, a.topic))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one thing heard adds to what is said of a topic."""

    share: float
    heard: Heard
    hint: bool


def _said(parts: Iterable[_Part], about: float, brought_up: bool) -> float:
    """What is said of a topic; `about` is what the words of its matter are worth, `brought_up` if there are any."""
    parts = tuple(parts)
    firm = math.fsum(part.share for part in parts if not part.hint)
    hints = math.fsum(part.share for part in parts if part.hint)
    return firm * (1 if brought_up else ALONE) + min(hints, about)


def _judged(
    sums: Mapping[DocPath, float], leaning: Mapping[DocPath, float], ruling: Ruling
) -> Iterator[tuple[DocPath, float]]:
    """The topics that a passage stands under, with the scores."""
    share = SHARE * max(sums.values())
    for topic in sums.keys() - ruling.banned:
        said, pinned = sums[topic], topic in ruling.pinned
        if topic in leaning:
            score, bar = (1 + said) * _times(leaning[topic]) - 1, BAR
        else:
            score, bar = said, max(BAR, share)
        if round(score, 6) >= bar or pinned:
            yield topic, round(score, 6) + (_PINNED if pinned else 0)


def _times(likeness: float) -> float:
    return math.exp(max(-_MOST, min(likeness, _MOST)) / _SCALE)


def _reasons(parts: Iterable[_Part], *, pinned: bool) -> Iterator[str]:
    """The strongest first."""
    if pinned:
        yield "编者指定"
    for part in sorted(parts, key=lambda part: (-part.share, part.heard.signal)):
        yield _reason(bool(part.heard.signal.term), part.heard.surface, part.heard.times)


def _like(
    reading: Reading, whole: tuple[Passage, ...], topic: DocPath, leaning: Mapping[DocPath, float], lessons: Lessons
) -> tuple[str, ...]:
    """The reason that the examples give: how many times as much, and the words that decided."""
    if topic not in leaning:
        return ()
    times = _times(leaning[topic])
    if times < 1:
        return (f"不很像例段（×{times:.1f}）",)
    from leishu.knowledge.learning import telling  # noqa: PLC0415 - loads numpy

    text = joined(reading.page.body, whole)
    words = "".join(f"「{text[start:end]}」" for start, end in telling(lessons, joined(reading.key, whole), topic))
    return (f"像例段（×{times:.1f}）{words}",)


@lru_cache(maxsize=100_000)
def _reason(term: bool, surface: str, times: int) -> str:
    often = f"（{times} 次）" if times > 1 else ""
    return f"{'用词' if term else '提到'}「{surface}」{often}"
