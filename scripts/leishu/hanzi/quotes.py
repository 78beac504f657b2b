"""Quotation marks as a region sets them: “ ” and ‘ ’ on the mainland, 「 」 and 『 』 in Taiwan and Hong Kong.

One mark becomes one mark. Which of the two kinds it is follows from how deep it stands, not from which one was written.
Left alone: apostrophes and inches, and quotations in a foreign language in which no Chinese stands, unless they are
part of a Chinese sentence (所谓“open source”的).
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from leishu.hanzi.convert import BREAK
from leishu.model import HANS, LangTag


class Quotes(StrEnum):
    """Which quotation marks are written."""

    CORNER = "corner"
    CURLY = "curly"
    KEEP = "keep"
    """Those that the text has."""


_STYLES = {Quotes.CORNER: ("「」", "『』"), Quotes.CURLY: ("“”", "‘’")}
_MARKS = {Quotes.CORNER: re.compile("[“”‘’]"), Quotes.CURLY: re.compile("[「」『』]")}
_PARAGRAPH = re.compile(rf"[\n{BREAK}]")
_PAIRS = {"”": "“", "’": "‘", "」": "「", "』": "『"}
_INNER = "‘’『』"
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CHINESE = re.compile("[\u3001-\u3011\u3400-\u9fff\uf900-\ufaff\uff01-\uff65\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3041-\u30ff]")
_LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")


def quotes_for(tag: LangTag) -> Quotes:
    """What a script writes where nobody asked for anything else."""
    return Quotes.CURLY if tag == HANS or tag.startswith(f"{HANS}-") else Quotes.CORNER


def requoted(text: str, style: Quotes) -> Iterator[tuple[int, str]]:
    """Each quotation mark of `text` that `style` writes otherwise, by its offset, with what it writes; not in order."""
    if style is Quotes.KEEP:
        return
    pairs = _STYLES[style]
    open_: list[int] = []
    last = 0
    for found in _MARKS[style].finditer(text):
        at, mark = found.start(), found[0]
        # A quotation may go on in the next paragraph, which then begins with a mark of its own.
        if open_ and _PARAGRAPH.search(text, last, at):
            yield from _loose(text, open_, style)
            open_ = []
        last = at
        if mark not in _PAIRS:
            if not _apostrophe(text, at):
                open_.append(at)
        elif any(text[start] == _PAIRS[mark] for start in open_):
            while text[open_[-1]] != _PAIRS[mark]:
                yield from _loose(text, [open_.pop()], style)
            start = open_.pop()
            if _is_chinese(text, start, at):
                pair = pairs[len(open_) % 2]
                yield from ((start, pair[0]), (at, pair[1]))
        elif not _apostrophe(text, at):
            yield from _loose(text, [at], style)
    yield from _loose(text, open_, style)


def _loose(text: str, marks: list[int], style: Quotes) -> Iterator[tuple[int, str]]:
    """Marks whose other half is not there: it may stand beyond a piece of code."""
    for at in marks:
        if any(_CHINESE.match(char) for char in _beside(text, at, at)):
            yield at, _STYLES[style][text[at] in _INNER][text[at] in _PAIRS]


def _is_chinese(text: str, start: int, end: int) -> bool:
    if _KANA.search(text, start, end):
        return False
    return bool(_HAN.search(text, start, end)) or any(_HAN.match(char) for char in _beside(text, start, end))


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    """The characters before and behind a range, spaces left out."""
    return text[max(0, start - 8) : start].rstrip(" ")[-1:], text[end + 1 : end + 9].lstrip(" ")[:1]


def _apostrophe(text: str, at: int) -> bool:
    """Whether a mark that has no other half is none: rock ’n’ roll, don’t, the ’90s, 5’ 3”."""
    before, behind = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if text[at] in "‘’" and _LATIN.match(before) and _LATIN.match(behind):
        return True
    return (text[at] in "’”" and before.isdigit()) or (text[at] == "’" and behind.isdigit())
