"""`misaligned replacement`: 因?yàn)檎麄€(gè) was 因為整個.

A reading, or a cut, fell between the two bytes of a character, and what follows was read in the wrong frame.
"""

import re

from leishu.model import Doubt, RepairStep, Span
from leishu.repair import codepage
from leishu.repair.facts import Facts
from leishu.repair.pinyin import READING
from leishu.repair.search import Reading, Search
from leishu.repair.steps import NOTHING, Found
from leishu.repair.table import NOTE, learn

NAME = "misaligned replacement"

MARGIN = 2.0
"""Nats by which the best reading must beat every other."""

_EVENT = re.compile(rf"\?(?=\??[!,;。！，；]|{READING}\))|(?<=[^\sA-Za-z0-9])[A-Za-z@^_`{{|}}~\[\]\\](?=\({READING}\))")


def find(text: str) -> Found:
    """Every run that a tool's readings and cuts put out of frame, read back in its own frame."""
    if "?" not in text or (table := learn(text)) is None:
        return NOTHING
    facts = Facts(text, table)
    search = Search(facts)
    steps: list[RepairStep] = []
    doubts: list[Doubt] = []
    begin = 0
    for line in text.split("\n"):
        at = 0
        while event := _EVENT.search(line, at):
            before = NOTE.sub(r"\1", line[: event.start()])
            end, readings = search.run(line, event.start(), before)
            at = max(end, event.end())
            span = Span(begin + event.start(), begin + end)
            shown = span.of(text)
            if not readings or _same(readings[0], shown):
                continue
            best, other = readings[0], readings[1] if len(readings) > 1 else None
            margin = best.score - other.score if other else 99.0
            if margin >= MARGIN and not best.guessed:
                after = best.text
                steps.append(RepairStep(NAME, span, shown, after, _evidence(best, margin, table.evidence)))
            else:
                ranked = tuple((reading.text, round(reading.score, 2)) for reading in readings[:5])
                doubts.append(Doubt(NAME, span, shown, ranked, f"best by {margin:.1f} nats only"))
        begin += len(line) + 1
    return Found(tuple(steps), tuple(doubts))


def _same(reading: Reading, shown: str) -> bool:
    return reading.text == NOTE.sub(r"\1", shown)


def _evidence(best: Reading, margin: float, site: str) -> str:
    named = f", {' '.join(best.kinds)} straddles" if best.kinds else ""
    data = codepage.encode(best.text).hex(" ", 2).upper()
    return f"bytes {data} read in their own frame{named}; next best {margin:.1f} nats behind; {site}"
