"""docs/ as a catalogue: which pages are entries, topics and sources, what they are called, and what is wrong there."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from leishu.knowledge.examples import FOLDER, Example, example_problems, read_examples
from leishu.knowledge.memory import Memory, NoMemory
from leishu.knowledge.moves import move_problems
from leishu.knowledge.register import Register, build_register, name_problems
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
    register: Register
    """Their names."""
    examples: tuple[Example, ...] = ()
    """Passages that people sorted by hand."""
    problems: tuple[Problem, ...] = ()

    @property
    def all_pages(self) -> tuple[AuthoredPage, ...]:
        """Every page, in the order of paths."""
        entries = (entry.page for entry in self.entries)
        topics = (topic.page for topic in self.topics)
        sources = (source.page for source in self.sources)
        return tuple(sorted((*entries, *topics, *sources, *self.pages), key=lambda page: page.path))


def load_catalogue(root: Path, memory: Memory | None = None) -> Catalogue:
    """Read docs/**/*.md and the examples below the project's root. What is not UTF-8 is a problem, and left out."""
    docs = root / DOCS
    found_files = (*docs.rglob("*.md"), *(docs / FOLDER).glob("*.txt"))
    files = {
        path: file
        for path, file in ((DocPath(file.relative_to(docs).as_posix()), file) for file in found_files)
        if not path.startswith(".") and "/." not in path and file.is_file()
    }
    problems: list[Problem] = []

    def texts() -> Iterator[tuple[DocPath, str]]:
        for path, file in sorted(files.items()):
            try:
                yield path, file.read_text(encoding="utf-8-sig")
            except UnicodeDecodeError as error:
                message = f"不是 UTF-8 文本 (not UTF-8): {error.reason}"
                hint = "请以 UTF-8 保存 (save it as UTF-8)"
                problems.append(Problem(f"{DOCS}/{path}", 1, 1, "MET101", message, hint))

    found = _catalogue(texts(), memory or NoMemory())
    return replace(found, problems=tuple(sorted((*problems, *found.problems))))


def catalogue_of(files: Mapping[DocPath, str], memory: Memory | None = None) -> Catalogue:
    """The catalogue of pages given as path below docs/ → text.

    Pure; the same whatever the order of `files`, and with whatever `memory` of earlier ones.
    """
    return _catalogue(sorted(files.items()), memory or NoMemory())


def _catalogue(files: Iterable[tuple[DocPath, str]], memory: Memory) -> Catalogue:
    """The catalogue of files in the order of paths. No text is kept but the bodies: all of them twice is too much."""
    taught: dict[DocPath, tuple[Example, ...]] = {}
    filed = []
    for path, text in files:
        if path.startswith(FOLDER):
            taught[path] = memory.recall("examples", path, read_examples, text)
        else:
            filed.append(_recalled(path, text, memory))
    entries = tuple(one.item for one in filed if isinstance(one.item, Entry))
    topics = tuple(one.item for one in filed if isinstance(one.item, Topic))
    sources = tuple(one.item for one in filed if isinstance(one.item, SourcePage))
    pages = tuple(one.item for one in filed if isinstance(one.item, AuthoredPage))
    heads = {one.path: one.head for one in filed}
    problems = [problem for one in filed for problem in one.problems]
    problems += _topic_problems(entries, topics, heads)
    problems += _passage_problems(topics, sources, heads)
    for path, given in taught.items():
        problems += example_problems(f"{DOCS}/{path}", given, [topic.page.path for topic in topics])
    named: tuple[Entry | Topic, ...] = (*entries, *topics)
    register = memory.recall("register", "", lambda _: build_register(named), _names_of(named))
    problems += name_problems(register, heads)
    problems += _meaning_problems(heads)
    examples = tuple(one for given in taught.values() for one in given if one.text)
    found = Catalogue(entries, topics, sources, pages, register, examples)
    problems += move_problems(found.all_pages, heads)
    return replace(found, problems=tuple(sorted(problems)))


def _names_of(named: Iterable[Entry | Topic]) -> tuple[object, ...]:
    """All that a register is made of."""
    return tuple((one.page.path, one.page.title, getattr(one, "kind", ""), one.names) for one in named)


@dataclass(frozen=True, slots=True)
class _Filed:
    """A page by its kind, and what is wrong with it."""

    path: DocPath
    item: Entry | Topic | SourcePage | AuthoredPage
    head: Record
    problems: tuple[Problem, ...]


def _recalled(path: DocPath, text: str, memory: Memory) -> _Filed:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return memory.recall("file", path, lambda digest: _file(path, text, digest), digest)


