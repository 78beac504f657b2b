"""The glossary: every name of every entry and topic, by kind, as the register has them; `MOST` rows a page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from leishu.knowledge.corpus import Corpus
from leishu.markdown.escape import escape_label
from leishu.model import HANS, HANT_HK, HANT_TW, UNDETERMINED, DocPath, Entry, LangTag, Name, NameOrigin, Page, Topic
from leishu.weave.frame import derived_page
from leishu.weave.loom import Work
from leishu.weave.words import KINDS, listed, relative_url, shown_name

GLOSSARY = DocPath("names/index.md")
MOST = 300
"""How many rows a page has: more make a table that a phone cannot scroll."""
_TITLE = "名称对照"
_ABOUT = (
    "各条目与主题的全部名称，都来自它们页首所写；链接、检索与各地文本的转换用的也是这一份。"
    "台湾与香港一栏空着的，与简体逐字相当。"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the glossary, its cells as Markdown."""

    title: str
    taiwan: str
    hong_kong: str
    english: str
    others: str
    """Other Simplified names, aliases, ambiguous names."""
    wrong: str


@dataclass(frozen=True, slots=True)
class Named:
    """What a row is made of: all of an entry or a topic that the glossary shows."""

    kind: str
    path: DocPath
    title: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The rows of one kind."""

    title: str
    slug: str
    terms: tuple[Term, ...]


def glossary_pages(corpus: Corpus) -> Iterator[Work]:
    """The glossary, in as many pages as it takes."""
    named = [_named("topic", topic) for topic in corpus.catalogue.topics]
    for kind in KINDS:
        named += [_named(kind, entry) for entry in corpus.catalogue.entries if entry.kind == kind]
    parts = [tuple(named[at : at + MOST]) for at in range(0, len(named), MOST)] or [()]
    paths = [GLOSSARY, *(DocPath(f"names/{number}.md") for number in range(2, len(parts) + 1))]
    for at, (path, part) in enumerate(zip(paths, parts, strict=True)):
        title = f"{_TITLE}（{at + 1}）" if at else _TITLE
        links = [f"[前一页]({relative_url(path, paths[at - 1])})"] if at else []
        links += [f"[后一页]({relative_url(path, paths[at + 1])})"] if at + 1 < len(paths) else []
        yield Work(path, _glossary_page, (path, title, part, listed(links)))


def _named(kind: str, item: Entry | Topic) -> Named:
    return Named(kind, item.page.path, item.page.title, item.names)


def _glossary_page(_: Corpus, path: DocPath, title: str, named: tuple[Named, ...], further: str) -> Page:
    chapters = tuple(_chapters(path, named))
    shape = {"title_line": f"# {title}", "body": _ABOUT, "chapters": chapters, "further": further}
    return derived_page(path, {"title": title}, "glossary", **shape)


def _chapters(path: DocPath, named: Iterable[Named]) -> Iterator[Chapter]:
    for kind, found in groupby(named, key=lambda one: one.kind):
        yield Chapter(KINDS.get(kind, "主题"), kind, tuple(_term(path, item) for item in found))


def _term(path: DocPath, item: Named) -> Term:
    def cell(*wanted: tuple[LangTag, NameOrigin]) -> str:
        names = [name for name in item.names if (name.lang, name.origin) in wanted and name.text != item.title]
        return "<br>".join(_cell(shown_name(name)) for name in names)

    link = f"[{escape_label(item.title)}]({relative_url(path, item.path)})"
    return Term(
        title=_cell(link),
        taiwan=cell((HANT_TW, NameOrigin.AUTHORED)),
        hong_kong=cell((HANT_HK, NameOrigin.AUTHORED)),
        english=cell((LangTag("en"), NameOrigin.AUTHORED)),
        others=cell(
            (HANS, NameOrigin.AUTHORED), (UNDETERMINED, NameOrigin.ALIAS), (UNDETERMINED, NameOrigin.AMBIGUOUS)
        ),
        wrong=cell((UNDETERMINED, NameOrigin.MISSPELLING)),
    )


def _cell(text: str) -> str:
    return text.replace("|", "&#124;")
