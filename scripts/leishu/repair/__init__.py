r"""Undo damage in a text: every change explained and reversible, what cannot be known left and listed.

    >>> import leishu
    >>> leishu.repair("å¼€æº\x90很好").text
    '开源很好'

`repair` runs the rules of `RULES` in order, each once, over the output of the one before it. The order matters: what is
read as bytes comes first, because every change of width, script or form destroys the bytes it needs. A rule is a module
with a NAME and a function `find(text)` that says what it would change (steps) and what it leaves to a person (doubts).
Where a rule left damage, later rules change nothing.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import ModuleType

from leishu.model import Doubt, RepairedText, RepairStep
from leishu.repair import (
    breaks,
    compatibility,
    duplicates,
    furniture,
    leftovers,
    mojibake,
    readings,
    settled,
    shifted,
    widths,
)
from leishu.repair.steps import Offsets, apply, replay, undo

__all__ = ["RULES", "Offsets", "repair", "replay", "undo"]

RULES = (mojibake, shifted, leftovers, readings, compatibility, furniture, breaks, duplicates, widths)
"""The rules in the order they run in."""


def repair(
    text: str, *, settle: Mapping[str, str] | None = None, site: Mapping[str, int] | None = None
) -> RepairedText:
    """`text` with its damage undone; a sound text comes back as it is.

    Args:
        text: as decoded, with nothing normalised.
        settle: what a person decided: the text of a doubt, with as much around it as tells it from others → what stood
            there. Applied last, where the bytes agree; what does not apply is in `refused`, with the reason.
        site: how many texts of the same site have a line at their edge, by its key (see `furniture.edges`).
    """
    current = text
    steps: list[RepairStep] = []
    doubts: list[Doubt] = []
    for rule in RULES:
        found = furniture.find(current, site or {}) if rule is furniture else rule.find(current)
        taken = _outside(found.steps, doubts) if found.steps else []
        if taken:
            current = apply(current, taken)
            doubts = _moved(doubts, taken)
            steps += taken
        doubts += _moved(found.doubts, taken) if taken else found.doubts
    if not (steps or doubts or settle):
        return RepairedText(text, text, ())
    doubts.sort(key=lambda doubt: doubt.span)
    decided = settled.decide(current, doubts, settle or {})
    left = _moved(decided.doubts, list(decided.steps))
    return RepairedText(text, apply(current, decided.steps), (*steps, *decided.steps), tuple(left), decided.refused)


def _outside(steps: Iterable[RepairStep], doubts: Iterable[Doubt]) -> list[RepairStep]:
    """Those of `steps` that leave every doubt alone; both are in order."""
    kept = []
    left = sorted(doubt.span for doubt in doubts)
    at = 0
    for step in steps:
        while at < len(left) and left[at].end <= step.span.start:
            at += 1
        if at == len(left) or step.span.end <= left[at].start:
            kept.append(step)
    return kept


def _moved(doubts: Iterable[Doubt], steps: list[RepairStep]) -> list[Doubt]:
    """`doubts` where they stand after `steps`."""
    offsets = Offsets(steps)
    return [replace(doubt, span=offsets.repaired(doubt.span)) for doubt in doubts]


class _Callable(ModuleType):
    """A package of this name stands where people look for the function: calling it calls the function."""

    def __call__(
        self, text: str, *, settle: Mapping[str, str] | None = None, site: Mapping[str, int] | None = None
    ) -> RepairedText:
        return repair(text, settle=settle, site=site)

    __call__.__doc__ = repair.__doc__


sys.modules[__name__].__class__ = _Callable
