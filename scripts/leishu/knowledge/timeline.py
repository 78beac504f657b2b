"""Dated sentences as events, each with its source, the entries it mentions and the topics it stands under."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import takewhile

from leishu.knowledge.calendar import Interval
from leishu.knowledge.dates import Dated, find_dates
from leishu.knowledge.memory import Memory
from leishu.knowledge.reading import Reading, is_apparatus
from leishu.knowledge.register import match_key
from leishu.model import DocPath, Mention, Span

_REFERENCE = re.compile(r"https?://|(?:[a-z0-9-]+\.)+(?:com|cn|org|net|gov|tw|hk|io|html?)\S*[\s。.]*$")
_PLAN = re.compile(r"[”」』]?(?:国民经济和社会发展)?(?:规划|计划|纲要|远景目标)(?!期|时期)")
_PART = re.compile(r"[^；;]+[；;]?")
_NUMBERS = re.compile(r"[\W\d_〇零一二三四五六七八九十百千万亿两]+")
_SAME_WORDING = 0.6
"""The part of the shorter statement's pairs of characters that the other must hold."""
_FEWEST = 2
"""Letters or characters that a sentence needs besides its date."""


@dataclass(frozen=True, slots=True)
class Event:
    """That a text dates something."""

    page: DocPath
    passage: str
    """The id of the passage; empty outside of source pages."""
    span: Span = field(compare=False)
    """The sentence, in the body. It is the same event where something before it grew: no page shows where it stands."""
    sentence: str
    """What a reader sees of it."""
    told: str
    """What of that belongs to the date."""
    interval: Interval
    iso: str
    """`2021-03`, `2000/2003~`, `2018/..`: see `dates.Dated.iso`."""
    said: str
    """The date as the text says it."""
    relative: bool
    """Whether the date was counted from another, or from the day of publication."""
    as_of: bool
    """Whether the sentence says how things stood then."""
    entries: tuple[DocPath, ...]
    """What the sentence mentions, and the page itself where it is an entry; in the order of paths."""
    topics: tuple[DocPath, ...]
    """What its passage stands under; of an entry or topic page, its topics or itself."""


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """A sentence that tells something and a date in it."""

    sentence: Span
    words: str
    """What a reader sees of the sentence."""
    told: str
    """What of that belongs to the date."""
    said: str
    dated: Dated
    passage: str
    """The id of the passage; empty outside of source pages."""


def find_events(
    readings: Mapping[DocPath, Reading],
    mentions: Mapping[DocPath, tuple[Mention, ...]],
    published: Mapping[DocPath, date | None],
    topics: Mapping[DocPath, Mapping[str, tuple[DocPath, ...]]],
    memory: Memory,
) -> tuple[Event, ...]:
    """Every event, by its first day, the shorter interval first, then by place.

    Only pages that `published` names are read. `topics` is by page, then by passage id; of pages that are no sources,
    under the empty string.
    """
    dated = memory.each("dates", find_dated, {path: (readings[path], day) for path, day in published.items()})
    events = memory.each(
        "events", _events, {path: (path, dated[path], mentions[path], topics.get(path, {})) for path in dated}
    )
    found = (event for page in events.values() for event in page)
    return tuple(sorted(found, key=lambda e: (e.interval.start, e.interval.end, e.page, e.span, e.said)))


def superseded(events: Iterable[Event]) -> Mapping[Event, Event]:
    """Which statement of how things stood (截至2023年底，用户 3000 万) a later one of the same takes the place of.

    The same are statements about the same entries that share most of their wording apart from numbers; each is led to
    the latest.
    """
    claims: dict[tuple[DocPath, ...], list[Event]] = {}
    for event in events:
        if event.as_of and event.entries:
            claims.setdefault(event.entries, []).append(event)
    out: dict[Event, Event] = {}
    for alike in claims.values():
        latest_first = sorted(alike, key=lambda e: (e.interval.end, e.page, e.span), reverse=True)
        for at, event in enumerate(latest_first):
            later = (other for other in latest_first[:at] if other.interval.end > event.interval.end)
            newer = next((other for other in later if _alike(event, other)), None)
            if newer:
                out[event] = newer
    return out


def _alike(one: Event, other: Event) -> bool:
    first, second = _pairs(one), _pairs(other)
    return len(first & second) >= _SAME_WORDING * min(len(first), len(second)) > 0


