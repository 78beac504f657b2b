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
from dataclasses import dataclass

import daachorse

from leishu.knowledge.reading import Reading, is_apparatus
from leishu.knowledge.regions import regional
from leishu.knowledge.register import match_key
from leishu.knowledge.words import words_with
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
    """What one passage says."""

    passage: str
    counts: Mapping[Signal, int]
    surfaces: Mapping[Signal, str]
    """How the passage first says it."""


def assign(
    readings: Iterable[Reading],
    mentions: Mapping[DocPath, tuple[Mention, ...]],
    topics: Iterable[Topic],
    entries: Iterable[Entry],
) -> tuple[Assignment, ...]:
    """Every passage under its topics: by passage in the order of pages, then by score, highest first."""
    topics = sorted(topics, key=lambda topic: topic.page.path)
    heard = tuple(listen(readings, mentions, topics))
    weights = topic_weights(topics, entries)
    held = Counter(signal for passage in heard for signal in passage.counts)
    rarity = {signal: math.log(1 + (len(heard) + _SILENT) / count) for signal, count in held.items()}
    out: list[Assignment] = []
    for passage in heard:
        shares = {topic.page.path: _shares(passage, weights[topic.page.path], rarity) for topic in topics}
        bar = max(BAR, SHARE * max((math.fsum(found.values()) for found in shares.values()), default=0.0))
        found = (_judge(passage, topic, shares[topic.page.path], bar) for topic in topics)
        out += sorted((a for a in found if a), key=lambda a: (-a.score, a.topic))
    return tuple(out)


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


def listen(
    readings: Iterable[Reading], mentions: Mapping[DocPath, tuple[Mention, ...]], topics: Iterable[Topic]
) -> Iterator[Heard]:
    """What each passage says of pages and of the topics' terms; a heading or a reference says nothing."""
    spoken = _spoken(topics)
    terms = tuple(sorted(spoken))
    matcher = daachorse.CharwiseDoubleArrayAhoCorasick(list(terms), daachorse.MATCH_KIND_LEFTMOST_LONGEST)
    words = words_with(terms)
    for reading in readings:
        telling = [p for p in reading.passages if not p.text.startswith("#") and not is_apparatus(p.headings)]
        said: dict[str, list[tuple[Signal, str]]] = {passage.id: [] for passage in telling}
        for mention in mentions.get(reading.page.path, ()):
            if mention.passage in said:
                said[mention.passage].append((Signal(mention.target, ""), mention.surface))
        for passage in telling:
            key = passage.span.of(reading.key)
            for start, end, place in matcher.find(key):
                if words.opens_or_closes(key, start, end):
                    said[passage.id].append((Signal(DocPath(""), spoken[terms[place]]), passage.text[start:end]))
        for passage in reading.passages:
            counts = Counter(signal for signal, _ in said.get(passage.id, ()))
            surfaces = dict(reversed(said.get(passage.id, ())))
            yield Heard(passage.id, counts, surfaces)


def _spoken(topics: Iterable[Topic]) -> Mapping[str, str]:
    """By match key of a term as it is said somewhere (芯片, 晶片): the match key of the term as it was given."""
    given = tuple(sorted({term for topic in topics for term in topic.terms}))
    spoken = {match_key(there): match_key(term) for term, _, there in regional(given)}
    return spoken | {match_key(term): match_key(term) for term in given}


def _shares(passage: Heard, weights: Mapping[Signal, float], rarity: Mapping[Signal, float]) -> Mapping[Signal, float]:
    """What each signal in a passage adds to a topic's score."""
    return {
        signal: weights[signal] * rarity[signal] * (1 + math.log(count))
        for signal, count in passage.counts.items()
        if signal in weights
    }


def _judge(passage: Heard, topic: Topic, shares: Mapping[Signal, float], bar: float) -> Assignment | None:
    if passage.passage in topic.banned:
        return None
    score = round(math.fsum(shares.values()), 6)
    pinned = passage.passage in topic.pinned
    if score < bar and not pinned:
        return None
    order = sorted(shares, key=lambda signal: (-shares[signal], signal))
    reasons = tuple(_reason(signal, passage) for signal in order)
    if pinned:
        return Assignment(passage.passage, topic.page.path, score + _PINNED, ("编者指定", *reasons))
    return Assignment(passage.passage, topic.page.path, score, reasons)


def _reason(signal: Signal, passage: Heard) -> str:
    verb = "用词" if signal.term else "提到"
    times = f"（{passage.counts[signal]} 次）" if passage.counts[signal] > 1 else ""
    return f"{verb}「{passage.surfaces[signal]}」{times}"
