"""A body with its links and marks written, and its citations, `[@NAME#p12]`, as notes that quote the passage."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from leishu.knowledge.links import add_links
from leishu.markdown.escape import escape_label
from leishu.markdown.plain import plain
from leishu.model import AuthoredPage, DocPath, Link, LinkKind, Passage, SourceName, SourcePage, Span
from leishu.weave.marks import Mark
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
    marks: Sequence[Mark] = (),
) -> tuple[str, tuple[Note, ...]]:
    """The body of `page` with its `links` written and every citation a footnote reference; the notes, by first use.

    `passages` are by id, `sources` by name. An unknown citation is no link (but a Problem, LNK103) and stays as it is.
    Where one of `marks` stands, which are in order and apart, no link is written.
    """
    notes: dict[str, Note] = {}
    out: list[str] = []
    at = 0
    waiting: list[Link] = []
    for link in _merged(links, marks):
        if isinstance(link, Mark):
            out += (_linked(page.body, Span(at, link.span.start), waiting), link.markdown)
            waiting = []
            at = link.span.end
            continue
        if link.kind is not LinkKind.CITATION:
            waiting.append(link)
            continue
        cited = passages[link.span.of(page.body)[2:-1]]
        note = notes.setdefault(cited.id, _note(page.path, cited, sources[cited.source]))
        out += (_linked(page.body, Span(at, link.span.start), waiting), f"[^{note.label}]")
        waiting = []
        at = link.span.end
    return "".join((*out, _linked(page.body, Span(at, len(page.body)), waiting))), tuple(notes.values())


def _merged(links: Iterable[Link], marks: Sequence[Mark]) -> Iterable[Link | Mark]:
    """`links`, without those that touch a mark, and `marks`, in order."""
    if not marks:
        return links
    ends = [mark.span.end for mark in marks]

    def is_free(link: Link) -> bool:
        at = bisect_right(ends, link.span.start)
        return at == len(marks) or link.span.end <= marks[at].span.start

    return sorted((*filter(is_free, links), *marks), key=lambda one: one.span)


def _linked(body: str, part: Span, links: Iterable[Link]) -> str:
    return add_links(part.of(body), (replace(link, span=link.span.shifted(-part.start)) for link in links))


def _note(page: DocPath, passage: Passage, source: SourcePage) -> Note:
    author = f"{escape_label(source.provenance.author)}：" if source.provenance.author else ""
    url = relative_url(page, source.page.path, passage.anchor)
    where = f"{author}[《{escape_label(source.page.title)}》{passage_label(passage.anchor)}]({url})"
    return Note(
        f"{passage.source}-{passage.anchor}", f"{where}：“{escape_label(excerpt(plain(passage.text), _QUOTED))}”"
    )
