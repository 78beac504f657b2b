"""What the knowledge stage costs: mention finding against the matcher alone, a whole base as it grows, and one edit.

    python benchmarks/knowledge/cost.py           3, 6 and 12 MB of text with 20,000 names
    python benchmarks/knowledge/cost.py --full    25, 50 and 100 MB with 100,000 names: some ten minutes

Bases are made by `worlds`, the same every time. Each is read in a process of its own, so that its peak is its own.
Times are processor seconds, megabytes are of UTF-8. Measured on a shared machine with two cores, 2026-11:

    100,000 names, 100 MB (36.6 million characters, 268,000 passages, 535,000 mentions): 91 s, peak 1,564 MiB
    25 MB: 25 s, peak 630 MiB
    one edit of 3 MB: read in 0.4 s instead of 2.8, woven in 0.2 instead of 1.7
    one edit in a new process: 1.7 s of 3 MB instead of 5.7, 3.1 of 12 MB instead of 15.9
    nothing changed, in a new process: 1.1 s of 3 MB, 2.3 of 12 MB

Each step, of the matcher's own speed on the same text, which it too meets for the first time, with Python's collector
at rest for both, as in a build. One run on 2026-11-25 at 20:40 UTC, load 4 to 5 on two cores (names seen in five
busier runs: .44-.48, .34-.44, .32-.38):

                                folding   names seen   mentions
    as dense as a text can be      4.25          .49        .40
    20,000 names, as in life       6.5           .39        .63
    100,000 names, as in life     11.7           .35        .75
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

import worlds

from knowledge.worlds import page_text
from leishu.base import settings_of
from leishu.config import Settings
from leishu.garbage import uncollected
from leishu.knowledge.catalogue import catalogue_of, load_catalogue
from leishu.knowledge.corpus import build_corpus
from leishu.knowledge.memory import Memory
from leishu.knowledge.mentions import find_mentions
from leishu.knowledge.reading import read_page
from leishu.knowledge.register import match_key
from leishu.knowledge.sightings import Finder
from leishu.project import load_project
from leishu.remembered import remembered_of
from leishu.weave import weave
from leishu.weave.loom import Loom
from quality.labelled import labelled, world

RUNS = 3


def spent(work):
    """The result of `work()` and the CPU seconds that it took, with Python's collector at rest as in a build."""
    with uncollected():
        start = time.process_time()
        result = work()
        return result, time.process_time() - start


def dense(count):
    """The marked passages' clauses in any order, and their names: as many names as a text can have."""
    chance = random.Random(1)
    clauses = [c for passage in labelled() for c in re.split("(?<=[，。；])", passage.text) if len(c) > 5]
    sources = {
        f"sources/s{number}.md": page_text(
            "\n\n".join(f"{''.join(chance.choices(clauses, k=4))}\n{{: #p{at} }}" for at in range(40)) + "\n",
            title=f"第 {number} 篇",
        )
        for number in range(count)
    }
    return {**world(), **sources}


def mention_finding(label, files):
    """Each step from a body to its mentions, as a part of what the matcher alone takes over the same folded text.

    Each page is met for the first time: what a `Finder` keeps in mind is of the pages before it.
    """
    catalogue = catalogue_of(files)
    register = catalogue.register
    pages = [source.page for source in catalogue.sources]
    readings = [read_page(page, source.passages) for page, source in zip(pages, catalogue.sources, strict=True)]
    characters = sum(len(page.body) for page in pages)
    register.matcher.find("")
    register.words.stands("甲乙丙", 1, 2)
    # Of each text Python keeps the form that it was handed over in: the matcher too has to meet it for the first time.
    texts = [[reading.key[:1] + reading.key[1:] for reading in readings] for _ in range(RUNS)]
    alone = min(spent(lambda keys=keys: list(map(register.matcher.find_overlapping, keys)))[1] for keys in texts)
    folding = min(spent(lambda: [match_key(page.body) for page in pages])[1] for _ in range(RUNS))
    first, again, deciding = [], [], []
    for _ in range(RUNS):
        finder = Finder(register)
        seen, took = spent(lambda finder=finder: list(finder.find(readings)))
        first.append(took)
        again.append(spent(lambda finder=finder: list(finder.find(readings)))[1])
        deciding.append(spent(lambda seen=seen: [find_mentions(r, s) for r, s in zip(readings, seen, strict=True)])[1])
    names = sum(map(len, seen))
    print(f"{label}: {len(register.keys)} keys, {characters} characters, a name in {characters / max(names, 1):.0f}")
    print(f"  matcher alone     {alone / characters * 1e9:7.1f} ns a character")
    for step, took in (
        ("folding", folding),
        ("names seen", min(first)),
        ("  a second time", min(again)),
        ("mentions", min(deciding)),
    ):
        print(f"  {step:<17} {took / characters * 1e9:7.1f}   {alone / took:5.2f} of the matcher's speed")


