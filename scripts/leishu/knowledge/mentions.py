"""Names seen in running prose, in any script: longest first, whole words only, each decided or left alone."""

import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from leishu.knowledge.reading import Reading
from leishu.knowledge.register import Claim, Meant, Register
from leishu.knowledge.words import BODY_REACH, REACH
from leishu.model import Mention, NameOrigin, Span

_UNLINKABLE = frozenset("[]<>`*\\|")
"""In a surface these would break the Markdown that a link is written in."""
_REMEMBERED = 50_000
"""How many surroundings of names are kept in mind from page to page."""
_UNDECIDED = Meant("", (), certain=False)
_NOWHERE = (sys.maxsize, sys.maxsize)


class Sighting(NamedTuple):
    """A name seen, and who may be meant. A tuple, since a text has very many."""

    start: int
    """In the body."""
    end: int
    meant: Meant

    @property
    def span(self) -> Span:
        """In the body."""
        return Span(self.start, self.end)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Who may be meant."""
        return self.meant.claims

    @property
    def certain(self) -> bool:
        """Whether the name alone says who is meant."""
        return self.meant.certain


def sightings(reading: Reading, register: Register) -> tuple[Sighting, ...]:
    """Every name in the prose of a page, in order, without overlap: at each place the longest that stands as a word."""
    return tuple(map(Sighting._make, _sightings(reading, register)))


def _sightings(reading: Reading, register: Register) -> Iterator[tuple[int, int, Meant]]:
    body, key, decided = reading.page.body, reading.key, register.decided
    if len(decided) > _REMEMBERED:
        decided.clear()
    hits = register.matcher.find_overlapping(key)
    # By place, the longest first: they come by their ends.
    hits.sort(key=itemgetter(0), reverse=True)
    hits.reverse()
    bodies = [start for start, _, place in hits if place in register.bodies]
    runs = reading.prose.pairs()
    run_start = run_end = free = 0
    last = len(body) - REACH
    for start, end, place in hits:
        if start < free:
            continue
        while start >= run_end:
            run_start, run_end = next(runs, _NOWHERE)
        if start < run_start or end > run_end:
            continue
        # The same characters around it, the same answer; not at the ends of a page, where fewer stand around it.
        around = body[start - REACH : end + REACH] if start >= REACH and end <= last else ""
        meant = decided.get(around, _UNDECIDED)
        if meant is _UNDECIDED:
            meant = _decide(reading, register, start, end, place)
            if around:
                decided[around] = meant
        if meant and not (bodies and _within_body(bodies, register, key, start, end)):
            free = end
            if meant.claims:
                yield start, end, meant


def _decide(reading: Reading, register: Register, start: int, end: int, place: int) -> Meant | None:
    if place >= len(register.keys) or not register.words.whole(reading.key, start, end):
        return None
    surface = reading.page.body[start:end]
    return register.meant(register.keys[place], surface) if _UNLINKABLE.isdisjoint(surface) else None


def _within_body(bodies: list[int], register: Register, key: str, start: int, end: int) -> bool:
    nearest = bisect_left(bodies, end)
    near = nearest < len(bodies) and bodies[nearest] <= end + BODY_REACH
    return near and register.words.within_body(key, start, end)


def mention(reading: Reading, sighting: Sighting, claim: Claim, reason: str = "") -> Mention:
    """The mention of whom `claim` means, with the section and passage it stands in."""
    section = reading.section_at(sighting.start)
    passage = reading.passage_at(sighting.start)
    return Mention(
        page=reading.page.path,
        span=sighting.span,
        surface=sighting.meant.surface,
        target=claim.target,
        name=claim.name,
        section=section.title if section else "",
        passage=passage.id if passage else "",
        reason=reason or _misspelt(claim),
    )


def _misspelt(claim: Claim) -> str:
    wrong = claim.name.origin is NameOrigin.MISSPELLING
    return f"原文作「{claim.name.text}」，当为「{claim.title}」" if wrong else ""


def find_mentions(reading: Reading, seen: Iterable[Sighting]) -> tuple[Mention, ...]:
    """The mentions that the names alone decide. A page does not mention itself."""
    return tuple(
        mention(reading, sighting, sighting.claims[0])
        for sighting in seen
        if sighting.certain and sighting.claims[0].target != reading.page.path
    )
