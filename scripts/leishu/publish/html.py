"""A page of HTML taken apart: what is its own, and what of the frame around its article it shares with other pages.

The frame (head, header, navigation, footer) is most of a page of a theme's HTML, and nearly the same on all pages. It
is cut where a blank line follows a tag, as the loops and conditions of a theme's templates leave one everywhere, so
that what differs (a title, the table of contents) does not spoil what is alike. What was met on two pages is taken
apart once; the rest of a page is taken apart in one go, with a mark wherever a shared stretch was left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from leishu.model import LangTag
from leishu.publish.stretch import Stretch, Text, Writing, take_apart
from leishu.publish.tags import LEFT_OUT

_CUT = re.compile(r">(?=[ \t]*\n[ \t]*\n)")
_BEGIN, _END = "<article", "</article>"
_LOOK_ALIKE = LEFT_OUT[2]
"""What no page has, and only our mark; one character is looked for thirty times as fast as a word."""
_REMEMBERED = 8000
"""How many stretches are kept in mind."""
_MET = 100_000
"""How many are remembered to have been met."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page taken apart."""

    own: Stretch
    """What no other page is known to have."""
    shared: tuple[tuple[Stretch, ...], ...] = ()
    """What was left out of that, at each of its marks."""

    @property
    def stretches(self) -> Iterator[Stretch]:
        """All of it: its own, and then those that are shared."""
        return chain((self.own,), *self.shared)

    @property
    def texts(self) -> Iterator[Text]:
        """All that people read in it, stretch by stretch."""
        return chain.from_iterable(stretch.texts for stretch in self.stretches)

    def written(self, texts: Iterable[str], writing: Writing) -> str:
        """The page with other `texts` in place of its own, and the rest of its slots as `writing` has them."""
        told = iter(texts)
        return self.joined(stretch.written(islice(told, len(stretch.texts)), writing) for stretch in self.stretches)

    def joined(self, forms: Iterable[str]) -> str:
        """The page, by how each of its stretches is written."""
        own, *shared = forms
        if not self.shared:
            return own
        out: list[str] = []
        at = 0
        for part, others in zip(own.split(LEFT_OUT), (*self.shared, ()), strict=True):
            out += (part, *shared[at : at + len(others)])
            at += len(others)
        return "".join(out)


class _Frame(dict[str, Stretch | None]):
    """Stretches that were met on two pages; None for those that cannot stand alone."""

    def __init__(self, language: LangTag) -> None:
        super().__init__()
        self.language = language
        self.met: set[int] = set()

    def __missing__(self, html: str) -> Stretch | None:
        digest = hash(html)
        if digest not in self.met:
            if len(self.met) >= _MET:
                self.met.clear()
            self.met.add(digest)
            return None
        if len(self) >= _REMEMBERED:
            self.clear()
        stretch = take_apart(html, self.language)
        self[html] = known = stretch if stretch.whole else None
        return known


@cache
def _frame_in(language: LangTag) -> _Frame:
    return _Frame(language)


def scan(html: str, language: LangTag) -> Sheet:
    """A page written in `language`, taken apart."""
    begin, end = html.find(_BEGIN), html.rfind(_END) + len(_END)
    if 0 <= begin < end and _LOOK_ALIKE not in html:
        own: list[str] = []
        shared: list[list[Stretch]] = []
        for part, more in ((html[:begin], html[begin:end]), (html[end:], "")):
            _leave_out(part, _frame_in(language), own, shared)
            own.append(more)
        text = "".join(own)
        stretch = take_apart(text, language)
        # A comment that nothing closes here may be closed in what was left out.
        closed = text.rfind("<!--") <= text.rfind("-->")
        if closed and stretch.whole and stretch.marks == len(shared):
            return Sheet(stretch, tuple(map(tuple, shared)))
    return Sheet(take_apart(html, language))


def _leave_out(html: str, frame: _Frame, own: list[str], shared: list[list[Stretch]]) -> None:
    """Add a part of the frame to what is a page's own, but for what is shared."""
    *parts, rest = _CUT.split(html)
    for part in parts:
        stretch = frame[f"{part}>"]
        if not stretch:
            own += (part, ">")
        elif own and own[-1] is LEFT_OUT:
            shared[-1].append(stretch)
        else:
            own.append(LEFT_OUT)
            shared.append([stretch])
    own.append(rest)
