"""A text becomes blocks: what is a heading, a list, a paragraph, and where its words stand in the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leishu.segment import BlockKind, markdown_blocks, plain_blocks
from stories import stories

SIGNS = {
    BlockKind.HEADING: "#",
    BlockKind.PARAGRAPH: "¶",
    BlockKind.QUOTE: ">",
    BlockKind.ITEM: "•",
    BlockKind.VERBATIM: "=",
}


def shown(block):
    """`## 标题` as `# 2 标题`, an item as `• 0 1. 甲`, a paragraph as `¶ 文字`."""
    level = f" {block.level}" if block.kind in (BlockKind.HEADING, BlockKind.ITEM) else ""
    marker = f" {block.marker}" if block.marker else ""
    return f"{SIGNS[block.kind]}{level}{marker} {block.text}"


@pytest.mark.parametrize("case", stories("segment/plain", "segment/negative"))
def test_a_plain_text_is_parted(case):
    assert [shown(block) for block in plain_blocks(case["input"])] == case["expected"]


@pytest.mark.parametrize("case", stories("segment/markdown"))
def test_a_marked_up_text_is_parted(case):
    assert [shown(block) for block in markdown_blocks(case["input"])] == case["expected"]


LINES = st.lists(
    st.sampled_from(
        [
            "一、起因",
            "二、结果",
            "第一章 总则",
            "第二章 附则",
            "他来了。",
            "\u3000\u3000缩进的一段话，很长很长很长很长很长。",
            "",
            "1. 甲",
            "2. 乙",
            "- 丙",
            "- 丁",
            "参考资料",
            "# 不是标题",
            "RISC-V is open",
            "> 不是引文",
            "```",
            "| a |",
            "一行不收尾的文字在这里",
        ]
    ),
    max_size=12,
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028", "\x85"])


@settings(max_examples=200)
@given(LINES, ENDS, st.sampled_from([plain_blocks, markdown_blocks]))
def test_blocks_are_in_order_and_no_word_is_lost(lines, end, blocks_of):
    text = end.join(lines)
    blocks = blocks_of(text)
    at = 0
    for block in blocks:
        assert block.span.start >= at
        assert block.span.of(text).strip() == block.span.of(text) != ""
        at = block.span.end
    # What no block covers are markers and space.
    covered = {place for block in blocks for place in range(block.span.start, block.span.end)}
    rest = "".join(char for place, char in enumerate(text) if place not in covered)
    assert not set(rest) - set(" \u3000\r\n\u2028\x85-#>.123456789")


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_any_text_can_be_parted(text):
    for blocks_of in (plain_blocks, markdown_blocks):
        assert all("\n" not in block.text or block.kind is BlockKind.VERBATIM for block in blocks_of(text))


def test_a_huge_line_is_one_paragraph_in_reasonable_time():
    text = "开源" * 300_000 + "。"
    (block,) = plain_blocks(text)
    assert len(block.text) == len(text)