def measure(folder):
    """Read the base in `folder` and print what that took."""
    catalogue, reading = spent(lambda: load_catalogue(folder))
    corpus, building = spent(lambda: build_corpus(catalogue))
    told = {
        "size": sum(len(source.page.body.encode()) for source in catalogue.sources) / 1e6,
        "names": len(catalogue.register.keys),
        "passages": len(corpus.passages),
        "mentions": sum(map(len, corpus.mentions.values())),
        "reading": reading,
        "building": building,
        # Not ru_maxrss, which begins with what the process had from which this one came.
        "peak": int(re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))[1]) / 1024,
    }
    print(json.dumps(told))


def growing(sizes, names):
    """A line for a base of each size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            worlds.write(Path(folder), size, names)
            command = [sys.executable, __file__, "--measure", folder]
            out = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
        told = json.loads(out.stdout)
        each = (told["reading"] + told["building"]) / told["size"]
        print(
            f"{told['size']:6.1f} MB, {told['names']} keys, {told['passages']} passages, {told['mentions']} mentions: "
            f"catalogue {told['reading']:.1f} s, corpus {told['building']:.1f} s, {each:.2f} s a MB, "
            f"peak {told['peak']:.0f} MiB, {told['peak'] / told['size']:.1f} a MB"
        )


def edited(text):
    """A page with a sentence more."""
    return text.replace("。", "，这一句是后来加的。", 1)


def one_edit(size, names):
    """What a changed passage costs where the rest is remembered, as `serve` does."""
    files, memory, loom = dict(worlds.files(size, names)), Memory(), Loom()
    settings = Settings(Path())
    corpus, whole = spent(lambda: build_corpus(catalogue_of(files, memory), memory=memory))
    pages, weaving = spent(lambda: weave(corpus, settings, loom=loom))
    memory.settle()
    files["sources/s1.md"] = edited(files["sources/s1.md"])
    corpus, edit = spent(lambda: build_corpus(catalogue_of(files, memory), memory=memory))
    _, again = spent(lambda: weave(corpus, settings, loom=loom))
    anew = memory.settle()
    read = sorted({page for what, found in anew.items() if what != "assignments" for page in found if page})
    print(f"one edit of {size} MB: read in {edit:.2f} s instead of {whole:.2f}, anew {_few(read)};")
    print(f"  woven in {again:.2f} s instead of {weaving:.2f}, anew {len(loom.anew)} of {len(pages)} pages")


def _few(names):
    """How many, and the first of them."""
    return f"{len(names)}: {', '.join(names[:3])}{', …' if len(names) > 3 else ''}"


def new_process(folder):
    """Do what a command does that was just started, and print what each step took."""
    settings = settings_of(folder)
    remembered, recalling = spent(lambda: remembered_of(settings))
    project, reading = spent(lambda: load_project(folder))
    pages, weaving = spent(lambda: project.pages)
    _, keeping = spent(remembered.keep)
    steps = {"recalled": recalling, "read": reading, "woven": weaving, "left": keeping}
    print(f"{sum(steps.values()):.2f} s:", ", ".join(f"{step} {took:.2f}" for step, took in steps.items()), end="; ")
    print(f"{len(remembered.loom.anew)} of {len(pages)} pages woven")


def in_new_processes(size, names):
    """What a whole base costs a process that finds nothing, and one edit another one that finds what the first left."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        worlds.write(folder, size, names)
        (folder / "leishu.yml").touch()
        source = folder / "docs" / "sources" / "s1.md"
        for label in ("whole", "nothing changed", "one edit"):
            command = [sys.executable, __file__, "--new-process", name]
            out = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
            print(f"a new process, {size} MB, {label}: {out}", end="")
            if label == "nothing changed":
                source.write_text(edited(source.read_text(encoding="utf-8")), encoding="utf-8")
        left = (folder / "build" / "cache" / "knowledge.sqlite").stat().st_size / 1e6
        print(f"  it leaves {left:.0f} MB on disk")


def main():
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--full", action="store_true")
    options.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--new-process", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.new_process:
        new_process(given.new_process)
        return
    if given.measure:
        measure(given.measure)
        return
    mention_finding("as dense as a text can be", dense(200))
    mention_finding("20,000 names in text as in life", dict(worlds.files(3, 20_000)))
    mention_finding("100,000 names in text as in life", dict(worlds.files(3, 100_000)))
    one_edit(3, 20_000)
    in_new_processes(3, 20_000)
    in_new_processes(12, 20_000)
    growing(*(((25, 50, 100), 100_000) if given.full else ((3, 6, 12), 20_000)))


if __name__ == "__main__":
    main()
