"""What the README shows and promises is so."""

import re
import tomllib
from pathlib import Path

import click
import pytest

from leishu.cli import main
from leishu.read.decode import decode

REPO = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh.md")
PAGES = (*READMES, "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE-CONTENT.md", ".github/PULL_REQUEST_TEMPLATE.md")
SAMPLE = re.compile(r"```text\n(sources/\S+)[^\n]*\n +(\S.*)\n\n(docs/sources/\S+)[^\n]*\n +(\S.*)\n```")
COMMAND = re.compile(r"^\| `leishu ([a-z-]+)", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def read(name):
    return (REPO / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("readme", READMES)
def test_the_damaged_line_is_in_the_source_and_the_mended_one_on_its_page(readme):
    source, damaged, page, mended = SAMPLE.search(read(readme)).groups()
    text = decode((REPO / source).read_bytes()).text
    assert damaged in text
    assert mended in read(page)


def test_both_readmes_show_the_same_line():
    assert len({SAMPLE.search(read(readme)).group(2, 4) for readme in READMES}) == 1


@pytest.mark.parametrize("readme", READMES)
def test_every_command_is_listed_and_no_other(readme):
    context = click.Context(main)
    listed = COMMAND.findall(read(readme))
    assert list(dict.fromkeys(listed)) == main.list_commands(context)


@pytest.mark.parametrize("readme", READMES)
def test_the_two_commands_stand_above_the_fold(readme):
    first = read(readme).splitlines()[:40]
    assert any(line.startswith("make site") for line in first)
    assert any(line.startswith("make test") for line in first)


@pytest.mark.parametrize("page", PAGES)
def test_a_link_leads_to_a_file(page):
    folder = (REPO / page).parent
    assert [target for target in LINK.findall(read(page)) if not (folder / target).exists()] == []


@pytest.mark.parametrize("page", [*READMES, "CONTRIBUTING.md"])
def test_every_make_target_named_exists(page):
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", read(page), re.MULTILINE)) <= targets


def test_the_python_that_is_asked_for_is_the_one_that_is_needed():
    needed = tomllib.loads(read("pyproject.toml"))["project"]["requires-python"].removeprefix(">=")
    for page in (*READMES, "CONTRIBUTING.md", "Makefile"):
        assert f"Python {needed}" in read(page)
