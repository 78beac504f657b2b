"""Generated pages to measure with: words drawn as often as they stand in running text, with a fixed seed."""

import gzip
import random
from collections.abc import Iterator
from importlib.resources import files
from itertools import accumulate
from pathlib import Path

SETTINGS = """
site_name: 基准
site_url: https://example.org/
theme: {name: material, language: zh, font: false}
plugins: []
nav: [index.md]
validation: {omitted_files: ignore}
markdown_extensions: [admonition, attr_list, footnotes, tables, {toc: {permalink: "#"}}]
"""
LOCALES = """
INHERIT: mkdocs.yml
site_dir: site-i18n
plugins:
  - search: {lang: zh}
  - i18n:
      fallback_to_default: true
      languages:
        - {locale: zh, default: true, name: 简体, build: true}
        - {locale: zh-TW, name: 臺灣, build: true}
"""
"""Two locales of mkdocs-static-i18n, as its documentation sets them up, with Material's search for Chinese."""


def generate(folder: Path, pages: int) -> None:
    """Write a project of that many pages of prose with headings, links, emphasis, a table and code."""
    chance = random.Random(2026)
    words, counts = zip(*_running_text(), strict=True)
    weights = list(accumulate(counts))
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (folder / "i18n.yml").write_text(LOCALES, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# 首页\n", encoding="utf-8")
    for number in range(pages):
        out = [f"# 第{number}页\n"]
        for section in range(5):
            out.append(f"## {''.join(chance.choices(words, cum_weights=weights, k=2))}{section}\n")
            for _ in range(4):
                clauses = ["".join(chance.choices(words, cum_weights=weights, k=7)) for _ in range(9)]
                clauses[2] = f"**{clauses[2]}**"
                clauses[5] = f"[{clauses[5]}](p{chance.randrange(pages)}.md)"
                out.append("，".join(clauses) + "。\n")
        out.append("| 名称 | 说明 |\n|---|---|\n| `代码` | 文字 |\n")
        (folder / "docs" / f"p{number}.md").write_text("\n".join(out), encoding="utf-8")


def _running_text() -> Iterator[tuple[str, int]]:
    """Words, and how often they stand in running text."""
    for line in gzip.decompress((files("leishu.repair") / "words.txt.gz").read_bytes()).decode().splitlines():
        if not line.startswith("#"):
            count, _, words = line.partition("\t")
            yield from ((word, int(count)) for word in words.split())
