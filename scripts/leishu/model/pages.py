"""The second half: from authored pages to woven ones, and the variants they are shown in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from leishu.model.base import DocPath, LangTag, SourceName, Span
from leishu.model.texts import Passage, Provenance


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
    digest: str = ""
    """Of the whole file: pages with the same one are the same to the last byte."""


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
    hints: tuple[str, ...] = ()
    """Everyday words that tell a little."""
    about: tuple[str, ...] = ()
    """What a passage speaks of if the words in it are to count in full; where none are given, nothing is asked."""
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
    card: str = ""
    """What the target is, in a line, where it says so of itself."""


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
    led_by: str = ""
    """Of an item of a list, the passage that leads up to it: they were judged together. Empty for any other."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the renderer gets it."""

    path: DocPath
    markdown: str
    authored: bool
    """True where a file of the same path stands under docs/, so that an edit link makes sense."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One form of the whole site: a script and region. The canonical one is what the renderer builds."""

    tag: LangTag
    label: str
    """What the switcher calls it, in itself: 繁體（臺灣）."""
    path: str = ""
    """Its folder below the site's root; empty for the canonical one."""
    config: str = ""
    """The OpenCC config that makes it from the canonical text, or several with "+" between them; empty where there is
    nothing to convert, and in settings for the one that the tag asks for."""
    fonts: tuple[str, ...] = ()
    """Font families to put before the theme's own, for glyphs as the region draws them."""
    quotes: str = ""
    """Which quotation marks it sets: corner (「」), curly (“”) or keep; empty for those of its region."""
