"""A page that has moved leaves its old address leading on, in every variant."""

import re

import pytest

from knowledge.worlds import corpus_of, page_text
from leishu.knowledge.catalogue import catalogue_of
from leishu.knowledge.moves import moves
from leishu.model import HANS, HANT_TW, Variant
from leishu.publish.moves import write_moves

VARIANTS = (Variant(HANS, "简体"), Variant(HANT_TW, "繁體", path="zh-hant-tw"))


def test_an_old_address_leads_to_the_new_one_with_what_follows_the_mark(tmp_path):
    write_moves(tmp_path, "https://tea.example/base/", VARIANTS, {"entries/oolong/": "entries/tea/oolong/"})
    for folder in ("", "zh-hant-tw/"):
        page = (tmp_path / folder / "entries/oolong/index.html").read_text(encoding="utf-8")
        assert 'content="0; url=../tea/oolong/"' in page
        assert f'href="https://tea.example/base/{folder}entries/tea/oolong/"' in page
        assert 'location.replace("../tea/oolong/" + location.search + location.hash)' in page
        assert re.search(r'lang="(zh-Hans|zh-Hant-TW)"', page)


@pytest.mark.parametrize(
    ("old", "path"),
    [("wulong", "entries/wulong.md"), ("wulong.md", "entries/wulong.md"), ("topics/wulong", "topics/wulong.md")],
)
def test_an_old_name_stands_beside_the_new_one_unless_it_names_its_folder(old, path):
    files = {"entries/oolong.md": page_text(title="乌龙茶", kind="product", redirects=[old])}
    assert moves(catalogue_of(files).all_pages) == {path: "entries/oolong.md"}


@pytest.mark.parametrize(
    "other",
    [page_text(title="青茶", kind="product"), page_text(title="茶", kind="product", redirects=["tea"])],
    ids=["a page stands there", "two claim it"],
)
def test_an_old_address_that_is_taken_is_a_problem(other):
    old = "other" if "青茶" in other else "tea"
    files = {
        "entries/oolong.md": page_text(title="乌龙茶", kind="product", redirects=[old]),
        "entries/other.md": other,
    }
    (problem,) = catalogue_of(files).problems
    assert problem.rule == "MET106"
    assert moves(catalogue_of(files).all_pages)[f"entries/{old}.md"] == "entries/oolong.md"


def test_a_link_to_where_a_page_was_is_told_where_it_is():
    files = {
        "entries/oolong.md": page_text(title="乌龙茶", kind="product", redirects=["wulong"]),
        "notes/n.md": "[乌龙](../entries/wulong.md)\n",
    }
    (problem,) = corpus_of(files).problems
    assert problem.rule == "LNK101"
    assert "../entries/oolong.md" in problem.hint
