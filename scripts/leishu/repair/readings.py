"""`inserted readings`: 開(kāi)源 was 開源, and a tool put the reading there."""

from leishu.model import RepairStep, Span
from leishu.repair.steps import NOTHING, Found
from leishu.repair.table import NOTE, learn

NAME = "inserted readings"


def find(text: str) -> Found:
    """Every bracket that the tool behind this text inserted. None where an author may have written them."""
    table = learn(text)
    if table is None:
        return NOTHING
    return Found(
        tuple(
            RepairStep(
                NAME,
                Span(note.start(2), note.end(2)),
                note[2],
                "",
                f"{note[3]} reads {note[1]}; a tool put it there: {table.evidence}",
            )
            for note in NOTE.finditer(text)
            if table.covers(note[1], note[3])
        )
    )
