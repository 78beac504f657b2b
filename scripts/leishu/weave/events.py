"""Dated sentences as lines of a timeline: when, what, according to whom, and what has since taken its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leishu.knowledge.corpus import Corpus
from leishu.knowledge.timeline import Event
from leishu.markdown.escape import escape_label
from leishu.model import DocPath
from leishu.weave.sameness import place_link
from leishu.weave.words import excerpt, relative_url, said

_SHOWN = 8
"""How many events the page of an entry or topic shows before it leads to the page of all."""
_SENTENCE = 160


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as a line of a list, its parts as Markdown."""

    date: str
    sentence: str
    cite: str
    newer: str
    """What says how things stand since; empty where nothing does."""


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


def has_timeline(corpus: Corpus, path: DocPath) -> bool:
    """Whether an entry or topic has more events than its page shows."""
    return len(_told(corpus, path)) > _SHOWN


def chronicle(corpus: Corpus, path: DocPath) -> Chronicle:
    """What other pages date of an entry or topic, and what its own text says that has been overtaken since.

    The rest of its own text is read above. Of a topic the sources come first: its entries tell their own stories.
    """
    events = _told(corpus, path)
    shown = [event for event in events if event.passage] if path in corpus.topics else ()
    lines = tuple(event_lines(corpus, path, (shown or events)[:_SHOWN]))
    more = relative_url(path, timeline_path(path)) if has_timeline(corpus, path) else ""
    return Chronicle(lines, len(events), more)


def _told(corpus: Corpus, path: DocPath) -> tuple[Event, ...]:
    events = corpus.events_of.get(path, ())
    return tuple(event for event in events if event.page != path or event in corpus.superseded)


def event_lines(corpus: Corpus, page: DocPath, events: Iterable[Event]) -> Iterator[EventLine]:
    """Events as lines of `page`."""
    for event in events:
        newer = corpus.superseded.get(event)
        told = f"此后：{when(newer)} {_cite(corpus, page, newer)}" if newer else ""
        sentence = excerpt(_told_then(event), _SENTENCE)
        shown = said(sentence) if event.passage else escape_label(sentence)
        yield EventLine(when(event), shown, _cite(corpus, page, event), told)


def _told_then(event: Event) -> str:
    """What of a sentence belongs to its date, with a sign where more stands before or behind it."""
    before = "" if event.sentence.startswith(event.told) else "……"
    if event.sentence.endswith(event.told):
        return before + event.told
    return before + event.told.rstrip("；;") + "……"


def _cite(corpus: Corpus, page: DocPath, event: Event) -> str:
    return place_link(corpus, page, event.page, event.passage.partition("#")[2])


def when(event: Event) -> str:
    """The date of an event for a reader: `截至 2024 年 6 月` where the text says how things stood then."""
    return f"截至 {date_label(event.interval.last.iso)}" if event.as_of else date_label(event.iso)


def date_label(iso: str) -> str:
    """An interval as a reader says it: `约 2000 年至 2003 年` for `2000/2003~`, `2018 年起` for `2018/..`."""
    start, _, end = iso.replace("~", "").partition("/")
    about = "约 " if "~" in iso else ""
    if end == "..":
        return f"{about}{_day(start)}起"
    if start == "..":
        return f"{about}{_day(end)}以前"
    # 公元前 needs no space before it, a number does.
    return f"{about}{_day(start)}至 {_day(end)}".replace("至 公", "至公") if end else f"{about}{_day(start)}"


def _day(iso: str) -> str:
    early = iso.startswith("-")
    year, *rest = iso.removeprefix("-").split("-")
    # The year before the year 1 is 0, as in ISO 8601.
    if early or not int(year):
        era, number = "公元前 ", int(year) + 1
    else:
        era, number = "公元 " if int(year) < 1000 else "", int(year)
    parts = (str(number), *(part.lstrip("0") for part in rest))
    return era + " ".join(f"{part} {unit}" for part, unit in zip(parts, "年月日", strict=False))
