"""`leishu add`, `convert` and `explain` as people call them: what they say, what they write, what they refuse."""

import json
import os
import re

import pytest
from click.testing import CliRunner

from leishu.cli import main

PAGE = """<html><head><meta charset="utf-8"><title>開源的由來 - 某站</title><meta name="author" content="王小明">
<meta property="article:published_time" content="2024-05-06"></head><body><article><h1>開源的由來</h1>
<p>起初沒有人談授權，大家把程式碼印在紙上，寄給想要的人，彼此都覺得理所當然。</p>
<p>後來人人都談授權，因為軟體可以賣錢，賣錢就要有人說清楚什麼能做、什麼不能做。</p></article></body></html>"""
TEXT = "許可證\n起初沒有人談許可證，後來人人都談，因為軟件可以賣錢。\n賣錢就要說清楚什麼能做。\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    root = tmp_path / "project"
    root.mkdir()
    (root / "leishu.yml").write_text("limits:\n  source_bytes: 5000\n", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "下載 的文章 (1).html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def leishu(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def files_of(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "build" not in path.relative_to(root).parts
    }


def test_a_page_is_added_with_what_it_says_about_itself(project, article):
    done = leishu(
        "add", article, "--licence", "CC-BY-4.0", "--url", "https://example.com/a", "--retrieved", "2024-06-01"
    )
    assert done.exit_code == 0, done.output
    name = "kaiyuan-de-you-lai"
    assert (project / "sources" / f"{name}.html").read_bytes() == article.read_bytes()
    sidecar = (project / "sources" / f"{name}.source.yml").read_text(encoding="utf-8")
    for line in (
        "title: 開源的由來",
        "author: 王小明",
        "published: 2024-05-06",
        "retrieved: 2024-06-01",
        "licence: CC-BY-4.0",
    ):
        assert line in sidecar.splitlines()
    assert "# translator:" in sidecar
    page = (project / "docs" / "sources" / f"{name}.md").read_text(encoding="utf-8")
    assert "# 开源的由来 {: #p1 }" in page
    assert "title: 开源的由来" in page
    assert done.output.count("\n") == 1
    assert f"sources/{name}.html" in done.output


def test_what_is_not_known_is_a_line_to_fill_and_said(project, article):
    done = leishu("add", article)
    assert "why it may be reproduced" in done.stderr
    assert "# licence:" in next((project / "sources").glob("*.yml")).read_text(encoding="utf-8")


def test_the_same_bytes_are_taken_in_once(project, article):
    assert leishu("add", article).exit_code == 0
    before = files_of(project)
    again = leishu("add", article, "--name", "other")
    assert again.exit_code == 0
    assert "already there as sources/kaiyuan-de-you-lai.html" in again.output
    assert files_of(project) == before


@pytest.mark.usefixtures("project")
def test_a_plain_text_is_named_after_its_first_line_or_its_file(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "Open Notes.txt").write_text("一句話。\n又一句。\n", encoding="utf-8")
    assert json.loads(leishu("add", tmp_path / "a.txt", "--json").stdout)["name"] == "xukezheng"
    assert json.loads(leishu("add", tmp_path / "Open Notes.txt", "--json").stdout)["name"] == "open-notes"


def test_a_file_that_lies_in_sources_already_gets_its_record(project):
    (project / "sources").mkdir()
    (project / "sources" / "found.txt").write_text(TEXT, encoding="utf-8")
    done = leishu("add", "sources/found.txt", "--licence", "CC0-1.0")
    assert done.exit_code == 0, done.output
    assert sorted(files_of(project)) == [
        "docs/sources/found.md",
        "leishu.yml",
        "sources/found.source.yml",
        "sources/found.txt",
    ]
    assert "already there" in leishu("add", "sources/found.txt").output


def refused(project, *words):
    before = files_of(project)
    done = leishu("add", *words)
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert done.stderr.startswith("leishu: ")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert files_of(project) == before
    return done.stderr


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\n", "is empty"),
        ("a.txt", b"\x00\x01\x02\x03", "not text"),
        ("a.txt", b"x" * 5001, "5,001 bytes are more than limits.source_bytes in leishu.yml (5,000)"),
        ("a.docx", b"PK", "cannot read files ending in '.docx'"),
        ("a", b"x", "cannot read files ending in ''"),
        ("a.html", b"<html><body></body></html>", "no readable text"),
        ("a.txt", "！？\u3000\n".encode("utf-16"), None),
    ],
)
def test_what_cannot_be_taken_in_is_refused_in_one_line(project, tmp_path, name, data, told):
    (tmp_path / name).write_bytes(data)
    if told is None:
        assert leishu("add", tmp_path / name).exit_code == 0
    else:
        line = refused(project, tmp_path / name)
        assert told in line
        assert name in line


