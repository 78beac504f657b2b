"""`punctuation width`: 模型,DeepSeek was 模型，DeepSeek. A tool narrowed the marks that ASCII has, and only those.

Its trace is plain: 。、“” and 《》 stand as they were, and not one full-width ， ： （ is left. An author who types
half-width marks is left alone: a choice among valid forms is no damage.
"""

import re
from collections.abc import Iterator

from leishu.model import RepairStep, Span
from leishu.repair.shields import Shields
from leishu.repair.steps import NOTHING, Found

NAME = "punctuation width"

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_SIDE = f"{_HAN}\u3001-\u3017“”‘’…—"
_BETWEEN = re.compile(
    f",(?<=[{_SIDE})%],)(?=[^\\s,])|,(?=[{_SIDE}])|[;?!](?<=[{_SIDE})].)[;?!]*|:(?<=[{_SIDE})]:)(?![/)(DPp])"
)
_COMMA = re.compile(f",(?<=[{_SIDE}],)(?=[{_SIDE}])")
_PAIR = re.compile(r"\(([^()\n]{1,200})\)")
_WIDE = "，：；？！（）"
_DOTS = re.compile(f"(?<=[{_SIDE}])(?<!\\.)(?:\\.{{3}}|\\.{{6}})(?!\\.)")
_DASHES = re.compile(f"(?<=[{_SIDE}])--(?=[{_SIDE}])")
_STRAIGHT = re.compile('"')
_CURLY = re.compile("[“”]")
_FULL_STOP = re.compile(f"\\.(?<=[{_HAN}].)(?:\\s|$|[{_HAN}])")
_NARROW_TO_WIDE = str.maketrans(",:;?!()", _WIDE)


def find(text: str) -> Found:
    """Every narrowed mark beside Chinese characters, in a text whose marks a tool narrowed."""
    if not (evidence := _trace(text)):
        return NOTHING
    shields = Shields(text)
    steps = [
        RepairStep(NAME, Span(start, end), text[start:end], wide, evidence)
        for start, end, wide in sorted(_marks(text))
        if not shields.cover(start, end)
    ]
    return Found(tuple(steps))


def _trace(text: str) -> str:
    """For a person: the counts that tell of a tool; empty where there was none."""
    commas = text.count(",")
    if commas < 2 or _has_wide(text, commas):
        return ""
    # Running text has more commas than all else; code beside Chinese labels, and lists of amounts, have not.
    commas, untouched = len(_COMMA.findall(text)), sum(map(text.count, "。、《》"))
    if not commas or untouched < 2 or _FULL_STOP.search(text):
        return ""
    narrow = len(_BETWEEN.findall(text))
    if narrow < 4 or 4 * commas < narrow or _has_wide(text, narrow):
        return ""
    return f"{narrow} half-width marks beside {untouched} full-width 。、《》: a tool narrowed what ASCII has"


def _has_wide(text: str, narrow: int) -> bool:
    """Whether there are full-width forms of the marks, beside `narrow` half-width ones."""
    wide = 0
    for mark in _WIDE:
        wide += text.count(mark)
        if 20 * wide > narrow:
            return True
    return False


def _marks(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _BETWEEN.finditer(text):
        yield *match.span(), match[0].translate(_NARROW_TO_WIDE)
    for match in _DOTS.finditer(text):
        yield *match.span(), "……"
    for match in _DASHES.finditer(text):
        yield *match.span(), "——"
    if '"' in text and not _CURLY.search(text):
        yield from _quotes(text)
    for match in _PAIR.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        spaced = before == " " or after == " "  # a bracket that was full width had no space beside it
        if not spaced and re.search(f"[{_SIDE}]", before + after + match[1]):
            yield match.start(), match.start() + 1, "（"
            yield match.end() - 1, match.end(), "）"


def _quotes(text: str) -> Iterator[tuple[int, int, str]]:
    """The straight quotes of every line where they stand in pairs about Chinese."""
    at = 0
    for line in text.split("\n"):
        parts = line.split('"')
        if len(parts) % 2 and all(re.search(f"[{_HAN}]", part) for part in parts[1::2]):
            for number, match in enumerate(_STRAIGHT.finditer(line)):
                yield at + match.start(), at + match.end(), "”" if number % 2 else "“"
        at += len(line) + 1
