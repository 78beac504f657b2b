"""The first half: from received bytes to passages."""

from dataclasses import dataclass, field
from datetime import date
from sys import intern

from leishu.model.base import LangTag, SourceName, Span


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a source came from: its `NAME.source.yml`, or what the file itself says. Unknown is empty or None."""

    title: str = ""
    author: str = ""
    translator: str = ""
    publisher: str = ""
    """The site, paper or house that published it."""
    url: str = ""
    licence: str = ""
    """An SPDX id, a Creative Commons name, or a sentence on why it may be quoted."""
    published: date | None = None
    retrieved: date | None = None
    encoding: str = ""
    """Set by a person when the evidence in the bytes misleads; otherwise empty."""
    region: LangTag | None = None
    """Set by a person when the script detector misleads; otherwise None."""
    naive: bool | None = None
    """Whether it was made Traditional one character at a time, where a person has looked; otherwise None."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a person decided about damage that was left: one line under `repairs:` in a source's record."""

    shown: str
    """The damaged run as it stands in the repaired text, with as much around it as tells it from others."""
    truth: str
    """What stood there; the same text where it is right as it is."""
    line: int = 1
    """In the record, from 1."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text as received: bytes that nobody edits."""

    name: SourceName
    path: str
    """Relative to the project's root, with "/"."""
    data: bytes
    sha256: str
    provenance: Provenance
    settled: tuple[Settlement, ...] = ()
    """What people decided about its damage."""
    names: tuple[tuple[str, str], ...] = ()
    """Names that conversion would spoil: in Traditional, and in the canonical script."""
    site: tuple[tuple[str, int], ...] = ()
    """Lines that stand at the edges of several texts of its site, by their keys, and of how many (`convert.site`)."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text that the bytes hold; for html, the readable part of it as Markdown."""

    text: str
    encoding: str
    """Python's name of the codec: utf-8, utf-8-sig, utf-16, gb18030, big5 …"""
    evidence: str
    """Why this codec: one sentence for a person."""
    found: Provenance = field(default_factory=Provenance)
    """What the file says about itself."""


@dataclass(frozen=True, slots=True)
class RepairStep:
    """One change made to a text by one rule.

    The rules run in order, each once, over the output of the rule before it. `span` counts in the text *as this rule
    found it*, so the steps of one rule are ascending, do not overlap, and are applied together.
    """

    rule: str
    span: Span
    before: str
    after: str
    evidence: str
    """Why this is a repair and not a guess: one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Damage that was seen and left as it was, because what stood there cannot be known."""

    rule: str
    span: Span
    """In the repaired text."""
    text: str
    candidates: tuple[tuple[str, float], ...]
    """What may have stood there, best first, each with its score (natural log, higher is better)."""
    evidence: str


@dataclass(frozen=True, slots=True)
class RepairedText:
    """A text with its damage undone, and every change made on the way (see `repair.steps` for replay and undo)."""

    original: str
    text: str
    steps: tuple[RepairStep, ...]
    doubts: tuple[Doubt, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    """Of what a person settled, what was not applied: the run that was named, and why."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A contiguous citable piece of one source."""

    source: SourceName
    anchor: str
    """`p12`: unique in its source, and never given to another passage."""
    span: Span
    """In the repaired text (first half), or in the body of the source's page (second half)."""
    text: str
    headings: tuple[str, ...] = ()
    """The headings above it, outermost first."""

    @property
    def id(self) -> str:
        """What a citation says: `NAME#p12`. One text in memory, however many mentions stand in the passage."""
        return intern(f"{self.source}#{self.anchor}")
