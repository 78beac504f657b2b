"""Texts that a program wrapped as a whole: how wide, and which lines go on in the next.

A program takes as much into a line as there is room for, and how wide that is the longest line tells: in columns, as
mail programs count, or in characters, as many others do. Nothing else makes a text of which half the lines are
nearly so long and end within a sentence: verse has a mark at the end of most, a list its bullets, and paragraphs have
any length.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
WIDE = re.compile(f"[{HAN}\u3000-\u303f\uff01-\uff60“”‘’…—]")
CLOSED = re.compile("[。！？!?…：:；;.”’」』》）)]\\s*$")
OPENING = re.compile(
    r"\s|——|[-*+•·●○■□◆◇▪‣>|#]|[0-9]{1,3}[.、)）#]|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|第.{1,4}[章节条回]"
)
MARKED = re.compile("[，。！？；、,!?;…]\\s*$")
_INNER_MARK = re.compile("[，。！？；、：,!?;:.]")
_SENTENCE = re.compile("[。！？!?][”’」』》）)]*")
TABULAR = re.compile(r"\t|[^\n ] {2,}[^\n ]|\|")
LABEL = re.compile(r"[^，。：:\s]{1,6}[：:]")
_UNIT = re.compile(r"[“‘「『《（(]*(?:[!-~\u00c0-\u024f]+|\S)[，。、；：！？”’」』》）…]{0,2}|\s*\S")
"""What a program keeps together: a word, and marks that must not begin or end a line."""
_HANGING = re.compile("[，。、；：！？”’」』》）…]{1,2}\\s*$")
"""Marks that may stand beyond the width, for they must not begin a line."""
_LONG = 0.85
"""The part of the width from which a line is nearly as long as it could be."""
_LEAST_LINES = 8
_LEAST_FULL = 5
_SHARE = 0.4
"""How many of the lines are full at least: each paragraph ends with one that is not."""
_FEW = 0.1
"""How many of them may be parted as rows of a table are: a line of the agency, its date and its reporter."""
_OPEN = 0.6
"""How many of those end within a sentence."""


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text was wrapped."""

    width: int
    measure: Callable[[str], int]
    marked: bool
    """Whether empty lines or indents tell where paragraphs begin."""
    long_paragraphs: bool
    """Whether more sentences end within paragraphs than with them."""

    def goes_on(self, line: str, following: str) -> bool:
        """Whether the paragraph of `line` goes on in the `following` one."""
        if not following.strip() or OPENING.match(following) or not self.is_long(line):
            return False
        if self.marked or not CLOSED.search(line):
            return True
        return self.long_paragraphs and self.is_full(line, following)

    def is_long(self, line: str) -> bool:
        """Whether it is nearly as long as there is room: letters of print have widths of their own."""
        return self.measure(line.rstrip()) >= _LONG * self.width

    def is_full(self, line: str, following: str) -> bool:
        """Whether the first word of the next line had no room in this one."""
        unit = _UNIT.match(following)
        return self.measure(line.rstrip()) + self.measure(unit[0] if unit else "") > self.width


def columns(line: str) -> int:
    """The width of a line in columns, of which a Chinese character takes two."""
    return len(line) + len(WIDE.findall(line))


def wrap_of(lines: Sequence[str]) -> Wrap | None:
    """How the text of these lines was wrapped, if a program did it to all of it."""
    body = [line for line in lines if line.strip()]
    if len(body) < _LEAST_LINES:
        return None
    found = [wrap for wrap in (_wrap(lines, body, columns, 36, 132), _wrap(lines, body, len, 18, 80)) if wrap]
    return max(found, key=lambda wrap: sum(map(wrap.is_long, body)), default=None)


def _wrap(
    lines: Sequence[str], body: Sequence[str], measure: Callable[[str], int], least: int, most: int
) -> Wrap | None:
    width = max(measure(_HANGING.sub("", line).rstrip()) for line in body)
    if not least <= width <= most:
        return None
    indents = sum(line.startswith(("\u3000", "  ")) for line in body)
    marked = indents > 1 or len(body) < len(lines) - 1
    bare = Wrap(width, measure, marked, long_paragraphs=False)
    full = [line for line, following in pairwise(lines) if line.strip() and following.strip() and bare.is_long(line)]
    if len(full) < _LEAST_FULL or len(full) < _SHARE * len(body):
        return None
    if sum(not CLOSED.search(line) for line in full) < _OPEN * len(full):
        return None
    if sum(bool(MARKED.search(line)) for line in full) >= _OPEN * len(full):
        return None
    if sum(bool(TABULAR.search(line.strip())) for line in full) > _FEW * len(full):
        return None
    listed = sum(bool(OPENING.match(line.lstrip())) or bool(LABEL.match(line)) for line in body)
    if listed > 0.3 * len(body) or not is_running_text(body):
        return None
    ends = len(body) - len(full)
    inner = sum(len(_SENTENCE.findall(line)) for line in body) - ends
    return Wrap(width, measure, marked, long_paragraphs=inner >= max(1, ends))


def is_running_text(lines: Sequence[str]) -> bool:
    """Whether these lines hold Chinese with marks in it, one in fifty characters at the least."""
    size = sum(map(len, lines))
    wide = sum(len(WIDE.findall(line)) for line in lines)
    return wide >= 0.3 * size and sum(len(_INNER_MARK.findall(line)) for line in lines) * 50 >= size
