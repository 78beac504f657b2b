"""Names seen in running prose, in any script: longest first, whole words only; many pages at once, by arrays.

All that decides about one name is looked up for all names together, so that a name costs some hundred nanoseconds more
than the matcher takes to find it. Loads numpy, so it is imported only where pages are read anew.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat

import numpy as np

from leishu.knowledge.borders import MARGIN, Borders, Flags, Places
from leishu.knowledge.mentions import Sighting
from leishu.knowledge.pairs import codes_of
from leishu.knowledge.reading import Reading
from leishu.knowledge.register import Register
from leishu.knowledge.words import BODY_REACH, FIRST_HAN

_TOGETHER = 1_000_000
"""So many characters are looked at together, and as many pages as have them, in some 30 MB. Matcher and segmenter each
want the processor's cache for themselves: the fewer turns they take, the better.
"""
_UNLINKABLE = frozenset("[]<>`*\\|")
"""In a surface these would break the Markdown that a link is written in."""
_FAR = 1 << 32
"""Farther than any text is long."""


class Finder:
    """Finds the names of a register; what it has seen once it knows again."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._words = register.words
        self._borders = Borders(register.words)
        self._meanings = _Meanings(register)
        self._names = len(register.keys)
        self._bodies = np.zeros(self._names + len(register.bodies), dtype=np.bool_)
        self._bodies[list(register.bodies)] = True

    def find(self, readings: Iterable[Reading]) -> Iterator[tuple[Sighting, ...]]:
        """Every name in the prose of each page, in order, without overlap.

        At each place it is the longest that stands as a word.
        """
        batch: list[Reading] = []
        size = 0
        for reading in readings:
            batch.append(reading)
            size += len(reading.key)
            if size > _TOGETHER:
                yield from self._seen(batch)
                batch, size = [], 0
        yield from self._seen(batch)

    def _seen(self, readings: Sequence[Reading]) -> Iterator[tuple[Sighting, ...]]:
        text = f"{MARGIN}{MARGIN.join(reading.key for reading in readings)}{MARGIN}"
        if not (hits := self._register.matcher.find_overlapping(text)):
            return repeat((), len(readings))
        flat = np.fromiter(chain.from_iterable(hits), np.int64, 3 * len(hits))
        starts, ends, names = flat[0::3].copy(), flat[1::3].copy(), flat[2::3].copy()
        pages = np.cumsum([len(MARGIN), *(len(reading.key) + len(MARGIN) for reading in readings)])
        there = np.flatnonzero(_in_prose(readings, pages, starts, ends) & (names < self._names))
        whole = self._borders.whole(text, codes_of(text), starts[there], ends[there], (starts, ends))
        bodies = np.sort(starts[self._bodies[names]])
        there = there[whole]
        if len(bodies):
            there = there[~self._within_bodies(text, starts[there], ends[there], bodies)]
        # By place, the longest first.
        there = there[np.argsort(starts[there] * _FAR - ends[there])]
        return self._told(readings, pages, starts[there], ends[there], names[there])

    def _within_bodies(self, text: str, starts: Places, ends: Places, bodies: Places) -> Flags:
        """Which of the places are part of what looks like the name of a body; `bodies` are words that tell of one."""
        following = np.append(bodies, _FAR)[np.searchsorted(bodies, ends)]
        within = following <= ends + BODY_REACH
        for at in np.flatnonzero(within).tolist():
            within[at] = self._words.within_body(text, int(starts[at]), int(ends[at]))
        return within

    def _told(
        self, readings: Sequence[Reading], pages: Places, starts: Places, ends: Places, names: Places
    ) -> Iterator[tuple[Sighting, ...]]:
        """Of the places where names stand, by page those that no longer one before them covers, and what they mean."""
        text = f"{MARGIN}{MARGIN.join(reading.page.body for reading in readings)}{MARGIN}"
        meant = self._meanings.places(text, starts, ends, names)
        starts, ends, meant = starts[meant >= 0], ends[meant >= 0], meant[meant >= 0]
        told = np.flatnonzero(_foremost(starts, ends) & (meant != self._meanings.nobody))
        starts, ends, meant = starts[told], ends[told], meant[told]
        borders = np.searchsorted(starts, pages)
        shift = np.repeat(pages[:-1], np.diff(borders))
        values = (
            (starts - shift).tolist(),
            (ends - shift).tolist(),
            map(self._meanings.of.__getitem__, meant.tolist()),
        )
        seen = list(map(tuple.__new__, repeat(Sighting), zip(*values, strict=True)))
        return (tuple(seen[start:end]) for start, end in zip(borders[:-1].tolist(), borders[1:].tolist(), strict=True))


class _Meanings:
    """Who may be meant by names: all who claim one, but where the text's case or an exclusion may tell more."""

    def __init__(self, register: Register) -> None:
        keys = register.keys
        self.of = [*register.claims.values(), ()]
        self.nobody = len(keys)
        self._register = register
        self._surfaces: dict[str, int] = {}
        begins = np.cumsum([0, *map(len, keys)])[:-1]
        self._open = np.minimum.reduceat(codes_of("".join(keys)), begins) < ord(FIRST_HAN)
        self._open[[bisect_left(keys, key) for key in register.excluded]] = True

    def places(self, text: str, starts: Places, ends: Places, names: Places) -> Places:
        """Of each of the register's `names` that stands in `text`, where in `of` stands who may be meant by it.

        It is `nobody` where no page is, -1 where that is no name after all.
        """
        places = names.copy()
        at = np.flatnonzero(self._open[names])
        surfaces = map(text.__getitem__, map(slice, starts[at].tolist(), ends[at].tolist()))
        places[at] = list(map(self._place, names[at].tolist(), surfaces))
        return places

    def _place(self, name: int, surface: str) -> int:
        if surface not in self._surfaces:
            self._surfaces[surface] = self._worked_out(self._register.keys[name], surface)
        return self._surfaces[surface]

    def _worked_out(self, key: str, surface: str) -> int:
        meant = self._register.meant(key, surface) if _UNLINKABLE.isdisjoint(surface) else None
        if not meant:
            return -1 if meant is None else self.nobody
        self.of.append(meant)
        return len(self.of) - 1


def _foremost(starts: Places, ends: Places) -> Flags:
    """Which of the places, in order and the longest first, no earlier such one overlaps."""
    free = np.ones(len(starts), dtype=np.bool_)
    free[1:] = starts[1:] >= np.maximum.accumulate(ends)[:-1]
    end = 0
    for at in np.flatnonzero(~free).tolist():
        if free[at - 1]:
            end = ends[at - 1]
        free[at] = starts[at] >= end
    return free


def _in_prose(readings: Sequence[Reading], pages: Places, starts: Places, ends: Places) -> Flags:
    """Which of the places stand in the prose of their page, as a whole."""
    shift = np.repeat(pages[:-1], [len(reading.prose) for reading in readings])
    opens = np.frombuffer(b"".join(reading.prose.starts for reading in readings), np.uint32) + shift
    closes = np.frombuffer(b"".join(reading.prose.ends for reading in readings), np.uint32) + shift
    run = np.searchsorted(opens, starts, side="right") - 1
    return ends <= np.append(closes, 0)[run]
