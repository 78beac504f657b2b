"""Where a passage comes from: its text on every step from the received bytes to the page, and what was done to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leishu.config import Settings
from leishu.convert.anchors import highest
from leishu.convert.base import find_generated
from leishu.convert.names import named_sources
from leishu.convert.normalise import normalising
from leishu.convert.page import passages_of
from leishu.convert.pipeline import Conversion, convert_source
from leishu.convert.store import page_path, read_page
from leishu.errors import SourceError
from leishu.hanzi.convert import config_for
from leishu.model import HANS, Doubt, Passage, RepairStep, SourceFile, Span
from leishu.read.sources import find_source
from leishu.repair.steps import Offsets, passes


@dataclass(frozen=True, slots=True)
class Explained:
    """One repair inside a passage."""

    rule: str
    before: str
    after: str
    evidence: str
    received: Span
    """Where it stood, in the received text of the passage."""
    repaired: Span
    """Where it stands, in the repaired text of the passage."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A passage on each step of its way."""

    passage: str
    """`NAME#p12`."""
    source: str
    """The received file, relative to the project's root."""
    received: str
    """As decoded from the bytes; for html and md, as extracted. Empty where people wrote the passage."""
    repaired: str
    normalised: str
    """As the program puts it on the page."""
    page: str
    """As it stands on the page now; empty where it is not there."""
    steps: tuple[Explained, ...]
    doubts: tuple[Doubt, ...]
    """Damage in it that was left."""
    encoding: str
    encoding_evidence: str
    script: str
    script_evidence: str
    config: str
    """The OpenCC config; empty where nothing was converted."""
    judgements: tuple[tuple[str, str], ...]
    """What was not left to OpenCC: the words, and why. Empty words are a place where words were parted."""

    @property
    def edited(self) -> bool:
        """Whether people changed the passage, wrote it, or took it off the page."""
        return self.page != self.normalised


def explain_passage(settings: Settings, name: str, anchor: str) -> Explanation:
    """Explain the passage `name`#`anchor` by converting its source once more.

    Raises SourceError where there is no such source or passage.
    """
    source = find_source(name, *named_sources(settings))
    page = read_page(page_path(settings, source.name))
    conversion = convert_again(settings, source)
    on_page = {passage.anchor: passage for passage in passages_of(page.text, source.name)} if page else {}
    found = next((passage for passage in conversion.passages if passage.anchor == anchor), None)
    if found is None and anchor not in on_page:
        last = highest([passage.anchor for passage in conversion.passages] + list(on_page))
        known = f"they are numbered up to p{last}" if last else "it has none"
        raise SourceError(f"{source.name} has no passage '{anchor}': {known}")
    received, repaired, steps = _traced(conversion, found) if found else ("", "", ())
    span = found.span if found else Span(0, 0)
    return Explanation(
        passage=f"{source.name}#{anchor}",
        source=source.path,
        received=received,
        repaired=repaired,
        normalised=next((passage.text for passage in conversion.shown if passage.anchor == anchor), ""),
        page=on_page[anchor].text if anchor in on_page else "",
        steps=steps,
        doubts=tuple(doubt for doubt in conversion.repaired.doubts if _touch(doubt.span, span)),
        encoding=conversion.decoded.encoding,
        encoding_evidence=conversion.decoded.evidence,
        script=str(conversion.script.tag),
        script_evidence=conversion.script.evidence,
        config=config_for(conversion.script.tag, HANS),
        judgements=tuple(
            (decision.span.of(repaired), decision.reason)
            for decision in normalising(conversion.script.tag, source.names).decide(repaired)
        ),
    )


def convert_again(settings: Settings, source: SourceFile) -> Conversion:
    """The conversion whose passages have the anchors that the page of `source` has.

    Raises SourceError where the source or its page cannot be read.
    """
    path = page_path(settings, source.name)
    page = read_page(path)
    base = find_generated(settings, path, page.generated) if page and page.edited else None
    return convert_source(source, tuple(text for text in (base, page.text if page else None) if text is not None))


def _traced(conversion: Conversion, passage: Passage) -> tuple[str, str, tuple[Explained, ...]]:
    """The received and the repaired text of a passage, and the repairs between them."""
    steps = conversion.repaired.steps
    received = Offsets(steps).original(passage.span)
    inside = tuple(
        Explained(step.rule, step.before, step.after, step.evidence, _within(was, received), _within(now, passage.span))
        for step, was, now in placed(steps)
        if _touch(now, passage.span) and _touch(was, received)
    )
    return received.of(conversion.repaired.original), passage.text, inside


def placed(steps: Sequence[RepairStep]) -> Iterator[tuple[RepairStep, Span, Span]]:
    """Each step, where it was taken in the received text, and where its result stands in the repaired one."""
    groups = passes(steps)
    for number, group in enumerate(groups):
        earlier = Offsets(step for group_before in groups[:number] for step in group_before)
        later = Offsets(step for group_after in groups[number + 1 :] for step in group_after)
        gained = 0
        for step in group:
            start = step.span.start + gained
            yield step, earlier.original(step.span), later.repaired(Span(start, start + len(step.after)))
            gained += len(step.after) - len(step.before)


def _touch(one: Span, other: Span) -> bool:
    """Whether two spans overlap; an empty one, what was removed, lies inside or at an edge."""
    if one.start == one.end:
        return other.start <= one.start <= other.end
    return one.start < other.end and other.start < one.end


def _within(span: Span, outer: Span) -> Span:
    start = min(max(span.start, outer.start), outer.end) - outer.start
    return Span(start, max(start, min(span.end, outer.end) - outer.start))
