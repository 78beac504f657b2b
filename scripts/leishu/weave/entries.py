"""Entry pages: what it is called everywhere, what people wrote, what the sources say of it, who links here."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from leishu.knowledge.corpus import Corpus
from leishu.markdown.escape import escape_label
from leishu.model import HANS, HANT_HK, HANT_TW, UNDETERMINED, Backlink, DocPath, Entry, LangTag, Name, NameOrigin, Page
from leishu.weave.events import chronicle
from leishu.weave.frame import Row, backlink_lines, make_page, woven_body
from leishu.weave.words import KINDS, excerpt, foreign, listed, passage_label, relative_url

_SHOWN = 5
"""How many passages of one source an entry's page quotes; the source itself has the rest."""
_SENTENCE = 200
_RELATED = 6

_NAME_ROWS: tuple[tuple[str, LangTag, NameOrigin], ...] = (
    ("又称", HANS, NameOrigin.AUTHORED),
    ("别名", UNDETERMINED, NameOrigin.ALIAS),
    ("英文", LangTag("en"), NameOrigin.AUTHORED),
    ("台湾", HANT_TW, NameOrigin.AUTHORED),
    ("香港", HANT_HK, NameOrigin.AUTHORED),
    ("误写", UNDETERMINED, NameOrigin.MISSPELLING),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a source that mentions the entry."""

    sentence: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """What one source says."""

    title: str
    slug: str
    url: str
    items: tuple[Said, ...]
    more: int
    """How many further passages of it mention the entry."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Something the entry said."""

    words: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entry that has to do with this one, and why."""

    title: str
    url: str
    why: str


def entry_page(corpus: Corpus, entry: Entry) -> Page:
    """The page of `entry` as a reader gets it."""
    path = entry.page.path
    woven = woven_body(corpus, entry.page)
    links = corpus.backlinks.get(path, ())
    said = tuple(link for link in links if link.page in corpus.sources)
    return make_page(
        entry.page,
        "entry",
        title_line=woven.title_line,
        card=tuple(_card(corpus, entry)),
        body=woven.body,
        notes=woven.notes,
        groups=tuple(_group(path, source, tuple(found)) for source, found in groupby(said, key=lambda link: link.page)),
        quotations=tuple(_quotations(corpus, path)),
        chronicle=chronicle(corpus, path),
        related=tuple(_related(corpus, path)),
        backlinks=backlink_lines(path, tuple(link for link in links if link.page not in corpus.sources)),
    )


def _card(corpus: Corpus, entry: Entry) -> Iterator[Row]:
    yield Row("类别", KINDS.get(entry.kind, entry.kind))
    for label, lang, origin in _NAME_ROWS:
        names = [
            _name(name)
            for name in entry.names
            if name.lang == lang and name.origin is origin and name.text != entry.page.title
        ]
        if names:
            yield Row(label, listed(names))
    topics = [corpus.topics[topic] for topic in entry.topics if topic in corpus.topics]
    if topics:
        urls = (
            f"[{escape_label(topic.page.title)}]({relative_url(entry.page.path, topic.page.path)})" for topic in topics
        )
        yield Row("主题", listed(urls))


def _name(name: Name) -> str:
    # A misspelling or a regional name is shown as it is; converting it would say something else.
    if name.origin is NameOrigin.MISSPELLING:
        return foreign(name.text, HANS)
    return escape_label(name.text) if name.lang in (HANS, UNDETERMINED) else foreign(name.text, name.lang)


def _quotations(corpus: Corpus, path: DocPath) -> Iterator[Quoted]:
    for quotation in corpus.quotations_of.get(path, ()):
        anchor = quotation.passage.partition("#")[2]
        title = escape_label(corpus.pages[quotation.page].title)
        label = f"《{title}》{passage_label(anchor)}" if anchor else title
        yield Quoted(escape_label(quotation.words), label, relative_url(path, quotation.page, anchor))


def _related(corpus: Corpus, path: DocPath) -> Iterator[Neighbour]:
    for related in corpus.related.get(path, ())[:_RELATED]:
        page = corpus.pages[related.page]
        yield Neighbour(
            escape_label(page.title), relative_url(path, page.path), escape_label("；".join(related.reasons))
        )


def _group(path: DocPath, source: DocPath, links: tuple[Backlink, ...]) -> SourceGroup:
    passages = [next(found) for _, found in groupby(links, key=lambda link: link.anchor)]
    items = tuple(
        Said(
            escape_label(excerpt(link.sentence, _SENTENCE)),
            passage_label(link.anchor) if link.anchor else "原文",
            relative_url(path, source, link.anchor),
        )
        for link in passages[:_SHOWN]
    )
    more = max(0, len(passages) - _SHOWN)
    slug = PurePosixPath(source).stem
    return SourceGroup(escape_label(links[0].title), slug, relative_url(path, source), items, more)
