"""What is worth a person's look, and, as much, what is not."""

import pytest

from leishu.hanzi.conversion import Conversion, conversion_for
from leishu.hanzi.doubts import doubts
from leishu.hanzi.readings import telling
from leishu.hanzi.rules import Rule, Rulebook, Scope
from leishu.model import HANS, HANT, HANT_HK, HANT_TW

TAIWAN = conversion_for(HANS, HANT_TW)


def found(text, conversion=TAIWAN):
    return [(doubt.word, doubt.after, doubt.others) for doubt in doubts(conversion, text)]


def test_a_character_that_stands_alone_and_has_several_readings():
    assert found("是钟，是铁。") == [("钟", "鍾", ("鐘", "鈡"))]
    assert found("改采新的架构") == [("采", "採", ("采", "寀"))]


@pytest.mark.parametrize(
    "text",
    [
        "头发与台湾，只有了解。",
        "国家、发布、首席、具有与证券都在词典里。",
        "它并不向后看，因此千万家都在等。",
        "在心里，在文件里，在书里。",
        "许多只公开权重的模型",
        "被发明的东西，展示了如何参与制造。",
        "",
    ],
)
def test_words_of_the_dictionary_and_very_common_characters_are_not_in_doubt(text):
    assert found(text) == []


def test_a_measure_word_after_a_number_is():
    assert [word for word, _, _ in found("约有 891 斗")] == ["斗"]


def test_an_entry_over_a_border_that_reads_the_word_otherwise():
    ((word, after, others),) = found("十分之一出自台湾")
    assert (word, after, others) == ("出自", "出自", ("齣自",))


def test_a_name_that_is_guessed_by_its_looks_only():
    assert found("记者于晓波报道") == [("于晓波", "于曉波", ("於曉波",))]
    assert found("于右任与范先生到场") == []


def test_where_it_stands_is_told_in_the_text():
    text = "第一句。\n第二句是钟。"
    (doubt,) = doubts(TAIWAN, text)
    assert doubt.span.of(text) == "钟"


def test_a_rule_of_a_person_settles_it():
    settled = Rulebook((Rule(((HANS, "钟"), (HANT, "鐘")), "x", Scope.CHARACTERS),), HANS, HANT_TW)
    conversion = Conversion("s2tw", settled)
    assert found("是钟", conversion) == []
    assert conversion("是钟，钟情于钟表") == "是鐘，鍾情於鐘錶"


def test_a_rule_for_characters_holds_in_quotations_and_titles_too():
    book = Rulebook((Rule(((HANS, "词频表"), (HANT, "詞頻錶")), "x", Scope.CHARACTERS),), HANS, HANT_TW)
    conversion = Conversion("s2tw", book)
    assert conversion("《词频表》") == "《詞頻錶》"
    assert conversion("词频表", quoted=True) == "詞頻錶"


def test_which_characters_tell_is_counted_region_by_region():
    taiwan, hong_kong = telling("s2tw"), telling("s2hk")
    assert {"发", "面", "里", "干", "钟", "制"} <= taiwan.keys()
    assert not {"家", "并", "它", "千", "后", "了"} & taiwan.keys()
    assert "梁" in hong_kong
    assert "梁" not in taiwan
    assert taiwan["台"].after == "臺"


def test_nothing_to_convert_nothing_in_doubt():
    assert found("是钟", conversion_for(HANS, HANS)) == []


def test_towards_simplified_and_between_the_regions():
    assert list(doubts(conversion_for(HANT_TW, HANS), "頭髮乾了。")) == []
    assert list(doubts(conversion_for(HANT_TW, HANT_HK), "裡面")) == []
    assert telling("tw2s").keys() <= {"乾"}
