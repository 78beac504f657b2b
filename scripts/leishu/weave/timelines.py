"""Pages of timelines: everything, and each entry or topic with many events; none grows without end.

A timeline of up to `MOST` events is one page. A longer one leads to a page for each decade, a decade that is too long
to one for each year, and a year is cut into parts. The addresses are those of decades and years: they stay as it grows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from leishu.knowledge.corpus import Corpus
from leishu.knowledge.timeline import Event
from leishu.markdown.escape import escape_label
from leishu.model import DocPath, Page
from leishu.weave.events import EventLine, event_lines, has_timeline, timeline_path
from leishu.weave.frame import Chip, derived_page, make_page, woven_body
from leishu.weave.loom import Work
from leishu.weave.words import listed, relative_url

WHOLE = DocPath("timeline/index.md")
"""The timeline of everything."""
MOST = 150
"""How many events a page shows."""
_LATEST = 12
"""How many of the last events a timeline shows that is cut into pages."""
_TITLE = "年表"


@dataclass(frozen=True, slots=True)
class Year:
    """The events that begin in one year."""

    title: str
    slug: str
    lines: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a timeline that has a page of its own."""

    name: str
    slug: str
    events: tuple[Event, ...]
    parts: tuple["_Part", ...] = ()


def timeline_pages(corpus: Corpus) -> Iterator[Work]:
    """The timeline of everything, and of each entry and topic with more events than its page shows."""
    yield Work(WHOLE, _everything, (corpus.events,))
    yield from _part_works(WHOLE, _TITLE, _parts(corpus.events))
    for path, events in corpus.events_of.items():
        if has_timeline(corpus, path):
            base, title = timeline_path(path), f"{_TITLE}：{corpus.titles[path]}"
            yield Work(base, _of_one, (path, title, events))
            yield from _part_works(base, title, _parts(events))


def _everything(corpus: Corpus, events: tuple[Event, ...]) -> Page:
    shape = _shape(corpus, WHOLE, WHOLE, events, _parts(events))
    authored = corpus.pages.get(WHOLE)
    if not authored:
        return derived_page(WHOLE, {"title": _TITLE}, "timeline", title_line=f"# {_TITLE}", body="", notes=(), **shape)
    woven = woven_body(corpus, authored)
    return make_page(authored, "timeline", title_line=woven.title_line, body=woven.body, notes=woven.notes, **shape)


def _of_one(corpus: Corpus, of: DocPath, title: str, events: tuple[Event, ...]) -> Page:
    path = timeline_path(of)
    link = f"[{escape_label(corpus.titles[of])}]({relative_url(path, of)})"
    body = f"来源与条目中关于{link}的记载，凡写明日期的，依先后排列。"
    return _derived(path, title, body, _shape(corpus, path, path, events, _parts(events)))


def _part_works(base: DocPath, title: str, parts: tuple[_Part, ...]) -> Iterator[Work]:
    for at, part in enumerate(parts):
        path = _path(base, part)
        beside = [(f"← {parts[at - 1].name}", parts[at - 1])] if at else []
        beside += [(f"{parts[at + 1].name} →", parts[at + 1])] if at + 1 < len(parts) else []
        links = [f"[{label}]({relative_url(path, _path(base, other))})" for label, other in beside]
        whole = f"[{escape_label(title)}]({relative_url(path, base)})"
        name = f"{title}：{part.name}"
        yield Work(path, _part_page, (base, path, name, listed((whole, *links)), part))
        yield from _part_works(base, title, part.parts)


def _part_page(corpus: Corpus, base: DocPath, path: DocPath, title: str, body: str, part: _Part) -> Page:
    return _derived(path, title, body, _shape(corpus, base, path, part.events, part.parts))


def _derived(path: DocPath, title: str, body: str, shape: Mapping[str, Any]) -> Page:
    title_line = f"# {escape_label(title)}"
    return derived_page(path, {"title": title}, "timeline", title_line=title_line, body=body, notes=(), **shape)


def _shape(
    corpus: Corpus, base: DocPath, page: DocPath, events: tuple[Event, ...], parts: tuple[_Part, ...]
) -> dict[str, Any]:
    """What a page of a timeline shows: its parts, or its years."""
    chips = tuple(Chip(part.name, relative_url(page, _path(base, part)), len(part.events)) for part in parts)
    latest = tuple(event_lines(corpus, page, events[-_LATEST:])) if parts and page == base else ()
    return {"parts_of_it": chips, "latest": latest, "years": () if parts else tuple(_years(corpus, page, events))}


def _path(base: DocPath, part: _Part) -> DocPath:
    folder = base.removesuffix("index.md") if base == WHOLE else base.removesuffix(".md") + "/"
    return DocPath(f"{folder}{part.slug}.md")


def _parts(events: tuple[Event, ...]) -> tuple[_Part, ...]:
    if len(events) <= MOST:
        return ()
    decades = _grouped(events, _decade)
    return tuple(_Part(name, slug, found, _years_of(found)) for (name, slug), found in decades)


def _years_of(events: tuple[Event, ...]) -> tuple[_Part, ...]:
    if len(events) <= MOST:
        return ()
    years = ((_year(year), _slug(year), found) for year, found in _grouped(events, _first_year))
    return tuple(part for name, slug, found in years for part in _cut(name, slug, found))


def _cut(name: str, slug: str, events: tuple[Event, ...]) -> Iterator[_Part]:
    yield _Part(name, slug, events[:MOST])
    for number, at in enumerate(range(MOST, len(events), MOST), 2):
        yield _Part(f"{name}（{number}）", f"{slug}-{number}", events[at : at + MOST])


def _grouped(events: Iterable[Event], key: Callable[[Event], Any]) -> Iterator[tuple[Any, tuple[Event, ...]]]:
    return ((value, tuple(found)) for value, found in groupby(events, key=key))


def _first_year(event: Event) -> int:
    return event.interval.start.year


def _decade(event: Event) -> tuple[str, str]:
    """What the page of an event's decade is called; long ago, of its century."""
    year = _first_year(event)
    if year >= 1000:
        first = year // 10 * 10
        return f"{first} 年代", f"{first}s"
    if year > 0:
        century = (year - 1) // 100 + 1
        return f"{century} 世纪", f"{century}c"
    century = -year // 100 + 1
    return f"公元前 {century} 世纪", f"bc{century}c"


def _year(year: int) -> str:
    return f"{year} 年" if year > 0 else f"公元前 {1 - year} 年"


def _slug(year: int) -> str:
    return str(year) if year > 0 else f"bc{1 - year}"


def _years(corpus: Corpus, page: DocPath, events: Iterable[Event]) -> Iterator[Year]:
    for year, found in _grouped(events, _first_year):
        yield Year(_year(year), _slug(year), tuple(event_lines(corpus, page, found)))
