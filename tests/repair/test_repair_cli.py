"""`leishu repair` on any text."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from damage.scrape import to_traditional
from leishu.cli import main

CASES = Path(__file__).resolve().parents[1] / "cases"
DAMAGED = "⽤⼾说：&ldquo;好&rdquo;。\n"


def run(*arguments, data=None):
    return CliRunner().invoke(main, ["repair", *arguments], input=DAMAGED.encode() if data is None else data)


def test_text_in_text_out():
    done = run()
    assert done.exit_code == 0
    assert done.stdout_bytes.decode() == "用户说：“好”。\n"


def test_any_encoding_that_chinese_comes_in():
    text = "开源社区很热闹，大家都来参加。谁都可以提出自己的意见；有人赞成，有人反对，这并不奇怪。"
    assert run(data=text.encode("gb18030")).stdout_bytes.decode() == text


def test_each_step_is_explained_with_its_place():
    lines = run("--explain").output.splitlines()
    assert lines[0].startswith("4-11 entities and tags: ")
    assert any(line.startswith("0-1 compatibility characters: ") for line in lines)


def test_as_json_for_machines():
    record = json.loads(run("--json").output)
    assert record["text"] == "用户说：“好”。\n"
    for step in record["steps"]:
        assert DAMAGED[step["original"]["start"] : step["original"]["end"]] == step["before"]


def test_the_keys_for_machines_stay_what_they_are():
    record = json.loads(run("--json", data="⽤⼾说\ufffd。".encode()).output)
    assert list(record) == ["format", "encoding", "text", "naive", "steps", "doubts"]
    assert record["format"] == 1
    assert set(record["encoding"]) == {"name", "evidence"}
    assert set(record["steps"][0]) == {"rule", "span", "before", "after", "evidence", "original"}
    (doubt,) = record["doubts"]
    assert set(doubt) == {"rule", "span", "text", "candidates", "evidence", "original"}
    assert doubt["original"] == {"start": 3, "end": 4}
    page = (Path(__file__).resolve().parents[2] / "docs" / "contributing" / "repair.md").read_text(encoding="utf-8")
    described = page.partition("{ #json }")[2].partition("\n## ")[0]
    for key in ("format", "encoding", "text", "naive", "steps", "doubts", *record["steps"][0], *doubt):
        assert f"`{key}`" in described or f".{key}`" in described


@pytest.mark.parametrize("option", [(), ("--explain",), ("--json",)])
def test_nothing_is_nothing(option):
    done = run(*option, data=b"")
    assert done.exit_code == 0
    assert done.stdout in ("", run("--json", data=b"").stdout)


def test_candidates_have_their_scores():
    damaged = "大家只是把軟(ruǎn)盤(pán)寄?nì)砀?,誰(shuí)改了程序,誰(shuí)就寫(xiě)上名字。"
    damaged += "這(zhè)個(gè)會(huì)議(yì)開(kāi)了很久。"
    (doubt,) = json.loads(run("--json", data=damaged.encode()).output)["doubts"]
    scores = [candidate["score"] for candidate in doubt["candidates"]]
    assert scores == sorted(scores, reverse=True)
    assert all(candidate["text"] for candidate in doubt["candidates"])


def test_doubts_are_explained_too():
    assert "left" in run("--explain", data="他说锟斤拷。".encode()).output


def test_a_file_may_be_named(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(DAMAGED, encoding="utf-8")
    assert "“好”" in run(str(path)).output


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 40])
def test_what_is_no_text_ends_with_one_line(data):
    done = run(data=data)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_traditional_that_knew_no_words_is_told():
    text = to_traditional((CASES / "hanzi" / "naive.yml").read_text(encoding="utf-8"))
    record = json.loads(run("--json", data=text.encode()).output)
    assert record["naive"]["pairs"][0].keys() == {"written", "expected", "count"}
    assert "naive conversion: " in run("--explain", data=text.encode()).output
    assert json.loads(run("--json").output)["naive"] is None
