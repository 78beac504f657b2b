"""What the search index is made of, and what it is asked to hold."""

from dataclasses import dataclass, field
from typing import NamedTuple

from leishu.model import Name

KINDS = ("entry", "topic", "source", "page")
"""The kinds of page, in the order in which they are numbered and preferred."""

ENTRY, TOPIC, SOURCE, PAGE = range(len(KINDS))


@dataclass(frozen=True, slots=True)
class SearchName:
    """What the catalogue knows of one page: its names and what results can be filtered by."""

    url: str
    """The page's address below the site's root: `entries/deepseek/`."""
    title: str
    kind: str
    """One of KINDS."""
    names: tuple[Name, ...] = ()
    """Everything the page is called, its title included or not."""
    entry_kind: str = ""
    """For an entry: person, organisation, technology …"""
    topics: tuple[str, ...] = ()
    """The addresses of the topics it stands under."""
    year: int | None = None
    """When it was published, or happened."""


class Block(NamedTuple):
    """One paragraph, cell or heading line of a built page, with the nearest place a link can lead to."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What a reader sees of one built page in one variant."""

    title: str
    lead: str
    """The description in the page's head, which may be that of the whole site."""
    facts: str
    """What its card says: author, date, licence …"""
    blocks: tuple[Block, ...]


class Edit(NamedTuple):
    """Where a variant's text differs from what its character table makes of the canonical text."""

    start: int
    """In code points of the canonical text, like `end`."""
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of canonical text and how each other variant differs from its own character table's version of it."""

    text: str
    edits: tuple[tuple[Edit, ...], ...] = ()
    """One tuple a variant, in the order of the variants."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What one result leads to: a passage, a section or a part of a long one."""

    heading: str
    text: str
    row: str
    """Its anchor, heading and text as they are shown, in JSON without the brackets."""


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """A page as the index holds it, whatever the other pages are."""

    url: str
    kind: int
    """Which of KINDS."""
    names: tuple[str, ...]
    """Its title, then everything else it is called."""
    wrong: tuple[int, ...]
    """Which of the names are known misspellings."""
    keys: tuple[tuple[str, int, int], ...]
    """What is typed to find it by name: the key, which name, how it was made."""
    title: str
    """The title as it is shown, in JSON."""
    lead: Unit
    """The page itself: what its head says of it."""
    facts: Unit
    """The same, where the head says no more than that of every other page: what its card says."""
    units: tuple[Unit, ...]
    words: tuple[str, ...]
    """Words of its names and units, folded: see `words_of`."""
    entry_kind: str = ""
    topics: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class SearchReport:
    """What `write_search` did."""

    pages: int
    units: int
    terms: int
    files: int
    bytes: int
    unchanged: bool
    """True where the index of the last run was still right and nothing was written."""
    digest: str = field(default="")
