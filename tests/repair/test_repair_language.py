"""The two witnesses that compare what the bytes of a damaged run allow."""

import pytest

from leishu.repair import phrases, repair
from leishu.repair.language import START, Language, likelihood
from leishu.repair.ngrams import Ngrams, own_ngrams, plain

SITE = "開(kāi)門(mén)時(shí)間(jiān)說(shuō)話(huà)開(kāi)發(fā)門(mén)票時(shí)候說(shuō)明(míng)。"


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        ("一所學校，", "一所學下，"),
        ("他走了。”", "他走了小”"),
        ("進行了回應。", "進行了回億。"),
        ("学校门口", "学这门口"),
    ],
)
def test_what_is_usual_is_likelier(likely, unlikely):
    language = Language()
    one, other = (likelihood(language.read(START, text)) for text in (likely, unlikely))
    assert one > other


def test_a_word_is_likelier_behind_the_word_it_goes_with():
    assert phrases.share("计算机", "软件") > phrases.share("", "软件")
    assert phrases.share("没有", "软件") <= phrases.share("", "软件")
    assert phrases.share("计算机", "件软") is None


def test_what_is_no_word_of_the_model_is_read_all_the_same():
    assert likelihood(Language().read(START, "“龘”：🙂 a1。”")) > -400


def test_one_odd_place_is_heard_in_a_long_run():
    language = Language()
    sound = "傳媒公司舉辦了一場活動，大家都很高興。"
    assert language.roughest("文化", sound.replace("公司", "咕")) < language.roughest("文化", sound)
    assert language.roughest("文化", "") == 0.0


def test_a_word_of_letters_and_a_number_count_as_one():
    assert plain("他用Python写了300行") == "他用a写了0行"
    assert plain("「開源」") == "“开源”"


def test_what_the_text_says_itself_counts_too():
    text = "裕彤说，裕彤来了，裕彤又走了。" * 3
    assert Ngrams(own_ngrams(text)).share("裕", "彤") > 10 * Ngrams().share("裕", "彤")


def test_what_touches_damage_is_not_learnt():
    assert "描" not in own_ngrams("正面描?又有侧面描?")


def test_what_all_readings_agree_on_is_in_no_doubt():
    # 從 was read with the 3 of 3月: nobody knows the month, but that 說 was glossed is plain.
    result = repair(SITE + "因為從3月說(shuō)起".replace("從3", "閺?") + SITE)
    assert not any("shuō" in doubt.text for doubt in result.doubts)
    assert "(shuō)" not in result.text


def test_three_full_stops_lost_five_bytes():
    assert repair(SITE + "門(mén)開(kāi)了????。").text.endswith("門開了。。。")


@pytest.mark.parametrize(("seen", "after"), [("文件 (大)。文字 (小)。人口 (多)。" * 3, " ("), ("", None)])
def test_a_space_was_swallowed_where_the_text_has_one_elsewhere(seen, after):
    damaged = SITE + seen + "數(shù)?lù)?(第二行)說(shuō)話(huà)。"
    assert ("數據 (第二行)" in repair(damaged).text) == (after is not None)
