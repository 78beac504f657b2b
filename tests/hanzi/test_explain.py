"""Every change has a reason, and the reasons add up to the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leishu.hanzi.conversion import OWN_RULES, Conversion, conversion_for
from leishu.hanzi.convert import by_config
from leishu.hanzi.explain import _units, explain
from leishu.hanzi.rules import Rule, Rulebook
from leishu.model import HANS, HANT, HANT_HK, HANT_TW
from opencc_cases import opencc_expectations

TAIWAN = conversion_for(HANS, HANT_TW)


def test_done_again_entry_by_entry_it_is_what_opencc_writes():
    for config, text, _ in opencc_expectations():
        assert "".join(unit.after for unit in _units(text, config)) == by_config(config, text), (config, text)


def put(text, changes):
    """The text with the changes made."""
    out, at = [], 0
    for change in changes:
        assert change.before == change.span.of(text)
        assert at <= change.span.start
        out += (text[at : change.span.start], change.after)
        at = change.span.end
    return "".join((*out, text[at:]))


@given(
    st.text(alphabet="被发明了如何参与制造头干后里面范于先生《》，a\n", max_size=30),
    st.sampled_from([HANT_TW, HANT_HK, HANT]),
)
@settings(max_examples=100)
def test_the_changes_make_the_text(text, target):
    conversion = conversion_for(HANS, target)
    assert put(text, explain(conversion, text)) == conversion(text)


@pytest.mark.parametrize(("source", "target"), [(HANT_TW, HANT_HK), (HANT_TW, HANS), (HANT, HANS)])
def test_in_other_directions_too(source, target):
    text = "這裡說甚麼，徐乾學著有頭髮的書。"
    conversion = conversion_for(source, target)
    assert put(text, explain(conversion, text)) == conversion(text)


def reasons(text, conversion=TAIWAN):
    return [(change.before, change.after, change.reason) for change in explain(conversion, text)]


def test_an_entry_is_named():
    assert reasons("头发") == [("头发", "頭髮", "OpenCC STPhrases：头发 → 頭髮")]
    assert reasons("面条") == [("面条", "麵條", "OpenCC STPhrases：面条 → 麪條；OpenCC TWVariants：麪 → 麵")]


def test_an_entry_is_named_on_the_way_from_one_region_to_another():
    assert reasons("裡說", conversion_for(HANT_TW, HANT_HK)) == [
        ("裡", "裏", "OpenCC TWVariantsRev：裡 → 裏"),
        ("說", "説", "OpenCC HKVariants：說 → 説"),
    ]


def test_a_cut_a_name_and_a_rule_are_named():
    assert reasons("被发明")[0] == ("", "", "「被发」不是一个词：其中断开了「发明」")
    assert reasons("范先生")[0] == ("范", "范", "姓氏，其后为称谓「先生」")
    rule = Rule(((HANS, "软件"), (HANT_TW, "軟體")), "docs/conversion/it.yml:4")
    book = Rulebook((*OWN_RULES, rule), HANS, HANT_TW)
    assert reasons("软件", Conversion("s2tw", book)) == [("软件", "軟體", "规则：docs/conversion/it.yml:4")]


def test_what_else_a_lone_character_could_be_is_said():
    (change,) = explain(TAIWAN, "钟")
    assert change.after == "鍾"
    assert change.candidates == ("鐘", "鈡")
