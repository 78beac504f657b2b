"""Which passages stand under which topics, each with its reasons.

A topic speaks through its names, its words, and the names of its entries. What a passage says of them counts with its
rarity: idf = ln(1 + (N + 20) / n) for a word that n of N passages hold. The score of a topic is

    sum over the words of  weight * idf * (1 + ln(times))

with weight 2 for a name of the topic, 1.5 for a term, 0.7 for a hint, 1 for an entry that stands under it, shared
equally where an entry stands under several topics. Most topics are two things at once, a matter and what is said of it
(the facets of library science): artificial intelligence and law, open source and money. Law or money alone is not yet
the topic. So a topic can say what it is `about`. Hints count no more than the words of `about` that the same passage
says, and where the section neither says such a word nor mentions anything that stands under a topic, only a part of
the score is kept. A passage stands under a topic where the score reaches the bar and a part of what its best topic has,
or where a person pinned it; never where a person banned it. On the labelled passages of tests/quality this does better
than the words alone, and than BM25 (benchmarks/knowledge).
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

BAR = 2.5
"""The score from which a passage stands under a topic."""
SHARE = 0.35
"""The part of its best topic's score that any other must reach."""
ALONE = 0.3
"""The part of its score that a topic keeps where the section says nothing of what the topic is about."""
_NAME, _TERM, _ENTRY, _HINT = 2.0, 1.5, 1.0, 0.7
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
        {path: (sources[path], heard[path], rare[path], telling, matter, ruled) for path in sources},
    )


def topic_weights(topics: Iterable[Topic], entries: Iterable[Entry]) -> Mapping[DocPath, Mapping[Signal, float]]:
    """For each topic, how much each signal tells of it."""
    weights: dict[DocPath, dict[Signal, float]] = {}
    for topic in topics:
        own = weights.setdefault(topic.page.path, {Signal(topic.page.path, ""): _NAME})
        own.update({_of_word(hint): _HINT for hint in topic.hints})
        own.update({_of_word(term): _TERM for term in topic.terms})
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


def _of_word(word: str) -> Signal:
    return Signal(DocPath(""), match_key(word))


def _spoken(topics: Iterable[Topic]) -> Mapping[str, Signal]:
    given = tuple(sorted({word for topic in topics for word in (*topic.terms, *topic.hints, *topic.about)}))
    spoken = {match_key(there): _of_word(word) for word, _, there in regional(given)}
    return spoken | {match_key(word): _of_word(word) for word in given}


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
    out = {_of_page(entry.page.path): paths for entry in entries if not paths.isdisjoint(entry.topics)}
    out |= {_of_page(path): paths for path in paths}
    # Where a topic does not say what it is about, any of its words is.
    for topic in topics:
        for signal in map(_of_word, topic.about or (*topic.terms, *topic.hints)):
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


def _assigned(
    reading: Reading,
    heard: Iterable[Heard],
    rare: Iterable[float],
    telling: Mapping[Signal, tuple[tuple[DocPath, float], ...]],
    matter: Mapping[Signal, frozenset[DocPath]],
    ruled: Mapping[str, Ruling],
) -> tuple[Assignment, ...]:
    """The passages of a page under their topics; `rare` is the rarity of each thing heard."""
    said: dict[str, list[tuple[Heard, float]]] = {}
    for one, rarity in zip(heard, rare, strict=True):
        said.setdefault(one.passage, []).append((one, rarity * (1 + math.log(one.times))))
    brought_up: dict[tuple[str, ...], set[DocPath]] = {passage.headings: set() for passage in reading.passages}
    for passage in reading.passages:
        brought_up[passage.headings].update(*(matter.get(one.signal, ()) for one, _ in said.get(passage.id, ())))
    out: list[Assignment] = []
    for passage in reading.passages:
        ruling = ruled.get(passage.id, _NONE)
        parts: dict[DocPath, list[_Part]] = {topic: [] for topic in ruling.pinned}
        about: dict[DocPath, float] = {}
        for one, worth in said.get(passage.id, ()):
            for topic, weight in telling.get(one.signal, ()):
                parts.setdefault(topic, []).append(_Part(weight * worth, one, hint=weight == _HINT))
            for topic in matter.get(one.signal, ()) if one.signal.term else ():
                about[topic] = about.get(topic, 0.0) + worth
        if parts:
            scores = {
                topic: _score(found, about.get(topic, 0.0), topic in brought_up[passage.headings])
                for topic, found in parts.items()
            }
            judged = _judged(passage.id, scores, parts, ruling)
            out += sorted(judged, key=lambda a: (-a.score, a.topic))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one thing heard adds to the score of a topic."""

    share: float
    heard: Heard
    hint: bool


def _score(parts: Iterable[_Part], about: float, brought_up: bool) -> float:
    """The score of a topic; `about` is what the words of its matter are worth, `brought_up` whether there are any."""
    parts = tuple(parts)
    firm = math.fsum(part.share for part in parts if not part.hint)
    hints = math.fsum(part.share for part in parts if part.hint)
    return firm * (1 if brought_up else ALONE) + min(hints, about)


def _judged(
    id_: str, scores: Mapping[DocPath, float], parts: Mapping[DocPath, list[_Part]], ruling: Ruling
) -> Iterator[Assignment]:
    bar = max(BAR, SHARE * max(scores.values()))
    for topic in scores.keys() - ruling.banned:
        score = round(scores[topic], 6)
        if score >= bar or topic in ruling.pinned:
            strongest = sorted(parts[topic], key=lambda part: (-part.share, part.heard.signal))
            reasons = tuple(_reason(bool(p.heard.signal.term), p.heard.surface, p.heard.times) for p in strongest)
            if topic in ruling.pinned:
                score, reasons = score + _PINNED, ("编者指定", *reasons)
            yield Assignment(id_, topic, score, reasons)


@lru_cache(maxsize=100_000)
def _reason(term: bool, surface: str, times: int) -> str:
    often = f"（{times} 次）" if times > 1 else ""
    return f"{'用词' if term else '提到'}「{surface}」{often}"
