"""A stretch of HTML taken apart into pieces, of which a few change with its language; joined again they are the same.

One regular expression walks over the tags, in the order they stand, without building a tree. It expects the HTML of a
renderer (tags closed, attributes quoted); where a page is worse than that it converts less, and still changes nothing
but what it took for a text or for a slot.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from leishu.hanzi.conversion import HAN
from leishu.model import LangTag
from leishu.publish.align import shares
from leishu.publish.slots import READ, Kind, Slot, Voice, filled
from leishu.publish.tags import ATTRIBUTES, RAW, REMEMBERED, Tag, tags_in
from leishu.publish.urls import stays_below

_RAW = "|".join(
    rf"<{name}\b{ATTRIBUTES}>.*?</{name}\s*>"
    # Not by re.IGNORECASE, under which every other tag takes three times as long.
    for name in ("".join(f"[{letter}{letter.upper()}]" for letter in name) for name in RAW)
)
_TOKEN = re.compile(rf"({_RAW}|</?[a-zA-Z][a-zA-Z0-9:-]*+{ATTRIBUTES}>|<!--.*?-->|<[!?][^>]*>)", re.DOTALL)
Text = tuple[str, Voice]
_URLS = (Kind.URL, Kind.URLS)


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A stretch of a page taken apart: the same one wherever it stands, if it is `whole`."""

    pieces: tuple[str, ...]
    """Texts and tags in turn. Joined they are the stretch, byte for byte."""
    texts: tuple[Text, ...]
    """All that people read in it: first the texts of the runs, then those in tags."""
    runs: tuple[tuple[int, ...], ...]
    """The pieces that each of the first texts goes over: only inline tags part them, so that a word may go on."""
    tags: tuple[tuple[int, tuple[Slot, ...]], ...]
    """The pieces with slots in them, some of which people read, or which stand where nothing is converted."""
    links: tuple[int, ...]
    """The pieces with slots in them that nobody reads."""
    whole: bool
    """Whether all that begins in it ends in it, so that what follows may be read as if it stood alone."""
    marks: int
    """Where something was left out of it: how many places; one that does not stand alone makes it no whole."""

    def written(self, texts: Iterable[str], writing: "Writing", moved: Collection[str] | None = None) -> str:
        """The stretch with other `texts` in place of its own, and the rest of its slots as `writing` has them.

        Args:
            texts: what becomes of each of its own.
            writing: of the variant.
            moved: those of its own in which a character may stand at another place; by default, all.
        """
        out = list(self.pieces)
        told = iter(texts)
        for run, (before, _), text in zip(self.runs, self.texts, told):  # noqa: B905 (the texts in tags follow)
            if len(run) == 1:
                out[run[0]] = text
            else:
                parts = [out[index] for index in run]
                at = 0
                lengths = shares(parts, text) if moved is None or before in moved else map(len, parts)
                for index, length in zip(run, lengths, strict=True):
                    out[index] = text[at : at + length]
                    at += length
        for index, slots in self.tags:
            new = (next(told) if slot.kind in READ else writing.slot(slot) for slot in slots)
            out[index] = filled(out[index], zip(slots, new, strict=True))
        for index in self.links:
            out[index] = writing[out[index]]
        return "".join(out)


