"""`line breaks`: the hard wraps of PDF and e-mail are joined, a credit line that was glued to a title is parted.

Wraps show in the shape of a block: lines of nearly one width, most of which end in the middle of a sentence. Verse,
lists, tables and code have other shapes. And they show in the whole of a text: a program that wraps, wraps all of it,
where three headlines or remarks of one length are an accident.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from leishu.model import RepairStep, Span
from leishu.repair.shields import Shields
from leishu.repair.steps import NOTHING, Found
from leishu.repair.wraps import CLOSED, HAN, LABEL, MARKED, OPENING, TABULAR, Wrap, columns, is_running_text, wrap_of

NAME = "line breaks"

_ENDS = ("。", "！", "？", "：", "；", "”", "」", ".", ":", ";")
_SPACED_LATIN = re.compile(f"[{HAN}] [A-Za-z0-9]|[A-Za-z0-9] [{HAN}]")
_MIXED = re.compile(f"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]")
_SPACED = re.compile(f"\n[{HAN}，。、；：！？“”](?: [{HAN}，。、；：！？“”]){{7,}}+(?=\n|$)")
_SPACED_WORDS = re.compile(f"[{HAN}] [{HAN}] [{HAN}] ")
_CREDIT = re.compile(
    r"(?:本文|文章|原文)?(?:(?:原)?作者|译者|譯者|翻译|翻譯|责任编辑|責任編輯|编辑|編輯|来源|來源|撰文|摄影|攝影)[：:](?=[^\s：:，,。]{1,40})"
    rf"|[文图圖][/／](?=[{HAN}·]{{2,8}}(?:\s|$))"
)
_BEHIND_WORDS = re.compile(r"[^\s：:，,、（(“/／【\[\\]")
_SENTENCE_END = re.compile("[。！？；]")
_QUOTED = re.compile(r"(?:> ?)+")
_MIN_WIDTH = 36
_MIN_LINES = 3
_SHARE = 0.5
"""How much of a text's lines stand in wrapped paragraphs, where a program wrapped it."""
_WINDOW = 2000
_LONGEST_CREDITS = 160
_HEAD = 2000
"""Characters that hold the first lines."""
_FEW = 6
"""So few lines are of one width, and the last one ends a sentence, or they are none of a paragraph."""
_LONGEST = 130
"""No printer and no mail program wraps later than that."""


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str
    """Without the marks of a quoted mail."""
    width: int
    """In columns; a Chinese character takes two."""


def find(text: str) -> Found:
    """Every break to take out or to put in."""
    steps = [*_joined(text), *_unspaced(text), *_parted(text)]
    if not steps:
        return NOTHING
    shields = Shields(text)
    steps = [step for step in steps if not shields.cover(step.span.start, step.span.end + 1)]
    return Found(tuple(sorted(steps, key=lambda step: step.span)))


def _blocks(text: str, least: int) -> Iterator[list[_Line]]:
    """Runs of at least `least` lines that may be wrapped: none empty or very long, most as long as the longest."""
    lines, gap = _spaced_lines(text)
    starts: list[int] = []
    for run in _runs(lines, least):
        starts = starts or list(accumulate((len(line) + gap for line in lines), initial=0))
        prefix = _prefix(lines[run.start : run.end])
        yield [_line(lines[at][prefix:], starts[at] + prefix) for at in range(run.start, run.end)]


def _runs(lines: Sequence[str], least: int) -> Iterator[Span]:
    """Where such runs stand among `lines`."""
    lengths = list(map(len, lines))
    first = 0
    for end in (*(at for at, length in enumerate(lengths) if not 0 < length <= _LONGEST), len(lines)):
        if end - first >= least and _may_be_wrapped(lengths[first:end], lines[first:end]):
            yield Span(first, end)
        first = end + 1


def _line(words: str, start: int) -> _Line:
    return _Line(Span(start, start + len(words)), words, columns(words))


def _spaced_lines(text: str) -> tuple[list[str], int]:
    """The lines, and how many line ends part them: two where every other line is empty."""
    lines = text.split("\n")
    doubled = len(lines) >= 2 * _MIN_LINES and lines[1] == "" and not any(lines[1::2]) and all(lines[:-1:2])
    return (lines[::2], 2) if doubled else (lines, 1)


def _prefix(lines: Sequence[str]) -> int:
    """How many characters every line of a quoted mail begins with."""
    marks = [_QUOTED.match(line) for line in lines]
    return marks[0].end() if marks[0] and all(mark and mark[0] == marks[0][0] for mark in marks) else 0


def _may_be_wrapped(lengths: Sequence[int], lines: Sequence[str]) -> bool:
    """A cheap look: most lines nearly as long as the longest, few that end where a sentence does."""
    longest = max(lengths)
    if 2 * longest < _MIN_WIDTH or sum(2 * length >= longest for length in lengths[:-1]) < 0.6 * (len(lengths) - 1):
        return False
    return 2 * sum(line.endswith(_ENDS) for line in lines) <= len(lines) + 1


