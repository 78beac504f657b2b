"""The types that flow between the stages. All frozen; sequences are tuples.

First half:   SourceFile → DecodedText → RepairedText → Passage
Second half:  Entry, Topic, SourcePage → Mention → Link → Corpus → Page

A `Span` counts code points in the text its owner names, never bytes or lines.
"""

from leishu.model.base import HANS, HANT, HANT_HK, HANT_TW, UNDETERMINED, DocPath, LangTag, SourceName, Span, Spans
from leishu.model.pages import (
    Assignment,
    AuthoredPage,
    Backlink,
    Entry,
    Link,
    LinkKind,
    Mention,
    Name,
    NameOrigin,
    Page,
    SourcePage,
    Topic,
    Variant,
)
from leishu.model.texts import (
    DecodedText,
    Doubt,
    Passage,
    Provenance,
    RepairedText,
    RepairStep,
    Settlement,
    SourceFile,
)

__all__ = [
    "HANS",
    "HANT",
    "HANT_HK",
    "HANT_TW",
    "UNDETERMINED",
    "Assignment",
    "AuthoredPage",
    "Backlink",
    "DecodedText",
    "DocPath",
    "Doubt",
    "Entry",
    "LangTag",
    "Link",
    "LinkKind",
    "Mention",
    "Name",
    "NameOrigin",
    "Page",
    "Passage",
    "Provenance",
    "RepairStep",
    "RepairedText",
    "Settlement",
    "SourceFile",
    "SourceName",
    "SourcePage",
    "Span",
    "Spans",
    "Topic",
    "Variant",
]
