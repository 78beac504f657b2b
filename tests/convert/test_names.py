"""A name that has an entry comes out of a source as its entry has it."""

import pytest

from leishu.config import Settings
from leishu.convert.names import kept_names
from leishu.convert.run import convert_sources

ENTRY = "---\ntitle: {title}\nkind: {kind}\ndescription: 一句话。\n---\n正文。\n"
LETTER = "天乾物燥，呂天乾共乾一杯。\n"


@pytest.fixture
def settings(tmp_path):
    for folder in ("docs/entries", "sources"):
        (tmp_path / folder).mkdir(parents=True)
    write(tmp_path, "sources/a.txt", LETTER)
    write(tmp_path, "sources/a.source.yml", "title: 信\nlicence: CC0-1.0\nregion: zh-Hant-TW\n")
    return Settings(tmp_path)


def write(root, path, text):
    (root / path).write_text(text, encoding="utf-8")


def page(settings):
    convert_sources(settings)
    return (settings.docs / "sources" / "a.md").read_text(encoding="utf-8")


def test_the_name_of_an_entry_is_kept_and_its_neighbours_are_converted(settings):
    assert "吕天干共干一杯" in page(settings)
    write(settings.root, "docs/entries/a.md", ENTRY.format(title="吕天乾", kind="person"))
    assert "天干物燥，吕天乾共干一杯" in page(settings)


def test_an_alias_is_a_name_too(settings):
    entry = ENTRY.format(title="吕公", kind="person").replace("kind:", "names: {aliases: [吕天乾]}\nkind:")
    write(settings.root, "docs/entries/a.md", entry)
    assert dict(kept_names(settings))["呂天乾"] == "吕天乾"


def test_a_name_that_comes_back_by_itself_needs_no_care(settings):
    write(settings.root, "docs/entries/a.md", ENTRY.format(title="深度求索", kind="organisation"))
    write(settings.root, "docs/entries/b.md", ENTRY.format(title="天乾", kind="concept"))
    assert kept_names(settings) == ()


def test_a_new_name_renews_the_page_and_another_one_does_not(settings):
    before = page(settings)
    write(settings.root, "docs/entries/a.md", ENTRY.format(title="深度求索", kind="organisation"))
    assert page(settings) == before
    write(settings.root, "docs/entries/b.md", ENTRY.format(title="吕天乾", kind="person"))
    assert page(settings) != before


def test_what_is_remembered_may_be_lost(settings):
    write(settings.root, "docs/entries/b.md", ENTRY.format(title="吕天乾", kind="person"))
    kept = kept_names(settings)
    (settings.build / "cache" / "names.json").write_text("[", encoding="utf-8")
    assert kept_names(settings) == kept
