"""`duplicates`: sentences, paragraphs, a title or a whole text that a scraper took twice, one directly after the other.

Refrains, forms and parallel phrases are repeated on purpose. They are short, or in the shape of verse, or somebody
says them: such repeats stay, and so does what a paragraph says three times in a row. What comes again later on (a
quotation, a summary) stays too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from leishu.model import RepairStep, Span
from leishu.repair.glance import glance
from leishu.repair.shields import Shields
from leishu.repair.steps import NOTHING, Found

NAME = "duplicates"

_SENTENCE, _ACROSS, _PARAGRAPH, _BLOCK = 22, 30, 36, 48
"""How many Han characters a repeat has at least: within a paragraph, across a break, a whole one, several sentences."""
_SPOKEN = 16
"""The same for a sentence in quotation marks: nobody says a thing, and then says it, with nothing between."""
_SPEECH = 100
"""Han characters that somebody in a talk may say again."""
_SHORT = 8
"""Short parts that a repeat may begin with."""
_LINE = 14
"""Characters of a clause that verse may have, on average."""
_TITLE = (4, 40)
"""The shortest and the longest title that may stand twice."""

_UNIT = re.compile(r"[^。！？!?\n]*[^。！？!?\n\s][^。！？!?\n]*(?:[。！？!?]+[”’」』）)]*)?|[。！？!?]+[”’」』）)]*")
_HAN = re.compile("[\u3400-\u9fff]")
_CLAUSE = re.compile(r"[，,；;。！？!?、：:\s]+")
_SPEAKER = re.compile(r"[^，。：:\s]{1,8}[：:]")
_EDGE = "“”‘’「」『』 \t\n\u3000"
_QUOTES = "“”‘’「」『』"


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, or a line without one."""

    words: str
    span: Span
    first: bool
    """Whether a line begins with it."""
    last: bool
    """Whether a line ends with it."""


def find(text: str) -> Found:
    """Every repeat that follows itself, word for word."""
    if not _may_repeat(text):
        return NOTHING
    shields = Shields(text)
    units = list(_units(text))
    steps = []
    for begun, at, end in _twice(units, list(_repeats(text, units))):
        span = _span(text, units, at, end)
        shielded = shields.cover(span.start, span.start + 1) or shields.cover(
            units[at].span.start, units[at].span.start + 1
        )
        if not shielded and _is_unmeant(units, begun, at, end):
            steps.append(
                RepairStep(NAME, span, span.of(text), "", "the same, word for word, stands directly before it")
            )
    return Found(tuple(steps))


def _span(text: str, units: Sequence[_Unit], at: int, end: int) -> Span:
    """What is taken out with units `at` to `end`: the break before them, unless their paragraph goes on."""
    first, last = units[at], units[end - 1]
    start = first.span.start if first.first and not last.last else units[at - 1].span.end
    line_end = text.find("\n", last.span.end) if last.last else last.span.end
    return Span(start, line_end if line_end >= 0 else len(text))


def _may_repeat(text: str) -> bool:
    """A cheap look at what stands between marks, where nearly every text ends; first without its ASCII."""
    sparse = _parts(glance(text).sparse)
    long = [part for part in sparse if len(part) >= _SPOKEN]
    again = len(set(long)) < len(long) and _may_follow_themselves(sparse) and _may_follow_themselves(_parts(text))
    return again or _is_titled(text)


def _parts(text: str) -> list[str]:
    for mark in "\n！？“":
        text = text.replace(mark, "。")
    return text.split("。")


def _is_titled(text: str) -> bool:
    """Whether the first two lines are the same."""
    lines = text[: 4 * _TITLE[1]].split("\n")
    title = [line.strip() for line in lines if line.strip()][:2]
    return len(title) == 2 and title[0] == title[1]


def _may_follow_themselves(parts: Iterable[str]) -> bool:
    """Whether a long part comes again, and what follows it as well, up to where it came again."""
    words = [words for part in parts if part and (words := part.strip(_EDGE))]
    seen: dict[str, int] = {}
    for at, part in enumerate(words):
        if len(part) >= _SPOKEN:
            before = seen.get(part, at)
            if before < at and _follow(words, before, at) and 2 * len(_HAN.findall(part)) >= _SPOKEN:
                return True
            seen[part] = at
    return False


