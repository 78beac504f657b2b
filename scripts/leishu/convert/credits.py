"""What a text says of itself: title, author, translator, site, date, licence in its first and last lines.

The lines stay in the text; what they say fills the provenance where people and the file's metadata are silent.
"""

import re
from collections.abc import Sequence
from datetime import date

from leishu.markdown.plain import plain
from leishu.model import Provenance
from leishu.segment import Block, BlockKind

_HEAD, _TAIL = 6, 4
_LONGEST_LINE, _LONGEST_VALUE = 200, 60
_LABELS = {
    "author": "文章作者|本文作者|原作者|原文作者|作者|撰文|撰稿",
    "translator": "译者|譯者|编译|編譯|翻译|翻譯",
    "publisher": "文章来源|文章來源|本文来源|来源|來源|出处|出處|原载|原載",
    "published": "发布时间|發布時間|發佈時間|发表时间|發表時間|发布日期|發布日期|發佈日期|发表日期|發表日期|日期",
    "url": "原文链接|原文鏈接|原文連結|原文网址|原文網址|原文地址|链接|連結",
}
_LABEL = re.compile(
    # Behind another Chinese character a label is part of a sentence (知识的来源：…), unless it names the text itself.
    r"(?:(?<![\u3400-\u9fff])|(?=文章|本文|原文))(?:"
    + "|".join(f"(?P<{field}>{words})" for field, words in _LABELS.items())
    + r")[ \u3000]*[:：][ \u3000]*"
)
_VALUE_END = re.compile(r"[（(｜|\n；;。，,]|\s{2,}|\u3000| (?=[\u3400-\u9fff]{2,4}[:：])")
_URL = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_CREATIVE_COMMONS = re.compile(r"\bCC[ -]?(BY(?:-(?:NC|SA|ND)){0,2}|0)[ -]?(\d\.\d)", re.IGNORECASE)
_PARTED = re.compile(r"\s*[\\/、|]\s*")
_CAPTION = re.compile(
    r"打[开開]|查看|点击|點擊|[关關]注|下[载載]|[扫掃][码碼描]|登[录錄]|[转轉][载載]|\d{4}\s*[-/.年]|https?:"
)
_CLOSED = re.compile(r"[。！？!?；;，,：:…]$")


def stated(blocks: Sequence[Block]) -> Provenance:
    """What the first and last blocks of a text say about it."""
    found: dict[str, str] = {}
    for block in (*blocks[:_HEAD], *blocks[max(_HEAD, len(blocks) - _TAIL) :]):
        line = _words(block)
        if len(line) <= _LONGEST_LINE:
            for field, value in _credits(line):
                found.setdefault(field, value)
            if licence := _CREATIVE_COMMONS.search(line):
                found.setdefault("licence", f"CC-{licence[1].upper()}-{licence[2]}")
    when = _DATE.search(found.get("published", ""))
    return Provenance(
        title=_title(blocks),
        author=found.get("author", ""),
        translator=found.get("translator", ""),
        publisher=found.get("publisher", ""),
        url=found.get("url", ""),
        licence=found.get("licence", ""),
        published=_date(when) if when else None,
    )


def _words(block: Block) -> str:
    # A backslash between two names is no escape, and `plain` leaves it.
    return plain(block.text)


def _credits(line: str) -> list[tuple[str, str]]:
    labels = list(_LABEL.finditer(line))
    out: list[tuple[str, str]] = []
    ends = [label.start() for label in labels[1:]] + [len(line)]
    for label, end in zip(labels, ends, strict=False):
        field = str(label.lastgroup)
        rest = line[label.end() : end]
        if field == "url":
            address = _URL.search(rest)
            value = address[0] if address else ""
        else:
            value = _VALUE_END.split(rest, maxsplit=1)[0].strip()
        if 0 < len(value) <= (_LONGEST_VALUE if field != "url" else 2000):
            out.append((field, "、".join(_PARTED.split(value)) if field in ("author", "translator") else value))
    return out


def _title(blocks: Sequence[Block]) -> str:
    """The first heading; else the first line where it looks like a title: short, open-ended, with a text below it."""
    if not blocks:
        return ""
    first = _words(blocks[0])
    if blocks[0].kind is BlockKind.HEADING and blocks[0].level == 1:
        return first
    if blocks[0].kind is not BlockKind.PARAGRAPH or len(blocks) < 3 or not 2 <= len(first) <= 40:
        return ""
    longer = max(len(block.text) for block in blocks[1:4]) > 2 * len(first)
    return "" if not longer or _CLOSED.search(first) or _CAPTION.search(first) or _LABEL.search(first) else first


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
