"""Authored citations, `[@NAME#p12]`, as numbered notes that quote the passage and lead to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from leishu.knowledge.links import add_links
from leishu.markdown.escape import escape_label
from leishu.markdown.plain import plain
from leishu.model import AuthoredPage, DocPath, Link, LinkKind, Passage, SourceName, SourcePage, Span
from leishu.weave.words import excerpt, passage_label, relative_url

_QUOTED = 160
"""How many characters of a passage a note quotes: a reader sees what is meant without leaving the page."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote to define at the end of a page."""

    label: str
    text: str


def cite(
    page: AuthoredPage,
    links: Iterable[Link],
    passages: Mapping[str, Passage],
    sources: Mapping[SourceName, SourcePage],
) -> tuple[str, tuple[Note, ...]]:
    """The body of `page` with its `links` written and every citation a footnote reference; the notes, by first use.

    `passages` are by id, `sources` by name. An unknown citation is no link (but a Problem, LNK103) and stays as it is.
    """
    notes: dict[str, Note] = {}
    out: list[str] = []
    at = 0
    waiting: list[Link] = []
    for link in links:
        if link.kind is not LinkKind.CITATION:
            waiting.append(link)
            continue
        cited = passages[link.span.of(page.body)[2:-1]]
        note = notes.setdefault(cited.id, _note(page.path, cited, sources[cited.source]))
        out += (_linked(page.body, Span(at, link.span.start), waiting), f"[^{note.label}]")
        waiting = []
        at = link.span.end
    return "".join((*out, _linked(page.body, Span(at, len(page.body)), waiting))), tuple(notes.values())


def _linked(body: str, part: Span, links: Iterable[Link]) -> str:
    return add_links(part.of(body), (replace(link, span=link.span.shifted(-part.start)) for link in links))


def _note(page: DocPath, passage: Passage, source: SourcePage) -> Note:
    author = f"{escape_label(source.provenance.author)}：" if source.provenance.author else ""
    url = relative_url(page, source.page.path, passage.anchor)
    where = f"{author}[《{escape_label(source.page.title)}》{passage_label(passage.anchor)}]({url})"
    return Note(
        f"{passage.source}-{passage.anchor}", f"{where}：“{escape_label(excerpt(plain(passage.text), _QUOTED))}”"
    )
