"""The forms on GitHub: a fault in one shows as a form that is simply not offered, so it is looked for here."""

import re
from pathlib import Path

import pytest

from leishu.knowledge.schema import KINDS
from leishu.records import parse_record

GITHUB = Path(__file__).resolve().parent.parent / ".github"
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
# https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests
FIELDS = {"markdown", "input", "textarea", "dropdown", "checkboxes"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def read(path):
    record, problems = parse_record(path.read_text(encoding="utf-8"), path.name)
    assert not problems
    return record


def fields(form):
    return {field["id"]: field for field in form["body"]}


def test_there_is_a_form_for_each_of_the_three_reports():
    assert [path.stem for path in FORMS] == ["garbled-text", "missing-entry", "wrong-content"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_that_github_shows(path):
    form = read(path)
    assert {"name", "description", "body"} <= set(form)
    assert len(fields(form)) == len(form["body"]), "every field has an id of its own"
    for field in form["body"]:
        assert field["type"] in FIELDS
        assert field["attributes"]["label"]
    labels = [field["attributes"]["label"] for field in form["body"]]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_speaks_chinese_first_and_english_too(path):
    form = read(path)
    for text in (form["name"], form["description"], *(field["attributes"]["label"] for field in form["body"])):
        first, _, second = text.partition(" · ")
        assert CHINESE.search(first)
        assert re.search(r"[A-Za-z]{3}", second)


def test_the_form_for_a_missing_entry_offers_the_kinds_there_are():
    options = fields(read(GITHUB / "ISSUE_TEMPLATE" / "missing-entry.yml"))["kind"]["attributes"]["options"]
    assert tuple(option.partition(" · ")[2] for option in options) == KINDS


def test_a_pull_request_is_asked_three_things():
    template = (GITHUB / "PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    assert len(re.findall(r"^- \[ \] ", template, re.MULTILINE)) == 3
