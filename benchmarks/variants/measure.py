#!/usr/bin/env python3
"""What variants cost beside what building the site costs: CPU seconds, measured in turns in one run.

    python benchmarks/variants/measure.py [--pages 200] [--rounds 3]
    uv run --with mkdocs-static-i18n --with jieba python benchmarks/variants/measure.py

Makes a site of generated pages (about 2,200 Chinese characters each), builds it with MkDocs and Material (small
navigation, no search), then writes its variants: one, two, again with nothing changed, again with one page changed.
Where mkdocs-static-i18n is installed, it builds the same pages in two locales. Of each figure the least of all rounds
counts. Each is of a process of its own, start-up included, but for the parts, which are measured when all is loaded.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from leishu.hanzi.conversion import conversion_for
from leishu.hanzi.convert import BREAK, converter
from leishu.model import HANS, HANT_HK, HANT_TW, Variant
from leishu.publish.html import scan
from leishu.publish.stretch import Writing
from leishu.publish.variants import write_variants
from leishu.publish.variants.frame import Frame

sys.path.insert(0, str(Path(__file__).parent))
from pages import generate

CANONICAL = Variant(HANS, "简体")
VARIANTS = (
    Variant(HANT_TW, "繁體（臺灣）", "zh-hant-tw", "s2tw"),
    Variant(HANT_HK, "繁體（香港）", "zh-hant-hk", "s2hk"),
)
BUILD, ONE, TWO = "MkDocs + Material, once", "first variant", "two variants"
SAME, EDITED = "again, nothing changed", "again, one page changed"
LOCALE = "mkdocs-static-i18n, a locale"
TOKENS, PLAIN, CAREFUL = "tokenize and write", "OpenCC alone", "conversion with judgement"


def cpu(job: Callable[[], object]) -> float:
    """CPU seconds of `job`, children included."""
    before = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    job()
    after = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    children = after[1].ru_utime + after[1].ru_stime - before[1].ru_utime - before[1].ru_stime
    return after[0] - before[0] + children


def build(folder: Path, settings: str = "mkdocs.yml") -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / settings)]
    subprocess.run(command, check=True, capture_output=True)


def apart(job: str, folder: Path, variants: int = 1) -> dict[str, float]:
    """What `job` of this script measures in a process of its own."""
    command = [sys.executable, __file__, "--job", job, "--folder", str(folder), "--variants", str(variants)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def write(folder: Path, variants: int) -> dict[str, float]:
    """The variants of the site in `folder`."""

    def job() -> None:
        write_variants(folder / "site", CANONICAL, VARIANTS[:variants], folder / "cache", "https://example.org/")

    return {"write": cpu(job)}


def parts(folder: Path) -> dict[str, float]:
    """One variant's work on all pages: tokenizing and writing; OpenCC alone; with judgement."""
    files = sorted(folder.glob("site/p*/index.html"))
    pages = [path.read_text(encoding="utf-8") for path in files]
    texts = [[text for text, _ in scan(page, HANS).texts] for page in pages]
    conversion = conversion_for(HANS, HANT_TW)
    plain = converter("s2tw")
    # Both have what they need loaded, and have met other text.
    for text in texts.pop():
        plain(text), conversion(text)
    unchanged = Frame(Writing(HANS, {}), moved=())
    target = folder / "page"

    def tokenize() -> None:
        for page in pages[:-1]:
            sheet = scan(page, HANS)
            same = {stretch: [text for text, _ in stretch.texts] for stretch in unchanged.unknown([sheet])}
            target.write_bytes(unchanged.written(sheet, "", same).encode())

    return {
        PLAIN: cpu(lambda: [plain(BREAK.join(page)) for page in texts]),
        CAREFUL: cpu(lambda: [conversion.all(page) for page in texts]),
        TOKENS: cpu(tokenize),
    }


def measured(folder: Path) -> dict[str, float]:
    """One round."""
    cache = folder / "cache"
    found = {}
    shutil.rmtree(cache, ignore_errors=True)
    found[BUILD] = cpu(lambda: build(folder))
    found[ONE] = apart("write", folder)["write"]
    found |= apart("parts", folder)
    build(folder)
    found[SAME] = apart("write", folder)["write"]
    build(folder)
    page = folder / "site" / "p1" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("说明", "解说"), encoding="utf-8")
    found[EDITED] = apart("write", folder)["write"]
    build(folder)
    shutil.rmtree(cache)
    found[TWO] = apart("write", folder, 2)["write"]
    if find_spec("mkdocs_static_i18n") and find_spec("jieba"):
        found[LOCALE] = cpu(lambda: build(folder, "i18n.yml")) / 2
    return found


def table(rounds: list[dict[str, float]], pages: int) -> str:
    """The least of each figure, with its shares."""
    least: dict[str, float] = defaultdict(lambda: float("inf"))
    for figures in rounds:
        for name, seconds in figures.items():
            least[name] = min(least[name], seconds)
    lines = ["| CPU of | ms a page | of the build | of a locale |", "|---|---|---|---|"]
    for name in (BUILD, ONE, TWO, SAME, EDITED, LOCALE):
        if name in least:
            locale = f"{least[name] / least[LOCALE]:.3f}" if LOCALE in least else "–"
            lines.append(f"| {name} | {1000 * least[name] / pages:.2f} | {least[name] / least[BUILD]:.3f} | {locale} |")
    lines += ["", "| part of one variant | ms a page | of OpenCC alone |", "|---|---|---|"]
    lines += [
        f"| {name} | {1000 * least[name] / pages:.3f} | {least[name] / least[PLAIN]:.2f} |"
        for name in (TOKENS, PLAIN, CAREFUL)
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--job", choices=("write", "parts"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--variants", type=int, default=1, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        print(json.dumps(write(options.folder, options.variants) if options.job == "write" else parts(options.folder)))
        return
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        # Python keeps its byte code, as where programs are installed.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
        generate(folder, options.pages)
        build(folder)
        print(f"{options.pages} pages, least of {options.rounds} rounds\n")
        print(table([measured(folder) for _ in range(options.rounds)], options.pages))


if __name__ == "__main__":
    main()
