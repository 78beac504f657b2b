"""Entry pages: what it is called everywhere, what people wrote, what the sources say of it, who links here."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from leishu.knowledge.corpus import Corpus
from leishu.knowledge.quotations import Quotation
from leishu.markdown.escape import escape_label
from leishu.model import HANS, HANT_HK, HANT_TW, UNDETERMINED, Backlink, DocPath, Entry, LangTag, NameOrigin, Page
from leishu.weave.events import chronicle
from leishu.weave.frame import Row, SourceGroup, backlink_lines, make_page, source_group, woven_body
from leishu.weave.sameness import also_in, echoed, once, quotation_link
from leishu.weave.words import KINDS, excerpt, listed, passage_label, relative_url, said, shown_name

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
    ("多义", UNDETERMINED, NameOrigin.AMBIGUOUS),
    ("误写", UNDETERMINED, NameOrigin.MISSPELLING),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a source that mentions the entry."""

    sentence: str
    label: str
    url: str
    also: tuple[str, ...]
    """Links to the passages of other sources that say the same."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Something the entry said."""

    words: str
    cites: tuple[str, ...]
    """Links to where it is quoted, in whole or in part."""


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
    mentions = tuple(link for link in links if link.page in corpus.sources)
    return make_page(
        entry.page,
        "entry",
        title_line=woven.title_line,
        card=tuple(_card(corpus, entry)),
        body=woven.body,
        notes=woven.notes,
        groups=tuple(_groups(corpus, path, mentions)),
        quotations=tuple(_quotations(corpus, path)),
        chronicle=chronicle(corpus, path),
        related=tuple(_related(corpus, path)),
        backlinks=backlink_lines(corpus, path, tuple(link for link in links if link.page not in corpus.sources)),
    )


def _card(corpus: Corpus, entry: Entry) -> Iterator[Row]:
    yield Row("类别", KINDS.get(entry.kind, entry.kind))
    for label, lang, origin in _NAME_ROWS:
        names = [
            shown_name(name)
            for name in entry.names
            if name.lang == lang and name.origin is origin and name.text != entry.page.title
        ]
        if names:
            yield Row(label, listed(names))
    topics = [topic for topic in entry.topics if topic in corpus.topics]
    if topics:
        urls = (f"[{escape_label(corpus.titles[topic])}]({relative_url(entry.page.path, topic)})" for topic in topics)
        yield Row("主题", listed(urls))


def _quotations(corpus: Corpus, path: DocPath) -> Iterator[Quoted]:
    """What is quoted of an entry; of quotations that overlap the longest, with the places of all."""
    told: set[Quotation] = set()
    for quotation in corpus.quotations_of.get(path, ()):
        if quotation in told:
            continue
        echoes = [other for other in corpus.echoes_of.get(quotation, ()) if other.speaker == path]
        told.update(echoes)
        longest = max((quotation, *echoes), key=lambda one: len(one.words))
        cites = (quotation_link(corpus, path, longest), *echoed(corpus, path, longest))
        yield Quoted(escape_label(longest.words), cites)


def _related(corpus: Corpus, path: DocPath) -> Iterator[Neighbour]:
    for related in corpus.related.get(path, ())[:_RELATED]:
        title = escape_label(corpus.titles[related.page])
        yield Neighbour(title, relative_url(path, related.page), escape_label("；".join(related.reasons)))


def _groups(corpus: Corpus, path: DocPath, mentions: tuple[Backlink, ...]) -> Iterator[SourceGroup[Said]]:
    for source, links in groupby(once(corpus, mentions, _passage), key=lambda link: link.page):
        passages = [next(found) for _, found in groupby(links, key=lambda link: link.anchor)]
        items = (_said(corpus, path, link) for link in passages[:_SHOWN])
        yield source_group(corpus, path, source, items, max(0, len(passages) - _SHOWN))


def _said(corpus: Corpus, path: DocPath, link: Backlink) -> Said:
    sentence = said(excerpt(link.sentence, _SENTENCE))
    label = passage_label(link.anchor) if link.anchor else "原文"
    return Said(sentence, label, relative_url(path, link.page, link.anchor), also_in(corpus, path, _passage(link)))


def _passage(link: Backlink) -> str:
    return f"{PurePosixPath(link.page).stem}#{link.anchor}"
