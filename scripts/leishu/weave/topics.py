"""Topic pages: what people wrote, then the passages that belong here, each with its source and the reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from leishu.knowledge.corpus import Corpus
from leishu.knowledge.explain import why_under
from leishu.markdown.escape import escape_label
from leishu.model import Assignment, DocPath, Name, NameOrigin, Page, Topic
from leishu.weave.events import Chronicle, chronicle
from leishu.weave.frame import (
    Chip,
    Row,
    SourceGroup,
    backlink_lines,
    derived_page,
    make_page,
    source_group,
    woven_body,
)
from leishu.weave.loom import Work
from leishu.weave.quoting import quote_passage
from leishu.weave.sameness import also_in, once
from leishu.weave.words import listed, passage_label, relative_url

_RELATED = 24
"""How many entries a topic's page names at its end."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage as a topic's page shows it."""

    text: str
    label: str
    url: str
    also: tuple[str, ...]
    """Links to the passages of other sources that say the same."""
    why: str


def topic_pages(corpus: Corpus, topic: Topic, most: int) -> Iterator[Work]:
    """The page of `topic`, and derived ones for its passages beyond the first `most`."""
    path = topic.page.path
    found = tuple(once(corpus, corpus.passages_under[path], lambda assignment: assignment.passage))
    parts = [found[at : at + most] for at in range(0, len(found), most)] or [()]
    paths = [path, *(_further(path, number) for number in range(2, len(parts) + 1))]
    yield Work(path, _first_page, (topic, parts[0], _turning(paths, 0)))
    for at in range(1, len(parts)):
        yield Work(paths[at], _next_page, (path, topic.page.title, parts[at], _turning(paths, at), paths[at], at + 1))


def _further(path: DocPath, number: int) -> DocPath:
    return DocPath(f"{path.removesuffix('.md')}/passages-{number}.md")


def _turning(paths: list[DocPath], at: int) -> str:
    """Links to the pages before and after, as Markdown."""
    links = []
    if at:
        links.append(f"[前一页]({relative_url(paths[at], paths[at - 1])})")
    if at + 1 < len(paths):
        links.append(f"[更多段落]({relative_url(paths[at], paths[at + 1])})")
    return listed(links)


def _first_page(corpus: Corpus, topic: Topic, assignments: tuple[Assignment, ...], further: str) -> Page:
    path = topic.page.path
    woven = woven_body(corpus, topic.page)
    # What the sources say is quoted in full above the backlinks.
    links = tuple(link for link in corpus.backlinks.get(path, ()) if link.page not in corpus.sources)
    return make_page(
        topic.page,
        "topic",
        title_line=woven.title_line,
        card=tuple(_card(corpus, topic)),
        body=woven.body,
        notes=woven.notes,
        groups=tuple(_groups(corpus, path, path, assignments)),
        further=further,
        chronicle=chronicle(corpus, path),
        related=tuple(_related(corpus, path)),
        backlinks=backlink_lines(corpus, path, links),
    )


def _next_page(
    corpus: Corpus,
    topic: DocPath,
    of: str,
    assignments: tuple[Assignment, ...],
    further: str,
    path: DocPath,
    number: int,
) -> Page:
    title = f"{of}：来源段落（{number}）"
    return derived_page(
        path,
        {"title": title},
        "topic",
        title_line=f"# {escape_label(title)}",
        card=(),
        body="",
        notes=(),
        groups=tuple(_groups(corpus, topic, path, assignments)),
        further=further,
        chronicle=Chronicle((), 0, ""),
        related=(),
        backlinks=(),
    )


def _card(corpus: Corpus, topic: Topic) -> Iterator[Row]:
    names = [name for name in topic.names if name.text != topic.page.title and name.origin is not NameOrigin.EXCLUDED]
    if names:
        yield Row("又称", listed(dict.fromkeys(_shown(name) for name in names)))
    if topic.parent and topic.parent in corpus.topics:
        yield Row("上级主题", _link(topic, corpus.topics[topic.parent]))
    below = [other for other in corpus.topics.values() if other.parent == topic.page.path]
    if below:
        yield Row("下级主题", listed(_link(topic, other) for other in below))


def _shown(name: Name) -> str:
    return escape_label(name.text)


def _link(topic: Topic, other: Topic) -> str:
    return f"[{escape_label(other.page.title)}]({relative_url(topic.page.path, other.page.path)})"


def _groups(
    corpus: Corpus, topic: DocPath, page: DocPath, assignments: tuple[Assignment, ...]
) -> Iterator[SourceGroup[Quoted]]:
    linked = {topic}
    for name, found in groupby(assignments, key=lambda assignment: corpus.passages[assignment.passage].source):
        source = corpus.source_paths[name]
        yield source_group(corpus, page, source, (_quoted(corpus, page, whole, linked) for whole in _wholes(found)))


def _wholes(assignments: Iterable[Assignment]) -> list[list[Assignment]]:
    """The items of a list with what leads up to them, any other alone."""
    out: list[list[Assignment]] = []
    for assignment in assignments:
        if out and assignment.led_by == out[-1][0].passage:
            out[-1].append(assignment)
        else:
            out.append([assignment])
    return out


def _quoted(corpus: Corpus, page: DocPath, whole: list[Assignment], linked: set[DocPath]) -> Quoted:
    assignment = whole[0]
    passage = corpus.passages[assignment.passage]
    path = corpus.source_paths[passage.source]
    text = "\n\n".join(quote_passage(corpus, corpus.passages[one.passage], page, linked) for one in whole)
    url = relative_url(page, path, passage.anchor)
    also = also_in(corpus, page, passage.id)
    label = passage_label(passage.anchor, corpus.passages[whole[-1].passage].anchor)
    return Quoted(text, label, url, also, "；".join(why_under(corpus, assignment)))


def _related(corpus: Corpus, path: DocPath) -> Iterator[Chip]:
    for occurrence in corpus.occurrences.get(path, ())[:_RELATED]:
        entry = occurrence.entry
        yield Chip(escape_label(corpus.titles[entry]), relative_url(path, entry), occurrence.passages)
