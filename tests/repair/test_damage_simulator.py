"""The model of the damage, forwards: what is known of real pages comes out of it."""

import random
import subprocess
import sys

import pytest

from damage import scrape
from leishu.repair import codepage, forward

YAN = (("驗", "yàn"),)
ALWAYS = random.Random(0)


def published(text, table, **settings):
    return forward.publish(text, forward.Site(tuple(table), **settings))


def test_a_reading_lands_between_two_bytes():
    # 因為整個 is D2F2 9EE9 D5FB 8280, and F29E is 驗.
    assert published("因為整個", YAN) == "因?yàn)檎麄€"
    assert published("因為整個", [*YAN, ("個", "gè")]) == "因?yàn)檎麄€(gè)"


def test_a_wide_bracket_makes_characters_with_what_is_beside_it():
    # 9EA3 is 灒, A879 is ▂: no byte is lost.
    assert published("因為整個", YAN, brackets="（）", narrow=False) == "因灒▂àn）檎麄€"


def test_a_mark_that_straddles_is_cut_at():
    # 。” is A1A3 A1B1, and A3A1 is ！; the end tag loses its < to the last byte.
    assert published("好。”", YAN) == "好?!?/p>"
    assert published("好。”", YAN, tags=False) == "好?!?"


def test_what_others_saw_on_other_sites_comes_out():
    assert published("。現階段", [("現", "xiàn")], tags=False, narrow=False) == "?，F(xiàn)階段"
    assert published("像Rai", [("馬", "mǎ")], tags=False) == "像R(mǎ)ai"


def test_a_digit_can_be_swallowed():
    assert published("為3月", [("為", "wèi")]) == "為(wèi)3月"
    assert published("因為從3月", YAN) == "因?yàn)閺?月"


@pytest.mark.parametrize("seed", range(4))
def test_truth_and_damage_fit(seed):
    text = "因为整个社会都在讨论。“开源让人兴奋。”他说：难！\n第二段，在外界看来（包括我们）。"
    pieces, site = scrape.damage(text, seed)
    again, _ = scrape.damage(text, seed)
    assert pieces == again
    traditional = scrape.to_traditional(text).translate(forward.NARROW)
    assert "".join(piece.truth for piece in pieces) == traditional
    assert all(piece.shown == piece.truth for piece in pieces if piece.kind == "kept")
    assert site.table


def test_pieces_joined_are_what_the_model_publishes(monkeypatch):
    monkeypatch.setattr(scrape, "CUT_CHANCE", 1.0)
    line = scrape.to_traditional("因为整个社会都在讨论。“开源让人兴奋。”他说：难！在外界看来（包括我们）。")
    for seed in range(10):
        site = scrape.choose_site(random.Random(seed), line)
        assert "".join(p.shown for p in scrape.damage_line(line, site, ALWAYS)) == forward.publish(line, site)


def test_the_code_page_is_windows_own():
    assert codepage.decode(b"\x80") == "€"
    assert codepage.decode(b"\xaa\xa1\xf8\xa1\xa1\x40") == "\ue000\ue234\ue4c6"
    assert codepage.decode(b"\xd2\xf2\x9e\x28\x79") == "因?y"
    assert codepage.decode(b"\xa1") == "?"
    for code in (*range(0xE000, 0xE766), ord("€"), ord("開"), ord("a")):
        assert codepage.decode(codepage.encode(chr(code))) == chr(code)


def test_it_is_a_command(repo):
    text = "因为整个社会都在讨论这个问题，开源让人兴奋。\n"
    run = [sys.executable, str(repo / "tests" / "damage" / "scrape.py"), "--seed", "3"]
    done = subprocess.run(run, input=text.encode(), capture_output=True, check=True)
    assert "(" in done.stdout.decode("utf-8")
