"""All pages linked: certain names first, then what they decide, then what people link to themselves."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from leishu.knowledge.catalogue import DOCS
from leishu.knowledge.links import mention_links
from leishu.knowledge.meanings import Evidence, ambiguity, evidence, settle
from leishu.knowledge.memory import Memory
from leishu.knowledge.mentions import Sighting, find_mentions
from leishu.knowledge.reading import Reading
from leishu.knowledge.references import Known, references_on, resolve_all
from leishu.knowledge.register import Register
from leishu.knowledge.surnames import called_short
from leishu.model import DocPath, Entry, Link, Mention
from leishu.problems import Problem


@dataclass(frozen=True, slots=True)
class Linked:
    """What all pages mention and link to, by page, each in the order of the text."""

    mentions: Mapping[DocPath, tuple[Mention, ...]]
    links: Mapping[DocPath, tuple[Link, ...]]
    problems: tuple[Problem, ...]


def link_pages(readings: Mapping[DocPath, Reading], entries: Collection[Entry], known: Known, memory: Memory) -> Linked:
    """Link every page. Two passes: the names that decide themselves tell what ambiguous ones mean."""
    named = memory.together("names", _names, {path: (reading, known.register) for path, reading in readings.items()})
    referred = memory.each("referred", references_on, {path: (reading,) for path, reading in readings.items()})
    resolved = {path: resolve_all(readings[path].page, referred[path], known) for path in readings}
    written = {path: memory.recall("written", path, tuple, links) for path, (links, _) in resolved.items()}
    told = memory.same("evidence", evidence(entries, {path: found.certain for path, found in named.items()}, written))
    settled = memory.each("meanings", _settled, {path: (readings[path], named[path], told) for path in readings})
    mentions = {path: found for path, (found, _) in settled.items()}
    links = memory.each("links", _links, {path: (readings[path], mentions[path], written[path]) for path in readings})
    problems = [problem for _, wrong in resolved.values() for problem in wrong]
    problems += [problem for _, ambiguous in settled.values() for problem in ambiguous]
    return Linked(mentions, links, tuple(sorted(problems)))


@dataclass(frozen=True, slots=True)
class _Named:
    """What one page says by itself."""

    unsure: tuple[Sighting, ...]
    """Names that may mean several."""
    certain: tuple[Mention, ...]
    """Names that decide themselves."""
    short: tuple[Mention, ...]
    """People called by a part of their name."""


def _names(pages: list[tuple[Reading, Register]]) -> Iterator[_Named]:
    """What each page says by itself; all with the same register."""
    if not pages:
        return
    from leishu.knowledge.sightings import Finder  # noqa: PLC0415 - loads numpy

    register = pages[0][1]
    readings = [reading for reading, _ in pages]
    for reading, seen in zip(readings, Finder(register).find(readings), strict=True):
        short = find_mentions(reading, called_short(reading, seen, register))
        yield _Named(tuple(one for one in seen if not one.certain), find_mentions(reading, seen), short)


def _settled(reading: Reading, named: _Named, told: Evidence) -> tuple[tuple[Mention, ...], tuple[Problem, ...]]:
    """All mentions of a page in the order of the text, and the names that are left alone."""
    decided, left = settle(reading, named.unsure, named.certain, told)
    found = sorted((*named.certain, *decided, *named.short), key=lambda found: found.span)
    return tuple(found), ambiguity(reading, left, f"{DOCS}/{reading.page.path}")


def _links(reading: Reading, mentions: tuple[Mention, ...], written: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple(sorted((*written, *mention_links(reading, mentions, written)), key=lambda link: link.span))
