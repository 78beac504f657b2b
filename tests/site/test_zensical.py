"""The renderer can be changed: Zensical makes of the same pages what MkDocs makes of them."""

import os
import shutil

import pytest
from selectolax.lexbor import LexborHTMLParser

from small_base import leishu, tree

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("site")]

ONLY_MKDOCS = frozenset()
ONLY_ZENSICAL = frozenset()
"""Pages that one of the two does not make: none, and so it should stay."""
SHARED_FILES = ("assets/leishu.css", "assets/leishu.svg", "sitemap.xml", "sitemap.xml.gz")
"""What must be the same byte for byte. The styles and scripts of the theme are each renderer's own."""


@pytest.fixture(scope="session")
def other(built, tmp_path_factory):
    """The site that Zensical built of a copy of the base."""
    if os.environ.get("CI") != "true":
        pytest.importorskip("zensical")
    root = tmp_path_factory.mktemp("zensical") / "base"
    shutil.copytree(built.root, root, ignore=shutil.ignore_patterns("site"))
    ran = leishu("build", "--renderer", "zensical", "--strict", "-C", root)
    assert ran.exit_code == 0, ran.output
    return root


def article(data):
    """What a reader reads on a page, spaces made alike, without the signs at headings; and where it may be edited."""
    page = LexborHTMLParser(data.decode("utf-8")).css_first("article")
    edit = [node.attributes["href"] for node in page.css("[rel~=edit]")]
    for node in page.css("a.headerlink, [rel~=edit]"):
        node.decompose()
    return " ".join(page.text(separator=" ").split()), edit


def pages(site):
    """Every page of every variant: file → its article."""
    return {name: article(data) for name, data in tree(site).items() if name.endswith("index.html")}


def test_both_make_the_same_pages_with_the_same_text(built, other):
    ours, theirs = pages(built.site), pages(other / "site")
    assert ours.keys() - theirs.keys() == ONLY_MKDOCS
    assert theirs.keys() - ours.keys() == ONLY_ZENSICAL
    assert any(name.endswith("passages-2/index.html") for name in ours), "a derived page is among them"
    assert {name: theirs[name] for name in ours} == ours


def test_both_say_the_same_of_the_other_forms_of_a_page(built, other):
    ours, theirs = tree(built.site), tree(other / "site")
    assert [name for name in SHARED_FILES if ours[name] != theirs[name]] == []
    for name in (name for name in ours if name.endswith("index.html")):
        heads = [
            [
                (link.attributes["hreflang"], link.attributes["href"])
                for link in LexborHTMLParser(data).css("head [hreflang]")
            ]
            for data in (ours[name], theirs[name])
        ]
        assert heads[0] == heads[1]
        assert len(heads[0]) == 4


def test_its_site_is_checked_like_any_other(other):
    checked = leishu("check", "--site", "--strict", "-C", other)
    assert checked.exit_code == 0, checked.output


def test_a_page_that_went_is_gone_and_search_is_ours_alone(other, tmp_path):
    root = tmp_path / "base"
    shutil.copytree(other, root)
    assert list((root / "site").rglob("notes/going"))
    assert not (root / "site" / "search.json").exists()
    assert (root / "site" / "search" / "manifest.json").is_file()
    (root / "docs" / "notes" / "going.md").unlink()
    assert leishu("build", "--renderer", "zensical", "-C", root).exit_code == 0
    assert not list((root / "site").rglob("notes/going"))
