"""`duplicates`: a paragraph or sentence that a scraper took twice.

Refrains and parallel phrases are short; these are not.
"""

import re
from operator import eq

from leishu.model import RepairStep, Span
from leishu.repair.shields import Shields
from leishu.repair.steps import NOTHING, Found

NAME = "duplicates"

_LONG = 30
"""A paragraph of fewer characters may be repeated on purpose: a refrain, a form."""

_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’」』）)]*)?")
_ENDS = frozenset("。！？!?”’」』）)")
_HAN = re.compile("[\u3400-\u9fff]")


def find(text: str) -> Found:
    """Every paragraph and every sentence that follows itself, word for word."""
    spans = [
        *(_paragraphs(text) if _repeats(text, "\n", _LONG) else ()),
        *(_sentences(text) if _repeats(text, "。", 16) or _repeats(text, "！", 16) or _repeats(text, "？", 16) else ()),
    ]
    if not spans:
        return NOTHING
    shields = Shields(text)
    steps = []
    done = 0
    for span in sorted(spans):
        if span.start >= done and not shields.cover(span.start, span.end):
            steps.append(
                RepairStep(NAME, span, span.of(text), "", "the same, word for word, stands directly before it")
            )
            done = span.end
    return Found(tuple(steps))


def _repeats(text: str, end: str, least: int) -> bool:
    """Whether two long parts in a row are equal: cheap, since nearly every text ends here."""
    parts = [part for part in text.split(end) if len(part) >= least]
    return any(map(eq, parts, parts[1:]))


def _paragraphs(text: str) -> list[Span]:
    spans = []
    at = 0
    last, last_end = "", 0
    for line in text.split("\n"):
        if line.strip():
            if line == last and len(_HAN.findall(line)) >= _LONG:
                spans.append(Span(last_end, at + len(line)))
            last, last_end = line, at + len(line)
        at += len(line) + 1
    return spans


def _sentences(text: str) -> list[Span]:
    spans = []
    last, last_end = "", -1
    for match in _SENTENCE.finditer(text):
        if match.start() == last_end and match[0] == last and last[-1] in _ENDS and len(_HAN.findall(last)) >= 16:
            spans.append(Span(*match.span()))
        last, last_end = match[0], match.end()
    return spans
