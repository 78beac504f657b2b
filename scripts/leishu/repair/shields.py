"""Where a text means its odd characters: code, addresses, and the sentences of a text that is about them."""

import re
from bisect import bisect_right

from leishu.model import Span

_SHIELDED = re.compile(
    r"(?P<fence>^[ ]{0,3}(```|~~~)[^\n]*\n(?:.*\n)*?[ ]{0,3}\2[^\n]*$)"
    r"|`[^`\n]+`"
    r"|(?:https?|ftp)://[^\s\[\]\u3000-\u303f\u4e00-\u9fff\uff00-\uffef<>\"]+"
    r"|\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}"
    r"|^(?: {4}|\t)[^\n\u3000-\u9fff]*$",
    re.MULTILINE,
)


_NEAR = 500
_AROUND = 150


class Shields:
    """The shielded stretches of one text."""

    def __init__(self, text: str) -> None:
        spans = [Span(*match.span()) for match in _SHIELDED.finditer(text)] if _may_shield(text) else []
        self._starts = [span.start for span in spans]
        self._spans = spans

    def cover(self, start: int, end: int) -> bool:
        """Whether a shielded stretch touches `start` to `end`."""
        at = bisect_right(self._starts, start) - 1
        within = at >= 0 and self._spans[at].end > start
        return within or (at + 1 < len(self._starts) and self._starts[at + 1] < end)


def _may_shield(text: str) -> bool:
    return any(mark in text for mark in ("`", "~~~", "://", "@", "    ", "\t"))


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
