"""The words of woven pages: labels in Chinese, excerpts, links between pages."""

from collections.abc import Iterable

from leishu.knowledge.links import href
from leishu.markdown.escape import escape_label
from leishu.model import HANS, HANT, HANT_HK, HANT_TW, UNDETERMINED, DocPath, LangTag, Name, NameOrigin

KINDS = {
    "person": "人物",
    "organisation": "组织",
    "technology": "技术",
    "product": "产品",
    "policy": "政策",
    "concept": "概念",
    "event": "事件",
}
"""What an entry is, in the order of the index."""

SCRIPTS = {HANS: "简体", HANT: "繁体", HANT_TW: "繁体（台湾）", HANT_HK: "繁体（香港）"}
"""What a source was written in."""

REPAIRS = {
    "misaligned replacement": "错位的替换",
    "inserted readings": "插入的读音",
    "mojibake": "乱码",
    "entities and tags": "残留的标签与实体",
    "compatibility characters": "兼容字符",
    "punctuation width": "标点的宽窄",
    "line breaks": "断行",
    "page furniture": "页面杂项",
    "naive conversion": "逐字的繁简转换",
    "duplicates": "重复",
    "settled": "由人断定",
}
"""What each repair rule is called on the site; a rule that is not here goes by its own name."""

_STOPS = "。！？；，、：）」』”’"


def passage_label(anchor: str, last: str = "") -> str:
    """`第 12 段` for `p12`, `第 12–15 段` up to the `last`, `p15`."""
    first, last = anchor.removeprefix("p"), last.removeprefix("p")
    return f"第 {first}–{last} 段" if last not in ("", first) else f"第 {first} 段"


def relative_url(page: DocPath, target: DocPath, anchor: str = "") -> str:
    """How `page` links to `target`, as Markdown needs it: relative, percent-encoded."""
    return href(page, target, anchor)


def excerpt(text: str, length: int) -> str:
    """At most about `length` characters of `text`, cut where a reader would pause."""
    if len(text) <= length:
        return text
    cut = max((text.rfind(stop, length // 2, length) for stop in _STOPS), default=-1)
    return (text[: cut + 1] if cut > 0 else text[:length]) + "……"


def said(sentence: str) -> str:
    """A sentence of a source within a line of ours: a variant writes it in its script, and keeps its words."""
    return f'<q class="leishu-said">{escape_label(sentence)}</q>'


def foreign(text: str, lang: LangTag) -> str:
    """`text` marked as being in another language or script, so that no variant converts it."""
    return f'<span lang="{lang}" translate="no">{escape_label(text)}</span>'


def listed(items: Iterable[str]) -> str:
    """Several things in one line."""
    return " · ".join(items)


def shown_name(name: Name) -> str:
    """A name as a page shows it. A misspelling or a regional name stays as it is: converted, it would be another."""
    if name.origin is NameOrigin.MISSPELLING:
        return foreign(name.text, HANS)
    return escape_label(name.text) if name.lang in (HANS, UNDETERMINED) else foreign(name.text, name.lang)
