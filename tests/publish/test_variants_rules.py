"""Which rules of conversion hold on which page of a knowledge base."""

from pathlib import Path

import pytest

from leishu.hanzi.rules import Scope
from leishu.knowledge.catalogue import load_catalogue
from leishu.model import HANS, HANT_HK, HANT_TW
from leishu.publish.conversion import site_rules
from leishu.publish.urls import page_address

ENTRY = "---\ntitle: {title}\nkind: {kind}\ndescription: 一句话。\n{more}---\n正文。\n"
GROUP = "title: 信息技术\n{more}words:\n  软件: {{zh-Hant-TW: 軟體}}\n"


@pytest.fixture
def project(tmp_path):
    def write(path, text):
        file = tmp_path / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    write("index.md", "# 首页\n")
    write.rules = lambda: site_rules(tmp_path, load_catalogue(tmp_path))
    return write


def entry(project, kind, title="深度求索", more=""):
    project("entries/x.md", ENTRY.format(title=title, kind=kind, more=more))
    return project.rules().names


TAIWAN = "names: {zh-Hant-TW: 深度公司}\n"


def test_the_name_of_a_person_or_body_stays_one_name(project):
    (rule,) = entry(project, "organisation")
    assert (rule.form(HANT_TW), rule.scope, rule.origin) == ("", Scope.NAME, "docs/entries/x.md")
    (rule,) = entry(project, "organisation", more=TAIWAN)
    assert (rule.form(HANT_TW), rule.form(HANT_HK)) == ("深度公司", "")


def test_the_surname_of_a_person_stays(project):
    (rule,) = entry(project, "person", title="范晓云")
    assert rule.form(HANT_TW) == rule.form(HANT_HK) == "范曉雲"


def test_a_concept_is_a_word_and_only_where_a_region_has_one_for_it(project):
    (rule,) = entry(project, "concept", more=TAIWAN)
    assert rule.scope is Scope.WORD
    assert entry(project, "concept") == ()
    assert entry(project, "concept", more="names: {zh-Hant-TW: [深度公司, 深度]}\n") == ()


def test_the_words_of_a_law_never_change(project):
    (rule,) = entry(project, "policy", title="数据安全法", more="names: {zh-Hant-TW: 資料安全法}\n")
    assert (rule.form(HANT_TW), rule.scope) == ("", Scope.NAME)
    other = "names: {zh-Hans: [数据法], zh-Hant-TW: 資料安全法, aliases: [数安法, DSL]}\n"
    rules = entry(project, "policy", title="数据安全法", more=other)
    assert [rule.form(HANS) for rule in rules] == ["数据安全法", "数据法", "数安法"]


def test_a_latin_name_needs_no_rule(project):
    assert entry(project, "product", title="DeepSeek") == ()


def test_a_group_holds_where_it_is_asked_for(project):
    project("conversion/it.yml", GROUP.format(more=""))
    project("topics/a.md", "---\ntitle: 甲\ndescription: 甲。\nconversion: [it]\n---\n")
    assert [rule.origin for rule in project.rules().pages["topics/a/"]] == ["docs/conversion/it.yml:3"]
    assert set(project.rules().pages) == {"topics/a/"}


def test_a_group_for_everywhere_leaves_source_texts_to_their_authors(project):
    project("conversion/it.yml", GROUP.format(more="everywhere: on\n"))
    project("sources/s.md", "---\ntitle: 来源\nlicence: CC0-1.0\n---\n软件。\n")
    rules = project.rules()
    assert set(rules.pages) == {""}
    assert {folder: len(own) for folder, own in rules.made.items()} == {"": 1, "sources": 0}


def test_what_is_wrong_is_said_with_file_and_line(project):
    project("conversion/it.yml", "title: x\nwords:\n  软件: 軟體\n")
    project("topics/a.md", "---\ntitle: 甲\ndescription: 甲。\nconversion: [itt]\n---\n正文\n-{未完\n")
    found = [str(problem) for problem in project.rules().problems]
    assert [problem.split(" ")[0] for problem in found] == [
        "docs/conversion/it.yml:3:1",
        "docs/topics/a.md:4:1",
        "docs/topics/a.md:7:1",
    ]


def test_each_rule_of_a_page_is_told_by_its_own_line(project):
    rules = ["itt", "打印=>zh-hant-xx:列印", "zh-hant-tw:列印", "坏: {zh-xx: 好}", "zh-hans:老挝;zh-hant-tw:寮國"]
    listed = "".join(f"  - {rule}\n" for rule in rules)
    project("topics/a.md", f"---\ntitle: 甲\nconversion:\n{listed}---\n-{{A|}}-\n")
    found = [str(problem) for problem in project.rules().problems]
    assert [problem.split(" ")[0] for problem in found] == [
        *(f"docs/topics/a.md:{line}:1" for line in (4, 5, 6, 7)),
        "docs/topics/a.md:10:1",
    ]
    assert "没有转换规则组「itt」" in found[0]
    assert "不认识的文字「zh-hant-xx」" in found[1]
    assert "zh-hans" in found[2]
    assert [rule.origin for rule in project.rules().pages["topics/a/"]][-1] == "docs/topics/a.md:8"


def test_a_group_that_is_not_utf8_is_a_problem(project, tmp_path):
    project("conversion/it.yml", "")
    (tmp_path / "docs/conversion/it.yml").write_bytes(b"\xff")
    assert "UTF-8" in str(project.rules().problems[0])


@pytest.mark.parametrize(
    ("doc", "address"),
    [
        ("index.md", ""),
        ("topics/index.md", "topics/"),
        ("topics/a.md", "topics/a/"),
        ("README.md", ""),
        ("a/b/c.md", "a/b/c/"),
    ],
)
def test_the_address_of_a_page(doc, address):
    assert page_address(doc) == address


def test_the_groups_of_this_repository_have_no_problem():
    root = Path(__file__).parents[2]
    assert site_rules(root, load_catalogue(root)).problems == ()


def test_what_a_topic_asks_for_holds_for_its_entries(project):
    project("conversion/it.yml", GROUP.format(more=""))
    project("topics/a.md", "---\ntitle: 甲\ndescription: 甲。\nconversion: [it]\n---\n")
    project("entries/x.md", ENTRY.format(title="乙", kind="concept", more="topics: [a]\n"))
    project("entries/y.md", ENTRY.format(title="丙", kind="concept", more=""))
    assert set(project.rules().pages) == {"topics/a/", "entries/x/"}


def test_a_page_makes_rules_in_its_text(project):
    text = "-{H|zh-hans:老挝;zh-hant-tw:寮國}-与-{A|内存=>zh-hant-tw:記憶體}-，`-{H|zh-hans:甲;zh-hant:乙}-`"
    project("topics/a.md", f"---\ntitle: 甲\n---\n一行\n\n{text}\n")
    first, second = project.rules().pages["topics/a/"]
    assert (first.form(HANT_TW), first.form(HANT_HK), first.origin) == ("寮國", "", "docs/topics/a.md:6")
    assert (second.form(HANT_TW), second.one_way) == ("記憶體", True)


def test_broken_markup_in_the_head_is_a_problem_at_its_line(project):
    project("topics/a.md", "---\ntitle: 甲\ndescription: 说-{明\n---\n正文\n")
    (problem,) = project.rules().problems
    assert str(problem).startswith("docs/topics/a.md:3:15 HAN101")
    assert "补上" in str(problem)
