"""Dates and periods in Chinese: the stories of tests/cases/knowledge/dates, and laws."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.worlds import params
from leishu.hanzi.convert import convert
from leishu.knowledge.calendar import Day, Interval, number
from leishu.knowledge.dates import find_dates
from leishu.model import HANS, HANT_TW

STORIES = ("dates/synthetic", "dates/negative", "dates/known-failures")
PUBLISHED = date(2025, 2, 24)
FRAGMENTS = (
    "2018",
    "年",
    "3",
    "月",
    "5日",
    "二〇",
    "去年",
    "至",
    "—",
    "十",
    "五",
    "“",
    "世纪",
    "代",
    "初",
    "民国",
    " ",
    "前",
    "，",
)


def dates_in(case):
    published = case.get("published", PUBLISHED)
    return find_dates(case["text"], published or None)


@pytest.mark.parametrize("case", params(*STORIES))
def test_a_text_is_dated(case):
    found = dates_in(case)
    assert [dated.iso for dated in found] == case.get("dates", [])
    assert any(dated.as_of for dated in found) == case.get("as_of", False)


@pytest.mark.parametrize("case", params("dates/synthetic"))
def test_a_text_is_dated_the_same_in_another_script(case):
    other = {**case, "text": convert(case["text"], HANS, HANT_TW)}
    assert [dated.iso for dated in dates_in(other)] == case["dates"]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=10).map("".join), st.sampled_from([None, PUBLISHED]))
def test_whatever_is_read_is_an_interval_in_its_place(text, published):
    end = 0
    for dated in find_dates(text, published):
        assert end <= dated.span.start < dated.span.end <= len(text)
        assert dated.interval.start <= dated.interval.end
        end = dated.span.end


@given(st.dates(date(1600, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_as_it_is_written(day):
    (found,) = find_dates(f"{day.year}年{day.month}月{day.day}日")
    assert found.interval == Interval(Day.of(day), Day.of(day))
    assert found.iso == day.isoformat()


@pytest.mark.parametrize(
    ("text", "value"),
    [("7", 7), ("十", 10), ("十二", 12), ("二十", 20), ("廿一", 21), ("三十一", 31), ("二〇二五", 2025), ("元", 1)],
)
def test_a_number_in_characters(text, value):
    assert number(text) == value
