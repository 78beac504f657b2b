"""Whatever a page is built of, its passages are read back as written and every anchor is rendered."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

import markdown
from leishu.convert.compose import compose, written
from leishu.convert.pipeline import convert_source
from leishu.markdown.front_matter import split
from leishu.markdown.sections import passages
from leishu.model import Provenance, SourceFile, SourceName
from leishu.read.markup import to_markdown
from leishu.segment import BlockKind, markdown_blocks

EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"]
EXTENSIONS += ["pymdownx.details", "pymdownx.superfences"]
SIGNS = [
    "開源",
    "许可证。",
    "a_b",
    "*",
    "**",
    "`",
    "[",
    "](x)",
    "#",
    "&amp;",
    "&lt;b&gt;",
    "|",
    "“引”",
    "---",
    "===",
    "~~~",
    "```",
    ":",
    "C#",
    "<br>",
    "\\",
]
WORDS = st.sampled_from(
    [*SIGNS, " ", "\n", "{: #p3 }", "1. ", "- ", "\u3000", "!!! n", "\u2028", "https://example.com/a_b"]
)
TAGS = st.sampled_from(
    [
        *[
            "p",
            "div",
            "h1",
            "h2",
            "h3",
            "ul",
            "ol",
            "li",
            "blockquote",
            "b",
            "i",
            "em",
            "code",
            "pre",
            "table",
            "tr",
            "td",
            "th",
            "span",
            "section",
            "dl",
            "dt",
            "dd",
            "figure",
        ],
        "a href='https://example.com/x'",
    ]
)


def element(children):
    return st.builds(
        lambda tag, inner: f"<{tag}>{''.join(inner)}</{tag.split()[0]}>", TAGS, st.lists(children, max_size=4)
    )


TREES = st.recursive(WORDS, element, max_leaves=14)
LINES = st.lists(
    st.sampled_from(
        ["# ", "## ", "> ", "- ", "* ", "1. ", "2) ", "    ", "  - ", "| a | b |\n|---|---|\n| ", "```\n", "\t", ""]
    ),
    min_size=1,
    max_size=8,
)


def agree(body, count):
    """As many passages as were written, each with its anchor in the rendered page."""
    anchors = [passage.anchor for passage in passages(body, SourceName("a"))]
    assert anchors == [f"p{number}" for number in range(1, count + 1)]
    rendered = markdown.markdown(body, extensions=EXTENSIONS)
    assert re.findall(r'<\w+[^<>]* id="(p\d+)"', rendered) == anchors, rendered


@settings(max_examples=100, deadline=None)
@example(["<li>---</li>"])
@example(["<ul><ul><li>開源</li></ul></ul>"])
@given(st.lists(TREES, min_size=1, max_size=4))
def test_any_tree_keeps_its_passages(trees):
    text = to_markdown(html.document_fromstring(f"<body><p>正文。</p>{''.join(trees)}</body>"))
    blocks = markdown_blocks(text)
    numbers = iter(range(1, len(blocks) + 1))
    anchors = ["" if block.kind is BlockKind.VERBATIM else f"p{next(numbers)}" for block in blocks]
    body = compose(zip(blocks, anchors, strict=True))
    agree(body, next(numbers, len(blocks) + 1) - 1)
    words = [written(block) for block, anchor in zip(blocks, anchors, strict=True) if anchor]
    assert [passage.text for passage in passages(body, SourceName("a"))] == words


@settings(max_examples=80, deadline=None)
@given(LINES, st.lists(WORDS, min_size=1, max_size=12), st.sampled_from(["\n", "\n\n"]))
def test_any_markdown_keeps_its_passages(starts, words, end):
    parts = [start + words[number % len(words)] + "字" for number, start in enumerate(starts)]
    text = "正文。\n\n" + end.join(parts) + "\n"
    conversion = convert_source(SourceFile(SourceName("a"), "sources/a.md", text.encode(), "", Provenance()))
    body = split(conversion.page, "").body
    assert passages(body, SourceName("a")) == conversion.shown
    agree(body, len(conversion.passages))
