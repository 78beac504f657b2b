"""All pages linked: certain names first, then what they decide, then what people link to themselves."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

from leishu.knowledge.catalogue import DOCS
from leishu.knowledge.links import mention_links
from leishu.knowledge.meanings import ambiguity, evidence, settle
from leishu.knowledge.memory import Memory
from leishu.knowledge.mentions import Sighting, find_mentions, sightings
from leishu.knowledge.reading import Reading
from leishu.knowledge.references import Known, references
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
    seen: dict[DocPath, tuple[Sighting, ...]] = {}
    certain: dict[DocPath, tuple[Mention, ...]] = {}
    short: dict[DocPath, tuple[Mention, ...]] = {}
    written: dict[DocPath, tuple[Link, ...]] = {}
    problems: list[Problem] = []
    for path, reading in readings.items():
        seen[path], certain[path], short[path] = memory.recall(
            "names", path, (reading, known.register), partial(_names, reading, known.register)
        )
        written[path], wrong = memory.recall("references", path, (reading, known), partial(references, reading, known))
        problems += wrong
    told = evidence(entries, certain, written)
    mentions: dict[DocPath, tuple[Mention, ...]] = {}
    links: dict[DocPath, tuple[Link, ...]] = {}
    for path, reading in readings.items():
        decided, left = settle(reading, seen[path], certain[path], told)
        mentions[path] = tuple(sorted((*certain[path], *decided, *short[path]), key=lambda found: found.span))
        found = mention_links(reading, mentions[path], written[path])
        links[path] = tuple(sorted((*written[path], *found), key=lambda link: link.span))
        problems += ambiguity(reading, left, f"{DOCS}/{path}")
    return Linked(mentions, links, tuple(sorted(problems)))


def _names(
    reading: Reading, register: Register
) -> tuple[tuple[Sighting, ...], tuple[Mention, ...], tuple[Mention, ...]]:
    """What one page says by itself: the names seen, those that decide themselves, people called by a part of theirs."""
    seen = sightings(reading, register)
    return seen, find_mentions(reading, seen), find_mentions(reading, called_short(reading, seen, register))
