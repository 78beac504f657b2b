"""Types the questions of a set into the real page, in every variant, and prints what came of it.

    python benchmarks/search/run.py [--set first] [--queries queries.txt] [--fillers 1000] [--site FOLDER] [--misses]

Needs Chromium or Chrome on PATH. Recall and bytes are exact; times depend on the machine, so only their order counts.
"""

import argparse
import os
import resource
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus import HERE, ROOT, index, make
from playwright.sync_api import Browser, Page, sync_playwright
from serve import Line, served

from leishu.config import Settings

SLOW_4G = (1_600_000 / 8, 0.15)  # bytes a second, seconds of delay: what Lighthouse calls slow 4G
FLAGS = ["--no-sandbox", "--disable-gpu", "--enable-blink-features=ForceEagerMeasureMemory"]
COLD = ("hans", "tw", "pinyin", "mixed", "long", "prose", "typo", "homophone")


@dataclass(frozen=True)
class Query:
    """One question, and which pages it should, and should not, find."""

    kind: str
    typed: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


def queries(path: Path) -> list[Query]:
    """The questions of a file."""
    rows = (line.split("|") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return [
        Query(row[0].strip(), row[1].strip(), tuple(row[2].split()), tuple(row[3].split()) if len(row) > 3 else ())
        for row in rows
    ]


class Ours:
    """The search box of a site of ours."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.context = browser.new_context()
        self.page: Page = self.context.new_page()
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")
        self._keys = self.context.new_cdp_session(self.page)

    def ask(self, typed: str) -> list[str]:
        """The slugs of the pages found, in the order shown."""
        self.page.locator(".ls-input").fill("")
        if typed.isascii():
            self.page.keyboard.type(typed, delay=4)
        else:  # composed with an input method: letters, a first choice, and what is meant
            for composed in ("x", typed[:1]):
                place = {"selectionStart": len(composed), "selectionEnd": len(composed)}
                self._keys.send("Input.imeSetComposition", {"text": composed, **place})
            self._keys.send("Input.insertText", {"text": typed})
        self.page.wait_for_function(
            "typed => document.querySelector('.ls-panel').dataset.answered === typed", arg=typed.strip(), timeout=60_000
        )
        paths = self.page.locator(".ls-list a").evaluate_all("all => all.map(one => one.pathname)")
        return list(dict.fromkeys(path.rstrip("/").rpartition("/")[2] for path in paths))

    def memory(self) -> int:
        """Bytes that the tab and its worker hold."""
        return self.page.evaluate("performance.measureUserAgentSpecificMemory().then(found => found.bytes)")

    def close(self) -> None:
        """End the visit."""
        self.context.close()


@dataclass
class Score:
    """How one kind of question fared."""

    asked: int = 0
    found: int = 0
    reciprocal: float = 0.0

    def add(self, query: Query, pages: list[str]) -> bool:
        """Count one answer; whether it was right."""
        rank = min((pages.index(page) for page in query.wanted if page in pages), default=99)
        right = (rank < 10 or not query.wanted) and not set(query.unwanted) & set(pages[:10])
        self.asked += 1
        self.found += right
        self.reciprocal += (1 / (rank + 1) if query.wanted else 1.0) if right else 0.0
        return right

    def __str__(self) -> str:
        return f"{self.found / self.asked:6.3f} {self.reciprocal / self.asked:6.3f}"


def quality(browser: Browser, site: Path, asked: list[Query], tell: bool) -> None:
    """Recall at ten and mean reciprocal rank, by kind and variant."""
    settings = Settings(ROOT)
    scores: dict[str, dict[str, Score]] = defaultdict(lambda: defaultdict(Score))
    for variant in (settings.canonical, *settings.variants):
        line = Line()
        later = []
        with served(site, line) as address:
            box = Ours(browser, f"{address}{variant.path}")
            for query in asked:
                before = line.total("/search/")
                pages = box.ask(query.typed)
                later.append(line.total("/search/") - before)
                scores["ALL"][variant.tag].add(query, pages)
                right = scores[query.kind][variant.tag].add(query, pages)
                if tell and not right:
                    print(f"  missed in {variant.tag}: {query.kind} {query.typed} → {' '.join(pages[:6])}")
            memory = box.memory()
            box.close()
        later = sorted(later[1:])
        print(
            f"{variant.tag}: a question in a session: mean {sum(later) // len(later):,} bytes, "
            f"95 % under {later[len(later) * 95 // 100]:,}, largest {later[-1]:,}; "
            f"after all of them the tab holds {memory / 1e6:.1f} MB"
        )
    print(
        f"\n{'kind':<10} {'n':>4}"
        + "".join(f"  {variant.tag:>13}" for variant in (settings.canonical, *settings.variants))
    )
    print(f"{'':<15}" + "    recall  MRR " * 3)
    for kind, by_variant in scores.items():
        print(f"{kind:<10} {next(iter(by_variant.values())).asked:>4}  " + "  ".join(map(str, by_variant.values())))


def first_questions(browser: Browser, site: Path, asked: list[Query]) -> None:
    """Bytes and time of a first question: at once, and over a slow line with a processor four times slower."""
    print(f"\n{'first question':<34} {'bytes':>8} {'files':>6} {'result':>7} {'all':>6} {'next':>6} {'loaded':>7}")
    firsts = {query.kind: query.typed for query in reversed(asked)}
    for typed in (firsts[kind] for kind in COLD if kind in firsts):
        line = Line(*SLOW_4G)
        with served(site, line) as address:
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"{address}zh-hant-tw/")
            page.wait_for_load_state("networkidle")
            line.sent.clear()
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
            first, cold = _timed(page, typed)
            size, files = line.total("/search/"), len(line.sent)
            _, following = _timed(page, "開放原始碼")
            _, again = _timed(page, typed)
            context.close()
        print(
            f"{typed:<34} {size:>8,} {files:>6} {first:>6.2f}s {cold:>5.2f}s {following:>5.2f}s {again * 1000:>5.0f}ms"
        )


def _timed(page: Page, typed: str) -> tuple[float, float]:
    """Seconds from the last character until some result is shown, and until all are."""
    return page.evaluate(
        """async typed => {
          const input = document.querySelector('.ls-input'), panel = document.querySelector('.ls-panel')
          input.focus()
          input.value = typed
          const start = performance.now()
          input.dispatchEvent(new InputEvent('input', { bubbles: true }))
          const times = []
          await new Promise(done => new MutationObserver(() => {
            if (!times.length && panel.querySelector('[role=option]')) times.push(performance.now())
            if (panel.dataset.answered === typed) done()
          }).observe(panel, { attributes: true, childList: true, subtree: true }))
          return [times[0] ?? performance.now(), performance.now()].map(time => (time - start) / 1000)
        }""",
        typed,
    )


def unused(browser: Browser, site: Path) -> None:
    """What search costs a page on which nobody searches."""
    line = Line()
    with served(site, line) as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)
        page.wait_for_load_state("networkidle")
        context.close()
    print(f"\na page on which nobody searches: {line.total('/search/'):,} bytes of search, besides the box in its HTML")


def sites(options: argparse.Namespace, folder: Path) -> Iterator[Path]:
    """The site to be searched; made here if none was given, and then its cost is told."""
    if options.site:
        yield options.site
        return
    site = folder / "site"
    names = make(site, HERE / options.set / "pages.txt", options.fillers, options.length)
    start = time.process_time()
    report = index(site, names)
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{report.pages:,} pages, {report.units:,} places, {report.terms:,} terms: {report.files:,} files, "
        f"{report.bytes / 1e6:.2f} MB; {spent:.1f} CPU s, peak {peak:,.0f} MB"
    )
    yield site


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fillers", type=int, default=1000)
    parser.add_argument("--length", type=int, default=700)
    parser.add_argument("--site", type=Path, help="a site made by corpus.py")
    parser.add_argument("--set", default="first", help="the folder of its pages and questions")
    parser.add_argument("--queries", default="queries.txt", help="the file of questions in that folder")
    parser.add_argument("--misses", action="store_true", help="name each question that failed")
    options = parser.parse_args()
    named = os.environ.get("LEISHU_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named, args=FLAGS)
        for site in sites(options, Path(folder)):
            asked = queries(HERE / options.set / options.queries)
            quality(browser, site, asked, options.misses)
            first_questions(browser, site, asked)
            unused(browser, site)
        browser.close()


if __name__ == "__main__":
    main()
