"""The words of a piece of Markdown without its markup: for excerpts, quotations, comparison."""

import re

_RULES = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[([^\[\]]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])(?:\{[^{}\n]*\})?"), r"\1"),
    (re.compile(r"\[\[(?:[^\[\]\n|]+\|)?([^\[\]\n|]+)\]\]"), r"\1"),
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
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|^=])"), r"\1"),
    # A line break inside a paragraph is no space between Chinese characters.
    (re.compile(r"(?<=[^\x00-\xff])[ \t]*\n[ \t]*(?=[^\x00-\xff])"), ""),
    (re.compile(r"\s+"), " "),
)


def plain(markdown: str) -> str:
    """`markdown` as one line of plain text."""
    text = markdown
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text.strip()
