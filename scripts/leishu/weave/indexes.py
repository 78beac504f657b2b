"""Index pages: all topics, all entries by kind, all sources; under what people wrote there, or made whole."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from leishu.knowledge.corpus import Corpus
from leishu.markdown.escape import escape_label
from leishu.model import AuthoredPage, DocPath, Page, Topic
from leishu.weave.frame import derived_page, make_page, woven_body
from leishu.weave.glossary import GLOSSARY
from leishu.weave.words import KINDS, SCRIPTS, listed, relative_url

_TITLES = {"topics": "主题", "entries": "条目", "sources": "来源"}


@dataclass(frozen=True, slots=True)
class Item:
    """A page in an index."""

    title: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """Pages under one heading."""

    title: str
    slug: str
    items: tuple[Item, ...]


def index_page(corpus: Corpus, path: DocPath) -> Page:
    """`topics/index.md`, `entries/index.md` or `sources/index.md`."""
    section = PurePosixPath(path).parts[0]
    groups = {"topics": _topics, "entries": _entries, "sources": _sources}[section]
    shape: dict[str, Any] = {"groups": tuple(groups(corpus, path)), "beside": _beside(path)}
    authored = corpus.pages.get(path)
    if authored:
        woven = woven_body(corpus, authored)
        text = {"title_line": woven.title_line, "body": woven.body, "notes": woven.notes}
        return make_page(authored, "index", **text, **shape)
    title = _TITLES[section]
    return derived_page(path, {"title": title}, "index", title_line=f"# {title}", body="", notes=(), **shape)


def _beside(path: DocPath) -> str:
    """Where else the same pages are listed."""
    return f"[全部名称的对照]({relative_url(path, GLOSSARY)})" if path.startswith("entries/") else ""


def _item(path: DocPath, page: AuthoredPage, *facts: str) -> Item:
    description = str(page.meta.get("description") or "")
    lines = [escape_label(description)] if description else []
    lines += [f"<small>{listed(facts)}</small>"] if facts else []
    return Item(escape_label(page.title), relative_url(path, page.path), "<br>".join(lines) or "　")


def _topics(corpus: Corpus, path: DocPath) -> Iterator[IndexGroup]:
    """Each topic after the one it stands under."""
    items = tuple(
        _item(
            path,
            topic.page,
            *_under(corpus, topic),
            f"{len(corpus.passages_under[topic.page.path])} 段",
            f"{len(corpus.occurrences.get(topic.page.path, ()))} 个条目",
        )
        for topic in sorted(corpus.catalogue.topics, key=lambda topic: _lineage(corpus, topic))
    )
    yield IndexGroup("", "all", items)


def _under(corpus: Corpus, topic: Topic) -> Iterator[str]:
    if topic.parent and topic.parent in corpus.topics:
        yield f"属于「{escape_label(corpus.titles[topic.parent])}」"


def _lineage(corpus: Corpus, topic: Topic) -> tuple[DocPath, ...]:
    """A topic below those that it stands under, the topmost first."""
    line = [topic.page.path]
    while (above := corpus.topics[line[0]].parent) and above in corpus.topics and above not in line:
        line.insert(0, above)
    return tuple(line)


def _entries(corpus: Corpus, path: DocPath) -> Iterator[IndexGroup]:
    told = Counter(
        target for target, links in corpus.backlinks.items() for link in links if link.page in corpus.sources
    )
    for kind, title in KINDS.items():
        items = tuple(
            _item(path, entry.page, *((f"来源提到 {told[entry.page.path]} 次",) if told[entry.page.path] else ()))
            for entry in sorted(corpus.catalogue.entries, key=lambda entry: entry.page.path)
            if entry.kind == kind
        )
        if items:
            yield IndexGroup(title, kind, items)


def _sources(corpus: Corpus, path: DocPath) -> Iterator[IndexGroup]:
    items = []
    for source in corpus.catalogue.sources:
        told = source.provenance
        date = (told.published.isoformat(),) if told.published else ()
        author = (escape_label(told.author),) if told.author else ()
        script = SCRIPTS.get(source.script)
        passages = f"{len(source.passages)} 段"
        items.append(_item(path, source.page, *author, *date, *((script,) if script else ()), passages))
    yield IndexGroup("", "all", tuple(items))
