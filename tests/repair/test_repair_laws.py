"""What holds for every text, made up by hypothesis or damaged by the simulator."""

import string
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from damage import scrape
from leishu.model import RepairStep, Span
from leishu.repair import RULES, Offsets, repair, replay, undo
from leishu.repair.steps import apply, passes

COMMON = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
TRADITIONAL = "這個們來為國說時會對發後裡開關門問題學習實驗"
ODD = "?!,;:()（）“”。，、…—&<>/[]\\\u200b\u00a0\ue000\ufffd€éÂ¿½ä¸­鍦ㄧ嚎⽤⻓锟斤拷"
ANY = st.text(st.sampled_from(COMMON + TRADITIONAL + ODD + string.ascii_letters + string.digits + " \n"), max_size=200)
CLEAN = st.text(st.sampled_from(COMMON + "，。、：；\n"), max_size=300)
READINGS = st.lists(
    st.sampled_from(["開(kāi)", "門(mén)", "?yàn)", "這(zhè)", "?cè)谧鲆", "?!?/p>", "的", "他說(shuō):", "，", "\n"]),
    max_size=60,
).map("".join)


@given(st.one_of(ANY, READINGS))
@settings(max_examples=150, deadline=None)
def test_undoing_gives_the_original_back(text):
    result = repair(text)
    assert result.original == text
    assert undo(result.text, result.steps) == text
    assert replay(text, result.steps) == result.text


@given(CLEAN)
@settings(max_examples=150, deadline=None)
def test_clean_text_stays_unless_it_repeats_itself(text):
    assert [step for step in repair(text).steps if step.rule not in {"duplicates", "line breaks"}] == []


@given(st.one_of(ANY, READINGS))
@settings(max_examples=80, deadline=None)
def test_doubts_stand_where_they_say(text):
    result = repair(text)
    for doubt in result.doubts:
        assert doubt.span.of(result.text) == doubt.text


@given(st.one_of(ANY, READINGS))
@settings(max_examples=80, deadline=None)
def test_steps_are_in_order_and_apart(text):
    result = repair(text)
    assert len(passes(result.steps)) <= len(RULES)
    for taken in passes(result.steps):
        for one, other in pairwise(taken):
            assert one.span.end <= other.span.start


@given(ANY, st.data())
@settings(max_examples=100, deadline=None)
def test_offsets_lead_there_and_back(text, data):
    result = repair(text)
    offsets = Offsets(result.steps)
    start = data.draw(st.integers(0, len(result.text)))
    end = data.draw(st.integers(start, len(result.text)))
    there = offsets.original(Span(start, end))
    assert 0 <= there.start <= there.end <= len(text)
    back = offsets.repaired(there)
    assert back.start <= start or start == end
    assert back.end >= end or start == end


def test_offsets_of_untouched_characters_are_exact():
    text = "開(kāi)源，開(kāi)門"
    steps = (
        RepairStep("a", Span(1, 6), "(kāi)", "", "why"),
        RepairStep("a", Span(9, 14), "(kāi)", "", "why"),
        RepairStep("b", Span(1, 2), "源", "源碼", "why"),
    )
    repaired = replay(text, steps)
    assert repaired == "開源碼，開門"
    offsets = Offsets(steps)
    for at, character in enumerate(repaired):
        if character not in "源碼":
            assert offsets.original(Span(at, at + 1)).of(text) == character
    assert offsets.repaired(Span(0, len(text))) == Span(0, len(repaired))
    assert offsets.repaired(Span(2, 5)) == Span(1, 1)
    assert offsets.original(Span(1, 3)).of(text) == "源"


def test_a_step_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        apply("開源", [RepairStep("a", Span(0, 1), "源", "", "why")])
    with pytest.raises(ValueError, match="does not fit"):
        apply("開源", [RepairStep("a", Span(1, 2), "源", "", "why"), RepairStep("a", Span(0, 1), "開", "", "why")])


