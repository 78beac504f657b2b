"""The story of a source from Taiwan that a reader wants to see in the script it came in."""

import pytest

from leishu.model import HANS, HANT_TW, Variant
from leishu.project import load_project
from leishu.publish.html import scan
from leishu.publish.stretch import Writing
from leishu.publish.variants.page import Writer
from small_base import leishu, make


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The woven pages of a base with one source in each script, by path; woven again, from what was kept."""
    base = make(tmp_path_factory.mktemp("received") / "base")
    assert leishu("convert", "-C", base).exit_code == 0
    first = {page.path: page.markdown for page in load_project(base).pages}
    assert {page.path: page.markdown for page in load_project(base).pages} == first
    return first


def test_each_passage_stands_there_as_it_came_and_leads_to_itself(pages):
    received = pages["sources/letter/received.md"]
    assert '<div class="leishu-received" lang="zh-Hant-TW" translate="no" data-search="off" markdown>' in received
    assert "<small>[2](../letter.md#p2)</small> 今年的烏龍茶比往年好，焙火也輕。老陳說，製茶的紀錄若能" in received


def test_the_page_of_the_source_leads_there(pages):
    assert " · [照收到时的字看](letter/received.md)" in pages["sources/letter.md"]


def test_a_source_that_came_in_the_script_of_the_pages_has_no_such_page(pages):
    assert "sources/notes/received.md" not in pages
    assert "照收到时的字看" not in pages["sources/notes.md"]


@pytest.mark.parametrize("shown", ["開放原始碼，裡面", "开放源代码，里面"])
def test_no_variant_converts_it(shown):
    page = f'<p>里面</p><div class="leishu-received" lang="zh-Hant-TW" translate="no"><p>{shown}</p></div>'
    variant = Variant(HANT_TW, "臺灣", "tw", "s2tw")
    writer = Writer(Variant(HANS, "简体"), (variant,), "")
    assert f"<p>裡面</p>{page[9:]}" == writer.variant_page(scan(page, HANS), "", variant)
    assert scan(page, HANS).written(["里面"], Writing(HANS, {})) == page
