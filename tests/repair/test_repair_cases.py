"""What `repair` does to texts, case by case: tests/cases/repair/*.yml. A new case needs no code."""

from pathlib import Path

import pytest
import yaml

from leishu.repair import RULES, repair, replay, undo

CASES = Path(__file__).resolve().parents[1] / "cases" / "repair"


def cases(name):
    """The cases of one file, named by their ids."""
    rows = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["id"]) for row in rows]


@pytest.mark.parametrize("case", cases("negative"))
def test_a_sound_text_passes_untouched(case):
    result = repair(case["text"])
    assert result.text == case["text"], [(step.rule, step.before, step.after) for step in result.steps]
    assert not result.steps


def test_there_are_hard_negatives_enough():
    assert len(cases("negative")) >= 100


@pytest.mark.parametrize("case", cases("synthetic"))
def test_damage_is_undone(case):
    result = repair(case["input"])
    assert result.text == case["expected"]
    assert [doubt.text for doubt in result.doubts] == case.get("left", [])


@pytest.mark.parametrize("case", cases("in-the-wild"))
def test_what_sites_did_is_undone(case):
    result = repair(case["input"])
    for phrase in case["contains"]:
        assert phrase in result.text
    for trace in case["gone"]:
        assert trace not in result.text


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(param.values[0], id=param.id, marks=pytest.mark.xfail(reason=param.values[0]["why"], strict=True))
        for param in cases("known-failures")
    ],
)
def test_what_cannot_be_undone_yet(case):
    assert repair(case["input"]).text == case["expected"]


@pytest.mark.parametrize("case", [*cases("synthetic"), *cases("in-the-wild")])
def test_every_change_can_be_taken_back(case):
    result = repair(case["input"])
    assert undo(result.text, result.steps) == case["input"]
    assert replay(case["input"], result.steps) == result.text


@pytest.mark.parametrize("case", [*cases("synthetic"), *cases("in-the-wild")])
def test_what_was_repaired_needs_no_repair(case):
    once = repair(case["input"]).text
    assert repair(once).text == once


@pytest.mark.parametrize("case", [*cases("synthetic"), *cases("in-the-wild")])
def test_every_step_says_why(case):
    result = repair(case["input"])
    assert all(step.evidence and step.before != step.after for step in result.steps)
    assert {step.rule for step in result.steps} <= {rule.NAME for rule in RULES}


def test_no_two_rules_share_a_name():
    assert len({rule.NAME for rule in RULES}) == len(RULES)
