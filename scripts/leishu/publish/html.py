"""A page of HTML taken apart into pieces, of which a few change with its language; joined again they are the page.

One regular expression walks over the tags, in the order they stand, without building a tree. It expects the HTML of a
renderer (tags closed, attributes quoted); where a page is worse than that it converts less, and still changes nothing
but what it took for a text or for a slot.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from leishu.hanzi.conversion import HAN
from leishu.model import LangTag
from leishu.publish.align import pieces, shares
from leishu.publish.slots import READ, Kind, Slot, Voice, filled
from leishu.publish.tags import ATTRIBUTES, RAW, Tag, tags_in

_RAW = "|".join(
    rf"<{name}\b{ATTRIBUTES}>.*?</{name}\s*>"
    # Not by re.IGNORECASE, under which every other tag takes three times as long.
    for name in ("".join(f"[{letter}{letter.upper()}]" for letter in name) for name in RAW)
)
_TOKEN = re.compile(rf"({_RAW}|</?[a-zA-Z][a-zA-Z0-9:-]*+{ATTRIBUTES}>|<!--.*?-->|<[!?][^>]*>)", re.DOTALL)
Text = tuple[str, Voice]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page taken apart."""

    pieces: tuple[str, ...]
    """Texts and tags in turn. Joined they are the page, byte for byte."""
    texts: tuple[Text, ...]
    """All that people read in it: first the texts of the runs, then those in tags."""
    runs: tuple[tuple[int, ...], ...]
    """The pieces that each of the first texts goes over: only inline tags part them, so that a word may go on."""
    tags: tuple[tuple[int, tuple[Slot, ...]], ...]
    """The pieces that have slots in them, with these."""

    def written(self, texts: Iterable[str], write: Mapping[Kind, Callable[[str], str]]) -> str:
        """The page with other `texts` in place of its own, and each slot of another kind as `write` gives it."""
        out = list(self.pieces)
        told = iter(texts)
        for run, text in zip(self.runs, told):  # noqa: B905 (the texts in tags follow)
            if len(run) == 1:
                out[run[0]] = text
            else:
                parts = [self.pieces[index] for index in run]
                for index, piece in zip(run, pieces(text, shares(parts, text)), strict=True):
                    out[index] = piece
        for index, slots in self.tags:
            new = (next(told) if slot.kind in READ else write.get(slot.kind, str)(slot.text) for slot in slots)
            out[index] = filled(out[index], zip(slots, new, strict=True))
        return "".join(out)


def scan(html: str, language: LangTag) -> Sheet:
    """A page written in `language`, taken apart."""
    return _Scanner(html).sheet(language)


class _Scanner:
    """One walk over one page."""

    def __init__(self, html: str) -> None:
        self.pieces: list[str] = _TOKEN.split(html)
        self.texts: list[Text] = []
        self.runs: list[tuple[int, ...]] = []
        self.run: list[int] = []
        """The texts since the last tag that ends a word."""
        self.voice = Voice.FRAME
        self.quoting = 0
        self.article = 0
        self.skipping = ""
        self.depth = 0

    def sheet(self, language: LangTag) -> Sheet:
        """The page taken apart."""
        inner: list[Text] = []
        marked: list[tuple[int, tuple[Slot, ...]]] = []
        tags = tags_in(language)
        for index, piece in enumerate(self.pieces):
            if not index % 2:
                if piece and not self.skipping:
                    if piece.isspace():
                        self._flush()
                    else:
                        self.run.append(index)
                continue
            tag = tags[piece]
            if tag.parts_words:
                self._flush()
            if tag.turns:
                self._hear(tag)
            if self.skipping:
                if tag.addresses:
                    marked.append((index, tag.addresses))
                self._count(tag)
                continue
            if tag.slots:
                marked.append((index, tag.slots))
                inner += ((text, self.voice) for text in tag.texts)
            if tag.skips:
                self._flush()
                self.skipping, self.depth = tag.name, 1
        self._flush()
        return Sheet(tuple(self.pieces), (*self.texts, *inner), tuple(self.runs), tuple(marked))

    def _flush(self) -> None:
        """End the run, and take down its text if there is Chinese in it."""
        if not self.run:
            return
        text = "".join([self.pieces[index] for index in self.run])
        if HAN.search(text):
            self.runs.append(tuple(self.run))
            self.texts.append((text, self.voice))
        self.run = []

    def _hear(self, tag: Tag) -> None:
        """Note who speaks from here on."""
        if tag.name == "article":
            self.article = max(0, self.article + tag.step)
        else:
            self.quoting = max(0, self.quoting + tag.step)
        self.voice = Voice.QUOTED if self.quoting else Voice.AUTHOR if self.article else Voice.FRAME

    def _count(self, tag: Tag) -> None:
        """See whether what is skipped ends here."""
        if tag.name == self.skipping:
            self.depth += tag.step
            if not self.depth:
                self.skipping = ""
