"""An element tree → Markdown in one plain dialect, which `segment` reads back and people edit.

The dialect: blocks parted by a blank line; ATX headings; one paragraph a line; `> ` quotes; `- ` and `1. ` items, one a
line, four spaces a level; fenced code; pipe tables; `**strong**`, `*emphasis*`, `` `code` ``, `[text](url)`. No raw
HTML, so no script, style or handler can survive. Takes the tags of HTML and of trafilatura's trees alike.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from urllib.parse import quote, urljoin, urlsplit

from lxml.etree import _Element

from leishu.markdown.escape import escape_block, escape_inline

_DROPPED = frozenset(
    {"script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "title", "meta", "link"}
    | {"head", "form", "button", "select", "textarea", "input", "nav", "audio", "video", "canvas", "graphic", "img"}
    | {"rt", "rp"}  # a reading above a character is not part of the text
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = {"ul", "ol", "list"}
_ITEMS = {"li", "item"}
_QUOTES = {"quote", "blockquote"}
_BREAKS = {"br", "lb"}
_LINKS = {"a", "ref"}
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "#b": "**", "#i": "*"}
_BLOCKS = (
    {"p", "div", "section", "article", "main", "body", "html", "head", "pre", "table", "dl", "dt", "dd", "figure"}
    | {"figcaption", "address", "aside", "header", "footer", "hr", "details", "summary"}
    | _HEADINGS.keys()
    | _LISTS
    | _ITEMS
    | _QUOTES
)
_LONGEST_CELL = 120
"""Characters: what is longer is an article, not the cell of a table."""
_HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
BETWEEN_HAN = re.compile(rf"(?<={_HAN})\s*[\n\r\x85\u2028\u2029]\s*(?={_HAN})")
"""A line break of the layout between Chinese characters: it stands for nothing, not for a space."""
_SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")


def to_markdown(tree: _Element, base: str = "") -> str:
    """`tree` in the dialect; links are made absolute with the address `base`, or lose their target where that fails."""
    return "\n\n".join(_blocks(tree, base)).strip() + "\n"


def _tag(element: _Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _is_heading(element: _Element) -> bool:
    return _tag(element) in _HEADINGS or (_tag(element) == "head" and element.get("rend", "").startswith("h"))


def _is_block(element: _Element) -> bool:
    return _tag(element) in _BLOCKS or (_tag(element) == "code" and "\n" in "".join(element.itertext()))


def _blocks(element: _Element, base: str) -> Iterator[str]:
    """The blocks inside `element`, with running text between them as paragraphs."""
    lines: list[str] = [escape_inline(element.text or "")]
    for child in element:
        tag = _tag(child)
        if _is_block(child) and (tag not in _DROPPED or _is_heading(child)):
            yield from _paragraphs(lines)
            lines = []
            yield from _block(child, base)
        else:
            lines.append(_inline(child, base))
        lines.append(escape_inline(child.tail or ""))
    yield from _paragraphs(lines)


def _paragraphs(runs: list[str]) -> Iterator[str]:
    """One for each line: a scraped page breaks its paragraphs with `<br>` as often as not."""
    for line in "".join(runs).split(_BREAK):
        if text := _tidy(line):
            yield escape_block(text)


_BREAK = "\x1e"
"""Stands for a line break until the paragraph it is in is put together."""


def _block(element: _Element, base: str) -> Iterator[str]:
    tag = _tag(element)
    if _is_heading(element):
        level = int((element.get("rend") or tag)[1:2] or 2)
        if title := _tidy(_text(element, base).replace(_BREAK, " ")):
            yield f"{'#' * level} {re.sub(r'#+$', lambda run: chr(92) + run[0], title)}"
    elif tag in _LISTS:
        yield "\n".join(_items(element, base, 0))
    elif tag in _QUOTES:
        # Paragraphs are quoted; a list or code inside of the quotation stands beside them.
        for block in _blocks(element, base):
            yield block if "\n" in block or block.startswith(("#", ">", "- ", "1. ")) else f"> {block}"
    elif tag in ("pre", "code"):
        yield _fenced("".join(element.itertext()))
    elif tag == "table":
        yield from _table(element, base)
    elif tag in _ITEMS:
        yield f"- {escape_block(_tidy(_text(element, base).replace(_BREAK, ' ')))}"
    elif tag != "hr":
        yield from _blocks(element, base)


def _items(parent: _Element, base: str, depth: int) -> Iterator[str]:
    ordered = _tag(parent) == "ol" or parent.get("rend") == "ol"
    number = 0
    # A list in this one stands deeper than its items, once there is one: without, it would be read as code.
    below = depth
    for item in parent:
        if _tag(item) in _LISTS:
            yield from _items(item, base, below)
        elif _tag(item) in _ITEMS:
            number += 1
            inner = [child for child in item.iter() if _tag(child) in _LISTS and _owner(child, _ITEMS) is item]
            text = _tidy(_text(item, base, skip=_LISTS).replace(_BREAK, " "))
            if text:
                below = depth + 1
                yield f"{'    ' * depth}{f'{number}.' if ordered else '-'} {escape_block(text)}"
            for child in inner:
                yield from _items(child, base, depth + 1 if text else depth)


def _owner(element: _Element, tags: set[str]) -> _Element | None:
    return next((above for above in element.iterancestors() if _tag(above) in tags), None)


def _fenced(code: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{code.strip(chr(10))}\n{fence}"


def _table(element: _Element, base: str) -> Iterator[str]:
    own = [row for row in element.iter("tr", "row") if _owner(row, {"table"}) is element]
    cells = [[cell for cell in row if _tag(cell) in ("td", "th", "cell")] for row in own]
    rows = [[_cell(cell, base) for cell in row] for row in cells]
    width = max(map(len, cells), default=0)
    holds_table = any(_owner(inner, {"table"}) is element for inner in element.iter("table"))
    if width == 1 or holds_table or any(len(text) > _LONGEST_CELL for row in rows for text in row):
        # A table that only lays out the page, as pages did before there was another way.
        for row in cells:
            for cell in row:
                yield from _blocks(cell, base)
    elif lines := [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows if any(row)]:
        yield "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _cell(element: _Element, base: str) -> str:
    return _tidy(_text(element, base).replace(_BREAK, " ")).replace("|", r"\|")


def _text(element: _Element, base: str, skip: AbstractSet[str] = frozenset()) -> str:
    """The running text inside `element`, marked up; blocks inside of it are parted by line breaks."""
    out = [escape_inline(element.text or "")]
    for child in element:
        if _tag(child) not in skip:
            out.append(_inline(child, base, skip))
        out.append(escape_inline(child.tail or ""))
    return "".join(out)


def _inline(element: _Element, base: str, skip: AbstractSet[str] = frozenset()) -> str:
    tag = _tag(element)
    if not tag or (tag in _DROPPED and not _is_heading(element)):
        return ""
    if tag in _BREAKS:
        return _BREAK
    if tag == "code":
        code = "".join(element.itertext())
        fence = "`" * (max((len(run) for run in re.findall(r"`+", code)), default=0) + 1)
        pad = " " if code[:1] == "`" or code[-1:] == "`" else ""
        return f"{fence}{pad}{code}{pad}{fence}" if code.strip() else code
    text = _text(element, base, skip)
    mark = _MARKS.get(element.get("rend", "") if tag == "hi" else tag)
    if _BREAK in text and (mark or tag in _LINKS):
        return text
    if tag in _LINKS and text.strip():
        target = _target(element.get("href") or element.get("target") or "", base)
        return _around(text, "[", f"]({target})") if target else text
    if mark and text.strip():
        return _around(text, mark, mark)
    return f"{_BREAK}{text}{_BREAK}" if _is_block(element) else text


def _around(text: str, before: str, after: str) -> str:
    """Marks touch the words: spaces inside of them are moved out."""
    bare = text.strip()
    left, right = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{left}{before}{bare}{after}{right}"


def _target(url: str, base: str) -> str:
    """An absolute http(s) or mailto address that is safe between parentheses; else empty."""
    try:
        whole = urljoin(base, url.strip())
        parts = urlsplit(whole)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https", "mailto") or (parts.scheme != "mailto" and not parts.netloc):
        return ""
    return quote(whole, safe="%/:=&?~#+!$,;'@[]*.-_", encoding="utf-8")


def _tidy(text: str) -> str:
    """Without the line breaks and runs of spaces of the file's layout."""
    return _SPACES.sub(" ", BETWEEN_HAN.sub("", text)).strip(" \u3000")
