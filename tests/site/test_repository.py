"""The repository's own site: no warning, no dead link, no file of it that nobody wrote."""

import os
import shutil
import subprocess
import sys

import pytest

from small_base import leishu

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("repository")]


def test_plain_mkdocs_builds_our_own_pages_without_a_warning(repo, tmp_path):
    """As on a fresh clone: without caches, with nothing but `mkdocs build --strict`."""
    for name in ("docs", "sources", "overrides"):
        shutil.copytree(repo / name, tmp_path / name)
    for name in ("mkdocs.yml", "leishu.yml", "scripts/mkdocs_hook.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(repo / name, tmp_path / name)
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        check=False,
        cwd=tmp_path,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stderr
    assert "WARNING" not in ran.stderr
    written = list((tmp_path / "docs").rglob("*.md"))
    assert len(list((tmp_path / "site").rglob("index.html"))) >= 3 * len(written)
    checked = leishu("check", "--site", "-C", tmp_path)
    assert [line for line in checked.stdout.splitlines() if " URL10" in line] == []
