"""Which pages have to do with one another, and why: who is mentioned with whom, weighed against chance.

Two entries are neighbours where both are mentioned in one passage, or one on the other's own page. Their weight is
normalised pointwise mutual information over the passages,

    npmi = ln(p(a, b) / (p(a) p(b))) / -ln p(a, b)      from -1 (never together) to 1 (never apart)

(Bouma 2009, Normalized (pointwise) mutual information in collocation extraction), damped for pairs seen but once or
twice by n / (n + 1), so that one chance meeting of two rare names does not come first.
"""

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from leishu.knowledge.memory import Memory
from leishu.knowledge.reading import Reading
from leishu.model import DocPath, Link, LinkKind, Mention


@dataclass(frozen=True, slots=True)
class Neighbours:
    """That two pages are mentioned together: an edge of the graph. `first` < `second`."""

    first: DocPath
    second: DocPath
    together: int
    """In how many passages."""
    weight: float
    """Damped npmi: above 0 more often than by chance."""
    passages: tuple[str, ...]
    """Where, the first few: passage ids, or paths of pages outside of sources."""


@dataclass(frozen=True, slots=True)
class Related:
    """That a page has to do with another."""

    page: DocPath
    score: float
    reasons: tuple[str, ...]
    """For a person, strongest first."""


@dataclass(frozen=True, slots=True)
class Company:
    """Who is named in one place."""

    place: str
    """A passage's id; outside of sources the path of the page, once a section."""
    entries: tuple[DocPath, ...]
    """In the order of paths."""


_LIST = 60
"""Where more are named than this, the place is a list."""
_SHOWN = 5
_LINKED, _SAME_TOPIC = 1.0, 0.3
_MOST = 12
"""How many related pages a page has at most."""


def neighbours(
    readings: Mapping[DocPath, Reading],
    mentions: Mapping[DocPath, tuple[Mention, ...]],
    links: Mapping[DocPath, tuple[Link, ...]],
    memory: Memory,
) -> tuple[Neighbours, ...]:
    """Every pair that is mentioned together, the strongest first. What stands outside of sources counts by section."""
    made_from = {path: (reading, mentions[path], links[path]) for path, reading in readings.items()}
    companies = [company for page in memory.each("companies", companies_on, made_from).values() for company in page]
    alone = Counter(target for company in companies for target in company.entries)
    together: dict[tuple[DocPath, DocPath], list[str]] = {}
    for company in sorted(companies, key=lambda company: company.place):
        for pair in itertools.combinations(company.entries, 2):
            together.setdefault(pair, []).append(company.place)
    out = [
        Neighbours(
            *pair, len(where), _npmi(len(where), alone[pair[0]], alone[pair[1]], len(companies)), tuple(where[:_SHOWN])
        )
        for pair, where in together.items()
    ]
    return tuple(sorted(out, key=lambda pair: (-pair.weight, -pair.together, pair.first, pair.second)))


def companies_on(reading: Reading, mentions: Iterable[Mention], links: Iterable[Link]) -> tuple[Company, ...]:
    """The companies of one page. Who is named in a list of very many says nothing of any two of them."""
    path = reading.page.path
    seen = [(mention.span.start, mention.target) for mention in mentions]
    seen += [(link.span.start, link.target) for link in links if link.kind is LinkKind.EXPLICIT]
    own = {path} if path.startswith("entries/") else set()
    found: dict[tuple[str, int], set[DocPath]] = {}
    for at, target in seen:
        if target.startswith("entries/"):
            passage = reading.passage_at(at)
            section = None if passage else reading.section_at(at)
            place = (passage.id if passage else path, section.span.start if section else 0)
            found.setdefault(place, set(own)).add(target)
    return tuple(
        Company(place, tuple(sorted(entries))) for (place, _), entries in found.items() if len(entries) <= _LIST
    )


def _npmi(both: int, one: int, other: int, places: int) -> float:
    if both == places:
        return round(both / (both + 1), 6)
    mutual = math.log(both * places / (one * other))
    return round(mutual / -math.log(both / places) * both / (both + 1), 6)


def related(
    pairs: Iterable[Neighbours],
    links: Mapping[DocPath, tuple[Link, ...]],
    topics: Mapping[DocPath, tuple[DocPath, ...]],
    titles: Mapping[DocPath, str],
) -> Mapping[DocPath, tuple[Related, ...]]:
    """By entry: the entries it has to do with, each with its reasons. `topics` is by entry."""
    shares: dict[DocPath, dict[DocPath, list[tuple[float, str]]]] = {}

    def add(page: DocPath, other: DocPath, share: float, reason: str) -> None:
        if page != other and page in topics and other in topics:
            shares.setdefault(page, {}).setdefault(other, []).append((share, reason))

    for pair in pairs:
        if pair.weight > 0:
            reason = f"同在 {pair.together} 段中提到"
            add(pair.first, pair.second, pair.weight, reason)
            add(pair.second, pair.first, pair.weight, reason)
    for page, found in links.items():
        for target in sorted({link.target for link in found if link.kind is LinkKind.EXPLICIT}):
            add(page, target, _LINKED, "本条链接到它")
            add(target, page, _LINKED, "它链接到本条")
    for page, near in shares.items():
        for other in near:
            for topic in sorted(set(topics[page]) & set(topics[other])):
                near[other].append((_SAME_TOPIC / max(len(topics[page]), 1), f"同属「{titles.get(topic, topic)}」"))
    return {page: _ranked(shares[page]) for page in sorted(shares)}


def _ranked(near: Mapping[DocPath, list[tuple[float, str]]]) -> tuple[Related, ...]:
    found = (
        Related(
            other,
            round(math.fsum(s for s, _ in parts), 6),
            tuple(r for _, r in sorted(parts, key=lambda p: (-p[0], p[1]))),
        )
        for other, parts in near.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.score, one.page))[:_MOST])
