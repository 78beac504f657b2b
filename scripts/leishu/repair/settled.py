"""What a person decided about damage that was left, applied and proven like any other repair.

A decision names the damaged run with as much around it as tells it from others, and what stood there. It is applied
wherever that run stands and covers damage. Naming the same text twice says that it is right as it is.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from leishu.model import Doubt, RepairStep, Span
from leishu.repair.proof import proof

NAME = "settled"

NOWHERE = "it stands nowhere in the text: the source changed, or the program now repairs it by itself"
SOUND = "no damage was left there: what is wrong otherwise is mended on the page"
PART = "it covers only a part of the damaged run: name the whole of it"
UNPROVEN = "what is still shown contradicts it: the bytes of the run do not fit"


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a person's decisions."""

    steps: tuple[RepairStep, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    """Those that nobody settled."""
    refused: tuple[tuple[str, str], ...] = ()
    """The run that was named, and why nothing was done."""


def decide(text: str, doubts: Sequence[Doubt], decisions: Mapping[str, str]) -> Settled:
    """The steps that `decisions` (shown → truth) allow in `text`. The longest is tried first: it knows best.

    `doubts` are in order and apart.
    """
    steps: list[RepairStep] = []
    refused: list[tuple[str, str]] = []
    taken = bytearray(len(text) if decisions else 0)
    for shown, truth in sorted(decisions.items(), key=lambda item: -len(item[0])):
        why = NOWHERE
        used = False
        for place in _places(text, shown):
            inside = _within(doubts, place)
            if any(taken[place.start : place.end]):
                used = True
            elif not all(place.start <= doubt.span.start and doubt.span.end <= place.end for doubt in inside):
                why = PART
            elif not inside:
                why = SOUND
            elif evidence := _proven(place, shown, truth, inside):
                used = True
                taken[place.start : place.end] = b"\1" * len(shown)
                if shown != truth:
                    steps.append(RepairStep(NAME, place, shown, truth, f"settled by a person: {evidence}"))
            else:
                why = UNPROVEN
        if not used:
            refused.append((shown, why))
    left = (doubt for doubt in doubts if not any(taken[doubt.span.start : doubt.span.end]))
    return Settled(tuple(sorted(steps, key=lambda step: step.span)), tuple(left), tuple(refused))


def _within(doubts: Sequence[Doubt], place: Span) -> Sequence[Doubt]:
    """The doubts that touch `place`."""
    first = bisect_right(doubts, place.start, key=lambda doubt: doubt.span.end)
    return doubts[first : bisect_left(doubts, place.end, first, key=lambda doubt: doubt.span.start)]


def _places(text: str, shown: str) -> Iterator[Span]:
    at = text.find(shown) if shown else -1
    while at >= 0:
        yield Span(at, at + len(shown))
        at = text.find(shown, at + len(shown))


def _proven(place: Span, shown: str, truth: str, inside: Sequence[Doubt]) -> str:
    """Why `truth` fits: what stands around the damage is the same, and each damaged run is proven; else empty."""
    if shown == truth:
        return "it is right as it is"
    pattern, at = "", place.start
    for doubt in inside:
        pattern += re.escape(shown[at - place.start : doubt.span.start - place.start]) + "(.*)"
        at = doubt.span.end
    found = re.fullmatch(pattern + re.escape(shown[at - place.start :]), truth, re.DOTALL)
    if not found:
        return ""
    proofs = [proof(doubt.text, said) for doubt, said in zip(inside, found.groups(), strict=True)]
    return "; ".join(dict.fromkeys(proofs)) if all(proofs) else ""
