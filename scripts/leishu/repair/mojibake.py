"""`mojibake`: text decoded by the wrong codec. What was lost on the way (锟斤拷, U+FFFD) stays, and is listed."""

import re

from leishu.model import Doubt, RepairStep, Span
from leishu.repair import crossed, latin, utf8
from leishu.repair.shields import Shields, speaks_of
from leishu.repair.steps import NOTHING, Found

NAME = "mojibake"

_LOSSY = re.compile("[锟斤拷]{3,}|烫烫烫烫*|屯屯屯屯*|\ufffd+")
_ODD = re.compile("[\u00c0-\u00ff\ue000-\ue765\ufffd]")
"""Accented letters, private-use characters and replaced ones: one look for all that most wrong codecs leave."""
_ABOUT = (
    *("乱码", "亂碼", "编码", "編碼", "字符集", "mojibake", "UTF-8", "utf-8", "UTF8", "utf8", "GBK", "gbk", "GB18030"),
    *("Big5", "BIG5", "big5", "Latin-1", "charset", "encoding"),
)


def find(text: str) -> Found:
    """Every run that another codec explains; none in a text that speaks of encodings."""
    runs = _runs(text)
    lost = _lost(text)
    if not (runs or lost) or speaks_of(text, _ABOUT):
        return NOTHING
    shields = Shields(text)
    steps: list[RepairStep] = []
    done = 0
    for start, end, after, evidence in sorted(runs):
        if start >= done and after != text[start:end] and not shields.cover(start, end):
            steps.append(RepairStep(NAME, Span(start, end), text[start:end], after, evidence))
            done = end
    return Found(tuple(steps), tuple(doubt for doubt in lost if not _is_within(doubt.span, steps)))


def _is_within(span: Span, steps: list[RepairStep]) -> bool:
    return any(step.span.start <= span.start and span.end <= step.span.end for step in steps)


def _runs(text: str) -> list[tuple[int, int, str, str]]:
    odd = bool(_ODD.search(text))
    runs = list(latin.found(text)) if odd else []
    if utf8.TRIGGER.search(text):
        runs += utf8.found(text)
    return runs or list(crossed.found(text, odd=odd))


def _lost(text: str) -> list[Doubt]:
    if not any(mark in text for mark in ("锟斤拷", "\ufffd", "烫烫烫", "屯屯屯")):
        return []
    why = "bytes that no codec could read were replaced, and are gone"
    return [
        Doubt(NAME, Span(*match.span()), match[0], (), why)
        for match in _LOSSY.finditer(text)
        if match[0][0] not in "锟斤拷" or "锟斤拷" in match[0]
    ]
