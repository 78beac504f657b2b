"""`leishu upgrade`: a base that a former release made goes on with this one, and nothing that people made is lost."""

import hashlib
import json
import os
import re
import subprocess
import sys

import pytest

from leishu.copies import HOOK, RECORD, originals
from small_base import leishu, tree

MAIN, STYLE, LOGO, SEARCH = (
    "overrides/main.html",
    "overrides/assets/leishu.css",
    "overrides/assets/leishu.svg",
    "overrides/assets/search/search.js",
)
GONE = "overrides/assets/search/gone.js"
OLD_HOOK = b"""\
from pathlib import Path
from mkdocs.exceptions import PluginError
from leishu.errors import LeishuError
from leishu.project import load_project, publish_project

def on_files(files, config):
    try:
        load_project(Path(config.config_file_path).parent)
    except LeishuError as error:
        raise PluginError(str(error)) from None
"""
"""As the first hook was, in what it imports."""


def former():
    """What a former release gave: an older style, hook and search, one file more and one less."""
    files = originals()
    style = files[STYLE] + b"/* of old */\n"
    del files[LOGO]
    return files | {STYLE: style, HOOK: OLD_HOOK, SEARCH: b"import { so } from './gone.js'\n", GONE: b"export const so"}


@pytest.fixture
def base(tmp_path, monkeypatch):
    """A base as a former release made it."""
    with monkeypatch.context() as then:
        then.setattr("leishu.cli.init.originals", former)
        assert leishu("init", tmp_path / "base").exit_code == 0
    return tmp_path / "base"


def upgrade(base, *options):
    return leishu("upgrade", "-C", base, *options)


