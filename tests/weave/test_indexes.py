"""Index pages: every page of a kind, in an order that a reader can follow."""

from pathlib import Path

from knowledge.worlds import corpus_of, page_text
from rendered import tree_of
from weave.worlds import pages_of


def test_a_topic_stands_after_the_one_it_belongs_to_and_says_so():
    files = {
        "topics/a.md": page_text(title="烘焙", parent="z"),
        "topics/b.md": page_text(title="采摘"),
        "topics/m.md": page_text(title="炭火", parent="a"),
        "topics/z.md": page_text(title="制茶"),
    }
    page = tree_of(pages_of(corpus_of(files), Path())["topics/index.md"])
    assert [link.text() for link in page.css("strong a")] == ["采摘", "制茶", "烘焙", "炭火"]
    assert [small.text().split(" · ")[0] for small in page.css("small")][2:] == ["属于「制茶」", "属于「烘焙」"]


def test_topics_that_go_round_in_a_circle_are_all_listed():
    files = {
        "topics/a.md": page_text(title="烘焙", parent="b"),
        "topics/b.md": page_text(title="采摘", parent="a"),
    }
    page = tree_of(pages_of(corpus_of(files), Path())["topics/index.md"])
    assert len(page.css("strong a")) == 2
