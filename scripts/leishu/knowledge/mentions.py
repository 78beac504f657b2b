"""Names seen in running prose, in any script: longest first, whole words only, each decided or left alone."""

import sys
from collections.abc import Iterable
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from leishu.knowledge.reading import Reading
from leishu.knowledge.register import Claim, Meant, Register
from leishu.knowledge.words import BODY_REACH, NEVER, REACH, SURE
from leishu.model import Mention, NameOrigin, Span

_UNLINKABLE = frozenset("[]<>`*\\|")
"""In a surface these would break the Markdown that a link is written in."""
_REMEMBERED = 50_000
"""How many surroundings of names are kept in mind from page to page."""
_UNSEEN = Meant("", (), certain=False)
_MARGIN = REACH * "\n"
"""So that there is something around every name."""
_BEFORE, _BEHIND = REACH - 1, REACH + 1
_NOWHERE = (sys.maxsize, sys.maxsize)
_AFTER_ALL = (*_NOWHERE, -1)
_sighting = tuple.__new__


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
    if max(len(register.beside), len(register.around)) > _REMEMBERED:
        register.forget()
    beside, around, words = register.beside, register.around, register.words
    key = f"{_MARGIN}{reading.key}{_MARGIN}"
    text = f"{_MARGIN}{reading.page.body}{_MARGIN}"
    hits = register.matcher.find_overlapping(reading.key)
    # By place, the longest first: they come by their ends.
    hits.sort(key=itemgetter(0), reverse=True)
    hits.reverse()
    bodies = iter([start for start, _, place in hits if place in register.bodies])
    runs = reading.prose.pairs()
    run_start = run_end = body = free = reach = 0
    last = len(hits)
    hits.append(_AFTER_ALL)
    found = []
    for at, (start, end, place) in enumerate(islice(hits, last), 1):
        crossed = start < reach
        if end > reach:  # noqa: PLR1730 -- a call for every hit
            reach = end
        if start < free:
            continue
        while start >= run_end:
            run_start, run_end = next(runs, _NOWHERE)
        if start < run_start or end > run_end:
            continue
        # The same characters beside it, the same answer; or else the same characters around it.
        there = text[start + _BEFORE : end + _BEHIND]
        meant = beside.get(there, _UNSEEN)
        if meant is _UNSEEN:
            meant = beside[there] = _decide(register, key[start + _BEFORE : end + _BEHIND], there, place)
        if meant is None:
            continue
        if hits[at][0] < end and not crossed:
            crossed = _crosses(hits, at, end)
        if crossed or isinstance(meant, int):
            there = text[start : end + 2 * REACH]
            whole = words.asks[meant] if isinstance(meant, int) and not crossed else words.whole
            meant = around.get(there, _UNSEEN)
            if meant is _UNSEEN:
                stands = whole(key, start + REACH, end + REACH)
                meant = around[there] = _meant(register, place, there[REACH:-REACH]) if stands else None
            if meant is None:
                continue
        while body < start:
            body = next(bodies, sys.maxsize)
        if body > end + BODY_REACH or not words.within_body(key, start + REACH, end + REACH):
            free = end
            if meant.claims:
                found.append(_sighting(Sighting, (start, end, meant)))
    return tuple(found)


def _crosses(hits: list[tuple[int, int, int]], at: int, end: int) -> bool:
    """Whether one of hits[at:] begins before `end` and goes on behind it."""
    while hits[at][0] < end:
        if hits[at][1] > end:
            return True
        at += 1
    return False


def _decide(register: Register, key: str, body: str, place: int) -> Meant | int | None:
    """What a name means by the characters on each side, which `key` and `body` begin and end with; or what to ask."""
    if place >= len(register.keys):
        return None
    told = register.words.beside(key)
    if told == SURE:
        return _meant(register, place, body[1:-1])
    return told if told < NEVER else None


def _meant(register: Register, place: int, surface: str) -> Meant | None:
    return register.meant(register.keys[place], surface) if _UNLINKABLE.isdisjoint(surface) else None


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
