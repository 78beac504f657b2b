"""docs/ as a catalogue: which pages are entries, topics and sources, what they are called, and what is wrong there."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from leishu.knowledge.register import name_problems
from leishu.knowledge.schema import NO_MEANING, entry_problems, names_of, page_problems, provenance_of, topic_problems
from leishu.markdown.front_matter import Document, split
from leishu.markdown.sections import passages, sections
from leishu.model import UNDETERMINED, AuthoredPage, DocPath, Entry, LangTag, SourceName, SourcePage, Topic
from leishu.problems import Problem, did_you_mean
from leishu.records import Record

DOCS = "docs"
_Heads = Mapping[DocPath, Record]
_MARKUP = re.compile(r"[*_`]+")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every page under docs/, by kind, each tuple in the order of paths."""

    entries: tuple[Entry, ...]
    topics: tuple[Topic, ...]
    sources: tuple[SourcePage, ...]
    pages: tuple[AuthoredPage, ...]
    """The rest: home, contributing, index pages."""
    problems: tuple[Problem, ...] = ()

    @property
    def all_pages(self) -> tuple[AuthoredPage, ...]:
        """Every page, in the order of paths."""
        entries = (entry.page for entry in self.entries)
        topics = (topic.page for topic in self.topics)
        sources = (source.page for source in self.sources)
        return tuple(sorted((*entries, *topics, *sources, *self.pages), key=lambda page: page.path))


def load_catalogue(root: Path) -> Catalogue:
    """Read docs/**/*.md below the project's root. A file that is not UTF-8 is a problem, and left out."""
    files: dict[DocPath, str] = {}
    problems: list[Problem] = []
    docs = root / DOCS
    for file in sorted(docs.rglob("*.md")):
        path = DocPath(file.relative_to(docs).as_posix())
        if any(part.startswith(".") for part in PurePosixPath(path).parts) or not file.is_file():
            continue
        try:
            files[path] = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            message = f"不是 UTF-8 文本 (not UTF-8): {error.reason}"
            problems.append(Problem(f"{DOCS}/{path}", 1, 1, "MET101", message, "请以 UTF-8 保存 (save it as UTF-8)"))
    found = catalogue_of(files)
    merged = tuple(sorted((*problems, *found.problems)))
    return Catalogue(found.entries, found.topics, found.sources, found.pages, merged)


def catalogue_of(files: Mapping[DocPath, str]) -> Catalogue:
    """The catalogue of pages given as path below docs/ → text. Pure; the order of `files` does not matter."""
    entries: list[Entry] = []
    topics: list[Topic] = []
    sources: list[SourcePage] = []
    pages: list[AuthoredPage] = []
    heads: dict[DocPath, Record] = {}
    problems: list[Problem] = []
    for path, text in sorted(files.items()):
        document = split(text, f"{DOCS}/{path}")
        heads[path] = meta = document.meta
        page = _page(path, document)
        problems += document.problems
        parts = PurePosixPath(path)
        match parts.parts[0] if parts.name != "index.md" and len(parts.parts) > 1 else "":
            case "entries":
                # Where the YAML could not be read there is nothing further to say about its keys.
                problems += () if document.problems and not meta else entry_problems(meta)
                about = tuple(DocPath(f"topics/{slug}.md") for slug in meta.texts("topics"))
                entries.append(Entry(page, meta.text("kind"), names_of(meta), about))
            case "topics":
                problems += () if document.problems and not meta else topic_problems(meta)
                topics.append(_topic(page, meta))
            case "sources":
                problems += page_problems(meta)
                sources.append(_source(page, meta))
            case _:
                problems += page_problems(meta)
                pages.append(page)
    problems += _topic_problems(entries, topics, heads)
    problems += _passage_problems(topics, sources, heads)
    problems += name_problems((*entries, *topics), heads)
    problems += _meaning_problems(heads)
    return Catalogue(tuple(entries), tuple(topics), tuple(sources), tuple(pages), tuple(sorted(problems)))


