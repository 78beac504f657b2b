"""The review queue of a knowledge base: by word, newest first, and only what a change brought."""

import json
import os
import subprocess

import pytest

from small_base import leishu

PAGE = "---\ntitle: {title}\ndescription: 一句话。\n---\n\n{text}\n"
SETTLED = "title: 字形\neverywhere: on\nwords:\n  钟: {zh-Hant: 鐘}\n"


@pytest.fixture
def base(tmp_path):
    """A knowledge base in git, with one word in doubt."""

    def write(path, text):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def git(*words):
        bare = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        done = subprocess.run(["git", *words], cwd=tmp_path, env=bare, check=True, capture_output=True)
        return done.stdout.decode().strip()

    def commit():
        git("add", "-A")
        git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "x")
        return git("rev-parse", "HEAD")

    write.root, write.commit = tmp_path, commit
    write("leishu.yml", "")
    write(".gitignore", "build/\n")
    write("docs/index.md", PAGE.format(title="首页", text="那是[钟](a.md)，是铁。"))
    git("init", "-q")
    commit()
    return write


def queue(base, *options):
    ran = leishu("check", "--conversion", "--json", "-C", base.root, *options)
    assert ran.exit_code == 0, ran.output
    return [(group["word"], [place["path"] for place in group["spots"]]) for group in json.loads(ran.stdout)]


def test_a_group_says_where_why_and_what_settles_it(base):
    base("docs/more.md", PAGE.format(title="再", text="一行\n\n又是钟。"))
    ran = leishu("check", "--conversion", "-C", base.root)
    assert ran.exit_code == 0
    assert "### 钟 → 鍾（或 鐘、鈡） · 2 处 HAN102" in ran.stdout
    assert "- `docs/index.md:6:4` 那是**钟**，是铁。" in ran.stdout
    assert "- `docs/more.md:8:3` 又是**钟**。" in ran.stdout
    assert "`钟: {zh-Hant: 鍾}`" in ran.stdout
    assert "2 places in doubt, 1 words" in ran.stderr


@pytest.mark.parametrize(
    ("said", "word", "line"),
    [
        ("中国选手于子洋取胜。", "于子洋", "于子洋: {zh-Hant: 于子洋}"),
        ("记者岳晓东报道。", "岳晓东", "岳晓东: {zh-Hant: 岳曉東}"),
    ],
)
def test_a_guess_is_about_what_told_it_and_not_about_every_such_character(base, said, word, line):
    base("docs/more.md", PAGE.format(title="再", text=said))
    base("docs/conversion/zi.yml", SETTLED)
    ran = leishu("check", "--conversion", "-C", base.root)
    assert f"`{line}`" in ran.stdout
    assert f"**{word}**" in ran.stdout
    base("docs/conversion/zi.yml", f"{SETTLED}  {line}\n")
    assert queue(base) == []


def test_the_column_in_front_matter_is_that_in_the_file(base):
    base("docs/index.md", "---\ntitle: 首页\ndescription: 那是钟。\n---\n")
    assert "- `docs/index.md:3:16` 那是**钟**。" in leishu("check", "--conversion", "-C", base.root).stdout


def test_the_sentence_is_shown_as_the_page_shows_it(base):
    base("docs/index.md", PAGE.format(title="首页", text="-{zh-hans:网络;zh-hant-tw:網路}-是钟，-{余}-"))
    assert "网络是**钟**，余\n" in leishu("check", "--conversion", "-C", base.root).stdout


def test_the_line_it_proposes_settles_it(base):
    (group,) = json.loads(leishu("check", "--conversion", "--json", "-C", base.root).stdout)
    base("docs/conversion/c.yml", f"title: 字\neverywhere: on\nwords:\n  {group['settle']}\n")
    assert queue(base) == []


def test_a_rule_settles_it_on_pages_of_sources_too(base):
    base("docs/sources/s.md", PAGE.format(title="来源", text="是钟。"))
    assert [word for word, _ in queue(base)] == ["钟"]
    base("docs/conversion/c.yml", SETTLED)
    assert queue(base) == []


def test_the_head_of_a_page_is_looked_at_too(base):
    base("docs/index.md", "---\ntitle: 首页\ndescription: 是钟。\n---\n正文。\n")
    ran = leishu("check", "--conversion", "-C", base.root)
    assert "`docs/index.md:3:15` 是**钟**。" in ran.stdout


def test_warnings_they_are_unless_strict(base):
    assert leishu("check", "--conversion", "-C", base.root).exit_code == 0
    assert leishu("check", "--conversion", "--strict", "-C", base.root).exit_code == 1
    base("docs/index.md", PAGE.format(title="首页", text="没有。"))
    assert leishu("check", "--conversion", "--strict", "-C", base.root).exit_code == 0


def test_what_changed_last_comes_first(base):
    base("docs/b.md", PAGE.format(title="乙", text="改采它。改采它。"))
    base.commit()
    assert [word for word, _ in queue(base)] == ["采", "钟"]
    base("docs/index.md", PAGE.format(title="首页", text="那是钟，不是铁。"))
    assert [word for word, _ in queue(base)] == ["钟", "采"]


def test_since_a_revision_only_what_is_new(base):
    base("docs/index.md", PAGE.format(title="首页", text="新的一行。\n\n那是[钟](a.md)，是铁。\n\n改采它。"))
    assert queue(base, "--since", "HEAD") == [("采", ["docs/index.md"])]
    base.commit()
    assert queue(base, "--since", "HEAD") == []
    assert [word for word, _ in queue(base, "--since", "HEAD~1")] == ["采"]


def test_a_rule_that_was_taken_out_brings_its_places_back(base):
    base("docs/conversion/c.yml", SETTLED)
    settled = base.commit()
    (base.root / "docs/conversion/c.yml").unlink()
    assert queue(base, "--since", settled) == [("钟", ["docs/index.md"])]


def test_a_revision_that_is_none(base):
    ran = leishu("check", "--conversion", "--since", "nowhere", "-C", base.root)
    assert ran.exit_code == 2
    assert "knows no revision 'nowhere': use a branch, a tag or a commit" in ran.stderr
    assert leishu("check", "--since", "HEAD", "-C", base.root).exit_code == 2


def test_what_is_remembered_is_what_would_be_found(base):
    first = queue(base)
    memory = base.root / "build" / "cache" / "review.json"
    assert memory.is_file()
    assert queue(base) == first
    memory.write_text("{", encoding="utf-8")
    assert queue(base) == first
