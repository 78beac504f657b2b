"""What a person decides is applied, and proven like any other repair."""

from leishu.repair import repair, undo
from leishu.repair.settled import agrees

DAMAGED = """大家只是把軟(ruǎn)盤(pán)寄?nì)砑娜?,誰(shuí)改了程序,誰(shuí)就寫(xiě)上自己的名字。
這(zhè)個(gè)問(wèn)題(tí)沒(méi)有結(jié)果。這(zhè)個(gè)會(huì)議(yì)開(kāi)了很久。
"""


def test_an_undecided_run_stays_with_its_candidates():
    result = repair(DAMAGED)
    (doubt,) = result.doubts
    assert doubt.text in result.text
    assert "來寄去" in "".join(text for text, _ in doubt.candidates)
    scores = [score for _, score in doubt.candidates]
    assert scores == sorted(scores, reverse=True)


def test_a_person_settles_it():
    (doubt,) = repair(DAMAGED).doubts
    truth = next(text for text, _ in doubt.candidates if "來寄去" in text)
    result = repair(DAMAGED, settle={doubt.text: truth})
    assert not result.doubts
    assert "寄來寄去" in result.text
    assert undo(result.text, result.steps) == DAMAGED


def test_what_the_bytes_contradict_is_not_applied():
    (doubt,) = repair(DAMAGED).doubts
    result = repair(DAMAGED, settle={doubt.text: "完全不同的話"})
    assert [left.text for left in result.doubts] == [doubt.text]
    assert "完全不同的話" not in result.text


def test_bytes_agree_where_they_are_shown():
    assert agrees("?!?", "。”")
    assert not agrees("?!?", "。好的")
    assert agrees("锟斤拷", "什么都可以")
