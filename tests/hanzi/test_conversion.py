"""Stories of careful conversion (tests/cases/hanzi/right.yml), OpenCC's own cases, and laws."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leishu.hanzi.conversion import OWN_RULES, Conversion, conversion_for
from leishu.hanzi.convert import by_config, config_for
from leishu.hanzi.dictionaries import entries, segmentation, stages
from leishu.hanzi.fold import fold
from leishu.hanzi.quotes import Quotes
from leishu.hanzi.rules import Rule, Rulebook, Scope
from leishu.model import HANS, HANT, HANT_HK, HANT_TW, LangTag
from leishu.records import parse_record
from opencc_cases import opencc_expectations

_FILE = Path(__file__).parents[1] / "cases" / "hanzi" / "right.yml"
_RECORD, _ = parse_record("cases:\n" + _FILE.read_text(encoding="utf-8"), _FILE.name)
_REGIONS = {"s": HANS, "t": HANT, "tw": HANT_TW, "hk": HANT_HK}


def way(case):
    source, target = LangTag(case.get("source", HANS)), LangTag(case.get("target", HANT_TW))
    return source, target, case.get("vocabulary", False)


@pytest.mark.parametrize("case", _RECORD["cases"], ids=lambda case: case["id"])
def test_right(case):
    source, target, vocabulary = way(case)
    assert conversion_for(source, target, vocabulary=vocabulary)(case["input"]) == case["output"]


@pytest.mark.parametrize(
    "case", [case for case in _RECORD["cases"] if "guard" not in case], ids=lambda case: case["id"]
)
def test_each_of_them_is_one_that_opencc_alone_gets_wrong(case):
    source, target, vocabulary = way(case)
    assert by_config(config_for(source, target, vocabulary=vocabulary), case["input"]) != case["output"]


def test_on_opencc_own_cases_we_are_never_worse():
    seen = worse = 0
    for config, text, expected in opencc_expectations():
        source, target = config.removesuffix("p").split("2")
        ours = Conversion(config, Rulebook(OWN_RULES, _REGIONS[source], _REGIONS[target]))(text)
        alone = by_config(config, text)
        seen += 1
        worse += ours != expected and alone == expected
        assert ours == expected or alone != expected, (config, text)
    assert seen > 500
    assert worse == 0


_TEXT = st.text(alphabet="被发明了如何参与制造的头干后里面范于先生\x1e\0，a\n", max_size=30)


@given(st.lists(_TEXT, max_size=5))
@settings(max_examples=100)
def test_many_texts_at_once_are_what_each_is_alone(texts):
    conversion = conversion_for(HANS, HANT_TW)
    assert conversion.all(texts) == [conversion(text) for text in texts]


@given(_TEXT)
@settings(max_examples=100)
def test_decisions_stand_in_order_and_apart(text):
    decided = conversion_for(HANS, HANT_TW).decide(text)
    ends = [0, *(decision.span.end for decision in decided)]
    assert all(end <= decision.span.start <= decision.span.end for end, decision in zip(ends, decided, strict=False))
    assert all(decision.reason for decision in decided)


def test_nothing_to_convert_is_nothing_changed():
    assert conversion_for(HANS, HANS)("开源，被发明") == "开源，被发明"
    assert conversion_for(HANS, HANT_TW)("") == ""
    assert conversion_for(HANT_TW, HANT_HK)("這裡說") == "這裏説"


SOFTWARE = Rule(((HANS, "软件"), (HANT_TW, "軟體"), (HANT, "軟件")), "it.yml:3")
ARRAY = Rule(((HANS, "数组"), (HANT_TW, "陣列")), "it.yml:4")
NAME = Rule(((HANS, "范文澜工作室"),), "docs/entries/x.md", Scope.NAME)
FORMER = Rule(((HANS, "老挝"), (HANT_TW, "寮國")), "page", one_way=True)


def converted(text, *rules, source=HANS, target=HANT_TW, **more):
    return Conversion(config_for(source, target), Rulebook(rules, source, target))(text, **more)


def test_a_rule_decides_in_both_directions():
    assert converted("软件", SOFTWARE) == "軟體"
    assert converted("软件", SOFTWARE, target=HANT_HK) == "軟件"
    assert converted("軟體", SOFTWARE, source=HANT_TW, target=HANS) == "软件"
    assert converted("软件", ARRAY) == "軟件"


def test_a_one_way_rule_does_not_come_back():
    assert converted("老挝", FORMER) == "寮國"
    assert converted("寮國", FORMER, source=HANT_TW, target=HANS) == "寮国"


def test_vocabulary_is_exchanged_at_words_only():
    assert converted("少数组织与数组", ARRAY) == "少數組織與陣列"


def test_a_word_may_be_half_of_a_longer_one():
    web = Rule(((HANS, "网络"), (HANT_TW, "網路")), "it.yml:5")
    program = Rule(((HANS, "程序"), (HANT_TW, "程式")), "it.yml:6")
    assert converted("网络安全与程序员的程序", web, program) == "網路安全與程序員的程式"


def test_the_name_of_a_body_or_a_law_keeps_its_words():
    assert (
        converted("中国科学院软件研究所、红旗软件技术有限公司", SOFTWARE)
        == "中國科學院軟件研究所、紅旗軟件技術有限公司"
    )
    assert converted("软件研究所与软件管理条例", SOFTWARE) == "軟體研究所與軟件管理條例"


def test_a_quotation_and_a_title_keep_their_words():
    assert converted("《软件定义》说软件", SOFTWARE) == "《軟件定義》說軟體"
    assert converted("软件", SOFTWARE, quoted=True) == "軟件"


def test_what_somebody_says_keeps_his_words():
    assert converted("他说：“软件改变世界。”软件", SOFTWARE) == "他說：“軟件改變世界。”軟體"
    assert (
        converted("他說：「軟體，人人要。」軟體", SOFTWARE, source=HANT_TW, target=HANS)
        == "他说：「软体，人人要。」软件"
    )


def test_a_word_in_quotation_marks_is_a_word():
    assert converted("所谓“软件”，例如：“软件”", SOFTWARE) == "所謂“軟體”，例如：“軟體”"


def test_a_name_holds_in_quotations_too_and_is_converted_apart():
    law = Rule(((HANS, "数据安全法"), (HANT, "數據安全法")), "docs/entries/law.md", Scope.NAME)
    data = Rule(((HANS, "数据"), (HANT_TW, "資料")), "it.yml:9")
    assert converted("《数据安全法》管数据", law, data) == "《數據安全法》管資料"
    assert converted("范文澜工作室", NAME) == "范文瀾工作室"


LONGER = Rule(((HANS, "代码"), (HANT_TW, "程式碼")), "it.yml:5")
SHORTER = Rule(((HANS, "计算机"), (HANT_TW, "電腦")), "it.yml:6")


def test_the_texts_are_told_in_which_characters_moved():
    book = Rulebook((LONGER, SHORTER, SOFTWARE), HANS, HANT_TW)
    texts = ["软件的里面", "", "代码与计算机", "头发", "计算机"]
    assert Conversion("s2tw", book).told(texts) == (["軟體的裡面", "", "程式碼與電腦", "頭髮", "電腦"], {2, 4})
    assert list(Conversion("s2twp", book).told(["头发"])[1]) == [0]
    assert list(Conversion("s2tw", book).told(["头\x1e发", "面"])[1]) == [0, 1]


def key(char):
    return fold(char).translate(str.maketrans("「」『』", "“”‘’"))


@given(st.lists(_TEXT | st.sampled_from(["代码", "计算机", "-{头;zh-hant-tw:里面}-", "“面”"]), max_size=5).map("".join))
@settings(max_examples=100)
def test_in_all_other_texts_each_character_stands_where_it_stood(text):
    conversion = Conversion("s2tw", Rulebook((LONGER, SHORTER), HANS, HANT_TW), markup=True, quotes=Quotes.CORNER)
    texts = text.split("，")
    converted, moved = conversion.told(texts)
    for number, (before, after) in enumerate(zip(texts, converted, strict=True)):
        if number not in moved:
            assert [key(char) for char in before] == [key(char) for char in after]


def test_the_longest_word_and_the_later_rule_count():
    page = Rule(((HANS, "软件"), (HANT_TW, "軟件")), "page:5")
    free = Rule(((HANS, "自由软件"), (HANT_TW, "自由軟體")), "it.yml:7")
    assert converted("软件与自由软件", SOFTWARE, page, free) == "軟件與自由軟體"


def test_the_dictionaries_are_those_that_the_configs_name():
    assert stages("s2tw") == (
        (("STPhrases", "STPhrases_GeneratedFromRegionalPhrases"), ("STCharacters",)),
        (("TWVariantsPhrases",), ("TWVariants",)),
    )
    assert "TSCharactersExt" not in {name for stage in stages("t2s") for group in stage for name in group}
    assert segmentation("tw2s") == ("TSPhrases",)
    assert entries("STCharacters")["发"] == "發 髮"
