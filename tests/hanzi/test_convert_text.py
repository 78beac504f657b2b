"""The command `leishu convert-text`, as people call it."""

import json

import pytest
from click.testing import CliRunner

import leishu
from leishu.cli import main
from leishu.errors import SettingsError


def run(*arguments, text="头发被发明了\n"):
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    return CliRunner().invoke(main, ["convert-text", *arguments], input=data)


@pytest.mark.parametrize(
    ("arguments", "text", "expected"),
    [
        (("--to", "zh-Hant-TW"), "头发被发明了\r\n", "頭髮被發明了\r\n"),
        (("-t", "zh-hant-hk"), "里面\n", "裏面\n"),
        ((), "看著開源軟體在網路上的程式碼\n", "看着开源软体在网路上的程式码\n"),
        (("-f", "zh-Hant-TW", "-p"), "軟體", "软件"),
        (("-t", "zh-TW"), "头发\n", "頭髮\n"),
        (("-t", "zh-hk", "-f", "zh-cn"), "里面", "裏面"),
        (("-t", "zh-TW"), "“发展”", "「發展」"),
        (("-t", "zh-TW", "--quotes", "keep"), "“发展”", "“發展”"),
        ((), "", ""),
        ((), "\ufeff開", "开"),
    ],
)
def test_text_goes_in_and_comes_out(arguments, text, expected):
    result = run(*arguments, text=text)
    assert result.exit_code == 0
    assert result.stdout_bytes.decode("utf-8") == expected


def test_a_file_is_read_and_left_as_it_is(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("開源\n", encoding="utf-8")
    assert run(str(file)).stdout == "开源\n"
    assert file.read_text(encoding="utf-8") == "開源\n"


def test_explain_says_what_decided_with_line_and_column():
    lines = run("-t", "zh-Hant-TW", "--explain", text="好\n被发明，钟\n").stdout.splitlines()
    assert lines[0].startswith("zh-Hans: 只见于简体的字")
    assert lines[1].startswith("2:2 |  「被发」不是一个词")
    assert lines[2] == "2:2 发明 → 發明  OpenCC STPhrases：发明 → 發明"
    assert lines[3].startswith("2:5 钟 → 鍾（或 鐘、鈡）")


def test_explain_for_machines():
    lines = run("-t", "zh-Hant-TW", "--explain", "--json", text="头发").stdout.splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "start": 0,
            "end": 2,
            "before": "头发",
            "after": "頭髮",
            "reason": "OpenCC STPhrases：头发 → 頭髮",
            "candidates": [],
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "text", "message"),
    [
        ((), b"\xff\xfe", "byte 0 is not UTF-8"),
        (("no-such-file",), "", "No such file"),
        (("--to", "en"), "", "is not one of"),
        (("-f", "zh-Hant-HK", "-t", "zh-Hant-TW", "-p"), "裏", "exchanges no words from zh-Hant-HK to zh-Hant-TW"),
        (("--quotes", "straight"), "", "is not one of"),
        (("--rules", "no-such-file"), "", "does not exist"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments, text, message):
    result = run(*arguments, text=text)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_rules_of_ones_own_decide_and_are_named(tmp_path):
    file = tmp_path / "mine.yml"
    file.write_text("title: x\nwords:\n  软件: {zh-Hant-TW: 軟體}\n  钟: {zh-Hant: 鐘}\n", encoding="utf-8")
    assert run("-t", "zh-TW", "-r", str(file), text="软件，是钟").stdout == "軟體，是鐘"
    assert f"规则：{file}:3" in run("-t", "zh-TW", "-r", str(file), "--explain", text="软件").stdout
    file.write_text("words: {软件: 軟體}\n", encoding="utf-8")
    bad = run("-t", "zh-TW", "-r", str(file), text="软件")
    assert bad.exit_code == 2
    assert f"{file}:1:1 MET103" in bad.stderr


def test_the_same_from_python():
    converted = leishu.convert_text("他著有書", "zh-CN", "zh-TW")
    assert (converted.text, converted.source, converted.evidence) == ("他著有书", "zh-Hant-TW", "")
    assert [(change.before, change.after) for change in converted.changes][-1] == ("書", "书")
    assert leishu.convert_text("", "zh-Hans").text == ""
    with pytest.raises(SettingsError, match="'fr' is not a script"):
        leishu.convert_text("书", "fr")
