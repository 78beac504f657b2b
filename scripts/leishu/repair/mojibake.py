"""`mojibake`: text decoded by the wrong codec. What was lost on the way (锟斤拷, U+FFFD) stays, and is listed."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from leishu.model import Doubt, RepairStep, Span
from leishu.repair import codepage, crossed, latin, utf8
from leishu.repair.common import is_common
from leishu.repair.glance import Glance, glance
from leishu.repair.shields import Shields, near, speaks_of
from leishu.repair.steps import NOTHING, Found

NAME = "mojibake"

_Run = tuple[int, int, str, str]
"""Its start and end, what it was, and why."""

_LOSSY = re.compile("[锟斤拷]{3,}|烫烫烫烫*|屯屯屯屯*|\ufffd+")
_LETTER = re.compile("[\u00c0-\u00ff]")
_PRIVATE = re.compile("[\ue000-\ue765]")
_EXAMPLE = 40
"""A text about encodings shows examples that are shorter than this."""
_ABOUT = (
    *("乱码", "亂碼", "编码", "編碼", "字符集", "mojibake", "UTF-8", "utf-8", "UTF8", "utf8", "GBK", "gbk", "GB18030"),
    *("Big5", "BIG5", "big5", "Latin-1", "charset", "encoding", "nicode", "codepage", "代码页", "代碼頁"),
)


def find(text: str) -> Found:
    """Every run that another codec explains; no example in a text that speaks of encodings."""
    seen = glance(text)
    runs = sorted(_runs(text, seen))
    lost = _lost(text, seen)
    if not (runs or lost):
        return NOTHING
    shields = Shields(text)
    about = speaks_of(text, _ABOUT)
    steps: list[RepairStep] = []
    done = 0
    for number, (start, end, after, evidence) in enumerate(runs):
        short = about and end - start < _EXAMPLE and not _goes_with_a_longer(text, runs, number)
        shown = short and speaks_of(near(text, start, end), _ABOUT)
        if (
            start >= done
            and after != text[start:end]
            and not shown
            and not (shields.cover(start, start + 1) and shields.cover(end - 1, end))
        ):
            steps.append(RepairStep(NAME, Span(start, end), text[start:end], after, evidence))
            done = end
    if about:
        lost = [doubt for doubt in lost if not speaks_of(near(text, doubt.span.start, doubt.span.end), _ABOUT)]
    left = [*_outside(lost, steps), *_outside(list(_cut_off(text, steps)), steps)]
    return Found(tuple(steps), tuple(sorted(left, key=lambda doubt: doubt.span)))


def _goes_with_a_longer(text: str, runs: list[_Run], number: int) -> bool:
    """Whether only ASCII parts a run from one on its line that is longer than an example: then the line is damaged."""
    start, end, *_ = runs[number]
    before = [text[run[1] : start] for run in runs[max(0, number - 1) : number] if run[1] - run[0] >= _EXAMPLE]
    behind = [text[end : run[0]] for run in runs[number + 1 : number + 2] if run[1] - run[0] >= _EXAMPLE]
    return any(gap.isascii() and "\n" not in gap for gap in before + behind)


def _outside(doubts: list[Doubt], steps: list[RepairStep]) -> Iterator[Doubt]:
    """Those of `doubts` that no step covers."""
    starts = [step.span.start for step in steps]
    for doubt in doubts:
        at = bisect_right(starts, doubt.span.start) - 1
        if at < 0 or steps[at].span.end < doubt.span.end:
            yield doubt


def _cut_off(text: str, steps: list[RepairStep]) -> Iterator[Doubt]:
    """The `?` that ends a run of UTF-8: where nothing tells the lost byte, with what is shown of its character."""
    for step in steps:
        start = step.span.end
        if step.evidence == utf8.SWALLOWED:
            why = "it stands for a byte that the repair put back, and for a character of ASCII that is gone"
            yield Doubt(NAME, Span(start, start + 1), text[start], (), why)
        elif step.evidence == utf8.EVIDENCE and (end := utf8.cut_off(text, start)) > start:
            why = "a byte was lost at the end of a run that was UTF-8 read as GBK, and several characters fit"
            yield Doubt(NAME, Span(start, end), text[start:end], (), why)


def _runs(text: str, seen: Glance) -> list[_Run]:
    runs = list(latin.found(text)) if _LETTER.search(seen.odd) else []
    if utf8.TRIGGER.search(seen.sparse) and any(map(_may_be_utf8, utf8.TRIGGER.finditer(text))):
        runs += utf8.found(text)
    return runs or list(crossed.found(text, private=bool(_PRIVATE.search(seen.odd))))


def _may_be_utf8(trigger: re.Match[str]) -> bool:
    """A look before the language is loaded: by chance bytes are Hangul and rare characters, hardly two common ones."""
    shown = trigger[0].rstrip("?\ufffd€")
    if len(shown) == 1:
        return trigger[0][-1] != codepage.LOST or utf8.goes_on(trigger.string, trigger.end())
    said = codepage.encode(shown).decode("utf-8", "ignore")
    return said != "" and all(map(is_common, said))


def _lost(text: str, seen: Glance) -> list[Doubt]:
    # What is odd alone is sound: 烫 and 屯 are words.
    if not any(mark[0] in seen.odd and mark in text for mark in ("锟斤拷", "\ufffd", "烫烫烫", "屯屯屯")):
        return []
    why = "bytes that no codec could read were replaced, and are gone"
    return [
        Doubt(NAME, Span(*match.span()), match[0], (), why)
        for match in _LOSSY.finditer(text)
        if match[0][0] not in "锟斤拷" or "锟斤拷" in match[0]
    ]
