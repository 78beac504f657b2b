"""Authored citations, `[@NAME#p12]`, as numbered notes that quote the passage and lead to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from leishu.markdown.escape import escape_inline
from leishu.markdown.masks import Part, pieces
from leishu.markdown.plain import plain
from leishu.model import DocPath, Passage, SourceName, SourcePage
from leishu.weave.words import excerpt, passage_label, relative_url

_QUOTED = 160
"""How many characters of a passage a note quotes: a reader sees what is meant without leaving the page."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote to define at the end of a page."""

    label: str
    text: str


def cite(
    body: str, page: DocPath, passages: Mapping[str, Passage], sources: Mapping[SourceName, SourcePage]
) -> tuple[str, tuple[Note, ...]]:
    """`body` with every citation of a known passage as a footnote reference, and the notes in the order of first use.

    `passages` are by id, `sources` by name. An unknown citation stays as it is (it is a Problem, LNK103).
    """
    notes: dict[str, Note] = {}
    out: list[str] = []
    for piece in pieces(body):
        text = piece.span.of(body)
        if piece.part is Part.CITATION and (cited := passages.get(text[2:-1])):
            note = _note(page, cited, sources[cited.source])
            notes.setdefault(cited.id, note)
            text = f"[^{note.label}]"
        out.append(text)
    return "".join(out), tuple(notes.values())


def _note(page: DocPath, passage: Passage, source: SourcePage) -> Note:
    author = f"{source.provenance.author}：" if source.provenance.author else ""
    url = relative_url(page, source.page.path, passage.anchor)
    where = f"{author}[《{source.page.title}》{passage_label(passage.anchor)}]({url})"
    return Note(
        f"{passage.source}-{passage.anchor}", f"{where}：“{escape_inline(excerpt(plain(passage.text), _QUOTED))}”"
    )