@pytest.mark.parametrize("seed", range(8))
def test_simulated_damage_is_undone_or_left_never_worsened(seed):
    """Where the text was sound it stays; where it was damaged it is repaired exactly, or nearly always left."""
    pieces, _ = scrape.damage(STORY, seed, tags=seed % 2 == 0)
    result = repair("".join(piece.shown for piece in pieces))
    assert undo(result.text, result.steps) == "".join(piece.shown for piece in pieces)
    damaged = [piece for piece in pieces if piece.kind == "shift"]
    # A repair may fail; it may not fail often.
    assert len(result.doubts) <= 1 + len(damaged) // 3
    if not result.doubts:
        truth = "".join(piece.truth for piece in pieces).translate(scrape.forward.NARROW)
        assert result.text.translate(scrape.forward.NARROW) == truth


@pytest.mark.parametrize("seed", range(6))
def test_a_whole_reading_is_taken_out(seed):
    pieces, _ = scrape.damage(STORY, seed)
    whole = [piece.shown[1:] for piece in pieces if piece.kind == "reading"]
    result = repair("".join(piece.shown for piece in pieces))
    assert whole
    left = "".join(doubt.text for doubt in result.doubts)
    assert all(reading not in result.text or reading in left for reading in whole)


NASTY = {
    "brackets": "開(kāi)" * 8000,
    "hints": "開(kāi)門(mén)時(shí)間(jiān)會(huì)議" + "?yàn)" * 8000,
    "shifts": "開(kāi)門(mén)時(shí)間(jiān)會(huì)議(yì)" + "?!睘" * 8000,
    "question marks": "?" * 60000,
    "entities": "&ldquo;" * 8000,
    "unclosed tags": "<b a a a " * 8000,
    "zero width": "開\u200b" * 30000,
    "radicals": "⽤" * 30000,
    "wrong UTF-8": "鍦ㄧ嚎" * 8000,
    "wrong Latin": "å¼€" * 8000 + "¿ª" * 8000,
    "lossy": "锟" * 60000,
    "wide Latin": "é" * 30000,
    "addresses": "a-" * 30000 + "@",
    "fences": "```\n" * 8001,
    "one sentence": "的" * 60000 + "\n" + "第一句话写得很长很长很长很长很长。" * 2,
    "short lines": "的的\n" * 20000,
    "private": "\ue000的" * 20000,
    "buttons": ("赞 " * 60 + "的\n") * 400,
    "tools": ("字号 " + "大 打印 " * 30 + "的\n") * 300,
    "places to share": ("微信 QQ " * 30 + "的\n") * 400,
    "page numbers": "".join(f"{page}\n第 {page} 页\n" for page in range(4000)),
    "sentences in turn": "".join(f"这是足够长的第{at % 7}句话，它一遍又一遍地来。" for at in range(6000)),
    "half characters": "鏈�" * 20000,
    "half characters in lines": "鏈�\n" * 20000,
    "brackets of all kinds": "開[kāi]門【mén】" * 8000,
    "tags in a row": "的" + "<b>" * 20000 + "的",
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_nothing_takes_for_ever(text):
    """Each of these would run for hours if anything looked at all of a text for every place of it."""
    result = repair(text)
    assert undo(result.text, result.steps) == text


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_work_grows_no_faster_than_the_text(text):
    """Work is counted in calls, which no load on the machine changes."""
    short, long = text[:3000], text[:12000]
    repair(long)  # tables are loaded, and what can be remembered is
    assert _calls(long) <= 1.15 * len(long) / len(short) * _calls(short) + 2000


def _calls(text):
    count = 0

    def tick(_frame, _event, _argument):
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        repair(text)
    finally:
        sys.setprofile(before)
    return count


STORY = """因为整个社会都在讨论这个问题，所以我们在这里也谈一谈。
有人说：“开放源代码是一件好事。”为了弄清楚它的来历，我们访问了几位老工程师。
“那时候没有人在乎许可证。”其中一位说，“大家只是把软盘寄来寄去，谁改了程序，谁就写上自己的名字。”
后来情况变了。公司发现软件可以卖钱，于是源代码被锁进柜子里；用户只能得到一个不能修改的东西。在外界看来，这没有什么不对，可是对写程序的人来说，这是一种损失。
我们在做最难的事，因为在这个领域里，没有现成的经验可以参考。“难的不是技术，难的是让人们愿意合作。”
"""
