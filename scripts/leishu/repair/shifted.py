"""`misaligned replacement`: 因?yàn)檎麄€(gè) was 因為整個.

A reading, or a cut, fell between the two bytes of a character, and what follows was read in the wrong frame.

A text is read twice: what is certain in the runs at first sight (a name, a term) tells of the others.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from leishu.model import Doubt, RepairStep, Span
from leishu.repair import brackets, codepage, margins
from leishu.repair.facts import Facts, Speaker
from leishu.repair.pinyin import READINGS
from leishu.repair.search import Search
from leishu.repair.steps import NOTHING, Found
from leishu.repair.table import HAN, NOTE, learn
from leishu.repair.weighing import Reading, odds

NAME = "misaligned replacement"

_NEAR = 400
_CERTAIN = 3.0
"""Odds, in nats, of a run that tells of the others and need not be read again."""
_FAR = 1.0
"""So many nats a reading must gain by what is put back."""
_MANY = 40
"""Of so many characters shown out of frame some are private-use characters: one in ten usually is."""
_TRIES = 12
"""So often more in vain than not, and nothing was stripped from this text."""
_GOOD = -5.0
"""Nats a character that readings of sound runs stay above."""
_RANKED = 5
_UNFIT = "a reading was left behind, and no bytes that are shown fit it"
_PIECE = re.compile(f"{NOTE.pattern}|.", re.DOTALL | re.IGNORECASE)
_HAN = re.compile(f"[{HAN}]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@cache
def _event() -> re.Pattern[str]:
    """Where a run may begin: at a `?`, or at what a reading bit with its bracket."""
    return re.compile(
        rf"\?(?=(?:\?\?)*\??[!,;。！，；]|{READINGS}[)）])"
        rf"|(?<=[^\sA-Za-z0-9])[A-Za-z@^_`{{|}}~\[\]\\](?=[(（]{READINGS}[)）])"
        rf"|{brackets.event()}"
    )


def find(text: str) -> Found:
    """Every run that a tool's readings and cuts put out of frame, read back in its own frame."""
    if (table := learn(text)) is None or not _event().search(text):
        return NOTHING
    # Pages of any length have some private-use characters where frames shifted, unless a later step took them out.
    reader = _Reader(Facts(text, table), may_lack=not _PRIVATE.search(text))
    found = reader.read(text)
    # What could only be read with such characters put back says that they are gone everywhere.
    taken_out = reader.restored > 0 or (reader.may_lack and _shown_by(text, reader.runs) >= _MANY)
    if taken_out:
        found = reader.read(text, taken_out=True)
    certain = {start: run for start, run in reader.runs.items() if run.ahead >= max(_CERTAIN, run.least)}
    if len(certain) == len(reader.runs):
        return found
    facts = Facts(text, table, _as_read(text, reader.runs, certain))
    return _Reader(facts, may_lack=reader.may_lack, certain=certain).read(text, taken_out=taken_out)


def _shown_by(text: str, runs: "Mapping[int, _Run]") -> int:
    """How many Chinese characters are shown in the runs."""
    return sum(len(_HAN.findall(text, start, start + run.width)) for start, run in runs.items())


def _as_read(text: str, runs: "Mapping[int, _Run]", certain: "Mapping[int, _Run]") -> str:
    """`text` with what is certain in place of the runs, and `?` for all others."""
    pieces, at = [], 0
    for start, run in sorted(runs.items()):
        pieces += [text[at:start], run.readings[0].text if start in certain else codepage.LOST]
        at = start + run.width
    return "".join([*pieces, text[at:]])


@dataclass(frozen=True, slots=True)
class _Run:
    """A run as it was read."""

    width: int
    """How many characters it has."""
    readings: list[Reading]
    """Best first."""
    least: float
    """How sure the best must be."""

    @property
    def ahead(self) -> float:
        """How sure the best is; nothing is sure where there is none."""
        return odds(self.readings) if self.readings and not self.readings[0].guessed else -99.0


