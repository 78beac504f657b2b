"""The rules that problems name, and the page that explains them, agree."""

import re
from pathlib import Path

import pytest

from leishu.problems import RULES

REPO = Path(__file__).resolve().parent.parent
PAGE = (REPO / "docs" / "contributing" / "rules.md").read_text(encoding="utf-8")
HEADING = re.compile(r"^### ([A-Z]{3}\d{3}) .+ \{ #([A-Z]{3}\d{3}) \}$", re.MULTILINE)
WRITING_RULE = re.compile(r"^### ([A-Z]+-\d+) .+ \{ #([a-z]+-\d+) \}$", re.MULTILINE)

HEADINGS = tuple(HEADING.finditer(PAGE))
ENDS = (*(heading.start() for heading in HEADINGS[1:]), len(PAGE))
SECTIONS = {heading[1]: PAGE[heading.start() : end] for heading, end in zip(HEADINGS, ENDS, strict=True)}


def test_the_page_explains_every_rule_once_and_no_other():
    assert [heading[1] for heading in HEADINGS] == list(RULES)


def test_a_rules_anchor_is_its_id():
    assert all(heading[1] == heading[2] for heading in HEADINGS)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_explained_with_an_example_and_a_remedy(rule):
    section = SECTIONS[rule]
    assert "**例**" in section
    assert "**怎么改**" in section


def test_every_rule_is_one_that_something_reports():
    program = "".join(
        path.read_text(encoding="utf-8") for path in (REPO / "scripts").rglob("*.py") if path.name != "problems.py"
    )
    assert [rule for rule in RULES if f'"{rule}"' not in program] == []


@pytest.mark.parametrize("rule", RULES)
def test_the_page_says_how_bad_a_rule_is(rule):
    word = {"error": "错误", "warning": "提醒"}[RULES[rule].severity]
    assert f"（{word}）" in SECTIONS[rule].splitlines()[0]


def test_the_writing_rules_are_numbered_without_a_gap():
    found = [(match[1], match[2]) for match in WRITING_RULE.finditer(PAGE)]
    assert found
    assert all(shown.lower() == anchor for shown, anchor in found)
    families = {}
    for shown, _anchor in found:
        family, _, number = shown.partition("-")
        families.setdefault(family, []).append(int(number))
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in families.values()), families