def _joined(text: str) -> Iterator[RepairStep]:
    if text.count("\n") * _LONGEST < len(text) - _LONGEST:
        return  # the lines are whole paragraphs
    if len(text) > 4 * _WINDOW and not any(map(_holds_wraps, _windows(text))):
        return
    lines, gap = _spaced_lines(text)
    if wrap := wrap_of(lines):
        yield from _unwrapped(text, lines, gap, wrap)
        return
    enough = _SHARE * sum(map(bool, lines))
    if sum(run.end - run.start for run in _runs(lines, 2)) < enough:
        return
    wrapped = [block for block in _blocks(text, _MIN_LINES) if _is_wrapped(block)]
    if not wrapped:
        return
    # Where longer paragraphs show how wide the lines are, one of two lines is told by its first.
    width = max(line.width for block in wrapped for line in block)
    pairs = [block for block in _blocks(text, 2) if len(block) == 2 and width - 3 <= block[0].width <= width]
    if sum(map(len, wrapped)) + sum(map(len, pairs)) < enough:
        return
    for block in sorted([*wrapped, *pairs], key=lambda block: block[0].span):
        widest = max(line.width for line in block)
        spaced = any(_SPACED_LATIN.search(line.text) for line in block)
        evidence = f"{len(block)} lines of at most {widest} columns, most of them cut within a sentence"
        for line, following in pairwise(block):
            ends_paragraph = line.width < 0.8 * widest or (CLOSED.search(line.text) and line.width < widest - 4)
            if ends_paragraph or OPENING.match(following.text):
                continue
            place = Span(line.span.start + len(line.text.rstrip()), following.span.start)
            yield _without(text, place, spaced, evidence)


def _unwrapped(text: str, lines: Sequence[str], gap: int, wrap: Wrap) -> Iterator[RepairStep]:
    """The breaks within the paragraphs of a text that was wrapped as a whole."""
    spaced = bool(_SPACED_LATIN.search(text))
    unit = "columns" if wrap.measure is columns else "characters"
    evidence = f"the text was wrapped at {wrap.width} {unit}, and this line is nearly so long"
    at = 0
    for line, following in pairwise(lines):
        end = at + len(line) + gap
        if wrap.goes_on(line, following):
            yield _without(text, Span(at + len(line.rstrip()), end), spaced, evidence)
        at = end


def _without(text: str, place: Span, spaced: bool, evidence: str) -> RepairStep:
    """The step that takes a break out, with what it leaves: a space between words, no hyphen within one."""
    start, end = place.start, place.end
    before, after = text[start - 1], text[end]
    if before == "-" and text[start - 2 : start - 1].isalpha() and after.islower() and after.isascii():
        return RepairStep(NAME, Span(start - 1, end), text[start - 1 : end], "", evidence)
    mixed = _MIXED.match(before + after)
    glue = " " if (before.isascii() and after.isascii()) or (mixed and spaced) else ""
    return RepairStep(NAME, place, text[start:end], glue, evidence)


def _windows(text: str) -> tuple[str, str]:
    """Two looks into a long text: what was done to all of it was done there too."""
    return text[_WINDOW : 2 * _WINDOW], text[len(text) // 2 : len(text) // 2 + _WINDOW]


def _holds_wraps(text: str) -> bool:
    return any(map(_is_wrapped, _blocks(text, _MIN_LINES)))


def _is_wrapped(block: Sequence[_Line]) -> bool:
    widest = max(line.width for line in block)
    inner = [line for line in block[:-1] if line.width >= 0.8 * widest]
    if widest < _MIN_WIDTH or len(inner) < _MIN_LINES - 1 or len(inner) < 0.6 * (len(block) - 1):
        return False
    few = len(block) < _FEW
    even = sum(line.width >= widest - (3 if few else 6) for line in inner) >= 0.7 * len(inner)
    if few and not CLOSED.search(block[-1].text):
        return False
    cut = sum(not CLOSED.search(line.text) for line in inner) >= 0.7 * len(inner)
    plain = not any(TABULAR.search(line.text.strip()) for line in block)
    listed = sum(bool(OPENING.match(line.text)) for line in block[1:]) > 0.3 * len(block)
    listed = listed or sum(bool(LABEL.match(line.text)) for line in block) >= 0.5 * len(block)
    verse = sum(bool(MARKED.search(line.text)) for line in inner) >= 0.6 * len(inner)
    return even and cut and plain and is_running_text([line.text for line in block]) and not (listed or verse)


def _unspaced(text: str) -> Iterator[RepairStep]:
    """Spaces between the characters of whole lines, where much of the text is so: a line among many is lettered out."""
    if 5 * text.count(" ") < len(text):
        return
    if len(text) > 4 * _WINDOW and not any(map(_SPACED_WORDS.search, _windows(text))):
        return
    for line in _SPACED.finditer(f"\n{text}"):
        for at in range(line.start(), line.end() - 2, 2):
            yield RepairStep(NAME, Span(at + 1, at + 2), " ", "", "a space behind every character of a line")


def _parted(text: str) -> Iterator[RepairStep]:
    """Labels of a credit line that stand glued behind other words, within the first lines."""
    head = text[:_HEAD]
    if _labels(head) < 2:
        return
    lines = head.split("\n")
    at = 0
    for line in lines[: min(8, len(lines) - (len(head) < len(text)))]:
        may_be = len(line) <= _LONGEST_CREDITS and not line.isascii() and _labels(line) >= 2
        labels = list(_CREDIT.finditer(line)) if may_be else []
        if len(labels) >= 2 and not _SENTENCE_END.search(line) and "\\n" not in line:
            for label in labels:
                if label.start() and _BEHIND_WORDS.match(line, label.start() - 1):
                    place = Span(at + label.start(), at + label.start())
                    yield RepairStep(NAME, place, "", "\n", "several credits glued into one line")
        at += len(line) + 1


def _labels(line: str) -> int:
    """How many labels there may be in it, at the most."""
    return line.count("：") + line.count(":") + line.count("/") + line.count("／")
