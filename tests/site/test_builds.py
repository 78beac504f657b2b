"""Building again: the same bytes anywhere and any time, nothing done where nothing changed, no trace of what went."""

import difflib
import gzip
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from small_base import leishu, make, tree

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("site")]


def differences(one, other):
    """Names of files that are not the same, each with its first differing lines where it is text."""
    for name in sorted(one.keys() | other.keys()):
        before, after = one.get(name, b""), other.get(name, b"")
        if before != after:
            lines = (data.decode("utf-8", "replace").splitlines() for data in (before, after))
            yield name, list(difflib.unified_diff(*lines, lineterm="", n=0))[:6]


def test_two_builds_give_the_same_bytes(built, tmp_path):
    """In another folder, without caches, in another year, with other hashes of strings, with plain `mkdocs build`."""
    root = tmp_path / "elsewhere"
    shutil.copytree(built.root, root, ignore=shutil.ignore_patterns("build", "site"))
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Taipei", "NO_MKDOCS_2_WARNING": "1"}
    environment["SOURCE_DATE_EPOCH"] = str(int(datetime(2031, 5, 6, tzinfo=UTC).timestamp()))
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        check=False,
        cwd=root,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stderr
    assert "WARNING" not in ran.stderr
    assert not dict(differences(tree(built.site), tree(root / "site")))


def test_the_compressed_map_is_the_map_and_carries_no_time(built):
    data = (built.site / "sitemap.xml.gz").read_bytes()
    assert data[4:8] == bytes(4), "the field MTIME of RFC 1952"
    assert gzip.decompress(data) == (built.site / "sitemap.xml").read_bytes()


def test_changes_are_seen_and_nothing_else_is_done(changing):
    """A day's work on one base, in order: building is slow, so it is told as one story."""
    root, site = changing.root, changing.site

    # Nothing changed but where the base lies: the site is not built again.
    leishu("build", "-C", root)
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    idle = leishu("build", "-v", "-C", root)
    assert idle.exit_code == 0
    assert "Nothing changed" in idle.stderr
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before

    # A page edited, a page deleted, a source changed.
    page = root / "docs" / "entries" / "oolong.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n\n后来又添了这一句软件。\n", encoding="utf-8")
    (root / "docs" / "notes" / "going.md").unlink()
    source = root / "sources" / "notes.md"
    source.write_text(source.read_text(encoding="utf-8") + "\n来源末尾多了一段。\n", encoding="utf-8")
    renewed = leishu("build", "--json", "-C", root)
    assert renewed.exit_code == 0, renewed.output
    assert json.loads(renewed.stdout)["passages"] == 9
    for folder, shown in (
        ("", "后来又添了这一句软件"),
        ("zh-hant-tw", "後來又添了這一句軟"),
        ("zh-hant-hk", "後來又添了這一句軟"),
    ):
        assert shown in changing.page(f"{folder}/entries/oolong".lstrip("/")).css_first("article").text()
        assert "notes/going" not in changing.pages(folder)
        assert not (site / folder / "notes" / "going").exists()
    assert "来源末尾多了一段" in changing.page("sources/notes").css_first("article").text()
    assert "notes/going" not in (site / "sitemap.xml").read_text(encoding="utf-8")

    # Somebody took a file out of the site: it is put back.
    (site / "entries" / "oolong" / "index.html").unlink()
    assert leishu("build", "-C", root).exit_code == 0
    assert (site / "entries" / "oolong" / "index.html").is_file()


def test_a_warning_is_an_error_only_where_asked(tmp_path):
    """A link to nowhere: the site is built all the same, `--strict` refuses."""
    root = make(tmp_path / "base", {"docs/notes/x.md": "# 甲\n\n[乙](nowhere.md)\n"})
    strict = leishu("build", "--strict", "-C", root)
    assert strict.exit_code == 2
    assert "docs/notes/x.md:3:1 LNK101" in strict.stderr
    assert "Traceback" not in strict.stderr
    assert strict.stderr.strip().splitlines()[-1].startswith("leishu: MkDocs ended with exit code")
