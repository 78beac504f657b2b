#!/usr/bin/env python3
"""What variants cost, beside what building the site costs: CPU seconds of both, measured in turns in one run.

    benchmarks/variants/cost.py [--pages 200] [--rounds 2] [--variants 1]

Makes a site of generated pages (about 2,100 characters each, words drawn as often as they stand in running text,
with a fixed seed),
builds it with MkDocs and Material (sections only in the navigation, no search), then writes its variants: the first
time, again with nothing changed, and again with one page changed. Prints seconds and ratios.
"""

import argparse
import gzip
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import files
from itertools import accumulate
from pathlib import Path

from leishu.hanzi.conversion import conversion_for
from leishu.hanzi.convert import by_config
from leishu.model import HANS, HANT_HK, HANT_TW, Variant
from leishu.publish.html import Writing, scan
from leishu.publish.variants import write_variants

CANONICAL = Variant(HANS, "简体")
VARIANTS = (
    Variant(HANT_TW, "繁體（臺灣）", "zh-hant-tw", "s2tw"),
    Variant(HANT_HK, "繁體（香港）", "zh-hant-hk", "s2hk"),
)
SETTINGS = """
site_name: 基准
site_url: https://example.org/
theme: {name: material, language: zh, font: false}
plugins: []
nav: [index.md]
validation: {omitted_files: ignore}
markdown_extensions: [admonition, attr_list, footnotes, tables, {toc: {permalink: "#"}}]
"""


def running_text() -> Iterator[tuple[str, int]]:
    """Words and how often they stand in running text."""
    for line in gzip.decompress((files("leishu.repair") / "words.txt.gz").read_bytes()).decode().splitlines():
        count, _, words = line.partition("\t")
        yield from ((word, int(count)) for word in words.split())


def generate(folder: Path, pages: int) -> None:
    """Pages of prose with headings, links, emphasis, a table and code."""
    chance = random.Random(2026)
    words, counts = zip(*running_text(), strict=True)
    weights = list(accumulate(counts))
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
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


def cpu(job) -> float:
    """CPU seconds of `job`, children included."""
    before = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    job()
    after = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    children = after[1].ru_utime + after[1].ru_stime - before[1].ru_utime - before[1].ru_stime
    return after[0] - before[0] + children


def build(folder: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def parts(site: Path) -> tuple[float, float, float]:
    """One variant's work on pages in this process: tokenizing and writing; OpenCC alone; with judgement."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(site.glob("p*/index.html"))]
    texts = [[text for text, _ in scan(page, HANS).texts] for page in pages]
    conversion = conversion_for(HANS, HANT_TW)
    conversion("开")
    with tempfile.TemporaryDirectory() as out:
        target = Path(out) / "page"
        unchanged = Writing(HANS, {})

        def tokenize() -> None:
            for page in pages:
                sheet = scan(page, HANS)
                target.write_bytes(sheet.written((text for text, _ in sheet.texts), unchanged).encode())

        return (
            cpu(tokenize),
            cpu(lambda: [by_config("s2tw", "\x1e".join(page)) for page in texts]),
            cpu(lambda: [conversion.all(page) for page in texts]),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--variants", type=int, default=1, choices=(1, 2))
    options = parser.parse_args()
    variants = VARIANTS[: options.variants]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        generate(folder, options.pages)
        site, cache = folder / "site", folder / "cache"
        for _ in range(options.rounds):
            shutil.rmtree(cache, ignore_errors=True)
            built = cpu(lambda: build(folder))

            def write() -> None:
                write_variants(site, CANONICAL, variants, cache, "https://example.org/")

            first = cpu(write)
            build(folder)
            again = cpu(write)
            build(folder)
            page = site / "p1" / "index.html"
            page.write_text(page.read_text(encoding="utf-8").replace("说明", "解说"), encoding="utf-8")
            one = cpu(write)
            tokens, plain, careful = parts(site)
            print(f"{options.pages} pages, {options.variants} variant(s), CPU seconds (share of the build)")
            for name, seconds in (
                ("MkDocs + Material builds it", built),
                ("variants, the first time", first),
                ("variants, nothing changed", again),
                ("variants, one page changed", one),
            ):
                print(f"  {name:<32}{seconds:8.2f}  {seconds / built:6.3f}")
            print("one variant's parts, CPU seconds (share of OpenCC alone)")
            for name, seconds in (
                ("tokenize and write", tokens),
                ("OpenCC alone", plain),
                ("conversion with judgement", careful),
            ):
                print(f"  {name:<32}{seconds:8.2f}  {seconds / plain:6.3f}")


if __name__ == "__main__":
    main()
