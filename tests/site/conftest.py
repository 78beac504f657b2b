"""One small site, built once and looked at by every test of this folder: they share a worker (xdist_group)."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import Result
from selectolax.lexbor import LexborHTMLParser

from small_base import leishu, make


@dataclass(frozen=True)
class Built:
    """A base and the first build of its site."""

    root: Path
    first: Result

    @property
    def site(self) -> Path:
        return self.root / "site"

    def page(self, address):
        """The page at an address below the site, as a tree."""
        return LexborHTMLParser((self.site / address / "index.html").read_text(encoding="utf-8"))

    def pages(self, folder=""):
        """The addresses of all pages of one variant, without its folder."""
        below = self.site / folder
        found = (path.parent.relative_to(below).as_posix() for path in below.rglob("index.html"))
        return sorted("" if page == "." else page for page in found if not page.startswith("zh-hant-"))


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Built:
    """The site as built; no test changes it."""
    root = make(tmp_path_factory.mktemp("base") / "茶 book")
    return Built(root, leishu("build", "--strict", "--json", "-C", root))


@pytest.fixture(scope="session")
def changing(built, tmp_path_factory) -> Built:
    """A copy, site and caches included, for tests that change it."""
    root = tmp_path_factory.mktemp("copy") / "base"
    shutil.copytree(built.root, root)
    return Built(root, built.first)
