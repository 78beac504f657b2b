"""Which names are seen in a text: the stories of tests/cases/knowledge/mentions, and laws."""

import functools
import itertools
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.worlds import CASES, entries_of, params, plain_page, register_of
from leishu.hanzi.convert import convert
from leishu.knowledge.mentions import find_mentions
from leishu.knowledge.reading import read_page
from leishu.knowledge.sightings import Finder
from leishu.markdown.sections import passages
from leishu.model import HANS, HANT_HK, HANT_TW, SourceName
from leishu.records import parse_record

STORIES = ("mentions/synthetic", "mentions/negative", "mentions/known-failures")
FRAGMENTS = (
    "深度求索",
    "DeepSeek",
    "梁雲峰",
    "ARM",
    "中科院",
    "開源",
    "节流",
    "红旗 Linux",
    "，",
    "。",
    "的",
    " ",
    "\n\n",
    "`",
    "**",
    "[",
    "]",
    "(x)",
    "a",
    "#",
)


@functools.cache
def register():
    record, _ = parse_record((CASES / "names.yml").read_text(encoding="utf-8"), "names.yml")
    return register_of(entries_of(record))


def sightings(reading, names):
    return next(Finder(names).find([reading]))


def found_in(body, path="note.md"):
    reading = read_page(plain_page(body, path), passages(body, SourceName(PurePosixPath(path).stem)))
    return find_mentions(reading, sightings(reading, register()))


@pytest.mark.parametrize("case", params(*STORIES))
def test_a_text_mentions(case):
    found = [[m.surface, m.target.removeprefix("entries/").removesuffix(".md")] for m in found_in(case["text"])]
    assert found == case.get("found", [])


@pytest.mark.parametrize("case", params("mentions/synthetic"))
@pytest.mark.parametrize("script", [HANT_TW, HANT_HK])
def test_a_text_mentions_the_same_in_another_script(case, script):
    # Characters only: the vocabulary of a region is given in front matter, and has cases of its own.
    converted = convert(case["text"], HANS, script)
    assert [m.target for m in found_in(converted)] == [m.target for m in found_in(case["text"])]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
@settings(max_examples=150, deadline=None)
def test_mentions_are_in_order_apart_and_say_what_the_page_says(body):
    mentions = found_in(body)
    assert all(m.span.of(body) == m.surface for m in mentions)
    assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(mentions))


def test_a_page_does_not_mention_itself_nor_part_of_its_own_name():
    assert found_in("红旗 Linux 是 Linux。", "entries/red-flag.md")[0].surface == "Linux"
    assert len(found_in("红旗 Linux 是 Linux。", "entries/red-flag.md")) == 1


def test_a_mention_knows_its_section_and_passage():
    body = "# 甲\n\n深度求索。\n{: #p1 }\n\n## 乙\n\n又是 ARM。\n{: #p2 }\n"
    assert [(m.section, m.passage) for m in found_in(body, "sources/x.md")] == [("甲", "x#p1"), ("乙", "x#p2")]


def test_a_misspelling_says_so():
    assert found_in("梁云峰说")[0].reason == "原文作「梁云峰」，当为「梁文锋」"


def test_a_name_of_marks_alone_is_never_seen():
    marks = register_of(entries_of({"x": {"title": "：", "kind": "concept", "names": {"aliases": ["——", "甲乙"]}}}))
    reading = read_page(plain_page("他说：甲乙——如此。"))
    assert [found.span.of(reading.page.body) for found in sightings(reading, marks)] == ["甲乙"]
