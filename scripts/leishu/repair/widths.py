"""`punctuation width`: 模型,DeepSeek was 模型，DeepSeek. A tool narrowed the marks that ASCII has, and only those.

Its trace is plain: 。、“” and 《》 stand as they were, and not one full-width ， ： （ is left. An author who types
half-width marks is left alone: a choice among valid forms is no damage.
"""

import re
from collections.abc import Iterator

from leishu.model import RepairStep, Span
from leishu.repair.shields import Shields
from leishu.repair.steps import NOTHING, Found

NAME = "punctuation width"

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_SIDE = f"{_HAN}\u3001-\u3017“”‘’…—"
_BETWEEN = re.compile(
    f",(?<=[{_SIDE})%],)(?=[^\\s,])|,(?=[{_SIDE}])|[;?!](?<=[{_SIDE})].)[;?!]*|:(?<=[{_SIDE})]:)(?![/)(]|[DPp](?![A-Za-z]))"
    f"|[;:](?<=[0-9A-Za-z%)].)(?=[{_HAN}“《])"
)
_COMMA = re.compile(f",(?<=[{_SIDE}],)(?=[{_SIDE}])")
_PAIR = re.compile(r"\(([^()\n]{1,200})\)")
_INNER_PAIR = re.compile(f"(?<=[{_HAN}])\\(([{_HAN}][^()\\n]{{,200}}(?<=[{_SIDE}]))\\)(?=[{_HAN}])")
_INNER_WIDE_PAIR = re.compile(f"（(?<=[{_HAN}].)[{_HAN}][^（）\\n]{{,200}}）[{_HAN}]")
_WIDE = "，：；？！（）"
_DOTS = re.compile(f"(?<=[{_SIDE}])(?<!\\.)(?:\\.{{3}}|\\.{{6}})(?!\\.)")
_DASHES = re.compile(f"(?<=[{_SIDE}])--(?=[{_SIDE}])")
_STRAIGHT = re.compile('"')
_CURLY = re.compile("[“”]")
_INNER = re.compile(f"[,;:?!](?<=[{_HAN}].)(?=[{_HAN}])")
_INNER_WIDE = re.compile(f"[，；：？！](?<=[{_HAN}].)(?=[{_HAN}])")
_STOP = re.compile(f"\\.(?<=[{_HAN}”’）].)(?=[{_HAN}“‘（”’]|[ \\t]*(?:\\n|$))")
_WIDE_STOP = re.compile(f"。(?<=[{_HAN}].)(?=[{_HAN}“‘（\\n]|$)")
_STOP_AND_SPACE = re.compile(f"[.,](?<=[{_HAN}].) [{_HAN}]")
_METHOD = "、“”《》（"
"""Marks that no keyboard has: who has these from an input method has the others from it, too."""
_FEW = 20
"""One in so many marks may be an author's slip."""
_LEAST = 8
"""Marks between Chinese characters that show a habit."""
_LINE = 24
"""Characters of a line of prose; a talk has shorter ones."""
_NARROW_TO_WIDE = str.maketrans(",:;?!()", _WIDE)


def find(text: str) -> Found:
    """Every narrowed mark beside Chinese characters, in a text whose marks a tool narrowed."""
    if not (evidence := _trace(text)):
        return NOTHING
    shields = Shields(text)
    steps = [
        RepairStep(NAME, Span(start, end), text[start:end], wide, evidence)
        for start, end, wide in sorted(_marks(text))
        if not shields.cover(start, end)
    ]
    return Found(tuple(steps))


def _trace(text: str) -> str:
    """For a person: the counts that tell of a tool; empty where there was none."""
    commas = text.count(",")
    if commas < 2 or text.count("，") > commas or "\n> " in text:
        return ""  # a mail that answers another has the marks that its author types
    # Running text has more commas than all else; code beside Chinese labels, and lists of amounts, have not.
    commas, untouched = len(_COMMA.findall(text)), sum(map(text.count, "。、《》"))
    if not commas or _stops(text) is None:
        return ""
    narrow = len(_BETWEEN.findall(text))
    if narrow < 4 or 4 * commas < narrow:
        return ""
    wide = sum(map(text.count, _WIDE))
    if _FEW * wide > narrow and not _is_narrowed_within(text):
        return ""
    if not _is_prose(text) if _stops(text) else untouched < 2:
        return ""
    return f"{narrow} half-width marks beside {untouched} full-width 。、《》: a tool narrowed what ASCII has"


def _is_narrowed_within(text: str) -> bool:
    """Whether marks between two Chinese characters are narrow, and those beside quotes, figures and letters are not."""
    narrow = len(_INNER.findall(text))
    return narrow >= _LEAST and _FEW * len(_INNER_WIDE.findall(text)) <= narrow


def _stops(text: str) -> bool | None:
    """Whether the full stops were narrowed, too; None where some were and some were not, as an author may do."""
    narrow, wide = len(_STOP.findall(text)), len(_WIDE_STOP.findall(text))
    if 10 * narrow <= wide or not narrow:
        return False
    return True if narrow >= 3 and 10 * wide <= narrow else None


def _is_prose(text: str) -> bool:
    """Whether it has marks of an input method, lines as long as paragraphs, and no space behind its marks."""
    typed = len(_STOP_AND_SPACE.findall(text)) > 1 or sum(map(text.count, _METHOD)) < 3
    return not typed and 2 * sum(len(line) for line in text.split("\n") if len(line) >= _LINE) >= len(text)


def _marks(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _BETWEEN.finditer(text):
        yield *match.span(), match[0].translate(_NARROW_TO_WIDE)
    if _stops(text):
        for match in _STOP.finditer(text):
            yield *match.span(), "。"
    for match in _DOTS.finditer(text):
        yield *match.span(), "……"
    for match in _DASHES.finditer(text):
        yield *match.span(), "——"
    if '"' in text and not _CURLY.search(text):
        yield from _quotes(text)
    pairs = _PAIR if "（" not in text else _INNER_PAIR if not _INNER_WIDE_PAIR.search(text) else None
    for match in pairs.finditer(text) if pairs else ():
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        spaced = before == " " or after == " "  # a bracket that was full width had no space beside it
        if not spaced and re.search(f"[{_SIDE}]", before + after + match[1]):
            yield match.start(), match.start() + 1, "（"
            yield match.end() - 1, match.end(), "）"


def _quotes(text: str) -> Iterator[tuple[int, int, str]]:
    """The straight quotes of every line where they stand in pairs about Chinese."""
    at = 0
    for line in text.split("\n"):
        parts = line.split('"')
        if len(parts) % 2 and all(re.search(f"[{_HAN}]", part) for part in parts[1::2]):
            for number, match in enumerate(_STRAIGHT.finditer(line)):
                yield at + match.start(), at + match.end(), "”" if number % 2 else "“"
        at += len(line) + 1
