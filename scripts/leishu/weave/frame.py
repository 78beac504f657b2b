"""What every woven page has: front matter for the renderer, its title, its body with links and notes, its backlinks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

from pymdownx.slugs import slugify

from leishu.hanzi.markup import plain as shown_as
from leishu.knowledge.corpus import Corpus
from leishu.markdown.escape import escape_label
from leishu.markdown.front_matter import join
from leishu.markdown.masks import Part, pieces
from leishu.markdown.plain import plain
from leishu.model import HANS, AuthoredPage, Backlink, DocPath, Page
from leishu.weave.cards import carded
from leishu.weave.citations import Note, cite
from leishu.weave.marks import Mark
from leishu.weave.templates import render
from leishu.weave.words import excerpt, relative_url, said

_RENDERER_KEYS = ("title", "description", "hide", "icon", "status", "tags", "template", "search")
"""What a renderer reads from front matter; the rest is Leishu's own."""
_HEADING = re.compile(r"(?P<start>[ ]{0,3}#{1,6}[ \t]+(?P<shown>[^\n]*[^\s}]|[^\n]*\}-)[ \t]*)(?P<end>\n*)")
"""A heading without an anchor of its own."""
_SENTENCE = 140
"""How many characters of a sentence a backlink shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the card at the top of a page."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A link to a page, with how often it occurs."""

    title: str
    url: str
    count: int = 0


_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class SourceGroup(Generic[_T]):
    """What one source has for a page."""

    title: str
    slug: str
    url: str
    items: tuple[_T, ...]
    more: int = 0
    """How many further passages of it there are."""


def source_group(corpus: Corpus, page: DocPath, source: DocPath, items: Iterable[_T], more: int = 0) -> SourceGroup[_T]:
    """What the page `source` has for `page`, under its title."""
    title = escape_label(corpus.titles[source])
    return SourceGroup(title, PurePosixPath(source).stem, relative_url(page, source), tuple(items), more)


@dataclass(frozen=True, slots=True)
class Woven:
    """An authored body with its links and notes, its title apart."""

    title_line: str
    body: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class BacklinkLine:
    """A page that links here, as a line of a list."""

    title: str
    url: str
    section: str
    sentence: str


def woven_body(corpus: Corpus, page: AuthoredPage, marks: Sequence[Mark] = ()) -> Woven:
    """The body of `page` with mentions and `[[names]]` linked and citations as notes; its first heading set apart."""
    body, notes = cite(
        page, tuple(carded(corpus, corpus.links[page.path])), corpus.passages, corpus.source_by_name, marks
    )
    title, rest = _title(body)
    title = title or f"# {escape_label(page.title)}"
    return Woven(_anchored(title), _anchored(rest), notes)


def _anchored(body: str) -> str:
    """`body` where headings with conversion markup have the anchor of what they show, not one of the markup."""
    if "-{" not in body:
        return body
    out: list[str] = []
    for piece in pieces(body):
        text = piece.span.of(body)
        heading = _HEADING.fullmatch(text) if piece.part is Part.HEADING and "-{" in text else None
        if heading:
            anchor = slugify(case="lower")(shown_as(heading["shown"], HANS), "-")
            text = f"{heading['start']} {{: #{anchor} }}{heading['end']}"
        out.append(text)
    return "".join(out)


def _title(body: str) -> tuple[str, str]:
    """The heading that a body begins with, and what follows; no heading where it begins otherwise."""
    for piece in pieces(body):
        text = piece.span.of(body)
        if piece.part is Part.HEADING and text.lstrip().startswith("# "):
            return text.strip(), body[piece.span.end :]
        if text.strip():
            break
    return "", body


def make_page(page: AuthoredPage, template: str, **values: Any) -> Page:
    """A woven page from its template."""
    head = {key: page.meta[key] for key in _RENDERER_KEYS if key in page.meta}
    return Page(page.path, join({"title": page.title} | head, "\n" + render(template, **values)), authored=True)


def derived_page(path: DocPath, head: Mapping[str, Any], template: str, **values: Any) -> Page:
    """A page that has no file under docs/; the theme gives it no edit link, whatever the renderer takes it for."""
    return Page(path, join({**head, "derived": True}, "\n" + render(template, **values)), authored=False)


def plain_page(corpus: Corpus, page: AuthoredPage) -> Page:
    """A page that is neither entry, topic nor source: home, contributing."""
    woven = woven_body(corpus, page)
    return make_page(page, "page", title_line=woven.title_line, body=woven.body, notes=woven.notes)


def backlink_lines(corpus: Corpus, page: DocPath, backlinks: tuple[Backlink, ...]) -> tuple[BacklinkLine, ...]:
    """Who links to `page`, one line each."""
    return tuple(
        BacklinkLine(
            escape_label(link.title),
            relative_url(page, link.page, link.anchor),
            escape_label(plain(link.section) if link.section != link.title else ""),
            (said if link.page in corpus.sources else escape_label)(excerpt(link.sentence, _SENTENCE)),
        )
        for link in backlinks
    )
