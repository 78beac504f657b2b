"""Timelines: no page grows without end, nothing is lost in between, and what is out of date says so."""

from pathlib import Path

import pytest

from knowledge.worlds import corpus_of, page_text
from leishu.weave.events import date_label
from leishu.weave.timelines import MOST, WHOLE
from rendered import links_of
from weave.worlds import pages_of

FUND = {"entries/fund.md": page_text("投资芯片的基金。\n", title="大基金", kind="organisation")}


def source_of(*sentences):
    body = "\n\n".join(f"{text}\n{{: #p{number} }}" for number, text in enumerate(sentences, 1))
    return {"sources/a.md": page_text(body + "\n", title="源")}


def woven(files):
    return pages_of(corpus_of(files), Path())


def told_on(page):
    return page.count("leishu-cite")


def test_a_short_timeline_is_one_page():
    pages = woven(FUND | source_of("2014年，大基金成立。", "公元前221年，六国统一。"))
    assert [path for path in pages if path.startswith("timeline/")] == [WHOLE]
    assert "## 公元前 221 年 {: #ybc221 }" in pages[WHOLE]
    assert '**2014 年** <q class="leishu-said">2014年，大基金成立。</q> [《源》第 1 段]' in pages[WHOLE]


def test_what_an_entry_says_is_ours_and_no_quotation():
    pages = woven({"entries/fund.md": page_text("2014年，大基金成立。\n", title="大基金", kind="organisation")})
    assert "**2014 年** 2014年，大基金成立。" in pages[WHOLE]


def test_a_long_one_is_cut_by_decades_and_a_long_decade_by_years():
    years = [1998] * 3 + [2014] * (MOST // 2) + [2015] * (2 * MOST + 1)
    pages = woven(FUND | source_of(*(f"{year}年，大基金第{at}次投资。" for at, year in enumerate(years))))
    for base in ("timeline/", "entries/fund/timeline/"):
        mine = {path.removeprefix(base).removesuffix(".md") for path in pages if path.startswith(base)} - {"index"}
        assert mine == {"1990s", "2010s", "2014", "2015", "2015-2", "2015-3"}
        assert {slug: told_on(pages[f"{base}{slug}.md"]) for slug in sorted(mine)} == {
            "1990s": 3,
            "2010s": 0,
            "2014": MOST // 2,
            "2015": MOST,
            "2015-2": MOST,
            "2015-3": 1,
        }
    # The first page leads on, and shows the last few.
    assert told_on(pages[WHOLE]) == 12


def test_every_page_of_a_long_timeline_leads_to_pages_that_are_there():
    pages = woven(FUND | source_of(*(f"{year}年，大基金投资。" for year in range(1800, 2020))))
    mine = [path for path in pages if "timeline" in path]
    assert len(mine) > 40
    for path in mine:
        assert {target for target, _ in links_of(path, pages[path])} <= set(pages), path


def test_a_statement_that_a_later_one_has_overtaken_says_so_with_its_source():
    old, new = "截至2022年底，大基金累计投资 120 家公司。", "截至2024年底，大基金已经累计投资 160 家公司。"
    pages = woven({"entries/fund.md": page_text(f"{old}\n", title="大基金", kind="organisation")} | source_of(new))
    for page in (pages["entries/fund.md"], pages[WHOLE]):
        assert "**截至 2022 年 12 月**" in page
        assert "此后：截至 2024 年 12 月 [《源》第 1 段]" in page


@pytest.mark.parametrize(
    ("iso", "label"),
    [
        ("2018", "2018 年"),
        ("2018-03-05", "2018 年 3 月 5 日"),
        ("2000/2003~", "约 2000 年至 2003 年"),
        ("2018/..", "2018 年起"),
        ("2021~/..", "约 2021 年起"),
        ("../2025", "2025 年以前"),
        ("-0220", "公元前 221 年"),
        ("-0769/-0255", "公元前 770 年至公元前 256 年"),
        ("0000-05", "公元前 1 年 5 月"),
        ("0618", "公元 618 年"),
    ],
)
def test_a_date_as_a_reader_says_it(iso, label):
    assert date_label(iso) == label
