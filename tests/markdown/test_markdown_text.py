"""Markdown as text: what is prose, what is a passage, what is left when the markup goes; and front matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leishu.markdown.front_matter import join, split
from leishu.markdown.masks import Part, pieces, prose
from leishu.markdown.plain import plain
from leishu.markdown.sections import anchored_blocks, sections
from stories import stories

_MARKDOWN = st.text(alphabet="开源 ab\n#`*_[]()<>{}:-!|~$@^\\.12>=+", max_size=80)


@pytest.mark.parametrize("case", stories("markdown/prose"))
def test_prose(case):
    body = case["input"]
    found = [span.of(body) for span in prose(body)]
    assert [text for text in found if text.strip()] == [text for text in case["prose"] if text.strip()]
    if "citations" in case:
        cited = [piece.span.of(body) for piece in pieces(body) if piece.part is Part.CITATION]
        assert cited == case["citations"]


@pytest.mark.parametrize("case", stories("markdown/anchored"))
def test_passages(case):
    blocks = anchored_blocks(case["input"])
    assert [[block.anchor, block.span.of(case["input"])] for block in blocks] == case["blocks"]
    if "headings" in case:
        assert [list(block.headings) for block in blocks] == case["headings"]


@pytest.mark.parametrize("case", stories("markdown/plain"))
def test_plain(case):
    assert plain(case["input"]) == case["expected"]


@given(_MARKDOWN)
def test_pieces_and_sections_leave_no_gap(body):
    assert "".join(piece.span.of(body) for piece in pieces(body)) == body
    assert "".join(section.span.of(body) for section in sections(body)) == body


@given(st.dictionaries(st.sampled_from(["title", "author", "note"]), st.text("甲乙 :#'\"-a1", max_size=12)), _MARKDOWN)
def test_front_matter_comes_apart_and_together(meta, body):
    if not meta and body.startswith("---"):
        return
    document = split(join(meta, body), "page.md")
    assert not document.problems
    assert dict(document.meta) == meta
    assert document.body == body


def test_a_page_without_front_matter_is_all_body():
    document = split("# 甲\n", "page.md")
    assert (dict(document.meta), document.body, document.body_line) == ({}, "# 甲\n", 1)


def test_the_body_knows_its_line():
    assert split("---\ntitle: 甲\n---\n\n正文\n", "page.md").body_line == 4
