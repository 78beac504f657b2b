"""The story of damage whose bytes are gone: taken in, marked, listed, settled in one line of the record, renewed."""

import json
import re

import pytest

from leishu.config import load_settings
from leishu.convert.explain import convert_again
from leishu.project import load_project
from leishu.read.sources import load_sources
from leishu.repair import undo
from small_base import leishu, make

LETTER = """\
開放源碼的來歷

大家只是把軟(ruǎn)盤(pán)寄?nì)砀?,誰(shuí)改了程序,誰(shuí)就寫(xiě)上自己的名字。
這(zhè)個(gè)問(wèn)題(tí)沒(méi)有結(jié)果。這(zhè)個(gè)會(huì)議(yì)開(kāi)了很久。

指令\ufffd架構的名字很老，另一處\ufffd也壞了。
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A base into which the letter was just taken, and what was said about it."""
    folder = tmp_path_factory.mktemp("settling")
    base = make(folder / "base", {})
    file = folder / "letter.txt"
    file.write_text(LETTER, encoding="utf-8")
    added = leishu("add", file, "--name", "letter", "--licence", "CC0-1.0", "-C", base)
    assert added.exit_code == 0, added.output
    return base, added.output


@pytest.fixture
def base(made):
    """The base, its record as `add` wrote it."""
    record = made[0] / "sources" / "letter.source.yml"
    text = record.read_text(encoding="utf-8")
    yield made[0]
    record.write_text(text, encoding="utf-8")
    leishu("convert", "-C", made[0])


def settle(base, *lines):
    record = base / "sources" / "letter.source.yml"
    with record.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    return leishu("convert", "-C", base)


def told(base):
    problems = json.loads(leishu("check", "--json", "-C", base).stdout)
    return [problem for problem in problems if problem["rule"] in {"TXT101", "TXT102", "MET104"}]


def page(base):
    return (base / "docs" / "sources" / "letter.md").read_text(encoding="utf-8")


def woven(base):
    pages = load_project(base).pages
    return next(page.markdown for page in pages if page.path == "sources/letter.md")


def test_taking_it_in_says_so_and_leaves_room_to_settle_it(made):
    base, said = made
    assert "3 damaged places could not be repaired" in said
    record = (base / "sources" / "letter.source.yml").read_text(encoding="utf-8")
    assert '#  "指令\ufffd架構": "指令〔……〕架構"' in record


def test_it_is_marked_on_the_page_and_leads_to_what_may_have_stood_there(base):
    marks = re.findall(r'\[<span translate="no">([^<]*)</span>\]\((\S+)\)\{ \.leishu-damage title="', woven(base))
    assert [run for run, _ in marks] == ["?nì)砀?", "\ufffd", "\ufffd"]
    assert [url for _, url in marks] == [f"letter/repairs.md#leishu-left-{number}" for number in (1, 2, 3)]
    assert "3 处不能断定原文" in woven(base)
    assert "leishu-damage" not in page(base)


def test_the_line_of_the_report_settles_it_when_it_is_pasted(base):
    (run, *_) = told(base)
    assert (run["path"], run["rule"]) == ("docs/sources/letter.md", "TXT101")
    assert "來改" in run["message"]
    # The likeliest candidate is proposed; the person knows better.
    line = re.sub("來.", "來改", run["hint"].partition(":) ")[2])
    settle(base, line)
    assert "寄来改," in page(base)
    assert len(told(base)) == 2


def test_all_is_settled_the_marks_are_gone_and_the_bytes_are_still_there(base):
    settle(base, '  "?nì)砀?,": "來改,"', '  "指令\ufffd架構": "指令集架構"', '  "處\ufffd": "處恐"')
    assert told(base) == []
    assert "指令集架构的名字很老，另一处恐也坏了" in page(base)
    assert "leishu-damage" not in woven(base)
    (source,) = (source for source in load_sources(base)[0] if source.name == "letter")
    repaired = convert_again(load_settings(base), source).repaired
    assert [step.rule for step in repaired.steps].count("settled") == 3
    assert undo(repaired.text, repaired.steps) == LETTER


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('  "文中没有": "随便"', "文中没有这几个字"),
        ('  "指令\ufffd架構": "命令集架構"', "矛盾"),
        ('  "砀?,": "改,"', "一部分"),
        ('  "名字很老": "名字很新"', "没有留下损坏"),
    ],
)
def test_what_does_not_apply_is_an_error_with_its_line(base, line, why):
    settle(base, line)
    (problem,) = (problem for problem in told(base) if problem["rule"] == "TXT102")
    record = (base / "sources" / "letter.source.yml").read_text(encoding="utf-8").splitlines()
    assert problem["path"] == "sources/letter.source.yml"
    assert record[problem["line"] - 1] == line
    assert why in problem["message"]
    assert len(told(base)) == 4


@pytest.mark.parametrize("line", ["  12: 十二", '  "处": [一, 二]', "  处: 3"])
def test_what_is_no_text_is_told_at_its_line(base, line):
    assert settle(base, line).exit_code == 1
    (problem,) = (problem for problem in told(base) if problem["rule"] == "MET104")
    assert problem["path"] == "sources/letter.source.yml"


def test_where_people_edited_the_page_it_is_merged(base):
    path = base / "docs" / "sources" / "letter.md"
    path.write_text(page(base).replace("很久。", "很久很久。"), encoding="utf-8")
    settle(base, '  "指令\ufffd架構": "指令集架構"')
    assert "很久很久。" in page(base)
    assert "指令集架构" in page(base)
    path.unlink()
