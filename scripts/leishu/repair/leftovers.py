"""`entities and tags`: &ldquo;开源&rdquo;<br/> was “开源”. What a page's markup left in its text.

A text that explains markup means what it shows: lines that hold code, and texts that speak of tags or entities, stay.
"""

import html
import re
from collections.abc import Iterator

from leishu.model import RepairStep, Span
from leishu.repair.shields import Shields, line_of, speaks_of
from leishu.repair.steps import NOTHING, Found

NAME = "entities and tags"

_ENTITY = re.compile(r"&(?:amp;){0,3}(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNTERMINATED = re.compile(
    r"&(?:amp;)?(?:(?:nbsp|[lr][ds]quo|hellip|mdash|ndash|middot|quot|laquo|raquo|bull)(?![A-Za-z0-9;=])"
    r"|(?:times|plusmn|deg)(?![A-Za-z;=])"
    # Of a number nothing says where it ends, but that five digits, or four of sixteen, are a Chinese character or mark.
    r"|#(?:1[0-9]{4}|[2-6][0-9]{4}|8[0-9]{3})(?![0-9;=])|#[xX](?:20|30|[4-9][0-9a-fA-F]|[fF][fF])[0-9a-fA-F]{2}(?![0-9a-fA-F;=])"
    r"|#[0-9]{3,7}(?![A-Za-z0-9;=]))"
)
_BLOCK = "p|div|br|center|section|article|header|footer|ul|ol|li|table|tbody|tr|td|th|h[1-6]|blockquote"
_INLINE = "span|font|strong|small|big|b|i|u|em|a|img|[a-z]{1,3}:[a-z]+"
_UNCLOSED = frozenset(("p", "br", "div", "li", "tr", "td", "th"))
_ATTRIBUTES = r"(?:\s+[A-Za-z-]+(?:=(?:\"[^\"<>\n]*\"|'[^'<>\n]*'|[^\s<>\"']+))?)*"
_TAG = re.compile(rf"</?(?:(?P<block>{_BLOCK})|(?P<inline>{_INLINE}))\b{_ATTRIBUTES}\s*/?>", re.IGNORECASE)
_END_TAG = re.compile(r"</([A-Za-z][A-Za-z0-9:]*)")
_TAGS = re.compile(r"(?:</?[A-Za-z][^<>\n]{0,200}>){1,8}")
_COMMENT = re.compile(r"<!--(?:[^\n-]|-(?!->)){0,500}-->")
_PLACEHOLDER = re.compile("<[\u3400-\u9fff]")
_HALF_TAG = re.compile(rf"/(?:{_BLOCK}|{_INLINE})>(?=\s|$|[\u3000-\u9fff\uff00-\uffef])")
_CODES = "b|i|u|s|url|img|size|color|quote|font|align|center|left|right|backcolor|indent"
_CODE = re.compile(rf"\[(?P<close>/?)(?P<name>{_CODES})(?:=[^\[\]\n]{{1,80}})?\]", re.IGNORECASE)
_CLOSING_CODE = re.compile(rf"\[/(?:{_CODES})\]")
_BEFORE_HALF_TAG = re.compile(r"[^\s<A-Za-z0-9/]")
_CJK = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_ESCAPE = re.compile(r"\\(?=[，。：；！？、“”‘’（）《》—…])")

_OTHER_BACKSLASH = re.compile(r"\\(?![，。：；！？、“”‘’（）《》—…])")

_ABOUT = (
    *("转义", "轉義", "标记语言", "字符引用", "HTML", "html", "XML", "xml", "BBCode", "UBB", "Markdown", "markdown"),
    "entities",
)
_MAY_BE_ABOUT = ("实体", "實體", "标签", "標籤", "標記", "entity", " tag", "escap")
"""Words of markup that are everyday ones, too: boxes have labels."""
_ALL_OVER, _IN_LINES = 6, 4
"""So many places in so many lines are no examples."""
_BESIDE = 6
"""Characters from such a word to the example that it speaks of."""
_ESCAPED = "&(?:amp;){0,3}(?:lt|gt|amp|nbsp);(?!#?[A-Za-z0-9]+;)"
_MENTIONED = re.compile(
    rf"{_ESCAPED}\s?(?:、|和|与|與|或)\s?{_ESCAPED}"
    rf"|(?:[写寫](?:成|作|为|為)|显示为?|顯示為?|[输輸]入|键入|鍵入)[ “「]*{_ESCAPED}"
    r"|<[A-Za-z][^<>\n]{0,80}>(?:、| [和与與或] )<[A-Za-z]"
)
"""Markup as the subject of a sentence: how an escape is written, or one start tag enumerated after another."""
_TIMED = re.compile(r"\d\d[.,]\d{3} --> ")
"""Subtitles may hold tags: their format has them."""
_SOURCE = re.compile(
    r"[{}]\s*$|[\w)\]];\s*$|=>|\$[a-z_(]|</?(?:html|head|body|script|style|template|form|input)\b|<\?", re.IGNORECASE
)

_WORTH_A_LOOK = tuple(
    (first, re.compile("|".join(pattern.pattern for pattern in patterns), re.IGNORECASE))
    for first, patterns in (
        ("&", (_ENTITY, _UNTERMINATED)),
        ("<", (_TAG, _COMMENT)),
        ("/", (_HALF_TAG,)),
        ("[", (_CLOSING_CODE,)),
        ("\\", (_ESCAPE,)),
    )
)
"""One expression for all that begins with a character, with that character: a text without it needs no look."""