class Writing(dict[str, str]):
    """Tags that nobody reads, each with what one variant makes of it on pages of one depth, filled as they are met."""

    def __init__(self, language: LangTag, kinds: Mapping[Kind, Callable[[str, str], str]], depth: int = 0) -> None:
        super().__init__()
        self.tags = tags_in(language)
        self.kinds = kinds
        self.depth = depth
        self.page = ""
        """The address of the page that is written now."""

    def __missing__(self, token: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        slots = self.tags[token].slots
        new = filled(token, ((slot, self.slot(slot)) for slot in slots))
        if self._is_settled(slots):
            self[token] = new
        return new

    def settles(self, stretch: Stretch) -> bool:
        """Whether a stretch with the same texts is written alike on every page."""
        with_links = (self.tags[stretch.pieces[index]].slots for index in stretch.links)
        return all(map(self._is_settled, (*with_links, *(slots for _, slots in stretch.tags))))

    def _is_settled(self, slots: tuple[Slot, ...]) -> bool:
        # What lies beside a page lies elsewhere for the next one.
        urls = chain.from_iterable(slot.text.split() for slot in slots if slot.kind in _URLS)
        return not any(stays_below(url, self.depth) for url in urls)

    def slot(self, slot: Slot) -> str:
        """What stands in a slot that nobody reads."""
        write = self.kinds.get(slot.kind)
        return write(slot.text, self.page) if write else slot.text


def take_apart(html: str, language: LangTag) -> Stretch:
    """A stretch of a page written in `language`, which begins outside of everything that `Stretch.whole` tells of."""
    return _Scanner(html).stretch(language)


class _Scanner:
    """One walk over one stretch."""

    def __init__(self, html: str) -> None:
        self.pieces: list[str] = _TOKEN.split(html)
        self.texts: list[Text] = []
        self.runs: list[tuple[int, ...]] = []
        self.voice = Voice.FRAME
        self.quoting = 0
        self.article = 0
        self.quotation = ""
        """The name of the element that is a quotation by its class, while in it; and how many of that name are open."""
        self.open = 0

    def stretch(self, language: LangTag) -> Stretch:
        """The stretch taken apart."""
        inner: list[Text] = []
        tagged: list[tuple[int, tuple[Slot, ...]]] = []
        links: list[int] = []
        tags = tags_in(language)
        run: list[int] = []  # the texts since the last tag that ends a word
        skipping = ""
        depth = 0
        alone = True
        marks = 0
        for index, piece in enumerate(self.pieces):
            if not index % 2:
                if not piece or skipping:
                    continue
                if not piece.isspace():
                    run.append(index)
                elif run:
                    self._end(run)
                    run = []
                continue
            tag = tags[piece]
            if skipping:
                alone = alone and not tag.marks
                if tag.addresses:
                    tagged.append((index, tag.addresses))
                if tag.turns or tag.name == self.quotation:
                    self._hear(tag)
                if tag.name == skipping:
                    depth += tag.step
                    skipping = skipping if depth else ""
                continue
            if run and (tag.parts_words or tag.skips):
                self._end(run)
                run = []
            if tag.plain and not self.quotation:
                continue
            if tag.marks:
                marks += 1
                alone = alone and self.voice is Voice.FRAME
                continue
            alone = alone and not tag.opens
            if tag.turns or tag.quotes or tag.name == self.quotation:
                self._hear(tag)
            if tag.texts:
                tagged.append((index, tag.slots))
                inner += ((text, Voice.FRAME if tag.framed else self.voice) for text in tag.texts)
            elif tag.slots:
                links.append(index)
            if tag.skips:
                skipping, depth = tag.name, 1
        if run:
            self._end(run)
        # A tag that does not end, or one that would go on if another piece of the page followed.
        ends = not skipping and self.voice is Voice.FRAME and "<" not in "".join(self.pieces[::2])
        texts = (*self.texts, *inner)
        return Stretch(tuple(self.pieces), texts, tuple(self.runs), tuple(tagged), tuple(links), alone and ends, marks)

    def _end(self, run: list[int]) -> None:
        """Take down the text of a run that has Chinese in it."""
        text = "".join([self.pieces[index] for index in run])
        if HAN.search(text):
            self.runs.append(tuple(run))
            self.texts.append((text, self.voice))

    def _hear(self, tag: Tag) -> None:
        """Note who speaks from here on."""
        if tag.name == self.quotation:
            self.open += tag.step
            self.quotation = self.quotation if self.open else ""
        elif tag.quotes:
            self.quotation, self.open = (self.quotation, self.open) if self.quotation else (tag.name, 1)
        elif tag.name == "article":
            self.article = max(0, self.article + tag.step)
        else:
            self.quoting = max(0, self.quoting + tag.step)
        self.voice = Voice.QUOTED if self.quoting or self.quotation else Voice.AUTHOR if self.article else Voice.FRAME
