"""A repaired text → its blocks: headings, paragraphs, quotations, list items. Each becomes a passage of its page.

Two readings of a text: `plain_blocks` for lines of words (txt), `markdown_blocks` for the dialect that `read.markup`
writes. Both give the same blocks, so that nothing after this stage knows what the file was.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from leishu.markdown.escape import escape_block, escape_inline
from leishu.model import Span


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    VERBATIM = "verbatim"
    """Code or a table: shown as it stands, and no passage, because Markdown has no place for its anchor."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the repaired text that stands by itself on the page."""

    kind: BlockKind
    span: Span
    """Its words in the repaired text, without markers."""
    text: str
    """Its words as Markdown, without markers: what stands behind `## `, `> ` or `- `."""
    level: int = 0
    """Of a heading, 1 to 6; of an item, how deep, from 0."""
    marker: str = ""
    """Of an item: `-` or `3.`"""


_BREAKS = str.maketrans(dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n"))
"""Everything that some program takes for the end of a line: none may be left inside of a passage."""
_LINE = re.compile(r"[^\n]+")
_EDGE = " \t\u3000\ufeff\xa0"
_NUMBERED = (
    (2, re.compile(r"第\s?[〇零一二三四五六七八九十百千两\d]{1,5}\s?[章篇编編部卷](?:分)?(?:\s|[:：、]|$)")),
    (3, re.compile(r"第\s?[〇零一二三四五六七八九十百千两\d]{1,5}\s?[节節](?:\s|[:：、]|$)")),
    (2, re.compile(r"[一二三四五六七八九十]{1,3}、")),
    (3, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
)
"""How headings of plain Chinese texts are numbered, and the level they get (GB/T 9704—2012, 7.3.3, and books)."""
_PARTS = re.compile(
    r"(?:参考资料|參考資料|参考文献|參考文獻|参考来源|資料來源|资料来源|注释|註釋|注釋|尾注|附录|附錄|摘要|引言|前言|导言|導言|"
    r"结语|結語|结论|結論|后记|後記|致谢|致謝|编者按|編者按|延伸阅读|延伸閱讀)[:：]?"
)
_PLAIN_ITEM = re.compile(r"(?:(?P<number>\d{1,3})\.|(?P<bullet>[-*•·●▪]))[ \t\u3000]+(?P<words>\S.*)")
_LONGEST_HEADING = 32
_SENTENCE = re.compile(r"[。！？!?；;，,…：:]$|。")
_ENDS = "。！？!?…：:”」』）)》.;；"
_WRAPPED_WIDTH = (24, 90)


def plain_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text in which nothing is markup: a line is a paragraph.

    A numbered short line is a heading where another one numbered alike stands in the text, and so is the name of a part
    that every reader knows (参考资料). Lines beside each other that count on, or begin with the same bullet, are items
    of a list. Lines are one paragraph where the text is wrapped: where most lines that do not end a sentence are full.
    """
    text = _with_newlines(text)
    lines = list(_lines(text))
    headings = _headings([words for _, words in lines])
    items = _items([words for _, words in lines])
    width = _wrapping(lines)
    out: list[Block] = []
    before: Span | None = None
    for at, (span, words) in enumerate(lines):
        if at in headings:
            out.append(Block(BlockKind.HEADING, span, _heading_text(words), headings[at]))
        elif at in items:
            item = items[at]
            whole = Span(span.start + item.start("words"), span.end)
            marker = item["number"] + "." if item["number"] else "-"
            out.append(Block(BlockKind.ITEM, whole, _plain_text(item["words"]), 0, marker))
        elif width and before and _continues(text, before, span, width):
            begun = out.pop()
            whole = Span(begun.span.start, span.end)
            out.append(Block(BlockKind.PARAGRAPH, whole, _plain_text(whole.of(text))))
        else:
            out.append(Block(BlockKind.PARAGRAPH, span, _plain_text(words)))
        before = span if out[-1].kind is BlockKind.PARAGRAPH else None
    return tuple(out)


def _with_newlines(text: str) -> str:
    """The same text, offset by offset, with one kind of line end."""
    return text.replace("\r\n", " \n").translate(_BREAKS)


def _headings(lines: Sequence[str]) -> dict[int, int]:
    """Which lines are headings, and of what level."""
    kinds = [_numbering(words) for words in lines]
    often = Counter(kinds)
    numbered = {at: _NUMBERED[kind][0] for at, kind in enumerate(kinds) if kind is not None and often[kind] > 1}
    return numbered | {at: 2 for at, words in enumerate(lines) if at and _PARTS.fullmatch(words)}


def _items(lines: Sequence[str]) -> dict[int, re.Match[str]]:
    """Which lines are items: beside another one with the next number or the same bullet."""
    found = [_PLAIN_ITEM.match(words) for words in lines]
    out: dict[int, re.Match[str]] = {}
    for at, (one, other) in enumerate(pairwise(found)):
        if one and other and one["bullet"] == other["bullet"]:
            follows = one["bullet"] or int(other["number"]) == int(one["number"]) + 1
            begins = one["bullet"] or at in out or one["number"] == "1"
            if follows and begins:
                out |= {at: one, at + 1: other}
    return out


def _lines(text: str) -> Iterator[tuple[Span, str]]:
    for found in _LINE.finditer(text):
        words = found[0].strip(_EDGE)
        if words:
            start = found.start() + len(found[0]) - len(found[0].lstrip(_EDGE))
            yield Span(start, start + len(words)), words


def _numbering(words: str) -> int | None:
    if len(words) > _LONGEST_HEADING or _SENTENCE.search(words):
        return None
    return next((number for number, (_, pattern) in enumerate(_NUMBERED) if pattern.match(words)), None)


def _plain_text(words: str) -> str:
    return escape_block(escape_inline(unwrapped(words)))


def _heading_text(words: str) -> str:
    return re.sub(r"#+$", lambda run: "\\" + run[0], escape_inline(words))


_HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…]"
_WRAP = re.compile(rf"(?P<between>(?<={_HAN})\s*\n\s*(?={_HAN}))|\s+")


def unwrapped(words: str) -> str:
    """On one line: between Chinese characters a line break is nothing, elsewhere white space is one space."""
    return _WRAP.sub(_joint, words)


def _joint(found: re.Match[str]) -> str:
    if found["between"] is not None:
        return ""
    return found[0] if "\u3000" in found[0] else " "


def _wrapping(lines: list[tuple[Span, str]]) -> int:
    """The width at which the text is wrapped, in characters; 0 where it is not."""
    open_lines = [len(words) for _, words in lines if words[-1] not in _ENDS]
    if len(open_lines) < 6 or len(open_lines) * 3 < len(lines):
        return 0
    width = sorted(len(words) for _, words in lines)[-max(1, len(lines) // 20) - 1]
    full = sum(width * 0.85 <= length for length in open_lines)
    low, high = _WRAPPED_WIDTH
    return width if low <= width <= high and full * 10 >= len(open_lines) * 8 else 0


def _continues(text: str, before: Span, span: Span, width: int) -> bool:
    between = text[before.end : span.start]
    parted = between.count("\n") > 1
    indented = between.endswith(("\u3000\u3000", "    "))
    # A full line may happen to end with its sentence; a short one is the last of its paragraph.
    return not parted and not indented and before.end - before.start >= width * 0.85


_MARKDOWN_BLOCK = re.compile(
    r"(?P<fence>^`{3,})[^\n]*\n.*?^(?P=fence)[ \t]*$|^[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", re.MULTILINE | re.DOTALL
)
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*?)[ \t]*$")
_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[-*+]|\d{1,9}[.)])[ \t]+(?P<words>\S.*?)[ \t]*$")
_QUOTED = re.compile(r"^>[ \t]?", re.MULTILINE)


def markdown_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text in the dialect of `read.markup`."""
    return tuple(block for found in _MARKDOWN_BLOCK.finditer(_with_newlines(text)) for block in _markdown(found))


def _markdown(found: re.Match[str]) -> Iterator[Block]:
    whole, start = found[0].rstrip(), found.start()
    if found["fence"] or whole.startswith("| "):
        yield Block(BlockKind.VERBATIM, Span(start, start + len(whole)), whole)
    elif (heading := _HEADING.match(whole)) and "\n" not in whole:
        at = start + heading.start(2)
        yield Block(BlockKind.HEADING, Span(at, start + heading.end(2)), heading[2], len(heading[1]))
    elif whole.startswith(">"):
        words = _QUOTED.sub("", whole)
        at = start + len(whole) - len(whole.lstrip("> \t"))
        if words.strip():
            yield Block(BlockKind.QUOTE, Span(at, start + len(whole)), unwrapped(words.strip()))
    elif all(_ITEM.match(line) for line in whole.split("\n")):
        for line in re.finditer(r"[^\n]+", whole):
            item = _ITEM.match(line[0])
            if item:
                at = start + line.start()
                span = Span(at + item.start("words"), at + item.end("words"))
                yield Block(BlockKind.ITEM, span, item["words"], len(item["indent"]) // 4, item["marker"])
    else:
        words = whole.strip()
        at = start + len(whole) - len(whole.lstrip())
        yield Block(BlockKind.PARAGRAPH, Span(at, at + len(words)), unwrapped(words))