def commit(base, message="all"):
    names = {f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", message)):
        subprocess.run(["git", *words], cwd=base, check=True, env=os.environ | names)


def edit(path, before, after):
    data = path.read_bytes()
    assert before in data
    path.write_bytes(data.replace(before, after))


def one_line(ran, *words):
    assert ran.exit_code == 2
    assert len(ran.stderr.splitlines()) == 1, ran.stderr
    assert all(word in ran.stderr for word in words), ran.stderr


def test_what_nobody_changed_is_replaced_and_the_base_is_as_a_new_one(base, tmp_path):
    said = upgrade(base, "--json")
    assert said.exit_code == 0, said.output
    assert json.loads(said.stdout) == {
        "added": [LOGO],
        "replaced": [STYLE, SEARCH, HOOK],
        "merged": [],
        "set aside": [],
        "removed": [GONE],
    }
    assert leishu("init", tmp_path / "new", "--title", "base").exit_code == 0
    assert tree(base) == tree(tmp_path / "new")
    assert leishu("check", "-C", base, "--strict").exit_code == 0


def test_the_second_run_does_nothing(base):
    edit(base / STYLE, b"/* of old */", b"/* mine */")
    upgrade(base)
    before = {name: (data, (base / name).stat().st_mtime_ns) for name, data in tree(base).items()}
    again = upgrade(base)
    assert (again.exit_code, again.stdout) == (0, "Nothing to do: every copy is of this release, or yours.\n")
    assert {name: (data, (base / name).stat().st_mtime_ns) for name, data in tree(base).items()} == before


def test_a_new_base_needs_none(tmp_path):
    leishu("init", tmp_path / "base")
    before = tree(tmp_path / "base")
    assert upgrade(tmp_path / "base").stdout.startswith("Nothing to do")
    assert tree(tmp_path / "base") == before


@pytest.mark.parametrize("command", ["check", "build", "serve", "status"])
def test_until_then_every_command_says_the_remedy_in_one_line(base, command):
    one_line(leishu(command, "-C", base), STYLE, "and 3 more", "'leishu upgrade'")
    assert not (base / "site").exists()


def test_what_people_changed_stays_and_the_new_one_lies_beside_it(base):
    edit(base / STYLE, b"/* of old */", b"/* mine */")
    mine = (base / STYLE).read_bytes()
    said = upgrade(base)
    assert said.exit_code == 1
    (line,) = [line for line in said.stderr.splitlines() if "left as it is" in line]
    assert line.startswith(f"{STYLE}: ")
    assert f"{STYLE}.new" in line
    assert (base / STYLE).read_bytes() == mine
    assert (base / f"{STYLE}.new").read_bytes() == originals()[STYLE]
    assert leishu("check", "-C", base).exit_code == 0, "a kept file is a decision"


def test_a_file_beside_that_is_not_ours_is_not_overwritten(base):
    edit(base / STYLE, b"/* of old */", b"/* mine */")
    (base / f"{STYLE}.new").write_bytes(b"notes")
    assert f"{STYLE}.new2" in upgrade(base).stderr
    assert (base / f"{STYLE}.new").read_bytes() == b"notes"
    assert (base / f"{STYLE}.new2").read_bytes() == originals()[STYLE]


def test_changes_are_merged_where_git_holds_what_they_began_with(base):
    commit(base)
    # People add a line at the beginning; the program has taken one off at the end.
    (base / STYLE).write_bytes(b".mine { color: red }\n" + (base / STYLE).read_bytes())
    said = upgrade(base, "--json")
    assert said.exit_code == 0, said.output
    assert json.loads(said.stdout)["merged"] == [STYLE]
    assert (base / STYLE).read_bytes() == b".mine { color: red }\n" + originals()[STYLE]


def test_what_does_not_merge_is_set_aside(base):
    commit(base)
    edit(base / STYLE, b"/* of old */", b"/* mine */")
    mine = (base / STYLE).read_bytes()
    assert json.loads(upgrade(base, "--json").stdout)["set aside"] == [STYLE]
    assert (base / STYLE).read_bytes() == mine


def test_a_change_where_the_program_changed_nothing_is_no_matter(base):
    edit(base / MAIN, b"{%", b"<!-- mine -->{%")
    mine = (base / MAIN).read_bytes()
    assert upgrade(base).exit_code == 0
    assert (base / MAIN).read_bytes() == mine
    assert not (base / f"{MAIN}.new").exists()


def test_a_file_that_is_missing_is_put_back(base):
    upgrade(base)
    (base / MAIN).unlink()
    assert upgrade(base).stdout == "1 added\n"
    assert (base / MAIN).read_bytes() == originals()[MAIN]


def test_what_the_program_has_no_more_stays_where_people_changed_it(base):
    (base / GONE).write_bytes(b"mine")
    upgrade(base)
    assert (base / GONE).read_bytes() == b"mine"


def test_of_a_base_without_a_record_and_without_git_nothing_is_replaced(base):
    (base / RECORD).unlink()
    before = tree(base)
    said = upgrade(base, "--json")
    assert said.exit_code == 1
    assert json.loads(said.stdout)["set aside"] == [STYLE, SEARCH, HOOK]
    assert {name: data for name, data in tree(base).items() if name in before} == before
    # The hook is one that nothing of this release need know: that is still told.
    one_line(leishu("check", "-C", base), HOOK, "leishu.hook", "'leishu upgrade'")
    (base / HOOK).rename(base / "scripts" / "old.py")
    assert upgrade(base).exit_code == 0
    assert leishu("check", "-C", base).exit_code == 0


def test_of_a_base_without_a_record_what_came_into_git_with_the_hook_is_what_was_given(base):
    (base / RECORD).unlink()
    hook = (base / HOOK).read_bytes()
    (base / HOOK).unlink()
    (base / SEARCH).write_bytes(b"mine, from before Leishu")
    commit(base, "a site of its own")
    (base / STYLE).rename(base / "style")
    commit(base, "moved away")
    (base / "style").rename(base / STYLE)
    (base / HOOK).parent.mkdir(exist_ok=True)
    (base / HOOK).write_bytes(hook)
    commit(base, "Leishu's hook and style")
    said = json.loads(upgrade(base, "--json").stdout)
    assert (said["replaced"], said["set aside"]) == ([STYLE, HOOK], [SEARCH])


def test_other_line_ends_are_no_change(base):
    for name in former():
        (base / name).write_bytes((base / name).read_bytes().replace(b"\n", b"\r\n"))
    assert json.loads(upgrade(base, "--json").stdout)["replaced"] == [STYLE, SEARCH, HOOK]
    assert leishu("check", "-C", base).exit_code == 0


def test_the_record_is_what_sha256sum_writes(base):
    lines = (base / RECORD).read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"{hashlib.sha256((base / STYLE).read_bytes()).hexdigest()}  {STYLE}"
    assert len(lines) == len(former())


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", "", "0  docs/index.md", "0  overrides/../docs/index.md", "0  /etc/x"])
def test_a_record_that_is_not_ours_is_told(base, line):
    (base / RECORD).write_text(line + "\n", encoding="utf-8")
    one_line(upgrade(base), RECORD, "delete it")


def test_a_base_with_a_theme_of_its_own_needs_no_copy(base):
    for name in (*former(), RECORD):
        (base / name).unlink()
    assert leishu("check", "-C", base).exit_code == 0


@pytest.mark.site
@pytest.mark.parametrize("hook", [OLD_HOOK, originals()[HOOK]], ids=["an old hook", "the hook"])
def test_plain_mkdocs_says_it_in_one_line_too(base, hook):
    (base / HOOK).write_bytes(hook)
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=base,
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
    )
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert re.search(r"of this release of Leishu: run 'leishu upgrade'$", ran.stderr, re.MULTILINE), ran.stderr


@pytest.mark.site
@pytest.mark.parametrize(("script", "what"), [(b"const so = ;\n", "search.js"), (None, "box.js")])
def test_search_scripts_that_do_not_fit_are_told_in_one_line(base, script, what):
    upgrade(base)
    if script:
        (base / SEARCH).write_bytes(script)
    else:
        (base / SEARCH).with_name("box.js").unlink()
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=base, check=False, capture_output=True, encoding="utf-8"
    )
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    (line,) = [line for line in ran.stderr.splitlines() if "overrides/assets/search" in line]
    assert what in line
    assert "'leishu upgrade'" in line
