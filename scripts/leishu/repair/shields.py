"""Where a text means its odd characters: code, addresses, and the sentences of a text that is about them."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from leishu.model import Span

_FENCE = re.compile(r"^[ ]{0,3}(```|~~~)[^\n]*\n(?:.*\n)*?[ ]{0,3}\1[^\n]*$", re.MULTILINE)
_IN_LINE = re.compile(
    r"`[^`\n]+`"
    r"|(?:https?|ftp)://[^\s\[\]\u3000-\u303f\u4e00-\u9fff\uff00-\uffef<>\"]+"
    r"|\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}"
    r"|^(?: {4}|\t)[^\n\u3000-\u9fff]*$"
)
_MARKS = ("`", "://", "@", "    ", "\t")
"""Without one of these nothing in a line is shielded."""
_NEAR = 500
_AROUND = 150


class Shields:
    """The shielded stretches of one text. Only the lines that somebody asks about are looked at."""

    __slots__ = ("_fences", "_in_line", "_line", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._fences = _spans(_FENCE, text, 0) if "```" in text or "~~~" in text else []
        self._line = Span(0, 0)
        self._in_line: list[Span] = []

    def cover(self, start: int, end: int) -> bool:
        """Whether a shielded stretch touches `start` to `end`."""
        if self._fences and _touch(self._fences, start, end):
            return True
        self._go_to(start)
        while not _touch(self._in_line, start, end):
            if self._line.end >= end:
                return False
            self._go_to(self._line.end + 1)
        return True

    def _go_to(self, at: int) -> None:
        """Look at the line that holds `at`; from one to a later one this passes each character once."""
        done = self._line
        if done.start <= at <= done.end and done.end:
            return
        low = done.end if at > done.end else 0
        start = self._text.rfind("\n", low, at) + 1 or low
        end = self._text.find("\n", at)
        self._line = Span(start, end if end >= 0 else len(self._text))
        line = self._line.of(self._text)
        self._in_line = _spans(_IN_LINE, line, start) if any(mark in line for mark in _MARKS) else []


def _spans(pattern: re.Pattern[str], text: str, begin: int) -> list[Span]:
    return [Span(begin + match.start(), begin + match.end()) for match in pattern.finditer(text)]


def _touch(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether any of `spans`, which are in order, holds `start` or begins before `end`."""
    at = bisect_right(spans, start, key=lambda span: span.start) - 1
    within = at >= 0 and spans[at].end > start
    return within or (at + 1 < len(spans) and spans[at + 1].start < end)


def speaks_of(text: str, words: tuple[str, ...]) -> bool:
    """Whether any of `words` stands in `text`. Many times as fast as one expression for all of them."""
    return any(word in text for word in words)


def near(text: str, start: int, end: int) -> str:
    """What stands around `start` to `end`: far enough to tell whether the text is about what stands there."""
    return text[max(0, start - _AROUND) : end + _AROUND]


def line_of(text: str, at: int) -> str:
    """The line that `at` stands in; of a very long one what stands near, or many looks would take quadratic time."""
    low, high = max(0, at - _NEAR), at + _NEAR
    start = text.rfind("\n", low, at) + 1
    end = text.find("\n", at, high)
    return text[max(low, start) : end if end >= 0 else high]
