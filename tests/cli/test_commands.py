"""The command as people meet it: exit codes, one clear line where something is wrong, quiet where nobody looks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from small_base import leishu

READERS = ("build", "convert", "check", "status")
"""Commands that work on a base and need nothing else."""
EVERY = pytest.mark.parametrize("command", READERS)
VARIANT = "variants: [{tag: zh-Hant-TW, path: tw, label: 繁, config: s2xx}]\n"


@pytest.fixture
def base(tmp_path):
    """The least that is a base: settings, and a page with a problem and one with a warning."""
    (tmp_path / "leishu.yml").touch()
    (tmp_path / "docs" / "entries").mkdir(parents=True)
    (tmp_path / "docs" / "index.md").write_text("# 首页\n\n见[[乌有]]。\n", encoding="utf-8")
    (tmp_path / "docs" / "entries" / "tea.md").write_text("---\ntitle: 茶\nkind: product\n---\n", encoding="utf-8")
    return tmp_path


def one_line(ran, beginning):
    """That a command ended with 2 and said why in one line, and nothing else."""
    assert ran.exit_code == 2, ran.output
    assert ran.stdout == ""
    assert ran.stderr.startswith(f"leishu: {beginning}"), ran.stderr
    assert len(ran.stderr.splitlines()) == 1


@EVERY
def test_outside_of_a_base(tmp_path, command):
    one_line(
        leishu(command, "-C", tmp_path), f"no leishu.yml in {tmp_path} or above: go to your knowledge base, or make one"
    )


@EVERY
def test_below_a_base_is_in_the_base(base, command):
    ran = leishu(command, "-C", base / "docs" / "entries")
    assert "no leishu.yml" not in ran.stderr


@EVERY
def test_settings_that_cannot_be_read(base, command):
    (base / "leishu.yml").write_text("limits: [\n", encoding="utf-8")
    one_line(leishu(command, "-C", base), "leishu.yml:2:1 MET101 YAML 无法读取")


@pytest.mark.parametrize("command", ["build", "check", "status"])
def test_a_variant_that_opencc_does_not_know(base, command):
    (base / "leishu.yml").write_text(VARIANT, encoding="utf-8")
    one_line(leishu(command, "-C", base), "unknown OpenCC config 's2xx': use one of ")


def test_a_base_without_mkdocs_yml(base):
    one_line(leishu("build", "-C", base), f"{base / 'mkdocs.yml'} does not exist: ")


@pytest.mark.site
def test_a_base_whose_mkdocs_yml_lacks_the_hook(base):
    (base / "mkdocs.yml").write_text("site_name: x\nplugins: []\n", encoding="utf-8")
    one_line(leishu("build", "-C", base), f"{base / 'mkdocs.yml'} does not name Leishu's hook: add to it: hooks:")
    one_line(leishu("build", "-C", base), f"{base / 'mkdocs.yml'} does not name Leishu's hook: add to it: hooks:")


@pytest.mark.site
def test_plain_mkdocs_tells_bad_settings_in_one_line_too(base, repo):
    (base / "leishu.yml").write_text(VARIANT, encoding="utf-8")
    hook = repo / "scripts" / "mkdocs_hook.py"
    (base / "mkdocs.yml").write_text(f"site_name: x\nhooks: ['{hook}']\nplugins: []\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    ran = subprocess.run(command, check=False, cwd=base, capture_output=True, encoding="utf-8")
    assert ran.returncode == 1
    assert "unknown OpenCC config 's2xx'" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_page_that_is_not_utf_8_is_a_problem_of_content(base):
    (base / "docs" / "old.md").write_bytes("# 旧文\n".encode("gb18030"))
    ran = leishu("check", "-C", base)
    assert ran.exit_code == 1
    assert "docs/old.md:1:1 MET101 不是 UTF-8 文本" in ran.stdout


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_page_that_may_not_be_read(base):
    (base / "docs" / "index.md").chmod(0)
    one_line(leishu("check", "-C", base), f"{base / 'docs' / 'index.md'}: Permission denied")


def test_a_page_that_leads_nowhere_on_the_disk(base):
    """A link to a file that went: what the system says, with its name, and no traceback."""
    (base / "docs" / "entries" / "gone.md").symlink_to(base / "nowhere.md")
    ran = leishu("check", "-C", base)
    assert ran.exit_code in (1, 2)
    assert "Traceback" not in ran.output


@pytest.mark.parametrize("command", [*READERS, "explain", "add", "init", "serve", "repair", "convert-text"])
def test_an_option_that_is_none_is_told_with_the_way_to_help(command):
    ran = leishu(command, "--nonsense")
    assert ran.exit_code == 2
    assert f"Try 'leishu {command}" in ran.stderr
    assert "No such option" in ran.stderr


def test_a_folder_that_is_none():
    ran = leishu("check", "-C", "/no/such/folder")
    assert ran.exit_code == 2
    assert "/no/such/folder" in ran.stderr


def test_check_finds_and_tells(base):
    """Problems on stdout, for grep and editors; the count on stderr; 1."""
    ran = leishu("check", "-C", base)
    assert ran.exit_code == 1
    assert ran.stdout.splitlines() == [
        "docs/index.md:3:2 LNK102 没有条目或主题叫「乌有」 (no entry or topic has this name)"
    ]
    assert ran.stderr.splitlines()[-1] == "1 errors, 0 warnings"


def test_check_is_silent_where_nothing_is_wrong(base):
    (base / "docs" / "index.md").write_text("# 首页\n", encoding="utf-8")
    ran = leishu("check", "-q", "-C", base)
    assert (ran.exit_code, ran.output) == (0, "")


def test_quiet_says_the_problems_and_nothing_else(base):
    ran = leishu("check", "-q", "-C", base)
    assert ran.exit_code == 1
    assert ran.stdout.count("\n") == 1
    assert ran.stderr == ""


def test_check_for_machines(base):
    ran = leishu("check", "--json", "-C", base)
    assert ran.exit_code == 1
    (problem,) = json.loads(ran.stdout)
    assert problem["rule"] == "LNK102"
    assert problem["severity"] == "error"
    assert (problem["path"], problem["line"], problem["column"]) == ("docs/index.md", 3, 2)


def test_warnings_are_problems_where_asked(base):
    (base / "docs" / "index.md").write_text("# 首页\n", encoding="utf-8")
    (base / "sources").mkdir()
    (base / "sources" / "a.txt").write_text("一段文字。\n", encoding="utf-8")
    record = "title: 甲\nlicence: CC0-1.0\nretrieved: 2024-01-01\n"
    (base / "sources" / "a.source.yml").write_text(record, encoding="utf-8")
    calm, strict = leishu("check", "-C", base), leishu("check", "--strict", "-C", base)
    assert "SRC104" in calm.stdout
    assert (calm.exit_code, strict.exit_code) == (0, 1)


def test_checking_a_site_that_is_not_built(base):
    one_line(leishu("check", "--site", "-C", base), f"{base / 'site'} does not exist: run 'leishu build' first")


def test_every_rule_can_be_listed_anywhere(tmp_path):
    ran = leishu("check", "--rules", "-C", tmp_path)
    assert ran.exit_code == 0
    assert "LNK102  error" in ran.stdout


def test_status_for_people_and_for_machines(base):
    told, data = leishu("status", "-C", base), leishu("status", "--json", "-C", base)
    assert told.exit_code == data.exit_code == 0
    assert json.loads(data.stdout)["entries"] == 1
    assert leishu("status", "-q", "-C", base).output == ""
    assert "entries/tea.md" in leishu("status", "-v", "-C", base).stdout
    assert "entries/tea.md" not in told.stdout


def test_a_pipe_gets_text_without_colours_or_bars(base):
    """In another process: nothing of a terminal is there."""
    command = [Path(sys.executable).with_name("leishu"), "convert", "-C", base]
    ran = subprocess.run(command, check=False, capture_output=True, env=os.environ | {"FORCE_COLOR": ""})
    assert ran.returncode == 0
    assert b"\x1b" not in ran.stdout + ran.stderr
    assert b"\r" not in ran.stdout + ran.stderr


def test_a_reader_that_has_seen_enough_is_no_error(base):
    """`leishu check | head -1`."""
    text = "# 首页\n" + "\n".join(f"[[乌有{number}]]" for number in range(3000))
    (base / "docs" / "index.md").write_text(text, encoding="utf-8")
    command = [Path(sys.executable).with_name("leishu"), "check", "-C", str(base)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline().startswith(b"docs/index.md")
        process.stdout.close()
        complaint = process.stderr.read()
        assert process.wait() == 1
    assert b"Traceback" not in complaint
    assert b"BrokenPipe" not in complaint