def test_files_that_are_not_there_or_no_files_are_refused(project, tmp_path):
    assert "no such file" in refused(project, tmp_path / "none.txt")
    assert "is a folder" in refused(project, tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything is readable here")
def test_a_file_that_may_not_be_read_is_refused(project, article):
    article.chmod(0)
    assert "cannot be read" in refused(project, article)


@pytest.mark.parametrize("name", ["../evil", "a/b", "A", "中文", "a--b", "-a", "x" * 81, "con\n", "con", "index"])
def test_a_name_that_is_none_is_refused_with_one_that_is(project, article, name):
    assert "such as --name" in refused(project, article, f"--name={name}")


def test_a_name_is_never_given_twice(project, article, tmp_path):
    assert leishu("add", article, "--name", "one").exit_code == 0
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    assert "the name 'one' is taken by sources/one.html" in refused(project, tmp_path / "b.txt", "--name", "one")
    (project / "docs" / "sources" / "two.md").write_text("手写的一页。\n", encoding="utf-8")
    assert "taken by docs/sources/two.md" in refused(project, tmp_path / "b.txt", "--name", "two")


def test_sources_that_lead_out_of_the_project_are_refused(project, article, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (project / "sources").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert "outside of the project" in refused(project, article)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_failure_on_the_way_leaves_nothing_behind(project, article, monkeypatch):
    def fails(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("leishu.convert.intake.renew", fails)
    before = files_of(project)
    assert leishu("add", article).exit_code != 0
    assert files_of(project) == before


def test_a_wrong_encoding_is_told_with_the_files_own_path(project, article):
    assert str(article) in refused(project, article, "--encoding", "ascii")
    assert "not a codec" in refused(project, article, "--encoding", "utf-9")


def test_outside_of_a_project_it_says_where_to_go(tmp_path, monkeypatch, article):
    monkeypatch.chdir(tmp_path)
    done = leishu("add", article)
    assert done.exit_code == 2
    assert "leishu init" in done.stderr


def test_convert_says_one_line_and_json_says_it_for_machines(project, article):
    leishu("add", article)
    quiet = leishu("convert")
    assert quiet.exit_code == 0
    assert quiet.stdout.startswith("1 source: 1 unchanged in ")
    assert quiet.stdout.count("\n") == 1
    assert quiet.stderr == ""
    summary = json.loads(leishu("convert", "--json").stdout)
    assert (summary["sources"], summary["unchanged"], summary["changed"]) == (1, 1, {})
    assert leishu("convert", "-q").output == ""
    (project / "docs" / "sources" / "kaiyuan-de-you-lai.md").unlink()
    assert "created: kaiyuan-de-you-lai: 3 passages" in leishu("convert", "-v").stderr


@pytest.mark.usefixtures("project")
def test_convert_knows_a_source_by_its_name_or_its_file(article):
    leishu("add", article, "--name", "one")
    for name in ("one", "one.html", "sources/one.html", "sources/one.source.yml"):
        assert leishu("convert", name).stdout.startswith("1 source: ")
    unknown = leishu("convert", "onne")
    assert unknown.exit_code == 2
    assert "did you mean one?" in unknown.stderr


def test_convert_does_the_rest_where_one_source_is_wrong(project, article):
    leishu("add", article, "--name", "one")
    (project / "docs" / "sources" / "one.md").unlink()
    (project / "sources" / "two.txt").write_text(TEXT, encoding="utf-8")
    (project / "sources" / "three.txt").write_text(TEXT, encoding="utf-8")
    (project / "sources" / "three.source.yml").write_text("title: [\n", encoding="utf-8")
    (project / "sources" / "four.txt").write_bytes(b"\x00\x01")
    (project / "sources" / "four.source.yml").write_text("licence: CC0-1.0\n", encoding="utf-8")
    done = leishu("convert")
    assert done.exit_code == 1
    assert "2 sources: 1 created, 1 failed, 2 left out" in done.stdout
    assert "sources/two.txt:1:1 SRC101" in done.stderr
    assert "sources/three.source.yml:2:1 MET101" in done.stderr
    assert "sources/four.txt: it is not text" in done.stderr
    assert "SRC101" in leishu("convert", "two").stderr


def test_convert_in_an_empty_project_has_nothing_to_do(project):
    done = leishu("convert")
    assert done.exit_code == 0
    assert done.stdout.startswith("0 sources: nothing to do")
    assert sorted(files_of(project)) == ["leishu.yml"]


def test_a_proposal_is_said_in_one_line_with_exit_code_1(project, article):
    leishu("add", article, "--name", "one")
    page = project / "docs" / "sources" / "one.md"
    page.write_text("手写的一页。\n", encoding="utf-8")
    done = leishu("convert")
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "docs/sources/one.md" in done.stderr
    assert "build/proposals/one.md" in done.stderr
    assert page.read_text(encoding="utf-8") == "手写的一页。\n"


@pytest.mark.usefixtures("project")
def test_explain_leads_from_the_page_back_to_the_bytes(article):
    leishu("add", article, "--name", "one")
    done = leishu("explain", "one#p2")
    assert done.exit_code == 0, done.output
    assert "received: 起初沒有人談授權" in done.stdout
    assert "normalised: 起初没有人谈授权" in done.stdout
    assert "encoding: utf-8 (" in done.stdout
    assert "script: zh-Hant-TW (" in done.stdout
    assert "OpenCC: tw2s" in done.stdout
    assert "on the page" not in done.stdout
    assert leishu("explain", "[@one#p2]").stdout == done.stdout


def test_explain_shows_what_people_made_of_a_passage(project, article):
    leishu("add", article, "--name", "one")
    page = project / "docs" / "sources" / "one.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("起初没有人谈授权", "起初无人谈授权") + "\n人写的一段。\n{: #p9 }\n", encoding="utf-8")
    assert "on the page: 起初无人谈授权" in leishu("explain", "one#p2").stdout
    authored = json.loads(leishu("explain", "one#p9", "--json").stdout)
    assert (authored["received"], authored["page"], authored["edited"]) == ("", "人写的一段。", True)


@pytest.mark.usefixtures("project")
def test_explain_says_what_it_needs(article):
    leishu("add", article, "--name", "one")
    for words, told in (("none", "nor a page of docs/"), ("one#p77", "up to p3"), ("onne#p1", "did you mean one?")):
        done = leishu("explain", words)
        assert (done.exit_code, done.stdout) == (2, "")
        assert told in done.stderr


@pytest.mark.usefixtures("project")
def test_explain_says_why_things_are_on_a_page(tmp_path):
    (tmp_path / "a.txt").write_text("1998 年，有人提出开源一词。\n", encoding="utf-8")
    leishu("add", tmp_path / "a.txt", "--name", "one")
    for words in ("docs/sources/one.md", "sources/one", "one", "one#p1"):
        told = leishu("explain", words).stdout
        assert re.search(r"event +1998 +1998 年，有人提出开源一词。\n +「1998 年」；文中写明", told)


def test_explain_knows_a_page_by_its_name_and_says_where_there_is_nothing(project):
    entry = project / "docs" / "entries" / "kaiyuan.md"
    entry.parent.mkdir(parents=True)
    entry.write_text("---\ntitle: 开源\nkind: concept\n---\n", encoding="utf-8")
    for words in ("开源", "開源", "kaiyuan"):
        assert leishu("explain", words).stdout.startswith("entries/kaiyuan.md: no link, topic, ")
    assert json.loads(leishu("explain", "开源", "--json").stdout)["because"] == []


@pytest.mark.usefixtures("project")
def test_explain_says_what_was_not_left_to_the_dictionaries(tmp_path):
    (tmp_path / "a.txt").write_text("甚麼都是他發明了的。\n", encoding="utf-8")
    leishu("add", tmp_path / "a.txt", "--name", "one", "--region", "zh-Hant-HK")
    told = leishu("explain", "one#p1").stdout
    assert "normalised: 什么都是他发明了的。" in told
    assert "conversion: 甚麼: " in told
    assert json.loads(leishu("explain", "one#p1", "--json").stdout)["judgements"]
