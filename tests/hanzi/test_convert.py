"""Which config is chosen, and what is pinned about OpenCC."""

import pytest

from leishu.errors import SettingsError
from leishu.hanzi.convert import BREAK, config_for, convert, converter
from leishu.model import HANS, HANT, HANT_HK, HANT_TW, UNDETERMINED, LangTag


@pytest.mark.parametrize(
    ("source", "target", "text", "expected"),
    [
        (HANS, HANT_TW, "开源软件在这里", "開源軟件在這裡"),
        (HANS, HANT_HK, "开源软件在这里", "開源軟件在這裏"),
        (HANT_TW, HANS, "看著開源軟體", "看着开源软体"),
        (HANT, HANS, "看著開源軟體", "看着开源软体"),
        (HANT_HK, HANS, "衞星線", "卫星线"),
        (UNDETERMINED, HANS, "開源与开源", "开源与开源"),
        (HANT_TW, HANT_HK, "這裡說", "這裏説"),
        (HANS, HANS, "著開", "著開"),
    ],
)
def test_the_region_of_the_source_decides(source, target, text, expected):
    assert convert(text, source, target) == expected


def test_vocabulary_is_exchanged_only_when_asked_for():
    assert convert("軟體", HANT_TW, HANS, vocabulary=True) == "软件"
    assert convert("軟體", HANT_TW, HANS) == "软体"
    assert config_for(HANS, HANT, vocabulary=True) == "s2t"


def test_rare_simplifications_are_off_and_can_be_asked_for():
    assert converter("t2s")("㑮纚") == "㑮纚"
    assert converter("t2s", rare=True)("㑮纚") == "𫝈𫄥"


def test_the_break_passes_through_every_config_and_parts_words():
    for config in ("s2tw", "s2hk", "s2t", "t2s", "tw2s", "hk2s", "s2twp", "tw2sp", "s2hkp", "hk2sp"):
        assert converter(config)(f"头{BREAK}发").count(BREAK) == 1
    assert converter("s2tw")(f"头{BREAK}发") != f"頭{BREAK}髮"


def test_a_singapore_text_is_simplified():
    assert config_for(LangTag("zh-Hans-SG"), HANT_TW) == "s2tw"


@pytest.mark.parametrize(("source", "target"), [("en", "zh-Hans"), ("zh-Hans", "ja"), ("zh", "zh-Hant-TW")])
def test_a_tag_that_is_not_a_script_is_refused_with_what_can_be_used(source, target):
    with pytest.raises(SettingsError, match="use zh-Hans"):
        convert("开", LangTag(source), LangTag(target))


def test_an_unknown_config_is_refused_with_what_can_be_used():
    with pytest.raises(SettingsError, match="s2twp"):
        converter("s2mars")


@pytest.mark.parametrize("odd", ["\0", "\ud83d", "\x1e", "\ufffe", "\U0010ffff"])
def test_nothing_is_lost_after_an_odd_character(odd):
    assert converter("s2tw")(f"头发{odd}开发{odd}") == f"頭髮{odd}開發{odd}"
