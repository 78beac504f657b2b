"""Everything that is known of a knowledge base, in one frozen value: what weave, exports and explain read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from leishu.knowledge.backlinks import Backlinks, backlinks
from leishu.knowledge.catalogue import Catalogue
from leishu.knowledge.classify import assign
from leishu.knowledge.links import mention_links
from leishu.knowledge.mentions import find_mentions, sightings
from leishu.knowledge.occurrence import Occurrence, occurrences
from leishu.knowledge.reading import Reading, read_page
from leishu.knowledge.references import Known, references
from leishu.knowledge.register import Register, build_register
from leishu.model import Assignment, AuthoredPage, DocPath, Entry, Link, Mention, Passage, SourceName, SourcePage, Topic
from leishu.problems import Problem


@dataclass(frozen=True)
class Corpus:
    """A catalogue and all that follows from it. Mappings are by page, in the order of paths; tuples by place."""

    catalogue: Catalogue
    register: Register
    readings: Mapping[DocPath, Reading]
    """Every page, read."""
    mentions: Mapping[DocPath, tuple[Mention, ...]]
    """By the page they stand on."""
    links: Mapping[DocPath, tuple[Link, ...]]
    """By the page they stand on: people's own and those at first mentions, by place."""
    backlinks: Backlinks
    """By the page they lead to."""
    assignments: tuple[Assignment, ...]
    occurrences: Mapping[DocPath, tuple[Occurrence, ...]]
    """By topic: the entries that its passages mention, the most telling first."""
    problems: tuple[Problem, ...]
    """The catalogue's and those of linking, by place."""

    @cached_property
    def pages(self) -> Mapping[DocPath, AuthoredPage]:
        """Every authored page."""
        return {path: reading.page for path, reading in self.readings.items()}

    @cached_property
    def entries(self) -> Mapping[DocPath, Entry]:
        """Every entry."""
        return {entry.page.path: entry for entry in self.catalogue.entries}

    @cached_property
    def topics(self) -> Mapping[DocPath, Topic]:
        """Every topic."""
        return {topic.page.path: topic for topic in self.catalogue.topics}

    @cached_property
    def sources(self) -> Mapping[DocPath, SourcePage]:
        """Every source page."""
        return {source.page.path: source for source in self.catalogue.sources}

    @cached_property
    def source_by_name(self) -> Mapping[SourceName, SourcePage]:
        """Every source page by the name of its source."""
        return {source.name: source for source in self.catalogue.sources}

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Every passage by its id, `NAME#p12`."""
        return {passage.id: passage for source in self.catalogue.sources for passage in source.passages}

    @cached_property
    def passages_under(self) -> Mapping[DocPath, tuple[Assignment, ...]]:
        """By topic: its passages in the order of sources and their text."""
        out: dict[DocPath, list[Assignment]] = {path: [] for path in self.topics}
        for assignment in self.assignments:
            out[assignment.topic].append(assignment)
        return {path: tuple(found) for path, found in out.items()}

    @cached_property
    def topics_of(self) -> Mapping[str, tuple[Assignment, ...]]:
        """By passage id: its topics, the highest score first."""
        out: dict[str, list[Assignment]] = {}
        for assignment in self.assignments:
            out.setdefault(assignment.passage, []).append(assignment)
        return {id_: tuple(found) for id_, found in out.items()}


def build_corpus(catalogue: Catalogue, derived: Collection[DocPath] = ()) -> Corpus:
    """The corpus of a catalogue; `derived` are pages that have no file but may be linked to.

    Pure; linear in the length of the text; the same for the same pages, in whatever order they came.
    """
    register = build_register((*catalogue.entries, *catalogue.topics))
    readings = {page.path: read_page(page) for page in catalogue.all_pages}
    passages = frozenset(passage.id for source in catalogue.sources for passage in source.passages)
    known = Known(frozenset((*readings, *derived)), passages, register)
    mentions: dict[DocPath, tuple[Mention, ...]] = {}
    links: dict[DocPath, tuple[Link, ...]] = {}
    problems = list(catalogue.problems)
    for path, reading in readings.items():
        mentions[path] = find_mentions(reading, sightings(reading, register))
        written, wrong = references(reading, known)
        links[path] = tuple(sorted((*written, *mention_links(reading, mentions[path], written)), key=lambda x: x.span))
        problems += wrong
    assignments = assign(readings.values(), mentions, catalogue.topics, catalogue.entries)
    return Corpus(
        catalogue=catalogue,
        register=register,
        readings=readings,
        mentions=mentions,
        links=links,
        backlinks=backlinks(readings.values(), mentions, links),
        assignments=assignments,
        occurrences=occurrences(assignments, mentions, catalogue.entries),
        problems=tuple(sorted(problems)),
    )
