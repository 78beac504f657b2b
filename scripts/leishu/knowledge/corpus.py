"""Everything that is known of a knowledge base, in one frozen value: what weave, exports and explain read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from leishu.knowledge.backlinks import Backlinks, backlinks
from leishu.knowledge.catalogue import Catalogue
from leishu.knowledge.classify import assign
from leishu.knowledge.duplicates import Alike, alike_passages, alike_quotations
from leishu.knowledge.linking import link_pages
from leishu.knowledge.memory import Memory, NoMemory
from leishu.knowledge.moves import moves
from leishu.knowledge.occurrence import Occurrence, occurrences
from leishu.knowledge.quotations import Quotation, find_quotations
from leishu.knowledge.reading import Reading, read_page
from leishu.knowledge.references import Known
from leishu.knowledge.register import Register
from leishu.knowledge.related import Neighbours, Related, neighbours, related
from leishu.knowledge.timeline import Event, day_of, find_events, superseded
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
    events: tuple[Event, ...]
    """Every dated sentence, by its first day."""
    quotations: tuple[Quotation, ...]
    """Everything said by somebody with an entry, in the order of pages and their text."""
    neighbours: tuple[Neighbours, ...]
    """Which entries are mentioned together, the strongest first."""
    related: Mapping[DocPath, tuple[Related, ...]]
    """By entry: what it has to do with, the closest first."""
    duplicates: tuple[Alike, ...]
    """Passages of different sources that say the same."""
    echoes: tuple[Alike, ...]
    """Quotations that overlap: places in `quotations`, as text."""
    problems: tuple[Problem, ...]
    """The catalogue's and those of linking, by place."""

    @cached_property
    def pages(self) -> Mapping[DocPath, AuthoredPage]:
        """Every authored page."""
        return {path: reading.page for path, reading in self.readings.items()}

    @cached_property
    def titles(self) -> Mapping[DocPath, str]:
        """Of every authored page."""
        return {path: reading.page.title for path, reading in self.readings.items()}

    @cached_property
    def descriptions(self) -> Mapping[DocPath, str]:
        """What pages say of themselves, where they do."""
        told = ((path, reading.page.meta.get("description")) for path, reading in self.readings.items())
        return {path: str(text).strip() for path, text in told if text}

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
    def source_paths(self) -> Mapping[SourceName, DocPath]:
        """The page of every source."""
        return {source.name: source.page.path for source in self.catalogue.sources}

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
    def events_of(self) -> Mapping[DocPath, tuple[Event, ...]]:
        """By entry mentioned and by topic: its events in the order of time."""
        out: dict[DocPath, list[Event]] = {}
        for event in self.events:
            for path in (*event.entries, *event.topics):
                out.setdefault(path, []).append(event)
        return {path: tuple(out[path]) for path in sorted(out)}

    @cached_property
    def superseded(self) -> Mapping[Event, Event]:
        """By a statement of how things stood: the latest of the same."""
        return superseded(self.events)

    @cached_property
    def quotations_of(self) -> Mapping[DocPath, tuple[Quotation, ...]]:
        """By speaker: what is quoted of them."""
        out: dict[DocPath, list[Quotation]] = {}
        for quotation in self.quotations:
            out.setdefault(quotation.speaker, []).append(quotation)
        return {path: tuple(out[path]) for path in sorted(out)}

    @cached_property
    def echoes_of(self) -> Mapping[Quotation, tuple[Quotation, ...]]:
        """By quotation: those that overlap it, in the order of pages and their text."""
        out: dict[Quotation, list[int]] = {}
        for pair in self.echoes:
            first, second = int(pair.first), int(pair.second)
            out.setdefault(self.quotations[first], []).append(second)
            out.setdefault(self.quotations[second], []).append(first)
        return {quotation: tuple(self.quotations[at] for at in sorted(found)) for quotation, found in out.items()}

    @cached_property
    def also_in(self) -> Mapping[str, tuple[str, ...]]:
        """By passage id: the passages of other sources that say the same."""
        out: dict[str, list[str]] = {}
        for pair in self.duplicates:
            out.setdefault(pair.first, []).append(pair.second)
            out.setdefault(pair.second, []).append(pair.first)
        return {id_: tuple(sorted(out[id_])) for id_ in sorted(out)}

    @cached_property
    def hubs(self) -> tuple[tuple[DocPath, int], ...]:
        """Entries and topics by how many pages mention them or link to them, the most first."""
        count = {
            path: len({link.page for link in self.backlinks.get(path, ())}) for path in (*self.entries, *self.topics)
        }
        return tuple(sorted(((path, n) for path, n in count.items() if n), key=lambda one: (-one[1], one[0])))

    @cached_property
    def orphans(self) -> tuple[DocPath, ...]:
        """Entries and topics that no page mentions or links to, and topics only where no passage stands under them."""
        reached = {path for path, leading in self.backlinks.items() if leading}
        reached.update(assignment.topic for assignment in self.assignments)
        return tuple(sorted({*self.entries, *self.topics} - reached))

    @cached_property
    def topics_of(self) -> Mapping[str, tuple[Assignment, ...]]:
        """By passage id: its topics, the highest score first."""
        out: dict[str, list[Assignment]] = {}
        for assignment in self.assignments:
            out.setdefault(assignment.passage, []).append(assignment)
        return {id_: tuple(found) for id_, found in out.items()}


