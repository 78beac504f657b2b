"""The given article: every reading and every frame shift exact, nothing else touched.

Its wording is not ours to repeat.
"""

import re
from collections import Counter

import pytest

from leishu.repair import repair, undo
from leishu.repair.pinyin import READING


@pytest.fixture(scope="module")
def article(given_article):
    return given_article.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def repaired(article):
    return repair(article)


def test_no_reading_and_no_tag_is_left(repaired):
    assert not re.search(rf"[(（?]{READING}[)）]", repaired.text)
    assert "/p>" not in repaired.text
    assert not re.search("[\ue000-\uf8ff€]", repaired.text)


def test_all_of_it_is_undone_and_none_of_it_guessed(repaired):
    assert Counter(step.rule for step in repaired.steps)["misaligned replacement"] == 14
    assert not repaired.doubts


def test_the_frame_shifts_read_as_they_should(repaired):
    """By what they are, as research says: four times 因為, twice 們在, eight times the end of a sentence."""
    shifts = [step for step in repaired.steps if step.rule == "misaligned replacement"]
    kinds = Counter(step.after[:1] for step in shifts)
    assert kinds == {"為": 4, "在": 2, "。": 8}
    assert Counter(step.after[:2] for step in shifts if step.after[0] == "。") == {"。”": 7, "。《": 1}


def test_only_brackets_and_what_tools_narrowed_is_touched(repaired):
    for step in repaired.steps:
        if step.rule == "inserted readings":
            assert re.fullmatch(rf"\({READING}\)", step.before)
            assert step.after == ""
        if step.rule == "punctuation width":
            assert step.before in ",:;?!()"
        if step.rule == "page furniture":
            assert step.evidence == "a call to open the page in an app"
    assert {step.rule for step in repaired.steps} == {
        "misaligned replacement",
        "inserted readings",
        "punctuation width",
        "line breaks",
        "page furniture",
    }
    assert [step.rule for step in repaired.steps].count("page furniture") == 1


def test_it_can_be_taken_back(article, repaired):
    assert undo(repaired.text, repaired.steps) == article
