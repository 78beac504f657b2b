"""Laws and examples of the match key."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leishu.hanzi.fold import fold, folded_characters

_ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)
_HAN = st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=40)


@given(_ANY | _HAN)
@settings(max_examples=200)
def test_length_stays_and_folding_twice_is_folding_once(text):
    key = fold(text)
    assert len(key) == len(text)
    assert fold(key) == key


@given(_ANY | _HAN, _ANY | _HAN)
@settings(max_examples=50)
def test_the_key_of_two_texts_is_the_two_keys(one, other):
    assert fold(one + other) == fold(one) + fold(other)


@given(_ANY | _HAN)
@settings(max_examples=50)
def test_a_long_text_is_folded_as_its_parts_are(text):
    assert fold(text * 30 + "開" * 1000) == fold(text) * 30 + "开" * 1000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("開源軟體", "开源软体"),
        ("看著", "看着"),
        ("裡面", "裏面"),
        ("線上", "綫上"),
        ("衛星", "衞星"),
        ("ＤｅｅｐＳｅｅｋ", "deepseek"),
        ("ＲＩＳＣ－Ｖ", "risc-v"),
        ("臺灣", "台湾"),
        ("瞭解", "了解"),
        ("乾隆", "乾隆"),
        ("頭髮", "头发"),
        ("說明", "説明"),
    ],
)
def test_spellings_of_one_word_meet(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("软件", "软体"), ("开源", "开元"), ("梁文锋", "梁文峰"), ("ß", "ss")])
def test_different_words_stay_apart(one, other):
    assert fold(one) != fold(other)


def test_characters_whose_lower_case_or_compatibility_form_is_longer_stay():
    assert fold("İ㎏ﷺ") == "İ㎏ﷺ"


def test_the_table_for_others_says_what_fold_does():
    table = folded_characters()
    assert table["開"] == "开"
    assert table["裏"] == table["裡"] == "里"
    assert "开" not in table
    assert all(fold(char) == folded and len(folded) == 1 for char, folded in table.items())