def build_corpus(catalogue: Catalogue, derived: Collection[DocPath] = (), memory: Memory | None = None) -> Corpus:
    """The corpus of a catalogue; `derived` are pages that have no file but may be linked to.

    Pure; linear in the length of the text; the same for the same pages, in whatever order they came, and with whatever
    `memory` of earlier ones: with one, only what changed is worked out anew.
    """
    memory = memory or NoMemory()
    register = catalogue.register
    passages = {source.page.path: source.passages for source in catalogue.sources}
    readings = memory.each(
        "reading", read_page, {page.path: (page, passages.get(page.path, ())) for page in catalogue.all_pages}
    )
    ids = frozenset(passage.id for found in passages.values() for passage in found)
    known = Known({*readings, *derived}, ids, register, moves(catalogue.all_pages))
    linked = link_pages(readings, catalogue.entries, known, memory)
    mentions, links = linked.mentions, linked.links
    kinds = memory.same("kinds", {entry.page.path: entry.kind for entry in catalogue.entries})
    said = memory.each(
        "quotations", find_quotations, {path: (readings[path], mentions[path], kinds) for path in readings}
    )
    quotations = tuple(quotation for found in said.values() for quotation in found)
    assigned = assign(readings, mentions, catalogue.topics, catalogue.entries, catalogue.examples, memory)
    assignments = tuple(assignment for found in assigned.values() for assignment in found)
    pairs = neighbours(readings, mentions, links, memory)
    topics = {entry.page.path: entry.topics for entry in catalogue.entries}
    titles = {path: reading.page.title for path, reading in readings.items()}
    return Corpus(
        catalogue=catalogue,
        register=register,
        readings=readings,
        mentions=mentions,
        links=links,
        backlinks=backlinks(readings, mentions, links, memory),
        assignments=assignments,
        occurrences=occurrences(assignments, mentions, catalogue.entries),
        events=find_events(readings, mentions, _published(catalogue), _topics(catalogue, assigned), memory),
        quotations=quotations,
        neighbours=pairs,
        related=related(pairs, links, topics, titles),
        duplicates=alike_passages(passages, memory),
        echoes=alike_quotations(quotations, memory),
        problems=tuple(sorted((*catalogue.problems, *linked.problems))),
    )


def _published(catalogue: Catalogue) -> dict[DocPath, date | None]:
    """The day that 去年 is counted from, for every page whose dates are events."""
    days = {source.page.path: source.provenance.published for source in catalogue.sources}
    for page in (*(entry.page for entry in catalogue.entries), *(topic.page for topic in catalogue.topics)):
        days[page.path] = day_of(page.meta.get("updated"))
    return days


def _topics(
    catalogue: Catalogue, assigned: Mapping[DocPath, tuple[Assignment, ...]]
) -> dict[DocPath, dict[str, tuple[DocPath, ...]]]:
    """By page, then by passage id, what it stands under; of entries and topics themselves under the empty string."""
    under: dict[DocPath, dict[str, tuple[DocPath, ...]]] = {e.page.path: {"": e.topics} for e in catalogue.entries}
    under |= {topic.page.path: {"": (topic.page.path,)} for topic in catalogue.topics}
    for path, found in assigned.items():
        here = under.setdefault(path, {})
        for one in found:
            here[one.passage] = (*here.get(one.passage, ()), one.topic)
    return under
