"""Groups of rules, rules of a page, and `-{…}-`."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leishu.hanzi.markup import plain, problems, shown
from leishu.hanzi.markup import rules as rules_in
from leishu.hanzi.rules import read_group, read_page
from leishu.model import HANS, HANT, HANT_HK, HANT_TW
from leishu.records import parse_record

GROUP = """title: 信息技术
words:
  软件: {zh-Hant-TW: 軟體, zh-hk: 軟件}
  数组: {zh-tw: 陣列}
one-way:
  老挝: {zh-Hant-TW: 寮國}
"""


def group(text):
    record, found = parse_record(text, "docs/conversion/it.yml")
    rules, more = read_group(record)
    return rules, [str(problem) for problem in (*found, *more)]


def test_a_group_is_read_with_the_line_of_each_rule():
    rules, found = group(GROUP)
    assert found == []
    assert [rule.origin for rule in rules] == [f"docs/conversion/it.yml:{line}" for line in (3, 4, 6)]
    assert rules[0].form(HANT_TW) == "軟體"
    assert rules[0].form(HANT_HK) == "軟件"
    assert rules[1].form(HANT_HK) == ""
    assert [rule.one_way for rule in rules] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("words: {软件: {zh-Hant-TW: 軟體}}", "MET103"),
        ("title: x\nwords:\n  软件: 軟體\n", "docs/conversion/it.yml:3:1 HAN101 「软件」应为"),
        ("title: x\nwords:\n  软件: {zh-Hant-TE: 軟體}\n", "是否为「zh-hant-tw」"),
        ("title: x\nword: {}\n", "MET102"),
    ],
)
def test_what_is_wrong_with_a_group_is_said_with_its_line(text, message):
    _, found = group(text)
    assert any(message in problem for problem in found), found


def page(text):
    record, _ = parse_record(text, "docs/topics/x.md", first_line=2)
    rules, found = read_page(record, {"it": group(GROUP)[0]})
    return rules, [str(problem) for problem in found]


def test_a_page_names_groups_and_has_rules_of_its_own():
    rules, found = page("title: x\nconversion:\n  - it\n  - 默认: {zh-Hant-TW: 預設}\n")
    assert found == []
    assert [rule.form(HANS) for rule in rules] == ["软件", "数组", "老挝", "默认"]
    assert page("conversion: it\n")[0] == rules[:3]
    assert page("title: x\n") == ((), [])


def test_a_page_may_write_rules_as_mediawiki_does():
    rules, found = page("conversion:\n  - 内存=>zh-hant-tw:記憶體;zh-hk:內存\n  - zh-hans:鼠标;zh-tw:滑鼠\n")
    assert found == []
    assert [(rule.form(HANT_TW), rule.one_way) for rule in rules] == [("記憶體", True), ("滑鼠", False)]
    _, found = page("conversion: [zh-hans:甲;zh-hant:乙;zh-xx:丙]\n")
    assert "不认识的文字「zh-xx」" in found[0]


def test_a_text_makes_rules_for_its_page():
    text = "-{H|zh-hans:老挝;zh-hant-tw:寮國}-\n\n-{A|内存=>zh-hant-tw:記憶體}-\n`-{H|zh-hans:a;zh-hant:b}-`-{A|余光}-"
    made = list(rules_in(text, "x.md", 8))
    assert [(rule.forms[0][1], rule.origin, rule.one_way) for rule in made] == [
        ("老挝", "x.md:8", False),
        ("内存", "x.md:10", True),
        ("余光", "x.md:11", False),
    ]
    assert made[2].form(HANT_HK) == "余光"


def test_a_group_that_does_not_exist_is_a_problem():
    rules, found = page("title: x\nconversion: [itt]\n")
    assert rules == ()
    assert found[0].startswith("docs/topics/x.md:3:1 HAN101")
    assert "是否为「it」" in found[0]


@pytest.mark.parametrize(
    ("markup", "tag", "expected"),
    [
        ("-{干}-", HANT_TW, "干"),
        ("-{}-", HANT_TW, ""),
        ("-{zh-hans:网络;zh-hant-tw:網路}-", HANT_TW, "網路"),
        ("-{zh-hans:网络;zh-hant-tw:網路;}-", HANS, "网络"),
        ("-{ zh-cn : 网络 ; zh-tw : 網路 }-", HANT_TW, "網路"),
        ("-{zh-hans:a;zh-hant:b}-", HANT_HK, "b"),
        ("-{zh-hans:a;zh-hant-tw:b}-", HANT_HK, "b"),
        ("-{zh-hans:A;B;zh-hant:C&amp;D}-", HANS, "A;B"),
        ("-{zh-hans:A;B;zh-hant:C&amp;D}-", HANT, "C&amp;D"),
        ("-{内存=>zh-hant-tw:記憶體}-", HANT_TW, "記憶體"),
        ("-{内存=&gt;zh-hant-tw:記憶體}-", HANS, "内存"),
        ("-{https://example.org/a:b}-", HANS, "https://example.org/a:b"),
        ("前-{后}-前-{发}-", HANS, "前后前发"),
        ("-{未完", HANS, "-{未完"),
        ("-{R|zh-hans:a;zh-hant:b}-", HANT, "zh-hans:a;zh-hant:b"),
        ("-{A|zh-hans:老挝;zh-hant-tw:寮國}-", HANT_TW, "寮國"),
        ("甲-{H|zh-hans:老挝;zh-hant-tw:寮國}-乙", HANT_TW, "甲乙"),
        ("-{a|b}-", HANS, "b"),
    ],
)
def test_markup(markup, tag, expected):
    assert plain(markup, tag) == expected


def test_what_was_not_said_for_a_script_is_left_to_conversion():
    (piece,) = shown("用-{内存=>zh-hant-hk:內存}-", HANT_TW)
    assert piece.kept is not None
    assert piece.kept.of("用-{内存=>zh-hant-hk:內存}-") == "内存"


@given(st.text(alphabet="-{}zh:;=>hant开\n`", max_size=40))
@settings(max_examples=200)
def test_any_text_can_be_read_and_what_is_no_markup_stays(text):
    spans = [piece.span for piece in shown(text, HANT_TW)]
    assert spans == sorted(spans)
    if not spans:
        assert plain(text, HANS) == text
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems(text, "x.md"))


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("第一行\n又-{开\n", "x.md:9:2", "没有配对"),
        ("开}-源", "x.md:8:2", "没有配对的「-{」"),
        ("-{zh-hans:a-{b}-;zh-hant:c}-", "x.md:8:1", "其中又有"),
        ("-{zh-hant-tx:a;zh-hans:b}-", "x.md:8:3", "是否为「zh-hant-tw」"),
        ("-{zh-hans：a}-", "x.md:8:1", "半角"),
        ("-{T|zh-hans:a;zh-hant:b}-", "x.md:8:1", "前文的 title"),
        ("-{D|zh-hans:a;zh-hant:b}-", "x.md:8:1", "A、H、R"),
        ("-{H|zh-hant-tw:b}-", "x.md:8:1", "要有 zh-hans"),
        ("-{H|文字}-", "x.md:8:1", "要有 zh-hans"),
    ],
)
def test_broken_markup_is_a_problem_with_its_place(text, place, message):
    found = problems(text, "x.md", first_line=8)
    assert str(found[0]).startswith(f"{place} HAN101"), found
    assert message in str(found[0])


@pytest.mark.parametrize("text", ["`-{`", "```\n-{zh-hanz:a}-\n```\n", "-{a}-与-{b}-", "}与{-"])
def test_code_and_good_markup_are_no_problem(text):
    assert problems(text, "x.md") == ()
