"""Escaped words, rendered, are the words again."""

import html
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import markdown
from leishu.markdown.escape import escape_block, escape_inline
from leishu.markdown.masks import Part, pieces
from stories import stories

# As mkdocs.yml names them.
EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.superfences",
]
SIGNS = "\\`*_{}[]()#+-.!<>&|~=:;?^@\"'/$%1 "
WORDS = st.text(st.sampled_from(SIGNS + "aP开源，。“”（）"), min_size=1, max_size=24)
MARKUP = st.sampled_from(
    [
        "[[名]]",
        "[@x#p1]",
        "[^1]: ",
        "[a](b)",
        "![a](b)",
        "{: #p3 }",
        "**重**",
        "__b__",
        "<b>",
        "</p>",
        "&lt;",
        "1. ",
        "- ",
        "# ",
        "> ",
        "```",
        "~~~",
        "!!! note",
        "??? x",
        "---",
        "===",
        "| a | b |",
        "<!-- x -->",
        "http://a.b/c_d_e",
        "-{x}-",
    ]
)


def rendered(markdown_text: str) -> str:
    """The words a reader sees, and nothing but one paragraph."""
    shown = markdown.markdown(markdown_text, extensions=EXTENSIONS)
    assert re.fullmatch(r"<p>[^<>]*</p>", shown), shown
    return html.unescape(shown.removeprefix("<p>").removesuffix("</p>"))


@settings(max_examples=300)
@given(st.lists(WORDS | MARKUP, min_size=1, max_size=5).map(lambda parts: " ".join("".join(parts).split())))
@example("C:\\*a")
@example("[x](javascript:alert(1)) 与 [y](http://b)")
def test_escaped_words_are_shown_as_they_are(words):
    if words:
        assert rendered(escape_block(escape_inline(words))) == words


@pytest.mark.parametrize("case", stories("markdown/escape"))
def test_no_more_is_escaped_than_it_takes(case):
    assert escape_block(escape_inline(case["input"])) == case["expected"]


@settings(max_examples=300)
@given(st.lists(WORDS | MARKUP, min_size=1, max_size=5).map(lambda parts: " ".join("".join(parts).split())))
def test_no_reference_is_seen_in_escaped_words(words):
    body = escape_block(escape_inline(words)) + "\n"
    assert not {piece.part for piece in pieces(body)} & {Part.WIKILINK, Part.CITATION, Part.LINK, Part.HEADING}
