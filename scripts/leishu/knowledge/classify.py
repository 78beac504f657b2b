"""Which passages stand under which topics, each with its reasons.

A topic speaks through its names, its terms, and the names of its entries. What a passage says of them counts with its
rarity: idf = ln(1 + (N + 20) / n) for a word that n of N passages hold. The score of a topic is

    sum over the words of  weight * idf * (1 + ln(times))

with weight 2 for a name of the topic, 1.5 for a term, 1 for an entry that stands under it, shared equally where an
entry stands under several topics. A passage stands under a topic where the score reaches the bar and a part of what
its best topic has, or where a person pinned it; never where a person banned it. On the labelled passages of
tests/quality this does better than BM25 over the same words, or over the topics' own text (benchmarks/knowledge).
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

import daachorse

from leishu.knowledge.memory import Memory
from leishu.knowledge.reading import Reading, is_apparatus
from leishu.knowledge.regions import regional
from leishu.knowledge.register import match_key
from leishu.knowledge.words import Words, words_with
from leishu.model import Assignment, DocPath, Entry, Mention, Topic

BAR = 2.0
"""The score from which a passage stands under a topic."""
SHARE = 0.3
"""The part of its best topic's score that any other must reach."""
_NAME, _TERM, _ENTRY = 2.0, 1.5, 1.0
_PINNED = 100.0
_SILENT = 20
"""So many more passages are imagined that hold no word: in a base of three, a word in all three is still rare."""


@dataclass(frozen=True, slots=True, order=True)
class Signal:
    """Something that a passage says and that may tell of a topic: a page mentioned, or a term used."""

    target: DocPath
    """The page mentioned; for a term, empty."""
    term: str
    """The term's match key; for a page, empty."""


@dataclass(frozen=True, slots=True)
class Heard:
    """That a passage says something, and how often."""

    passage: str
    signal: Signal
    times: int
    surface: str
    """How the passage first says it."""


@dataclass(frozen=True)
class Terms:
    """What to listen for besides names: by match key as it is said somewhere (芯片, 晶片), the term as it was given."""

    spoken: Mapping[str, Signal]

    def __getstate__(self) -> dict[str, object]:
        """What follows from the terms is made anew: it cannot be pickled."""
        return {"spoken": self.spoken}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every match key, in order; the matcher's answers are places in it."""
        return tuple(sorted(self.spoken))

    @cached_property
    def matcher(self) -> daachorse.CharwiseDoubleArrayAhoCorasick:
        """Finds the longest key at each place of folded text."""
        return daachorse.CharwiseDoubleArrayAhoCorasick(list(self.keys), daachorse.MATCH_KIND_LEFTMOST_LONGEST)

    @cached_property
    def words(self) -> Words:
        """Tells a term from a part of a longer word."""
        return words_with(self.keys)


def assign(
    readings: Mapping[DocPath, Reading],
    mentions: Mapping[DocPath, tuple[Mention, ...]],
    topics: Iterable[Topic],
    entries: Iterable[Entry],
    memory: Memory,
) -> Mapping[DocPath, tuple[Assignment, ...]]:
    """By page: its passages under their topics, in the order of the text, then by score, the highest first."""
    topics = sorted(topics, key=lambda topic: topic.page.path)
    terms = memory.same("terms", Terms(_spoken(topics)))
    sources = {path: reading for path, reading in readings.items() if reading.passages}
    heard = memory.each("heard", listen, {path: (sources[path], mentions[path], terms) for path in sources})
    telling = memory.same("telling", _telling(topic_weights(topics, entries)))
    ruled = memory.same("ruled", _ruled(topics))
    held = Counter(one.signal for found in heard.values() for one in found)
    total = sum(len(reading.passages) for reading in sources.values())
    rarity = {signal: math.log(1 + (total + _SILENT) / held[signal]) for signal in telling if signal in held}
    rare = {path: tuple(rarity.get(one.signal, 0.0) for one in heard[path]) for path in sources}
    return memory.each(
        "assignments", _assigned, {path: (sources[path], heard[path], rare[path], telling, ruled) for path in sources}
    )


def topic_weights(topics: Iterable[Topic], entries: Iterable[Entry]) -> Mapping[DocPath, Mapping[Signal, float]]:
    """For each topic, how much each signal tells of it."""
    weights: dict[DocPath, dict[Signal, float]] = {}
    for topic in topics:
        own = weights.setdefault(topic.page.path, {Signal(topic.page.path, ""): _NAME})
        own.update({Signal(DocPath(""), match_key(term)): _TERM for term in topic.terms})
    for entry in entries:
        for path in entry.topics:
            if path in weights:
                weights[path][Signal(entry.page.path, "")] = _ENTRY / len(entry.topics)
    return weights