class _Reader:
    """Reads the runs of one text."""

    def __init__(self, facts: Facts, *, may_lack: bool, certain: Mapping[int, _Run] | None = None) -> None:
        """`may_lack`: private-use characters may have been taken out. `certain`: runs that need not be read again."""
        self._facts = facts
        self._whole = Search(facts)
        self._missing = Search(facts, stripped=True)
        self._none_private = may_lack
        self._certain = certain or {}
        self._vain = 0
        self.may_lack = may_lack
        self.runs: dict[int, _Run] = {}
        """Where each run begins, and how it was read."""
        self.restored = 0
        """How many runs could only be read with private-use characters put back."""

    def read(self, text: str, *, taken_out: bool = False) -> Found:
        """The steps and doubts; with `taken_out`, any run may lack private-use characters, however well it reads."""
        steps: list[RepairStep] = []
        doubts: list[Doubt] = []
        self.runs.clear()
        begin = 0
        for line in text.split("\n"):
            at, before = 0, ""
            while event := _event().search(line, at):
                before += NOTE.sub(r"\1", line[at : event.start()])
                start = begin + event.start()
                run = self._certain.get(start) or self._run(line, event.start(), before, taken_out=taken_out)
                span = Span(start, start + run.width)
                at = max(event.start() + run.width, event.end())
                step = _decided(run, span.of(text), span, self._facts.table.evidence)
                if run.readings:
                    self.runs[start] = run
                elif hint := self._facts.hint(line, event.start()):
                    step = Doubt(NAME, Span(span.start, span.start + len(hint[0])), hint[0], (), _UNFIT)
                    at = hint.end()
                before += step.after if isinstance(step, RepairStep) else line[event.start() : at]
                if isinstance(step, RepairStep):
                    steps.append(step)
                elif step:
                    doubts.append(step)
            begin += len(line) + 1
        return Found(tuple(steps), tuple(doubts))

    def _run(self, line: str, start: int, before: str, *, taken_out: bool) -> _Run:
        """The run that begins at `start`."""
        language = self._facts.language
        end, readings = self._whole.run(line, start, before[-_NEAR:])
        least = margins.needed(simplified=self._facts.simplified, none_private=self._none_private)
        if self.may_lack and end > start and _is_odd(readings, language):
            there, other = self._missing.run(line, start, before[-_NEAR:])
            if not taken_out:
                restored = bool(other) and _gains(other[0], readings)
                self.restored += restored
                self._vain += 1 - 2 * restored
                self.may_lack = self._vain < _TRIES
            if other and (taken_out or restored):
                end, readings = there, other
        if taken_out:
            best = _says(readings)
            least = max(least, margins.needed_of(language.roughest(before[-6:], best), len(best)))
        return _Run(end - start, readings, least)


def _decided(run: _Run, shown: str, span: Span, site: str) -> RepairStep | Doubt | None:
    """The best reading where it is good enough, a doubt where it is not; nothing where the run is sound."""
    readings = run.readings
    if not readings or _same(readings[0], shown):
        return None
    best, ahead = readings[0], odds(readings)
    if ahead >= run.least and not best.guessed:
        return RepairStep(NAME, span, shown, best.text, _evidence(best, ahead, site))
    shown, texts = _without_agreed(shown, [reading.text for reading in readings[:_RANKED]])
    ranked = tuple((text, round(reading.score, 2)) for text, reading in zip(texts, readings, strict=False))
    return Doubt(
        NAME,
        Span(span.start, span.start + len(shown)),
        shown,
        ranked,
        f"the best reading is ahead of all others by {ahead:.1f} nats only, reads badly, or holds what nothing shows",
    )


def _without_agreed(shown: str, texts: list[str]) -> tuple[str, list[str]]:
    """`shown` and what it may have been, without the end that all have in common: that is in no doubt."""
    pieces = [match[0] for match in _PIECE.finditer(shown)]
    kept = len(pieces)
    while kept > 1 and pieces[kept - 1] != codepage.LOST:
        bare = pieces[kept - 1][0]
        if not all(len(text) > 1 and text[-1] == bare for text in texts):
            break
        kept -= 1
        texts = [text[:-1] for text in texts]
    return "".join(pieces[:kept]), texts


def _is_odd(readings: list[Reading], language: Speaker) -> bool:
    """Whether no reading is good Chinese: then something may be missing."""
    return not readings or language.mean(readings[0].text) < _GOOD or language.is_rare(readings[0].text)


def _gains(other: Reading, readings: list[Reading]) -> bool:
    """Whether `other` says another thing than the best of `readings`, and says it far better."""
    best = _says(readings)
    return not best or (not other.text.startswith(best) and other.score > readings[0].score + _FAR)


def _says(readings: list[Reading]) -> str:
    return readings[0].text if readings else ""


def _same(reading: Reading, shown: str) -> bool:
    return reading.text == NOTE.sub(r"\1", shown)


def _evidence(best: Reading, ahead: float, site: str) -> str:
    named = f", {' '.join(best.kinds)} straddles" if best.kinds else ""
    data = codepage.encode(best.text).hex(" ", 2).upper()
    return f"bytes {data} read in their own frame{named}; all others {ahead:.1f} nats behind; {site}"
