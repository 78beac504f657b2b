"""Material for MkDocs: its own plugin makes the index (with jieba, where that is installed), its own box asks it.

python -m engines.material SITE TARGET      writes TARGET, in a process of its own so that its cost can be told
"""

import json
import re
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

from playwright.sync_api import Browser

from engines import Box, Cost, Made, Visit, measured, slugs

SEPARATOR = (
    r"[\s\u200b\u3000\-、。，．？！；：（）《》“”]+"  # fuller than its own, which misses the first name after 别名：
)
_CONFIG = """
site_name: 检索试验
docs_dir: docs
theme: {name: material, language: zh, font: false}
plugins: [search: {lang: zh}]
"""
_ARTICLE = re.compile(r"<article\b[^>]*>(.*?)</article>", re.DOTALL)
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TOLD = "document.querySelector('.md-search-result__meta').textContent.trim()"
_IDLE = "键入以开始搜索"
_READY = 180_000  # milliseconds: it indexes all pages in the browser before it answers


class Material:
    """The whole index is loaded by every page, and made ready in the browser."""

    name = "Material, jieba"
    parts = ("/search/search_index.json", "/workers/search")

    def index(self, made: Made, folder: Path) -> Cost:
        """The plugin's own work, on the articles as MkDocs would hand them over."""
        from corpus import frames  # noqa: PLC0415 (the process that indexes needs no corpus)

        home, frame = frames(folder, _CONFIG)
        for path in sorted(made.site.rglob("index.html")):
            below = path.relative_to(made.site)
            found = _ARTICLE.search(path.read_text(encoding="utf-8"))
            if found and len(below.parts) == 3:
                target = folder / below
                target.parent.mkdir(parents=True)
                target.write_text(frame.replace("{{ARTICLE}}", found[1]).replace("{{TITLE}}", ""), encoding="utf-8")
        (folder / "index.html").write_text(home, encoding="utf-8")
        shutil.rmtree(folder / "search")
        command = (sys.executable, "-m", "engines.material", folder, folder / "search/search_index.json")
        return measured(command, folder / "search")

    def box(self, browser: Browser, address: str) -> Box:
        """The box in its header."""
        return _Box(browser, address)


class _Box(Visit):
    def __init__(self, browser: Browser, address: str) -> None:
        super().__init__(browser, re.sub(r"zh-hant-\w+/?$", "", address))
        self.page.set_default_timeout(_READY)
        self.box = self.page.locator("input.md-search__input")
        self.box.focus()
        self._type("a")

    def ask(self, typed: str) -> list[str]:
        """The slugs of the pages found."""
        self.box.fill("")
        self.box.press("End")
        self.page.wait_for_function(f"{_TOLD} === '{_IDLE}'")
        self._type(typed)
        found = self.page.locator(".md-search-result__list a.md-search-result__link")
        return slugs(found.evaluate_all("all => all.map(one => one.getAttribute('href'))"))

    def _type(self, text: str) -> None:
        self.box.fill(text)
        self.box.press("End")  # it listens to keys only
        self.page.wait_for_function(f"/\\d|没有/.test({_TOLD})")


def main() -> None:
    """Let the plugin index the articles of a site."""
    from material.plugins.search.plugin import SearchIndex  # noqa: PLC0415

    site, target = map(Path, sys.argv[1:])
    fields = {"title": {"boost": 1e3}, "text": {"boost": 1e0}, "tags": {"boost": 1e6}}  # as the plugin fills them in
    index = SearchIndex(lang=["zh"], separator=SEPARATOR, pipeline=["stemmer"], fields=fields, jieba_dict=None)
    for path in sorted(site.rglob("index.html")):
        found = _ARTICLE.search(path.read_text(encoding="utf-8"))
        if found:
            title = _TITLE.search(found[1])
            name = re.sub("<[^>]*>", "", title[1]) if title else ""
            url = path.relative_to(site).as_posix().removesuffix("index.html")
            index.add_entry_from_context(SimpleNamespace(meta={}, content=found[1], toc=[], url=url, title=name))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(index.generate_search_index(None), encoding="utf-8")
    json.loads(target.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
