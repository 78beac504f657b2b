"""The search for the text behind a run that was read in the wrong frame.

The run is walked once, left to right. Every *path* holds the text it takes to have stood there so far and, where it has
half of a character, that byte: then the shown characters and the true ones are out of step by one byte. What a path may
do at each place is exactly what `forward` can have done; which path is best is for `language` to say, and a path that
has a character of the site's table without its reading pays for it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from leishu.repair import brackets, frames
from leishu.repair.facts import UNKNOWN, Facts
from leishu.repair.forward import MARKS
from leishu.repair.paths import Path
from leishu.repair.quotes import QUOTES, fits, opened
from leishu.repair.weighing import Reading

WIDTH = 10
"""Paths kept at each place, in step and out of step."""

_BYTES_OF_MARK = {mark.decode("gbk"): mark for mark in MARKS} | {
    narrow: mark.encode("gbk") for narrow, mark in zip("!,;", "！，；", strict=True)
}
_TWO_CUTS = re.compile(rf"(?:\?\?)+([{''.join(_BYTES_OF_MARK)}])")
"""。。 is A1A3 A1A3, cut before each of its marks and before the A3A1 between them; of three, five bytes are lost."""
_PAUSE = 5.0
"""Who writes two full stops in a row writes three."""
_OPENERS = frozenset("“‘（《「『【〈、，")
_AHEAD = 4
_UNANNOTATED = -7.0
_OUT_OF_SCRIPT = -5.0
_UNPAIRED = -4.0
_HOPELESS = 18.0
_NO_PAIR = -2.0
_STRIPPED = -2.5
_FEW = 3
_LONGEST = 200
"""Characters of a run, at most; nothing real comes near, and one line must not be walked again and again."""


class Search:
    """Readings of runs in one text."""

    def __init__(self, facts: Facts, *, stripped: bool = False) -> None:
        """With `stripped`, private-use characters may have been taken out of the text, two bytes each."""
        self._facts = facts
        self._stripped = stripped
        self._width = WIDTH // 2 if stripped else WIDTH
        self._longest = _LONGEST // 4 if stripped else _LONGEST
        self._open: tuple[str, ...] = ()
        self._read: dict[tuple[str, int, str], tuple[int, list[Reading]]] = {}

    def run(self, line: str, start: int, before: str) -> tuple[int, list[Reading]]:
        """Read the run that begins at `start`.

        Args:
            line: the damaged line.
            start: where its first damage stands: a `?`, or a letter with a reading.
            before: the sound text to the left, without inserted readings.

        Returns where the run ends, and its readings, best first; the first place where all are in step is its end.
        """
        asked = (line, start, before)
        if asked not in self._read:  # a text may be read twice
            self._read[asked] = self._run(line, start, before)
        return self._read[asked]

    def _run(self, line: str, start: int, before: str) -> tuple[int, list[Reading]]:
        data = self._last_bytes(before)
        state = self._facts.language.start(before)
        self._open = opened(before)
        places: defaultdict[int, list[Path]] = defaultdict(list)
        places[start] = [Path(state, "", last=last) for last in data]
        end = -1
        while places:
            at = min(places)
            if at - start > self._longest:
                return start, []
            paths = self._best(places.pop(at))
            if at >= len(line):
                places.clear()
                paths = [path for path in paths if path.half < 0 and path.text[-1:] not in _OPENERS]
                end = at
                break
            if at > start and not places and all(path.half < 0 for path in paths):
                end = at
                break
            for path in paths:
                for there, after in self._steps(line, at, path):
                    places[there].append(after)
        else:
            return start, []
        ahead = self._facts.ahead(line, end, _AHEAD)
        best: dict[str, Reading] = {}
        for path in paths:
            said = self._facts.shown(path.text)
            state = self._facts.language.read(path.state, ahead)
            score = self._facts.scales.weight(before, path.text, ahead, state, path.extra)
            if said not in best or score > best[said].score:
                best[said] = Reading(said, score, path.guessed, path.kinds)
        return end, sorted(best.values(), key=lambda reading: -reading.score)

    def _best(self, paths: list[Path]) -> list[Path]:
        kept: dict[tuple[int, int, str], Path] = {}
        for path in paths:
            here = (path.half, path.last, path.text)
            if here not in kept or path.score > kept[here].score:
                kept[here] = path
        ranked = sorted(kept.values(), key=lambda path: -path.score)
        ranked = [path for path in ranked if path.score > ranked[0].score - _HOPELESS]
        within = [path for path in ranked if path.half < 0][: self._width]
        between = [path for path in ranked if path.half >= 0][: self._width]
        for path in between[_FEW:]:
            path.hidden = True
        return within + between

    def _last_bytes(self, before: str) -> list[int]:
        options = frames.shown_bytes(before[-1], simplified=self._facts.simplified) if before else ()
        return sorted({data[-1] if len(data) == 2 else -1 for data in options}) or [-1]

    def _steps(self, line: str, at: int, path: Path) -> Iterator[tuple[int, Path]]:
        if line[at] == "?":
            yield from self._lost(line, at, path)
            if self._facts.hint(line, at):
                return  # a reading without its bracket: this is no question
        elif put := brackets.enclosed(line, at, simplified=self._facts.simplified):
            for lead in put.leads:
                yield from self._hinted(path, put.reading, put.end, lead)
            return
        if path.half >= 0:
            yield from self._out_of_step(line, at, path)
        else:
            shown = line[at]
            options = frames.shown_bytes(shown, simplified=self._facts.simplified) or (b"?",)
            after = self._add(path, shown, options[0][-1], annotated=True)
            there = at + 1
            if note := self._facts.note(line, there):
                pair = frames.character_of(path.last, ord(shown)) if shown.isascii() and path.last >= 0x81 else shown
                if pair and self._facts.table.covers(pair, note[1]):
                    yield note.end(), after
            yield there, after

    def _lost(self, line: str, at: int, path: Path) -> Iterator[tuple[int, Path]]:
        """A `?` that stands for bytes."""
        if hint := self._facts.hint(line, at):
            yield from self._hinted(path, hint[1], hint.end())
            return
        mark = _BYTES_OF_MARK.get(line[at + 1 : at + 2])
        if path.half < 0:
            language = self._facts.language
            if mark:  # the cut fell between the halves of a character, whose second half made the mark with the next
                for _, character in language.likely(path.state, frames.openings(mark[0])):
                    after = self._add(path, character, mark[0])
                    after.half = after.last = mark[1]
                    yield at + 2, after
            elif cuts := _TWO_CUTS.match(line, at):
                # Two cuts: one before the mark, one before the mark that its first byte made with the byte before.
                straddling, between = (0xA1, "！") if _BYTES_OF_MARK[cuts[1]][0] == 0xA3 else (0xA3, "。")
                for _, character in language.likely(path.state, frames.openings(straddling)):
                    after = self._add(path, character, straddling)
                    for _ in range(len(cuts[0]) // 2 - 1):
                        after = self._add(after, between, straddling)
                        after.extra += _PAUSE * (character == between)
                    yield cuts.end() - 1, after
            return
        if mark or at + 1 == len(line) or (line[at + 1] == "?" and line[at + 2 : at + 3] in _BYTES_OF_MARK):
            yield from ((at + 1, done) for done in self._completed(path))
        elif tag := self._facts.tag(line, at + 1):
            yield from ((tag.end(), done) for done in self._completed(path))
        else:
            yield from self._unassigned(line, at, path)
            for character, chance in self._facts.swallowed(line, at):
                for done in self._completed(path):
                    after = self._add(done, character, 0, annotated=True)
                    yield at + 1, replace(after, extra=after.extra + chance, guessed=character == UNKNOWN)

    def _unassigned(self, line: str, at: int, path: Path) -> Iterator[tuple[int, Path]]:
        """The end of one character and the beginning of the next made a pair that the code page lacks."""
        if at + 1 >= len(line):
            return
        hint = self._facts.hint(line, at + 1) if line[at + 1] == "?" else None
        if line[at + 1] == "?" and not hint:
            return
        ends: dict[int, Path] = {}
        for first, second in frames.unassigned():
            character = frames.character_of(path.half, first)
            if not character or (hint and not frames.named(second, hint[1])):
                continue
            if first not in ends:
                ends[first] = self._add(path, character, first, annotated=path.split)
                ends[first].extra += _NO_PAIR
            after = ends[first].begun(second)
            if hint:
                yield at + 1, after
            else:
                yield from self._out_of_step(line, at + 1, after)

    def _hinted(self, path: Path, reading: str, there: int, kept: int = -1) -> Iterator[tuple[int, Path]]:
        """A reading was put behind two bytes, and names both. The second was lost with the bracket, or `kept`."""
        first = path.half if path.half >= 0 else path.last
        if first < 0x81:
            return
        for character in frames.named(first, reading):
            second = character.encode("gbk")[1]
            if second != kept >= 0:
                continue
            extra = self._facts.surprise(character)
            if path.half >= 0:
                yield there, replace(self._add(path, character, second, annotated=True), extra=path.extra + extra)
            elif second >= 0x81:
                kinds = (*path.kinds, character)
                extra += path.extra
                yield there, replace(path, half=second, last=second, extra=extra, kinds=kinds, split=True)

    def _completed(self, path: Path) -> Iterator[Path]:
        """The half character with every second byte that it may have lost."""
        for trail, character in self._facts.language.likely(path.state, frames.completions(path.half)):
            yield self._add(path, character, trail, annotated=path.split)

    def _without_private(self, line: str, at: int, path: Path) -> Iterator[tuple[int, Path]]:
        """A private-use character stood before this one, and was stripped: the end of a character, and a first byte."""
        language, simplified = self._facts.language, self._facts.simplified
        shown = frames.shown_bytes(line[at], simplified=simplified)
        ahead = frames.shown_bytes(line[at + 1], simplified=simplified) if at + 1 < len(line) else ()
        for lead, character in language.between(path.state, frames.private_ends(path.half), "", _FEW):
            middle = self._add(path, character, lead, annotated=path.split)
            middle.extra += _STRIPPED
            for data in shown:
                following = frames.character_of(data[1], ahead[0][0]) if len(data) == 2 and ahead else ""
                starts = frames.private_starts(lead >= 0xAA, data[0])
                for second, _ in language.between(middle.state, starts, following, _FEW):
                    yield from self._out_of_step(line, at, middle.begun(second))

    def _out_of_step(self, line: str, at: int, path: Path) -> Iterator[tuple[int, Path]]:
        if self._stripped and not path.hidden:
            yield from self._without_private(line, at, path)
        shown = line[at]
        for data in frames.shown_bytes(shown, simplified=self._facts.simplified):
            character = frames.character_of(path.half, data[0])
            if not character:
                continue
            there = at + 1
            note = self._facts.note(line, there)
            if len(data) == 1:
                if self._facts.hint(line, at - 1):
                    continue  # the letters of a reading are no bytes of characters
                noted = bool(note and self._facts.table.covers(character, note[1]))
                after = self._add(path, character, data[0], annotated=noted or path.split)
                yield (note.end() if note and noted else there), after
                continue
            after = self._add(path, character, data[0], annotated=path.split)
            if data[1] < 0x80:
                after = self._add(after, chr(data[1]), data[1], annotated=True)
            else:
                after.half = after.last = data[1]
            if note and self._facts.table.covers(shown, note[1]):
                there = note.end()
            yield there, after

    def _add(self, path: Path, character: str, last: int, *, annotated: bool = False) -> Path:
        """`path` with one more true character."""
        extra = path.extra
        if not annotated:
            if self._facts.expects_note(character):
                extra += _UNANNOTATED
            if self._facts.counts[character] < 2 and frames.simplified_only(character):
                extra += _OUT_OF_SCRIPT
        if character in QUOTES and not fits(character, opened(path.text, self._open)):
            extra += _UNPAIRED
        state = self._facts.language.read(path.state, character)
        return Path(state, path.text + character, -1, last, extra, False, False, path.guessed, path.kinds)
