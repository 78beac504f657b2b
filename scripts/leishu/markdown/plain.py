"""The words of a piece of Markdown without its markup: for excerpts, quotations, comparison."""

import re

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|^=])")
_HIDDEN = re.compile("[\U000f0020-\U000f007e]")
_HIDE = 0xF0000
"""Escaped characters wait in a plane that no text uses until the markup is gone."""

_RULES = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[([^\[\]]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])(?:\{[^{}\n]*\})?"), r"\1"),
    (re.compile(r"\[\[(?:[^\[\]\n|]+\|)?([^\[\]\n|]+)\]\]"), r"\1"),
    (re.compile(r"^[ ]{0,3}\[\^[^\[\]\s]+\]:[ \t]*", re.MULTILINE), ""),
    (re.compile(r"\[(?:\^|@)[^\[\]\s]+\]"), ""),
    (
        re.compile(r"\[((?:[^\[\]\\]|\\.)*)\](?:\((?:[^()\\\n]|\\.|\([^()\n]*\))*\)|\[[^\[\]\n]*\])(?:\{[^{}\n]*\})?"),
        r"\1",
    ),
    (re.compile(r"^[ \t]*\{:?[^{}\n]*\}[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"\{[:#.][^{}\n]*\}"), ""),
    (re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d{1,9}[.)][ \t]+)", re.MULTILINE), ""),
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"(\*\*\*|\*\*|\*|___|__|~~|==|`+)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    # A line break inside a paragraph is no space between Chinese characters.
    (re.compile(r"(?<=[^\x00-\xff])[ \t]*\n[ \t]*(?=[^\x00-\xff])"), ""),
    (re.compile(r"\s+"), " "),
)


def plain(markdown: str) -> str:
    """`markdown` as one line of plain text."""
    text = _ESCAPED.sub(lambda escaped: chr(_HIDE + ord(escaped[1])), markdown)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return _HIDDEN.sub(lambda hidden: chr(ord(hidden[0]) - _HIDE), text).strip()