def _follow(words: Sequence[str], before: int, at: int) -> bool:
    """Whether what holds the part at `before` stands again around `at`; a few short ones may begin it."""
    for short in range(min(before, _SHORT) + 1):
        if short and words[before - short] != words[at - short]:
            return False
        if _is_same(words, before - short, at - short):
            return True
    return False


def _units(text: str) -> Iterator[_Unit]:
    at = 0
    for line in text.split("\n"):
        found = [Span(at + unit.start(), at + unit.end()) for unit in _UNIT.finditer(line)]
        for number, span in enumerate(found):
            yield _Unit(span.of(text).strip(), span, number == 0, number == len(found) - 1)
        at += len(line) + 1


def _repeats(text: str, units: Sequence[_Unit]) -> Iterator[tuple[int, int, int]]:
    """(begin, middle, end) of two equal runs of units, one directly after the other."""
    words = [unit.words for unit in units]
    seen: dict[str, int] = {}
    at = 0
    while at < len(words):
        before = seen.get(words[at], -1)
        size = at - before
        if before >= 0 and _is_same(words, before, at):
            yield before, at, at + size
            for passed in range(at, at + size):
                seen[words[passed]] = passed
            at += size
            continue
        if at and before < at - 1 and _ends_with(text, units[at - 1], words[at]):
            yield at - 1, at, at + 1
        seen[words[at]] = at
        at += 1


def _twice(units: Sequence[_Unit], repeats: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Those of `repeats` that are whole lines, or no third time: who says a thing again and again means to."""
    begins = {begun for begun, _, _ in repeats}
    ends = {at for _, at, _ in repeats}
    for begun, at, end in repeats:
        if (units[begun].first and units[end - 1].last and units[at].first) or not (at in begins or begun in ends):
            yield begun, at, end


def _is_same(words: Sequence[str], before: int, at: int) -> bool:
    """Whether what stands from `before` to `at` stands again from `at` on."""
    size = at - before
    end = at + size
    return end <= len(words) and words[end - 1] == words[at - 1] and words[before:at] == words[at:end]


def _ends_with(text: str, unit: _Unit, words: str) -> bool:
    """Whether `unit` is somebody's words and what leads to them, as in 他说：“……。”“……。”: the second is a repeat."""
    return words[0] in _QUOTES and unit.words != words and text.endswith(words, unit.span.start, unit.span.end)


def _is_unmeant(units: Sequence[_Unit], begun: int, at: int, end: int) -> bool:
    """Whether nobody would write units `at` to `end` again after units `begun` to `at`."""
    again = units[at:end]
    words = "".join(unit.words for unit in again)
    han = len(_HAN.findall(words))
    whole = again[0].first and again[-1].last and units[begun].first
    if begun == 0 and len(again) == 1 and whole and _is_title(units, at):
        return True
    if again[0].first and units[begun].first and not any(unit.last for unit in again):
        return False  # a paragraph that begins like the one before it: a summary, or a message told longer
    spoken = whole and han < _SPEECH and any(unit.first and _SPEAKER.match(unit.words) for unit in again)
    if spoken or _is_verse(words):
        return False
    if len(again) > 1:
        if whole and any(unit.last for unit in again[:-1]) and begun and end < len(units):
            return False  # entries of a catalogue, or the remarks of several people: only a whole text comes twice
        return han >= _BLOCK and max(len(_HAN.findall(unit.words)) for unit in again) >= _SENTENCE
    if words[0] in _QUOTES:
        return han >= _SPOKEN
    return han >= (_PARAGRAPH if whole else _ACROSS if again[0].first else _SENTENCE)


def _is_title(units: Sequence[_Unit], at: int) -> bool:
    """Whether the first line is a title that stands twice above a text."""
    title, body = units[at].words, units[at + 1 : at + 4]
    low, high = _TITLE
    short = low <= len(title) <= high and not re.search("[，。！？!?；：…]", title) and bool(_HAN.search(title))
    return short and any(len(_HAN.findall(unit.words)) >= max(30, 2 * len(title)) for unit in body)


def _is_verse(words: str) -> bool:
    """Whether most clauses begin alike, or all are of one length."""
    clauses = [clause for clause in _CLAUSE.split(words.strip(_QUOTES)) if clause]
    if len(clauses) < 3 or sum(map(len, clauses)) > _LINE * len(clauses):
        return False
    ((_, often),) = Counter(clause[0] for clause in clauses).most_common(1)
    return often >= 0.6 * len(clauses) or len({len(clause) for clause in clauses}) == 1
