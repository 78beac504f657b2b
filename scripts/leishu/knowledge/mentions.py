"""Names seen in running prose, and mentions: those of which it is decided who is meant."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from leishu.knowledge.reading import Reading
from leishu.knowledge.register import Claim
from leishu.model import Mention, NameOrigin, Span

_NOWHERE = Span(1 << 32, 1 << 32), ""
"""Behind every text."""


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
        if len(self.claims) == 1:
            return self.claims[0].name.origin is not NameOrigin.AMBIGUOUS
        return all(claim.target == target and claim.name.origin is not NameOrigin.AMBIGUOUS for claim in self.claims)


def mention(reading: Reading, sighting: Sighting, claim: Claim, reason: str = "") -> Mention:
    """The mention of whom `claim` means, with the section and passage it stands in."""
    section, passage = reading.section_at(sighting.start), reading.passage_at(sighting.start)
    return _mention(reading, sighting, claim, section.title if section else "", passage.id if passage else "", reason)


def find_mentions(reading: Reading, seen: Iterable[Sighting]) -> tuple[Mention, ...]:
    """The mentions that the names alone decide, of names in the order of the text. A page does not mention itself."""
    page = reading.page.path
    decided = [one for one in seen if one.certain and one.claims[0].target != page]
    starts = [one.start for one in decided]
    sections = _covering(starts, ((section.span, section.title) for section in reading.sections))
    passages = _covering(starts, ((passage.span, passage.id) for passage in reading.passages))
    return tuple(
        _mention(reading, one, one.claims[0], section, passage)
        for one, section, passage in zip(decided, sections, passages, strict=True)
    )


def _mention(
    reading: Reading, sighting: Sighting, claim: Claim, section: str, passage: str, reason: str = ""
) -> Mention:
    start, end, _ = sighting
    page = reading.page
    span = Span(start, end)
    # Fields by place: a text has very many mentions, and it takes time to name them.
    reason = reason or _misspelt(claim)
    return Mention(page.path, span, page.body[start:end], claim.target, claim.name, section, passage, reason)


def _misspelt(claim: Claim) -> str:
    wrong = claim.name.origin is NameOrigin.MISSPELLING
    return f"原文作「{claim.name.text}」，当为「{claim.title}」" if wrong else ""


def _covering(places: Iterable[int], parts: Iterator[tuple[Span, str]]) -> Iterator[str]:
    """What each place stands in, both in the order of the text; empty where in none of the parts."""
    start = end = 0
    name = ""
    for place in places:
        while place >= end:
            span, name = next(parts, _NOWHERE)
            start, end = span.start, span.end
        yield name if place >= start else ""
