"""`leishu init`: a new base with the same habits; what is there already is never touched."""

import re

import pytest
from mkdocs.config import load_config

from leishu.config import load_settings
from leishu.project import load_project
from rendered import tree_of
from small_base import leishu, tree

TITLES = (
    "茶書",
    'He said: "茶" & #1',
    "it's: {茶} [一]",
    "- 茶",
    "*茶*",
    "# 茶",
    "007",
    "yes",
    "茶 \\ 酒",
    "{{ 茶 }}",
    "🍵 茶",
)
PARTS = (
    *("docs_dir", "site_dir", "use_directory_urls", "theme", "extra_css", "plugins", "hooks", "markdown_extensions"),
    "validation",
)
"""What the starter's mkdocs.yml must have as the repository's own has it. The rest says whose base it is."""


def parts(text):
    """The keys of an mkdocs.yml, each with its lines. (Not loaded: functions named in it are never equal.)"""
    return {found[1]: found[0].rstrip() for found in re.finditer(r"^(\w+):.*\n(?:(?:[ -].*)?\n)*", text, re.MULTILINE)}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_may_be_anything(tmp_path, title):
    made = leishu("init", tmp_path / "base", "--title", title, "--topic", title)
    assert made.exit_code == 0, made.output
    config = load_config(str(tmp_path / "base" / "mkdocs.yml"))
    assert config.site_name == title
    assert title in config.site_description
    project = load_project(tmp_path / "base")
    assert project.problems == ()
    assert project.corpus.pages["index.md"].title == title
    assert [topic.page.title for topic in project.corpus.catalogue.topics] == [title]
    shown = {page.path: tree_of(page.markdown).css_first("h1").text() for page in project.pages}
    assert shown["index.md"].removesuffix("#") == title


def test_the_starter_is_as_the_repository_in_all_that_makes_pages(repo, tmp_path):
    assert leishu("init", tmp_path / "base", "--title", "茶").exit_code == 0
    ours, theirs = (parts((root / "mkdocs.yml").read_text(encoding="utf-8")) for root in (repo, tmp_path / "base"))
    assert {part: theirs[part] for part in PARTS} == {part: ours[part] for part in PARTS}
    assert tree(tmp_path / "base" / "overrides") == tree(repo / "overrides")
    assert tree(tmp_path / "base" / "scripts")["mkdocs_hook.py"] == (repo / "scripts" / "mkdocs_hook.py").read_bytes()
    settings, starter = load_settings(repo), load_settings(tmp_path / "base")
    assert (starter.canonical, starter.variants) == (settings.canonical, settings.variants)


def test_a_new_base_has_nothing_to_mend_and_says_what_comes_next(tmp_path):
    made = leishu("init", tmp_path / "base", "--topic", "龙井茶", "--topic", "制茶 工艺")
    assert made.stdout.strip().endswith(f"cd {tmp_path / 'base'} && leishu build")
    topics = sorted(path.name for path in (tmp_path / "base" / "docs" / "topics").iterdir())
    assert topics == ["index.md", "longjingcha.md", "zhicha-gongyi.md"]
    assert load_config(str(tmp_path / "base" / "mkdocs.yml")).site_name == "base", "the folder's name"
    checked = leishu("check", "--strict", "-C", tmp_path / "base")
    assert checked.exit_code == 0, checked.output
    assert (tmp_path / "base" / ".gitignore").is_file()
    assert (tmp_path / "base" / "sources").is_dir()


@pytest.mark.parametrize("taken", ["mkdocs.yml", "docs/index.md", "overrides/main.html", "docs/topics/cha.md"])
def test_a_file_that_is_there_is_never_overwritten(tmp_path, taken):
    mine = tmp_path / "base" / taken
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    refused = leishu("init", tmp_path / "base", "--topic", "茶")
    assert refused.exit_code == 2
    assert refused.stderr.startswith(f"leishu: {mine} exists already")
    assert tree(tmp_path / "base") == {taken: b"mine"}, "nothing is written beside it"


def test_what_is_not_in_the_way_stays(tmp_path):
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "notes.txt").write_text("mine", encoding="utf-8")
    assert leishu("init", tmp_path / "base").exit_code == 0
    assert (tmp_path / "base" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_the_second_init_is_refused(tmp_path):
    leishu("init", tmp_path / "base")
    before = tree(tmp_path / "base")
    assert leishu("init", tmp_path / "base", "--title", "其他").exit_code == 2
    assert tree(tmp_path / "base") == before


@pytest.mark.parametrize("topics", [["index"], ["茶", "茶"], ["茶", "查"], [" "]])
def test_topics_that_would_be_one_file_are_refused(tmp_path, topics):
    options = [part for topic in topics for part in ("--topic", topic)]
    refused = leishu("init", tmp_path / "base", *options)
    assert refused.exit_code == 2
    assert len(refused.stderr.splitlines()) == 1
    assert not (tmp_path / "base").exists()


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "base").write_text("mine", encoding="utf-8")
    refused = leishu("init", tmp_path / "base")
    assert refused.exit_code == 2
    assert "Traceback" not in refused.output
