"""When a site need not be built again, and when it must."""

import os

import pytest

from leishu.cli.freshness import fingerprint, is_fresh, remember
from leishu.config import Settings


@pytest.fixture
def settings(tmp_path):
    """A base with a site, remembered as built."""
    for name in ("docs/index.md", "sources/a.txt", "overrides/main.html", "site/index.html", "leishu.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        'site_url: !ENV [LEISHU_TEST_URL, "x"]\nrepo_url: !ENV OTHER\n', encoding="utf-8"
    )
    found = Settings(tmp_path)
    remember(found, fingerprint(found, "mkdocs"))
    return found


def fresh(settings, *choices):
    return is_fresh(settings, fingerprint(settings, *choices or ("mkdocs",)))


def test_what_did_not_change_is_fresh(settings):
    assert fresh(settings)
    (settings.build / "cache").mkdir(parents=True, exist_ok=True)
    (settings.root / "notes.txt").write_text("not read by a build", encoding="utf-8")
    assert fresh(settings)


@pytest.mark.parametrize(
    "changed",
    ["docs/index.md", "docs/new.md", "sources/a.txt", "overrides/main.html", "leishu.yml", "mkdocs.yml", "docs/a.png"],
)
def test_a_file_that_a_build_reads(settings, changed):
    (settings.root / changed).write_text("changed", encoding="utf-8")
    assert not fresh(settings)


def test_a_file_that_went(settings):
    (settings.root / "docs" / "index.md").unlink()
    assert not fresh(settings)


def test_a_file_that_got_another_name(settings):
    (settings.root / "docs" / "index.md").rename(settings.root / "docs" / "other.md")
    assert not fresh(settings)


def test_the_same_content_at_another_time_is_the_same(settings):
    os.utime(settings.root / "docs" / "index.md", (1, 1))
    assert fresh(settings)


@pytest.mark.parametrize("variable", ["LEISHU_TEST_URL", "OTHER"])
def test_a_variable_that_mkdocs_yml_reads(settings, monkeypatch, variable):
    monkeypatch.setenv(variable, "https://elsewhere.example/")
    assert not fresh(settings)


def test_a_variable_that_nobody_reads(settings, monkeypatch):
    monkeypatch.setenv("LEISHU_TEST_NOTHING", "1")
    assert fresh(settings)


def test_another_renderer_or_a_stricter_build(settings):
    assert not fresh(settings, "zensical")
    assert not fresh(settings, "mkdocs", "strict=True")


@pytest.mark.parametrize("touched", ["index.html", "more.html"])
def test_a_site_that_somebody_touched(settings, touched):
    (settings.site / touched).write_text("touched", encoding="utf-8")
    assert not fresh(settings)


def test_a_record_that_cannot_be_read(settings):
    (settings.build / "fresh.json").write_text("{", encoding="utf-8")
    assert not fresh(settings)
