"""Undo damage in a text: every change explained and reversible, what cannot be known left and listed.

    >>> repair("因為").text
    '因為'

`repair` runs the rules of `RULES` in order, each once, over the output of the one before it. The order matters: what is
read as bytes comes first, because every change of width, script or form destroys the bytes it needs. A rule is a module
with a NAME and a function `find(text)` that says what it would change (steps) and what it leaves to a person (doubts).
"""

from leishu.model import Doubt, RepairedText, RepairStep, Span
from leishu.repair import readings, shifted
from leishu.repair.steps import Offsets, apply

RULES = (shifted, readings)
"""The rules in the order they run in."""


def repair(text: str) -> RepairedText:
    """`text` with its damage undone; a sound text comes back as it is."""
    current = text
    steps: list[RepairStep] = []
    doubts: list[tuple[int, Doubt]] = []
    for rule in RULES:
        found = rule.find(current)
        current = apply(current, found.steps)
        steps += found.steps
        doubts += ((len(steps), doubt) for doubt in found.doubts)
    return RepairedText(text, current, tuple(steps), tuple(_moved(doubt, steps[at:]) for at, doubt in doubts))


def _moved(doubt: Doubt, later: list[RepairStep]) -> Doubt:
    span: Span = Offsets(later).repaired(doubt.span)
    return Doubt(doubt.rule, span, doubt.text, doubt.candidates, doubt.evidence)
