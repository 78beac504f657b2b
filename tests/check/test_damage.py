"""Damage that was left stays on the list until somebody mends it."""

import pytest

from leishu.check.damage import damage_problems
from leishu.convert.record import LeftLine, SourceRecord
from leishu.knowledge.catalogue import catalogue_of
from leishu.model import SourceName

PAGE = """\
---
title: 指令集
---
芯片的指令?架构，英文缩写 ISA。
{: #p1 }

第二段也说指令?架构。
{: #p2 }
"""


def told(anchor, text, page=PAGE, name="isa", candidates=()):
    sources = catalogue_of({"sources/isa.md": page}).sources
    record = SourceRecord("", "", (), (LeftLine(anchor, text, "一个字节丢失", candidates),))
    return damage_problems(sources, {SourceName(name): record})


@pytest.mark.parametrize(("anchor", "place"), [("p1", (4, 6)), ("p2", (7, 8)), ("", (4, 6)), ("p9", (4, 6))])
def test_it_is_told_where_it_stands(anchor, place):
    (problem,) = told(anchor, "?")
    assert (problem.path, problem.line, problem.column, problem.rule) == ("docs/sources/isa.md", *place, "TXT101")


def test_it_is_known_again_in_another_script():
    # The record is of the text as received; the page was converted since.
    assert told("p1", "指令?架構")


def test_what_may_have_stood_there_is_said():
    (problem,) = told("p1", "?", candidates=("集", "级", "即", "极"))
    assert "「集」、「级」、「即」" in problem.message
    assert "极" not in problem.message


@pytest.mark.parametrize(
    ("page", "name"), [(PAGE.replace("?", "集"), "isa"), (PAGE, "another")], ids=["mended", "another source"]
)
def test_what_is_mended_or_unknown_is_not_told(page, name):
    assert not told("p1", "?", page=page, name=name)
