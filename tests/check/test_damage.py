"""Damage that was left stays on the list until somebody mends it, or settles it in a way that the bytes allow."""

import pytest

from leishu.check.damage import damage_problems
from leishu.convert.record import LeftLine, NaiveLine, SourceRecord
from leishu.knowledge.catalogue import catalogue_of
from leishu.model import Provenance, Settlement, SourceFile, SourceName
from leishu.repair import settled

PAGE = """\
---
title: 指令集
---
芯片的指令?架构，英文缩写 ISA。
{: #p1 }

第二段也说指令?架构。
{: #p2 }
"""


def told(anchor, text, page=PAGE, name="isa", candidates=(), again=1):
    sources = catalogue_of({"sources/isa.md": page}).sources
    line = LeftLine(anchor, text, "一个字节丢失", tuple((word, -1.0) for word in candidates), f"令{text}架")
    return damage_problems(sources, (), {SourceName(name): SourceRecord("", "", (), (line,) * again)})


@pytest.mark.parametrize(("anchor", "place"), [("p1", (4, 6)), ("p2", (7, 8)), ("", (4, 6)), ("p9", (4, 6))])
def test_it_is_told_where_it_stands(anchor, place):
    (problem,) = told(anchor, "?")
    assert (problem.path, problem.line, problem.column, problem.rule) == ("docs/sources/isa.md", *place, "TXT101")


def test_it_is_known_again_in_another_script():
    # The record is of the text as received; the page was converted since.
    assert told("p1", "指令?架構")


@pytest.mark.parametrize(
    ("damaged", "shown"),
    [("?*_x", "?\\*_x"), ("[^a]?", "\\[^a\\]?"), ("<b?", "&lt;b?"), ("&#3?", "&amp;#3?"), ("???", "&#63;??")],
)
def test_it_is_known_again_where_the_page_escapes_it(damaged, shown):
    assert told("p1", damaged, page=PAGE.replace("?", shown))


def test_equal_runs_of_a_passage_are_told_one_by_one():
    columns = [problem.column for problem in told("p2", "?", page=PAGE.replace("第二段", "第?段"), again=2)]
    assert columns == [2, 8]


def test_what_may_have_stood_there_is_said_with_its_score():
    (problem,) = told("p1", "?", candidates=("集", "级", "即", "极"))
    assert "「集」(-1.0)、「级」(-1.0)、「即」(-1.0)、「极」(-1.0)" in problem.message


def test_the_line_that_settles_it_is_given():
    (problem,) = told("p1", "?", candidates=("集", "级"))
    assert problem.hint.endswith('  "令?架": "令集架"')
    assert "sources/isa.source.yml" in problem.hint


@pytest.mark.parametrize(
    ("page", "name"), [(PAGE.replace("?", "集"), "isa"), (PAGE, "another")], ids=["mended", "another source"]
)
def test_what_is_mended_or_unknown_is_not_told(page, name):
    assert not told("p1", "?", page=page, name=name)


@pytest.mark.parametrize("why", [settled.NOWHERE, settled.SOUND, settled.PART, settled.UNPROVEN])
def test_a_decision_that_does_not_apply_is_told_at_its_line(why):
    name = SourceName("isa")
    file = SourceFile(name, "sources/isa.txt", b"", "", Provenance(), (Settlement("令?架", "令集架", 8),))
    (problem,) = damage_problems((), (file,), {name: SourceRecord("", "", (), (), (("令?架", why),))})
    assert (problem.path, problem.line, problem.rule) == ("sources/isa.source.yml", 8, "TXT102")
    assert why in problem.message


@pytest.mark.parametrize(("stated", "told"), [(None, 1), (True, 0)])
def test_traditional_made_by_characters_is_told_until_somebody_has_looked(stated, told):
    name = SourceName("isa")
    file = SourceFile(name, "sources/isa.txt", b"", "", Provenance(naive=stated))
    line = NaiveLine((("于", "於", 14), ("后", "後", 2)), (("著", 3),))
    problems = damage_problems((), (file,), {name: SourceRecord("", "", (), (), (), line)})
    assert [problem.rule for problem in problems] == ["TXT103"] * told
    for problem in problems:
        assert "「于」14 处应作「於」" in problem.message
        assert "「著」3 处" in problem.message
        assert "naive: on" in problem.hint
