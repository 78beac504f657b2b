"""What a link tells of its target: that page's own description, where it fits into an attribute."""

from pathlib import Path

import pytest

from knowledge.worlds import corpus_of, page_text
from rendered import tree_of
from weave.worlds import pages_of

BODY = "乌龙茶好。[[乌龙茶|它]]也好。误作污龙茶。\n"


def links_to_oolong(**head):
    names = {"misspellings": ["污龙茶"]}
    files = {
        "entries/oolong.md": page_text(title="乌龙茶", kind="product", names=names, **head),
        "notes/n.md": f"乌龙茶。\n\n## 甲\n\n{BODY}",
    }
    return tree_of(pages_of(corpus_of(files), Path())["notes/n.md"]).css("a[href$='oolong.md']")


def test_a_link_tells_what_its_target_is_and_a_misspelling_what_is_right():
    titles = [link.attributes.get("title") for link in links_to_oolong(description="半发酵的茶。")]
    assert titles == ["半发酵的茶。", "半发酵的茶。", "原文作「污龙茶」，当为「乌龙茶」"]


@pytest.mark.parametrize("description", ["", '叫作"茶"', "甲{乙}", "<b>茶</b>", "两\n行"])
def test_a_description_that_does_not_fit_is_left_out_and_breaks_nothing(description):
    links = links_to_oolong(description=description)
    assert [link.attributes.get("title") for link in links[:2]] == [None, None]
    assert [link.text() for link in links] == ["乌龙茶", "它", "污龙茶"]
