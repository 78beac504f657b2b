"""Steps forwards, backwards, and the offsets on both sides. Everything here takes time linear in text and steps.

The steps of one rule stand together, ascending, and count in the text as that rule found it: they are one *pass*.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from leishu.model import Doubt, RepairStep, Span


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule has to say about a text."""

    steps: tuple[RepairStep, ...] = ()
    doubts: tuple[Doubt, ...] = ()


NOTHING = Found()


def replay(original: str, steps: Iterable[RepairStep]) -> str:
    """The text that `steps` make out of `original`. Raises ValueError where a step does not fit."""
    text = original
    for taken in passes(steps):
        text = apply(text, taken)
    return text


def undo(text: str, steps: Iterable[RepairStep]) -> str:
    """The text that `steps` were made from. Raises ValueError where a step does not fit."""
    for taken in reversed(passes(steps)):
        text = apply(text, tuple(_inverse(taken)))
    return text


def passes(steps: Iterable[RepairStep]) -> list[tuple[RepairStep, ...]]:
    """`steps` in one tuple for each rule that took any."""
    return [tuple(group) for _, group in groupby(steps, key=lambda step: step.rule)]


def apply(text: str, steps: Sequence[RepairStep]) -> str:
    """One pass over `text`. Raises ValueError where a step does not fit."""
    parts = []
    done = 0
    for step in steps:
        start, end = step.span.start, step.span.end
        if start < done or text[start:end] != step.before:
            raise ValueError(f"step of '{step.rule}' at {start} does not fit: expected {step.before!r}")
        parts += [text[done:start], step.after]
        done = end
    return "".join([*parts, text[done:]])


def _inverse(steps: Sequence[RepairStep]) -> Iterable[RepairStep]:
    gained = 0
    for step in steps:
        start = step.span.start + gained
        yield RepairStep(step.rule, Span(start, start + len(step.after)), step.after, step.before, step.evidence)
        gained += len(step.after) - len(step.before)


class _Edges:
    """One pass as two lists of spans: what stood at `sources[i]` became what stands at `targets[i]`."""

    __slots__ = ("sources", "targets")

    def __init__(self, sources: Sequence[Span], targets: Sequence[Span]) -> None:
        self.sources = sources
        self.targets = targets

    def across(self, offset: int, *, end: bool) -> int:
        """The offset in the target of the character at `offset`; with `end`, of the end of the one before it."""
        at = (bisect_left if end else bisect_right)(self.sources, offset, key=lambda span: span.start) - 1
        if at < 0:
            return offset
        source, target = self.sources[at], self.targets[at]
        into = offset - source.start
        if into >= source.end - source.start:
            return target.end + offset - source.end
        if source.end - source.start == target.end - target.start:
            return target.start + into
        return target.end if end else target.start


class Offsets:
    """From offsets in the repaired text to offsets in the original and back.

    Inside a stretch that was replaced by one of another length only its edges have a counterpart: a span that touches
    the stretch is widened to all of it.
    """

    def __init__(self, steps: Iterable[RepairStep]) -> None:
        self._forward: list[_Edges] = []
        self._backward: list[_Edges] = []
        for taken in passes(steps):
            before = [step.span for step in taken]
            after = [step.span for step in _inverse(taken)]
            self._forward.append(_Edges(before, after))
            self._backward.append(_Edges(after, before))
        self._backward.reverse()

    def original(self, span: Span) -> Span:
        """Where `span` of the repaired text comes from."""
        return _through(self._backward, span)

    def repaired(self, span: Span) -> Span:
        """Where `span` of the original stands in the repaired text; empty where it was removed."""
        return _through(self._forward, span)


def _through(edges: Iterable[_Edges], span: Span) -> Span:
    for edge in edges:
        start = edge.across(span.start, end=False)
        span = Span(start, max(start, edge.across(span.end, end=True)))
    return span
