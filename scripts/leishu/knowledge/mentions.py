"""Names seen in running prose, in any script: longest first, whole words only, each decided or left alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leishu.knowledge.reading import Reading
from leishu.knowledge.register import Claim, Register
from leishu.model import Mention, NameOrigin, Span

_UNLINKABLE = frozenset("[]<>`*\\|")
"""In a surface these would break the Markdown that a link is written in."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name seen, and who may be meant."""

    span: Span
    """In the body."""
    claims: tuple[Claim, ...]

    @property
    def certain(self) -> bool:
        """Whether the name alone says who is meant."""
        return len({claim.target for claim in self.claims}) == 1 and not any(
            claim.name.origin is NameOrigin.AMBIGUOUS for claim in self.claims
        )


def sightings(reading: Reading, register: Register) -> tuple[Sighting, ...]:
    """Every name in the prose of a page, in order, without overlap: at each place the longest that stands as a word."""
    return tuple(_sightings(reading, register))


def _sightings(reading: Reading, register: Register) -> Iterator[Sighting]:
    body, key = reading.page.body, reading.key
    find, names, words = register.matcher.find_overlapping, register.keys, register.words
    free = 0
    for run in reading.prose:
        found = [(start, -end, place) for start, end, place in find(key[run.start : run.end])]
        found.sort()
        for start, end, place in found:
            begin, stop = run.start + start, run.start - end
            if begin < free or not words.stands(key, begin, stop):
                continue
            surface = body[begin:stop]
            claims = register.claimed(names[place], surface)
            if not claims or not _UNLINKABLE.isdisjoint(surface):
                continue
            free = stop
            # What one entry excludes may be the name of another.
            if named := tuple(claim for claim in claims if claim.name.origin is not NameOrigin.EXCLUDED):
                yield Sighting(Span(begin, stop), named)


def mention(reading: Reading, span: Span, claim: Claim, reason: str = "") -> Mention:
    """The mention at `span`, with the section and passage it stands in."""
    section = reading.section_at(span.start)
    passage = reading.passage_at(span.start)
    return Mention(
        page=reading.page.path,
        span=span,
        surface=span.of(reading.page.body),
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
        mention(reading, sighting.span, sighting.claims[0])
        for sighting in seen
        if sighting.certain and sighting.claims[0].target != reading.page.path
    )
