"""Tags, names of things, and spans: what all other types are said in."""

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