def _page(path: DocPath, document: Document) -> AuthoredPage:
    first = next((section.title for section in sections(document.body) if section.level == 1), "")
    title = document.meta.text("title") or _MARKUP.sub("", first) or PurePosixPath(path).stem
    linking = document.meta.get("linking") is not False
    return AuthoredPage(path, title, document.meta, document.body, document.body_line, linking)


def _topic(page: AuthoredPage, meta: Record) -> Topic:
    parent = DocPath(f"topics/{meta.text('parent')}.md") if meta.text("parent") else None
    pinned, banned = meta.texts("pinned"), meta.texts("banned")
    return Topic(page, names_of(meta), parent, meta.texts("terms"), pinned, banned)


def _source(page: AuthoredPage, meta: Record) -> SourcePage:
    name = SourceName(PurePosixPath(page.path).stem)
    repairs = meta.get("repairs")
    counts = {str(rule): int(count) for rule, count in repairs.items()} if isinstance(repairs, Mapping) else {}
    script = LangTag(meta.text("script")) if meta.text("script") else UNDETERMINED
    return SourcePage(page, name, provenance_of(meta), script, counts, passages(page.body, name))


def _topic_problems(entries: Iterable[Entry], topics: Collection[Topic], heads: _Heads) -> Iterator[Problem]:
    """Slugs of topics that do not exist, and parents that go round in a circle."""
    parents = {topic.page.path: topic.parent for topic in topics}
    for entry in entries:
        for missing in (path for path in entry.topics if path not in parents):
            yield _unknown_topic(heads[entry.page.path], "topics", missing, parents)
    for topic in topics:
        if topic.parent and topic.parent not in parents:
            yield _unknown_topic(heads[topic.page.path], "parent", topic.parent, parents)
        seen = {topic.page.path}
        above = topic.parent
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above == topic.page.path:
            message = "主题的上级绕回了自身 (the parents of this topic go round in a circle)"
            yield heads[topic.page.path].problem("MET105", "parent", message)


def _unknown_topic(head: Record, key: str, path: DocPath, known: Iterable[DocPath]) -> Problem:
    slug = PurePosixPath(path).stem
    hint = did_you_mean(slug, [PurePosixPath(other).stem for other in known])
    return head.problem("MET105", key, f"没有主题「{slug}」 (no such topic)", hint)


def _meaning_problems(heads: _Heads) -> Iterator[Problem]:
    """Meanings that a page gives to an ambiguous name and that are no entry."""
    known = {PurePosixPath(path).stem for path in heads if path.startswith("entries/")}
    for head in heads.values():
        meanings = head.get("meanings")
        for name, slug in meanings.items() if isinstance(meanings, Mapping) else ():
            if str(slug) not in (*known, *NO_MEANING):
                hint = did_you_mean(str(slug), known) or f"无所指时写 {NO_MEANING[0]} (or {NO_MEANING[0]})"
                yield head.problem("MET105", f"meanings.{name}", f"没有条目「{slug}」 (no such entry)", hint)


def _passage_problems(topics: Iterable[Topic], sources: Iterable[SourcePage], heads: _Heads) -> Iterator[Problem]:
    """Passages pinned or banned that do not exist, and anchors that stand twice."""
    known = {passage.id for source in sources for passage in source.passages}
    for topic in topics:
        for key, ids in (("pinned", topic.pinned), ("banned", topic.banned)):
            for missing in (id_ for id_ in ids if id_ not in known):
                hint = did_you_mean(missing, known)
                yield heads[topic.page.path].problem("MET105", key, f"没有段落「{missing}」 (no such passage)", hint)
    for source in sources:
        seen: set[str] = set()
        for passage in source.passages:
            if passage.anchor in seen:
                line = source.page.body_line + source.page.body.count("\n", 0, passage.span.end)
                message = f"锚点「{passage.anchor}」在此页出现两次 (anchor used twice)"
                yield Problem(f"{DOCS}/{source.page.path}", line, 1, "SRC105", message)
            seen.add(passage.anchor)
