"""Names seen in running prose, and mentions: those of which it is decided who is meant."""

from collections.abc import Iterable
from typing import NamedTuple

from leishu.knowledge.reading import Reading
from leishu.knowledge.register import Claim
from leishu.model import Mention, NameOrigin, Span


class Sighting(NamedTuple):
    """A name seen, and who may be meant. A tuple, since a text has very many."""

    start: int
    """In the body."""
    end: int
    claims: tuple[Claim, ...]
    """Who may be meant."""

    @property
    def span(self) -> Span:
        """In the body."""
        return Span(self.start, self.end)

    @property
    def certain(self) -> bool:
        """Whether the name alone says who is meant."""
        target = self.claims[0].target
        return all(claim.target == target and claim.name.origin is not NameOrigin.AMBIGUOUS for claim in self.claims)


def mention(reading: Reading, sighting: Sighting, claim: Claim, reason: str = "") -> Mention:
    """The mention of whom `claim` means, with the section and passage it stands in."""
    span = sighting.span
    section, passage = reading.section_at(span.start), reading.passage_at(span.start)
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
        mention(reading, sighting, sighting.claims[0])
        for sighting in seen
        if sighting.certain and sighting.claims[0].target != reading.page.path
    )