def _pairs(event: Event) -> frozenset[str]:
    words = _NUMBERS.sub("", match_key(event.sentence.replace(event.said, "")))
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))


def day_of(value: object) -> date | None:
    """A front matter value as a day, where it is one."""
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None


def find_dated(reading: Reading, published: date | None) -> tuple[DatedSentence, ...]:
    """The dated sentences of a page, each date once; lists of references aside."""
    return tuple(_find_dated(reading, published))


def _find_dated(reading: Reading, published: date | None) -> Iterator[DatedSentence]:
    seen: set[tuple[Span, str]] = set()
    found = [(reading.sentence_at(span.start), span, dated) for span, dated in _dates(reading, published)]
    dates: dict[Span, list[tuple[str, str]]] = {}
    for sentence, span, dated in found:
        dates.setdefault(sentence, []).append((span.of(reading.page.body), dated.iso))
    when = {sentence for sentence, span, _ in found if not _names_a_plan(reading, span)}
    for sentence, span, dated in found:
        # 3月，“十四五”规划提出: it happened in March, and the plan is what it is called.
        if (sentence, dated.iso) in seen or (sentence in when and _names_a_plan(reading, span)):
            continue
        words, said = reading.words(sentence), span.of(reading.page.body)
        if not _tells(words, said):
            continue
        seen.add((sentence, dated.iso))
        section = reading.section_at(span.start)
        if not section or not is_apparatus(section.headings):
            passage = reading.passage_at(span.start)
            part = _belonging(words, dates[sentence], dated.iso)
            yield DatedSentence(sentence, words, part, said, dated, passage.id if passage else "")


def _belonging(words: str, dates: Iterable[tuple[str, str]], iso: str) -> str:
    """Of a sentence in parts, set apart by 「；」, that which names a date, and what follows and names no other.

    Args:
        words: the sentence, as a reader sees it.
        dates: what its dates are called in it, each with its interval.
        iso: the interval that is asked for.
    """
    out: list[str] = []
    for part in _PART.findall(words):
        named = [its for said, its in dates if said in part]
        if iso in named or (out and not named):
            out.append(part)
        elif out:
            break
    return "".join(out).strip() or words


def _names_a_plan(reading: Reading, span: Span) -> bool:
    """Whether a date is part of what a plan is called."""
    return bool(_PLAN.match(reading.key, span.end)) and reading.key[span.end - 1] == "五"


def _events(
    path: DocPath,
    dated: Iterable[DatedSentence],
    mentions: tuple[Mention, ...],
    topics: Mapping[str, tuple[DocPath, ...]],
) -> tuple[Event, ...]:
    own = {path} if path.startswith("entries/") else set()
    return tuple(
        Event(
            page=path,
            passage=one.passage,
            span=one.sentence,
            sentence=one.words,
            told=one.told,
            interval=one.dated.interval,
            iso=one.dated.iso,
            said=one.said,
            relative=one.dated.relative,
            as_of=one.dated.as_of,
            entries=tuple(sorted(t for t in own | _named(one.sentence, mentions) if t.startswith("entries/"))),
            topics=topics.get(one.passage, ()),
        )
        for one in dated
    )


def _named(sentence: Span, mentions: tuple[Mention, ...]) -> set[DocPath]:
    first = bisect_left(mentions, sentence.start, key=lambda mention: mention.span.start)
    inside = takewhile(lambda mention: mention.span.start < sentence.end, mentions[first:])
    return {mention.target for mention in inside}


def _tells(sentence: str, said: str) -> bool:
    """Whether a sentence says what happened: not a date alone, nor a line of a bibliography."""
    rest = sentence.replace(said, "", 1)
    return sum(char.isalpha() for char in rest) >= _FEWEST and not _REFERENCE.search(sentence)


def _dates(reading: Reading, published: date | None) -> Iterator[tuple[Span, Dated]]:
    """The dates in running prose, paragraph by paragraph, since a month looks back no further for its year."""
    body = reading.page.body
    shown: list[str] = []
    at = 0
    for start, end in reading.prose.pairs():
        shown += ("\0" * (start - at), body[start:end])
        at = end
    text = "".join(shown) + "\0" * (len(body) - at)
    at = 0
    for paragraph in body.split("\n\n"):
        for dated in find_dates(text[at : at + len(paragraph)], published):
            yield dated.span.shifted(at), dated
        at += len(paragraph) + 2
