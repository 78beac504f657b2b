"""Indexes one made site with several engines and asks each the same questions, in one run.

    python benchmarks/search/compare.py [--set first] [--fillers 1000] [--only indexing] [--without Material]

Needs Chromium and npm; Material's own segmentation needs jieba (uv run --with jieba …). Answers and bytes are exact.
Processor time depends on the machine: only the ratios of one run count.
"""

import argparse
import os
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path

from corpus import HERE, make
from engines import Engine, Made
from engines.material import Material
from engines.ours import Ours
from engines.pagefind import Pagefind
from playwright.sync_api import Browser, sync_playwright
from run import Query, Score, queries
from serve import Line, served

READERS = ("", "zh-hant-tw/")
"""The variants that questions are typed in: the canonical one and Taiwan's."""
ENGINES: tuple[Engine, ...] = (Ours(), Pagefind(variants=False), Pagefind(variants=True), Material())


def indexing(made: Made, folder: Path, engines: tuple[Engine, ...], times: int) -> dict[Engine, Path]:
    """What each engine takes to index the site; where it stands then."""
    sites: dict[Engine, Path] = {}
    print(f"{'indexing':<32} {'CPU s':>8} {'MB peak':>8} {'MB':>8} {'files':>8} {'times ours':>10}")
    first = 0.0
    for engine in engines:
        costs = []
        for turn in range(times):
            home = Path(tempfile.mkdtemp(dir=folder))
            sites[engine] = home / "site"
            costs.append(engine.index(made, sites[engine]))
            if turn < times - 1:
                shutil.rmtree(home)
        least = min(costs, key=lambda cost: cost.seconds)
        first = first or least.seconds
        print(f"{engine.name:<32} {least} {least.seconds / first:>10.2f}", flush=True)
    return sites


def answers(browser: Browser, engine: Engine, site: Path, asked: list[Query]) -> None:
    """The share of right pages in the first ten by kind, and the bytes of a first question."""
    for reader in READERS:
        if not (site / reader).is_dir():
            continue
        scores: dict[str, Score] = defaultdict(Score)
        line = Line()
        with served(site, line) as address:
            box = engine.box(browser, f"{address}{reader}")
            first = 0
            for query in asked:
                pages = box.ask(query.typed)
                first = first or line.total(*engine.parts, "/assets/search/")
                scores["all"].add(query, pages)
                scores[query.kind].add(query, pages)
            box.close()
        kinds = " ".join(f"{score.found / score.asked:>{max(5, len(kind))}.2f}" for kind, score in scores.items())
        if engine is ENGINES[0] and not reader:
            print(f"\n{'':<44} {' '.join(f'{kind:>5}' for kind in scores)} {'MRR':>5} {'first, kB':>9}")
        mrr = scores["all"].reciprocal / scores["all"].asked
        print(f"{engine.name:<32} {reader:<11} {kinds} {mrr:>5.2f} {first / 1000:>9.0f}", flush=True)


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="first", help="the folder of its pages and questions")
    parser.add_argument("--fillers", type=int, default=1000)
    parser.add_argument("--length", type=int, default=700)
    parser.add_argument("--times", type=int, default=3, help="how often each engine indexes; the least counts")
    parser.add_argument("--only", choices=["indexing"], help="leave the questions out")
    parser.add_argument("--without", default=[], action="append", help="an engine to leave out, by its first word")
    options = parser.parse_args()
    engines = tuple(engine for engine in ENGINES if engine.name.split()[0].strip(",") not in options.without)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = HERE / options.set / "pages.txt"
        names = make(folder / "made", pages, options.fillers, options.length)
        made = Made(folder / "made", pages, options.fillers, options.length, names)
        sites = indexing(made, folder, engines, options.times)
        if options.only:
            return
        named = os.environ.get("LEISHU_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=named, args=["--no-sandbox", "--disable-gpu"])
            asked = queries(HERE / options.set / "queries.txt")
            for engine in engines:
                answers(browser, engine, sites[engine], asked)
            browser.close()


if __name__ == "__main__":
    main()
