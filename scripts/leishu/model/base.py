"""Tags, names of things, and spans: what all other types are said in."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


class Spans:
    """Many spans of one text in order, without overlap, in eight bytes each: a shelf of books has a million sentences.

    Frozen like the rest.
    """

    __slots__ = ("ends", "starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        pairs = tuple(spans)
        self.starts = array("I", [start for start, _ in pairs])
        self.ends = array("I", [end for _, end in pairs])

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self.starts, self.ends)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spans) and (self.starts, self.ends) == (other.starts, other.ends)

    def __hash__(self) -> int:
        return hash(self.starts.tobytes())

    def covering(self, at: int) -> Span | None:
        """The span in which the character `at` stands."""
        place = bisect_right(self.starts, at) - 1
        return Span(self.starts[place], self.ends[place]) if place >= 0 and at < self.ends[place] else None

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Every start and end, for what goes over all of a text."""
        return zip(self.starts, self.ends, strict=True)