def find(text: str) -> Found:
    """Every entity and tag that stands in running text."""
    if not any(first in text and pattern.search(text) for first, pattern in _WORTH_A_LOOK):
        return NOTHING
    about = _is_about_markup(text)
    shields = Shields(text)
    found: list[tuple[int, int, str, str]] = []
    if not about:
        found += [*_entities(text), *_tags(text), *_codes(text)]
        found += ((m.start(), m.end(), "", "a comment of the page") for m in _COMMENT.finditer(text))
        has_end_tags = bool(_END_TAG.search(text))
        found += (
            (m.start(), m.end(), "", "the rest of an end tag")
            for m in _HALF_TAG.finditer(text)
            if _BEFORE_HALF_TAG.match(text, m.start() - 1) or (has_end_tags and line_of(text, m.start()) == m[0])
        )
    found += (
        (m.start(), m.end(), "", "an escape that nothing needs")
        for m in _ESCAPE.finditer(text)
        if _is_escape(text, m.start())
    )
    steps = []
    done = 0
    for start, end, after, evidence in sorted(found):
        # An address may stand in the markup; markup in an address is a part of it.
        shielded = shields.cover(start, start + 1 if text[start] in "<[" else end)
        if start >= done and not shielded and not _is_source(line_of(text, start)):
            steps.append(RepairStep(NAME, Span(start, end), text[start:end], after, evidence))
            done = end
    return Found(tuple(steps))


def _is_about_markup(text: str) -> bool:
    """Whether it speaks of what it shows, or is a format that has tags."""
    if speaks_of(text, _ABOUT) or _MENTIONED.search(text) or _TIMED.search(text):
        return True
    if not speaks_of(text, _MAY_BE_ABOUT):
        return False
    places = [
        match.span() for pattern in (_ENTITY, _UNTERMINATED, _TAG, _CLOSING_CODE) for match in pattern.finditer(text)
    ]
    lines = {text.rfind("\n", 0, start) for start, _ in places}
    if len(places) < _ALL_OVER or len(lines) < _IN_LINES:
        return True
    beside = sum(speaks_of(text[max(0, start - _BESIDE) : end + _BESIDE], _MAY_BE_ABOUT) for start, end in places)
    return 2 * beside > len(places)


def _entities(text: str) -> Iterator[tuple[int, int, str, str]]:
    for match in (*_ENTITY.finditer(text), *_UNTERMINATED.finditer(text)):
        after = match[0] if match[0].endswith(";") else match[0] + ";"
        for _ in range(4):
            after = html.unescape(after)
        if after.endswith(";") or not (after.isprintable() or after.isspace()):
            continue  # not an entity, or one that HTML does not have
        following = text[match.end() : match.end() + 1]
        if after == "<" and (following.isascii() and (following.isalpha() or following in "/!?")):
            continue  # an escaped tag: somebody shows one
        yield match.start(), match.end(), after.replace("\u00a0", " "), f"{match[0]} is HTML for {after!r}"


def _tags(text: str) -> Iterator[tuple[int, int, str, str]]:
    closed = frozenset(tag[1].lower() for tag in _END_TAG.finditer(text))
    for match in _TAG.finditer(text):
        if _is_lone(match, closed) or _PLACEHOLDER.search(line_of(text, match.start())):
            continue  # one word in brackets, as in `cp <file> <font>`
        following = _TAGS.match(text, match.end())
        end = following.end() if following else match.end()
        inner = text[match.start() - 1 : match.start()] not in {"", "\n"} and text[end : end + 1] not in {"", "\n"}
        after = "\n" if match["block"] and inner and not _touches_break(text, match) else ""
        yield match.start(), match.end(), after, "a tag of the page"


def _is_lone(match: re.Match[str], closed: frozenset[str]) -> bool:
    """Whether it is bare of attributes and opens something that nothing closes, and has to be closed."""
    name = (match["inline"] or match["block"]).lower()
    return name not in closed | _UNCLOSED and match[0].lower() == f"<{name}>"


def _is_escape(text: str, at: int) -> bool:
    """Whether the backslash stands behind Chinese, and the line uses none for anything else (a path, TeX)."""
    return bool(_CJK.match(text, at - 1)) and not _OTHER_BACKSLASH.search(line_of(text, at))


def _is_source(line: str) -> bool:
    """Whether the line is program text."""
    return bool(_SOURCE.search(_ENTITY.sub("", line)))


def _touches_break(text: str, match: re.Match[str]) -> bool:
    """Whether another block tag stands directly before it and has given the line break."""
    return bool(match["block"]) and text.endswith(">", 0, match.start()) and text.rfind("<", 0, match.start()) >= 0


def _codes(text: str) -> Iterator[tuple[int, int, str, str]]:
    codes = list(_CODE.finditer(text))
    closed = {code["name"].lower() for code in codes if code["close"]}
    opened = {code["name"].lower() for code in codes if not code["close"]}
    for code in codes:
        if code["name"].lower() in closed & opened:
            yield code.start(), code.end(), "", "a forum code of the page"