def listen(reading: Reading, mentions: Iterable[Mention], terms: Terms) -> tuple[Heard, ...]:
    """What each passage says of pages and of the topics' terms; a heading or a reference says nothing."""
    passages = {p.id: p for p in reading.passages if not p.text.startswith("#") and not is_apparatus(p.headings)}
    said: dict[str, list[tuple[Signal, str]]] = {id_: [] for id_ in passages}
    for mention in mentions:
        if mention.passage in said:
            said[mention.passage].append((_of_page(mention.target), mention.surface))
    for id_, passage in passages.items():
        key = passage.span.of(reading.key)
        for start, end, place in terms.matcher.find(key):
            if terms.words.opens_or_closes(key, start, end):
                said[id_].append((terms.spoken[terms.keys[place]], passage.text[start:end]))
    return tuple(
        Heard(id_, signal, times, surfaces[signal])
        for id_, found in said.items()
        for surfaces in (dict(reversed(found)),)
        for signal, times in Counter(signal for signal, _ in found).items()
    )


@cache
def _of_page(page: DocPath) -> Signal:
    return Signal(page, "")


def _spoken(topics: Iterable[Topic]) -> Mapping[str, Signal]:
    given = tuple(sorted({term for topic in topics for term in topic.terms}))
    spoken = {match_key(there): match_key(term) for term, _, there in regional(given)}
    spoken |= {match_key(term): match_key(term) for term in given}
    return {said: Signal(DocPath(""), term) for said, term in spoken.items()}


def _telling(weights: Mapping[DocPath, Mapping[Signal, float]]) -> Mapping[Signal, tuple[tuple[DocPath, float], ...]]:
    """By signal: which topics it tells of, and how much."""
    out: dict[Signal, list[tuple[DocPath, float]]] = {}
    for topic, signals in weights.items():
        for signal, weight in signals.items():
            out.setdefault(signal, []).append((topic, weight))
    return {signal: tuple(found) for signal, found in out.items()}


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


def _assigned(
    reading: Reading,
    heard: Iterable[Heard],
    rare: Iterable[float],
    telling: Mapping[Signal, tuple[tuple[DocPath, float], ...]],
    ruled: Mapping[str, Ruling],
) -> tuple[Assignment, ...]:
    """The passages of a page under their topics; `rare` is the rarity of each thing heard."""
    said: dict[str, list[tuple[Heard, float]]] = {}
    for one, rarity in zip(heard, rare, strict=True):
        said.setdefault(one.passage, []).append((one, rarity))
    out: list[Assignment] = []
    for id_ in (passage.id for passage in reading.passages):
        ruling = ruled.get(id_, _NONE)
        shares: dict[DocPath, list[tuple[float, Heard]]] = {topic: [] for topic in ruling.pinned}
        for one, rarity in said.get(id_, ()):
            for topic, weight in telling.get(one.signal, ()):
                shares.setdefault(topic, []).append((weight * rarity * (1 + math.log(one.times)), one))
        if shares:
            out += sorted(_judged(id_, shares, ruling), key=lambda a: (-a.score, a.topic))
    return tuple(out)


def _judged(id_: str, shares: Mapping[DocPath, list[tuple[float, Heard]]], ruling: Ruling) -> Iterator[Assignment]:
    scores = {topic: math.fsum(share for share, _ in parts) for topic, parts in shares.items()}
    bar = max(BAR, SHARE * max(scores.values()))
    for topic in scores.keys() - ruling.banned:
        score = round(scores[topic], 6)
        if score >= bar or topic in ruling.pinned:
            strongest = sorted(shares[topic], key=lambda part: (-part[0], part[1].signal))
            reasons = tuple(_reason(bool(one.signal.term), one.surface, one.times) for _, one in strongest)
            if topic in ruling.pinned:
                score, reasons = score + _PINNED, ("编者指定", *reasons)
            yield Assignment(id_, topic, score, reasons)


@lru_cache(maxsize=100_000)
def _reason(term: bool, surface: str, times: int) -> str:
    often = f"（{times} 次）" if times > 1 else ""
    return f"{'用词' if term else '提到'}「{surface}」{often}"
