"""Dated sentences as timelines: a few on the page of an entry or topic, all on pages of their own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from leishu.knowledge.corpus import Corpus
from leishu.knowledge.timeline import Event
from leishu.markdown.escape import escape_label
from leishu.model import DocPath, Page
from leishu.weave.frame import derived_page, make_page, woven_body
from leishu.weave.words import excerpt, passage_label, relative_url

WHOLE = DocPath("timeline/index.md")
"""The timeline of everything."""
_SHOWN = 8
"""How many events the page of an entry or topic shows before it leads to the page of all."""
_SENTENCE = 160


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as a line of a list, its parts as Markdown."""

    date: str
    sentence: str
    cite: str


@dataclass(frozen=True, slots=True)
class Year:
    """The events that begin in one year."""

    title: str
    lines: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The events that a page shows, and where the rest is."""

    lines: tuple[EventLine, ...]
    total: int
    url: str
    """Of the page of all; empty where all are shown."""


def timeline_path(path: DocPath) -> DocPath:
    """Where the timeline of an entry or topic stands."""
    return DocPath(f"{path.removesuffix('.md')}/timeline.md")


def chronicle(corpus: Corpus, path: DocPath) -> Chronicle:
    """What other pages date of an entry or topic; its own text is read above."""
    events = [event for event in corpus.events_of.get(path, ()) if event.page != path]
    lines = tuple(_lines(corpus, path, events[:_SHOWN]))
    more = len(events) > _SHOWN
    return Chronicle(lines, len(events), relative_url(path, timeline_path(path)) if more else "")


def timeline_pages(corpus: Corpus) -> Iterator[Page]:
    """The timeline of everything, and of each entry and topic with more events than its page shows."""
    authored = corpus.pages.get(WHOLE)
    years = tuple(_years(corpus, WHOLE, corpus.events))
    if authored:
        woven = woven_body(corpus, authored)
        shape = {"title_line": woven.title_line, "body": woven.body, "notes": woven.notes}
        yield make_page(authored, "timeline", years=years, **shape)
    else:
        yield derived_page(WHOLE, {"title": "年表"}, "timeline", title_line="# 年表", body="", notes=(), years=years)
    for path, events in corpus.events_of.items():
        if sum(event.page != path for event in events) > _SHOWN:
            yield _timeline_page(corpus, path, events)


def _timeline_page(corpus: Corpus, path: DocPath, events: tuple[Event, ...]) -> Page:
    page, title = timeline_path(path), corpus.pages[path].title
    body = f"来源与条目中关于[{escape_label(title)}]({relative_url(page, path)})的记载，凡写明日期的，依先后排列。"
    years = tuple(_years(corpus, page, events))
    name = f"年表：{title}"
    return derived_page(
        page, {"title": name}, "timeline", title_line=f"# {escape_label(name)}", body=body, notes=(), years=years
    )


def _years(corpus: Corpus, page: DocPath, events: Iterable[Event]) -> Iterator[Year]:
    for year, found in groupby(events, key=lambda event: event.interval.start.year):
        yield Year(str(year), tuple(_lines(corpus, page, found)))


def _lines(corpus: Corpus, page: DocPath, events: Iterable[Event]) -> Iterator[EventLine]:
    for event in events:
        anchor = event.passage.partition("#")[2]
        title = escape_label(corpus.pages[event.page].title)
        label = f"《{title}》{passage_label(anchor)}" if anchor else title
        url = relative_url(page, event.page, anchor)
        sentence = escape_label(excerpt(event.sentence, _SENTENCE))
        yield EventLine(date_label(event.iso), sentence, f"[{label}]({url}){{.leishu-cite}}")


def date_label(iso: str) -> str:
    """An interval as a reader says it: `约 2000 年至 2003 年` for `2000/2003~`, `2018 年起` for `2018/..`."""
    start, _, end = iso.removesuffix("~").partition("/")
    about = "约 " if iso.endswith("~") else ""
    if end == "..":
        return f"{about}{_day(start)}起"
    if start == "..":
        return f"{about}{_day(end)}以前"
    return f"{about}{_day(start)}至 {_day(end)}" if end else f"{about}{_day(start)}"


def _day(iso: str) -> str:
    parts = [part.lstrip("0") for part in iso.split("-")]
    return " ".join(f"{part} {unit}" for part, unit in zip(parts, "年月日", strict=False))
