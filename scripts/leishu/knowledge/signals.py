"""What a passage says that may tell of a topic: names of pages, and the topics' own words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import daachorse

from leishu.knowledge.reading import Reading, is_apparatus
from leishu.knowledge.regions import regional
from leishu.knowledge.register import match_key
from leishu.knowledge.words import Words, words_with
from leishu.model import DocPath, Entry, Mention, Passage, Topic

NAME, TERM, ENTRY, HINT = 2.0, 1.5, 1.0, 0.7
"""What each tells of a topic."""


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


def topic_weights(topics: Iterable[Topic], entries: Iterable[Entry]) -> Mapping[DocPath, Mapping[Signal, float]]:
    """For each topic, how much each signal tells of it."""
    weights: dict[DocPath, dict[Signal, float]] = {}
    for topic in topics:
        own = weights.setdefault(topic.page.path, {Signal(topic.page.path, ""): NAME})
        own.update({of_word(hint): HINT for hint in topic.hints})
        own.update({of_word(term): TERM for term in topic.terms})
    for entry in entries:
        for path in entry.topics:
            if path in weights:
                weights[path][Signal(entry.page.path, "")] = ENTRY / len(entry.topics)
    return weights


def listen(reading: Reading, mentions: Iterable[Mention], terms: Terms) -> tuple[Heard, ...]:
    """What each passage says of pages and of the topics' terms; a heading or a reference says nothing."""
    passages = {passage.id: passage for passage in telling_passages(reading)}
    said: dict[str, list[tuple[Signal, str]]] = {id_: [] for id_ in passages}
    for mention in mentions:
        if mention.passage in said:
            said[mention.passage].append((of_page(mention.target), mention.surface))
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


def telling_passages(reading: Reading) -> tuple[Passage, ...]:
    """All but headings and references."""
    return tuple(p for p in reading.passages if not p.text.startswith("#") and not is_apparatus(p.headings))


@cache
def of_page(page: DocPath) -> Signal:
    """That a page is mentioned."""
    return Signal(page, "")


def of_word(word: str) -> Signal:
    """That a word is used."""
    return Signal(DocPath(""), match_key(word))


def words_of(topics: Iterable[Topic]) -> tuple[str, ...]:
    """The words that any of the topics is known by, in order."""
    return tuple(sorted({word for topic in topics for word in (*topic.terms, *topic.hints, *topic.about)}))


def spoken_terms(given: tuple[str, ...]) -> Mapping[str, Signal]:
    """What `Terms` are made of: the words of topics, and how they are said elsewhere."""
    spoken = {match_key(there): of_word(word) for word, _, there in regional(given)}
    return spoken | {match_key(word): of_word(word) for word in given}
