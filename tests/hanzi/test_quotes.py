"""Quotation marks as each region sets them, and what looks like one and is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leishu.hanzi.conversion import Conversion, conversion_for
from leishu.hanzi.explain import explain
from leishu.hanzi.quotes import Quotes, quotes_for, requoted
from leishu.hanzi.rules import Rule, Rulebook, Scope
from leishu.model import HANS, HANT, HANT_HK, HANT_TW


def corner(text):
    return written(text, Quotes.CORNER)


def written(text, style):
    chars = list(text)
    for at, mark in requoted(text, style):
        chars[at] = mark
    return "".join(chars)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说：“这叫‘开源’，不叫“免费”。”", "他说：「这叫『开源』，不叫『免费』。」"),
        ("‘开源’是什么", "「开源」是什么"),
        ("所谓“open source”的运动，“DeepSeek”出现。", "所谓「open source」的运动，「DeepSeek」出现。"),
        ("他说“don’t be evil”是“口号”", "他说「don’t be evil」是「口号」"),
        ("始于“2025”年", "始于「2025」年"),
        ("“第一段\n“第二段。”", "「第一段\n「第二段。」"),
        ("输入“\x1e”，两个都行", "输入「\x1e」，两个都行"),
    ],
)
def test_of_chinese(text, expected):
    assert corner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“History of RISC-V”，RISC-V International。",
        "It’s a 5” disk, don’t say “hi”.",
        "一块 3.5”的硬盘，rock ’n’ roll，the ’90s",
        'const a = "甲"',
        "「こんにちは」",
    ],
)
def test_of_other_things_they_stay(text):
    assert corner(text) == text


def test_towards_the_mainland():
    assert written("他說：「這叫『開源』，不叫「免費」。」", Quotes.CURLY) == "他說：“這叫‘開源’，不叫‘免費’。”"
    assert written("「こんにちは」與「你好」", Quotes.CURLY) == "「こんにちは」與“你好”"


def test_a_conversion_writes_those_of_its_target():
    assert conversion_for(HANS, HANT_TW)("“发展”") == "「發展」"
    assert conversion_for(HANS, HANT_HK)("“发展”") == "「發展」"
    assert conversion_for(HANT_TW, HANS)("「發展」") == "“发展”"
    assert conversion_for(HANS, HANT_TW, quotes=Quotes.KEEP)("“发展”") == "“發展”"
    assert conversion_for(HANT_TW, HANT_HK)("“發展”") == "“發展”"
    assert conversion_for(HANS, HANS)("「发展」") == "「发展」"
    assert quotes_for("zh-Hans-SG") is Quotes.CURLY


def test_in_the_name_of_a_law_too():
    rule = Rule(((HANS, "“十四五”信息化规划"),), "law", Scope.NAME)
    words = Rule(((HANS, "信息化"), (HANT, "資訊化")), "it")
    conversion = Conversion("s2tw", Rulebook((rule, words), HANS, HANT_TW), quotes=Quotes.CORNER)
    assert conversion("《“十四五”信息化规划》与信息化") == "《「十四五」信息化規劃》與資訊化"


def test_what_a_person_protects_stays():
    conversion = Conversion("s2tw", Rulebook((), HANS, HANT_TW), markup=True, quotes=Quotes.CORNER)
    assert conversion("-{“}-发展”") == "“發展」"


def test_it_is_explained():
    changes = explain(conversion_for(HANS, HANT_TW), "“人”")
    assert [(change.before, change.after, change.reason) for change in changes] == [
        ("“", "「", "引号"),
        ("”", "」", "引号"),
    ]


@given(st.text(alphabet="“”‘’「」『』人ab1 \n，", max_size=30), st.sampled_from(Quotes))
def test_one_mark_becomes_one_mark(text, style):
    found = list(requoted(text, style))
    assert len({at for at, _ in found}) == len(found)
    assert all(text[at] in "“”‘’「」『』" for at, _ in found)