def _file(path: DocPath, text: str, digest: str) -> _Filed:
    document = split(text, f"{DOCS}/{path}")
    meta = document.meta
    page = _page(path, document, digest)
    parts = PurePosixPath(path)
    # Where the YAML could not be read there is nothing further to say about its keys.
    readable = bool(meta) or not document.problems
    item: Entry | Topic | SourcePage | AuthoredPage = page
    match parts.parts[0] if parts.name != "index.md" and len(parts.parts) > 1 else "":
        case "entries":
            wrong = entry_problems(meta) if readable else ()
            about = tuple(DocPath(f"topics/{slug}.md") for slug in meta.texts("topics"))
            item = Entry(page, meta.text("kind"), names_of(meta), about)
        case "topics":
            wrong = topic_problems(meta) if readable else ()
            item = _topic(page, meta)
        case "sources":
            wrong = page_problems(meta)
            item = _source(page, meta)
        case _:
            wrong = page_problems(meta)
    return _Filed(path, item, meta, (*document.problems, *wrong))


def _page(path: DocPath, document: Document, digest: str) -> AuthoredPage:
    title = document.meta.text("title") or _first_title(document.body) or PurePosixPath(path).stem
    linking = document.meta.get("linking") is not False
    return AuthoredPage(path, title, document.meta, document.body, document.body_line, linking, digest)


def _first_title(body: str) -> str:
    return _MARKUP.sub("", next((section.title for section in sections(body) if section.level == 1), ""))


def _topic(page: AuthoredPage, meta: Record) -> Topic:
    parent = DocPath(f"topics/{meta.text('parent')}.md") if meta.text("parent") else None
    terms, hints, about = (meta.texts(key) for key in ("terms", "hints", "about"))
    return Topic(page, names_of(meta), parent, terms, hints, about, meta.texts("pinned"), meta.texts("banned"))


def _source(page: AuthoredPage, meta: Record) -> SourcePage:
    name = SourceName(PurePosixPath(page.path).stem)
    repairs = meta.get("repairs")
    counts = {str(rule): int(count) for rule, count in repairs.items()} if isinstance(repairs, Mapping) else {}
    script = LangTag(meta.text("script")) if meta.text("script") else UNDETERMINED
    return SourcePage(page, name, provenance_of(meta), script, counts, passages(page.body, name))


def _topic_problems(entries: Iterable[Entry], topics: Collection[Topic], heads: _Heads) -> Iterator[Problem]:
    """Slugs of topics that do not exist, and parents that go round in a circle."""
    parents = {topic.page.path: topic.parent for topic in topics}
    titles = {topic.page.path: topic.page.title for topic in topics}
    for entry in entries:
        for missing in (path for path in entry.topics if path not in parents):
            yield _unknown_topic(heads[entry.page.path], "topics", missing, titles)
    for topic in topics:
        if topic.parent and topic.parent not in parents:
            yield _unknown_topic(heads[topic.page.path], "parent", topic.parent, titles)
        seen = {topic.page.path}
        above = topic.parent
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above == topic.page.path:
            message = "主题的上级绕回了自身 (the parents of this topic go round in a circle)"
            yield heads[topic.page.path].problem("MET105", "parent", message)


def _unknown_topic(head: Record, key: str, path: DocPath, titles: Mapping[DocPath, str]) -> Problem:
    slug = PurePosixPath(path).stem
    called = {title: PurePosixPath(other).stem for other, title in titles.items()}
    # A person may have written what the topic is called.
    hint = did_you_mean(called.get(slug, slug), called.values())
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
    """Passages pinned or banned that do not exist, those that are both, and anchors that stand twice."""
    known = {passage.id for source in sources for passage in source.passages}
    for topic in topics:
        for key, ids in (("pinned", topic.pinned), ("banned", topic.banned)):
            for missing in (id_ for id_ in ids if id_ not in known):
                hint = did_you_mean(missing, known)
                yield heads[topic.page.path].problem("MET105", key, f"没有段落「{missing}」 (no such passage)", hint)
        for both in (id_ for id_ in topic.banned if id_ in topic.pinned):
            message = f"段落「{both}」既收入又排除，现在不收 (both pinned and banned: it is left out)"
            yield heads[topic.page.path].problem("MET105", "banned", message)
    for source in sources:
        seen: set[str] = set()
        for passage in source.passages:
            if passage.anchor in seen:
                line = source.page.body_line + source.page.body.count("\n", 0, passage.span.end)
                message = f"锚点「{passage.anchor}」在此页出现两次 (anchor used twice)"
                yield Problem(f"{DOCS}/{source.page.path}", line, 1, "SRC105", message)
            seen.add(passage.anchor)
