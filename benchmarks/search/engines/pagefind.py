"""Pagefind, as it comes: an index a language, made from the same HTML. npm installs it."""

import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from playwright.sync_api import Browser

from engines import Box, Cost, Made, Visit, measured, slugs

VERSION = "1.6.0"  # PyPI's is older: it cuts pages with one segmenter and questions with another

_ASK = """async typed => {
  const found = await window.pagefind.search(typed)
  const pages = await Promise.all(found.results.slice(0, 20).map(one => one.data()))
  return pages.map(page => new URL(page.url, location.href).pathname)
}"""


class Pagefind:
    """The extended program, which knows Chinese.

    Args:
        variants: whether the other variants are indexed too, as a site in all of them would be; without them the
            canonical pages alone, which answers nobody who reads Traditional.
    """

    parts = ("/pagefind/",)

    def __init__(self, *, variants: bool) -> None:
        self.variants = variants
        self.name = f"Pagefind {VERSION}, {'all variants' if variants else 'canonical only'}"

    def index(self, made: Made, folder: Path) -> Cost:
        """The program itself, without npm."""
        ignored = None if self.variants else shutil.ignore_patterns("zh-hant-*")
        shutil.copytree(made.site, folder, copy_function=shutil.copyfile, ignore=ignored)
        return measured((_program(), "--site", folder), folder / "pagefind")

    def box(self, browser: Browser, address: str) -> Box:
        """Pagefind asked from a page: its own box shows what this gives it."""
        return _Box(browser, address)


class _Box(Visit):
    def __init__(self, browser: Browser, address: str) -> None:
        super().__init__(browser, address)
        root = "/".join(address.split("/")[:3])
        self.page.evaluate(
            "async url => { window.pagefind = await import(url); await window.pagefind.init() }",
            f"{root}/pagefind/pagefind.js",
        )

    def ask(self, typed: str) -> list[str]:
        """The slugs of the pages found."""
        return slugs(self.page.evaluate(_ASK, typed))


@cache
def _program() -> Path:
    folder = Path(mkdtemp(prefix="pagefind-"))
    install = ("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), f"pagefind@{VERSION}")
    subprocess.run(install, check=True)
    programs = folder.glob("node_modules/@pagefind/*/bin/pagefind_extended*")
    return next(path for path in programs if path.suffix in ("", ".exe"))
