"""The types that flow between the stages. All frozen; sequences are tuples.

First half:   SourceFile → DecodedText → RepairedText → Passage
Second half:  Entry, Topic, SourcePage → Mention → Link → Corpus → Page

A `Span` counts code points in the text its owner names, never bytes or lines.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

LangTag = NewType("LangTag", str)
"""A BCP 47 tag: zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK, en, or und where nothing decides."""

SourceName = NewType("SourceName", str)
"""The ASCII slug of a source: the stem of its files in sources/ and docs/sources/, and its URL."""

DocPath = NewType("DocPath", str)
"""A page's path below docs/, always with "/": `topics/chip-isa.md`. MkDocs calls it src_uri."""

HANS = LangTag("zh-Hans")
HANT = LangTag("zh-Hant")
HANT_TW = LangTag("zh-Hant-TW")
HANT_HK = LangTag("zh-Hant-HK")
UNDETERMINED = LangTag("und")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The part of `text` that this span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> "Span":
        """The same range, `by` code points further on."""
        return Span(self.start + by, self.end + by)


# --- the first half: from bytes to passages -------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text as received: bytes that nobody edits."""

    name: SourceName
    path: str
    """Relative to the project's root, with "/"."""
    data: bytes
    sha256: str
    provenance: Provenance


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
        """What a citation says: `NAME#p12`."""
        return f"{self.source}#{self.anchor}"


# --- the second half: from authored pages to woven ones ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AuthoredPage:
    """A Markdown file under docs/ as people wrote it."""

    path: DocPath
    title: str
    meta: Mapping[str, object]
    """The front matter."""
    body: str
    """What follows the front matter, byte for byte."""
    body_line: int
    """The line of the file, from 1, on which the body begins."""
    linking: bool = True
    """False where the front matter says `linking: off`."""


class NameOrigin(StrEnum):
    """How a name came to be known."""

    AUTHORED = "authored"
    ALIAS = "alias"
    MISSPELLING = "misspelling"
    VARIANT = "variant"
    """The same name in another script or region, made by conversion."""
    AMBIGUOUS = "ambiguous"
    """Also the name of something else: a mention only where what stands around it says so."""
    SURNAME = "surname"
    """A person's surname alone, after the full name in the same section."""
    EXCLUDED = "excluded"
    """A longer expression that holds a name and is no mention of it."""


@dataclass(frozen=True, slots=True)
class Name:
    """One thing an entry or topic is called."""

    text: str
    lang: LangTag
    origin: NameOrigin


@dataclass(frozen=True, slots=True)
class Entry:
    """A named thing with a page: a person, an organisation, a technology, a policy, a concept, a product, an event."""

    page: AuthoredPage
    kind: str
    names: tuple[Name, ...]
    topics: tuple[DocPath, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject under which passages are sorted."""

    page: AuthoredPage
    names: tuple[Name, ...]
    parent: DocPath | None = None
    terms: tuple[str, ...] = ()
    """Words that tell of the topic without being names of it: they sort passages and are never linked."""
    pinned: tuple[str, ...] = ()
    """Passage ids that belong here because a person said so."""
    banned: tuple[str, ...] = ()
    """Passage ids that do not, because a person said so."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A converted source text: made by `leishu convert`, then owned by people."""

    page: AuthoredPage
    name: SourceName
    provenance: Provenance
    script: LangTag
    """The script the source was received in."""
    repairs: Mapping[str, int]
    """How many steps each repair rule took."""
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name seen in text."""

    page: DocPath
    span: Span
    """In the body of `page`."""
    surface: str
    """Exactly what the page says."""
    target: DocPath
    name: Name
    """The name that was recognised."""
    section: str = ""
    """The heading it stands under; empty above the first one."""
    passage: str = ""
    """The id of the passage it stands in; empty outside of source pages."""
    reason: str = ""
    """Why it is this target, for a person; empty where the name alone decides."""


class LinkKind(StrEnum):
    """Who made a link."""

    MENTION = "mention"
    """Leishu, at the first mention in a section."""
    EXPLICIT = "explicit"
    """A person: `[[name]]` or an ordinary Markdown link."""
    CITATION = "citation"
    """A person: `[@NAME#p12]`."""


@dataclass(frozen=True, slots=True)
class Link:
    """A reference from one page to another."""

    page: DocPath
    span: Span
    """In the body of `page`: the text that is, or becomes, the link."""
    surface: str
    target: DocPath
    kind: LinkKind
    anchor: str = ""
    note: str = ""
    """What the reader is told about it: that the text misspells the name; usually empty."""


@dataclass(frozen=True, slots=True)
class Backlink:
    """A link or mention as seen from its target."""

    page: DocPath
    title: str
    section: str
    sentence: str
    anchor: str = ""
    """Where on `page`: a passage's anchor, or empty."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """That a passage stands under a topic, and why."""

    passage: str
    topic: DocPath
    score: float
    reasons: tuple[str, ...]
    """For a person, strongest first: the names that decided, or who pinned it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the renderer gets it."""

    path: DocPath
    markdown: str
    authored: bool
    """True where a file of the same path stands under docs/, so that an edit link makes sense."""


# --- after the renderer -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Variant:
    """One form of the whole site: a script and region. The canonical one is what the renderer builds."""

    tag: LangTag
    label: str
    """What the switcher calls it, in itself: 繁體（臺灣）."""
    path: str = ""
    """Its folder below the site's root; empty for the canonical one."""
    config: str = ""
    """The OpenCC config that makes it from the canonical text; empty for the canonical one."""
    fonts: tuple[str, ...] = ()
    """Font families to put before the theme's own, for glyphs as the region draws them."""
