"""What a person decides is applied, and proven like any other repair."""

import re
from functools import partial
from pathlib import Path

import pytest

from damage import scrape
from leishu.hanzi.convert import converter
from leishu.repair import repair, undo
from leishu.repair.proof import proof

DAMAGED = """大家只是把軟(ruǎn)盤(pán)寄?nì)砀?,誰(shuí)改了程序,誰(shuí)就寫(xiě)上自己的名字。
這(zhè)個(gè)問(wèn)題(tí)沒(méi)有結(jié)果。這(zhè)個(gè)會(huì)議(yì)開(kāi)了很久。
"""


def test_an_undecided_run_stays_with_its_candidates():
    result = repair(DAMAGED)
    (doubt,) = result.doubts
    assert doubt.text in result.text
    assert "來改" in "".join(text for text, _ in doubt.candidates)
    scores = [score for _, score in doubt.candidates]
    assert scores == sorted(scores, reverse=True)


def test_a_person_settles_it():
    (doubt,) = repair(DAMAGED).doubts
    truth = next(text for text, _ in doubt.candidates if "來改" in text)
    result = repair(DAMAGED, settle={doubt.text: truth})
    assert not result.doubts
    assert "寄來改" in result.text
    assert undo(result.text, result.steps) == DAMAGED


def test_what_the_bytes_contradict_is_not_applied():
    (doubt,) = repair(DAMAGED).doubts
    result = repair(DAMAGED, settle={doubt.text: "完全不同的話"})
    assert [left.text for left in result.doubts] == [doubt.text]
    assert "完全不同的話" not in result.text
    ((shown, why),) = result.refused
    assert shown == doubt.text
    assert "contradicts" in why


LOST = "指令\ufffd架构很老；另一处\ufffd也坏了。\n"


def test_what_stands_around_tells_one_lost_byte_from_another():
    result = repair(LOST, settle={"指令\ufffd架构": "指令集架构"})
    assert result.text == "指令集架构很老；另一处\ufffd也坏了。\n"
    assert [doubt.span.of(result.text) for doubt in result.doubts] == ["\ufffd"]
    assert undo(result.text, result.steps) == LOST


def test_the_longer_decision_goes_before_the_shorter():
    result = repair(LOST, settle={"\ufffd": "字", "指令\ufffd架构": "指令集架构"})
    assert result.text == "指令集架构很老；另一处字也坏了。\n"
    assert not result.refused


def test_two_runs_are_settled_in_one_line():
    result = repair(LOST, settle={"\ufffd架构很老；另一处\ufffd": "集架构很老；另一处恐"})
    assert result.text.startswith("指令集架构很老；另一处恐也")
    assert not result.doubts


def test_what_is_right_as_it_is_is_no_longer_listed():
    text = "点击 \ue604 图标"
    result = repair(text, settle={"\ue604": "\ue604"})
    assert (result.text, result.steps, result.doubts, result.refused) == (text, (), (), ())


@pytest.mark.parametrize(
    ("shown", "truth", "why"),
    [
        ("不在文中", "随便", "stands nowhere"),
        ("", "随便", "stands nowhere"),
        ("很老", "很新", "no damage"),
        ("指令\ufffd架构", "指令集合架构的说明", "contradicts"),
        ("指令\ufffd架构", "命令集架构", "contradicts"),
        ("指令\ufffd架构", "指令\ufffd\ufffd架构", "contradicts"),
    ],
)
def test_what_is_not_applied_says_why(shown, truth, why):
    result = repair(LOST, settle={shown: truth})
    assert result.text == LOST
    assert [(named, why in reason) for named, reason in result.refused] == [(shown, True)]


def test_half_of_a_run_cannot_be_settled():
    (doubt,) = repair(DAMAGED).doubts
    ((_, why),) = repair(DAMAGED, settle={doubt.text[1:]: "來改"}).refused
    assert "only a part" in why


@pytest.mark.parametrize(
    ("shown", "truth", "fits"),
    [
        ("?!?", "。”", True),
        ("?!?", "。好的", False),
        ("锟斤拷", "什么", True),
        ("锟斤拷", "什么都可以写进来吗", False),
        ("\ufffd\ufffd\ufffd", "集", True),
        ("\ufffd", "集", True),
        ("\ufffd", "集合体", False),
        ("烫烫烫烫", "什么都可以写进来", True),
        ("\ue604", "→", True),
        ("鍖烘?", "区漫", True),
        ("鍖烘?", "区书", False),
    ],
)
def test_bytes_agree_where_they_are_shown(shown, truth, fits):
    assert bool(proof(shown, truth)) == fits


CUT_OFF = "他说，寮€婧愮ぞ鍖烘??abc\n"


def test_utf8_that_breaks_off_leaves_a_doubt_that_can_be_settled():
    (doubt,) = repair(CUT_OFF).doubts
    assert doubt.text == "鍖烘?"
    assert repair(CUT_OFF, settle={"鍖烘?": "区漫"}).text == "他说，开源社区漫?abc\n"


def test_a_question_behind_utf8_is_no_doubt():
    result = repair("他问，鍦ㄧ嚎?是的。鍦ㄧ嚎吗?\n")
    assert result.text.startswith("他问，在线?是的。在线吗?")
    assert not result.doubts


LATER = {"as it was": str, "turned Simplified": converter("t2s"), "stripped": partial(re.sub, "[\ue000-\uf8ff]", "")}


@pytest.mark.parametrize("later", LATER.values(), ids=LATER)
def test_every_candidate_that_is_offered_can_be_settled(later):
    text = (Path(scrape.__file__).parent / "originals" / "open-source-business.txt").read_text(encoding="utf-8")
    offered = [
        (doubt.text, candidate)
        for seed in range(3)
        for doubt in repair(later("".join(piece.shown for piece in scrape.damage(text, seed)[0]))).doubts
        for candidate, _ in doubt.candidates
    ]
    assert [pair for pair in offered if not proof(*pair)] == []
