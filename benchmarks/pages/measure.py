"""What a build costs as a knowledge base grows: CPU seconds a page at 100, 400 and 1,600 pages, and where they go.

    python benchmarks/pages/measure.py            # a quarter of an hour on two cores
    python benchmarks/pages/measure.py 50 200     # other sizes

Everything is measured in one run, side by side; README.md says how and what was found.
"""

import json
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from worlds import write_world

from leishu.cli.renderers import stage
from leishu.config import load_settings
from leishu.knowledge.catalogue import load_catalogue
from leishu.knowledge.corpus import build_corpus
from leishu.project import load_project
from leishu.publication import publish_project
from leishu.weave import derived_paths, weave

SIZES = (100, 400, 1600)
QUIET = os.environ | {"NO_MKDOCS_2_WARNING": "1"}

PLAIN = """\
INHERIT: ../mkdocs.yml
docs_dir: docs
site_dir: plain-site
hooks: []
theme: {custom_dir: ../overrides}
"""
"""MkDocs alone: woven pages in, HTML out."""


def spent():
    """CPU seconds of this process and of those that it started and that ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def stages(root):
    """Print the CPU seconds of each stage alone, as JSON. Runs in a process of its own, so that nothing is warm."""
    out = {}

    def timed(name, work):
        before = spent()
        result = work()
        out[name] = spent() - before
        return result

    settings = load_settings(root)
    catalogue = timed("read docs/", lambda: load_catalogue(root))
    corpus = timed("link", lambda: build_corpus(catalogue, derived_paths(catalogue)))
    timed("weave", lambda: weave(corpus, settings))
    project = load_project(root)
    stage(project, settings.build / "docs")
    (settings.build / "plain.yml").write_text(PLAIN, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", "plain.yml"]
    timed("MkDocs", lambda: subprocess.run(command, cwd=settings.build, check=True, env=QUIET))
    site = settings.build / "plain-site"
    shutil.rmtree(settings.build / "cache")
    timed("publish", lambda: publish_project(project, site, "https://books.example/"))
    timed("publish again", lambda: publish_project(project, site, "https://books.example/"))
    print(json.dumps(out))


def cpu(command, folder):
    """CPU seconds of a command and all its children, and its peak memory in MB so far."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, env=QUIET)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1024


def measure(pages, root):
    """One size: a first build, one after an edit, one with nothing to do; then the stages alone."""
    write_world(root, pages)
    build = [Path(sys.executable).with_name("leishu"), "build", "-q"]
    begun = time.monotonic()
    out = {}
    out["first build"], memory = cpu(build, root)
    wall = time.monotonic() - begun
    entry = next((root / "docs" / "entries").glob("*.md"))
    entry.write_text(entry.read_text(encoding="utf-8") + "\n又添一句。\n", encoding="utf-8")
    out["after an edit"], _ = cpu(build, root)
    out["nothing to do"], _ = cpu(build, root)
    alone = [sys.executable, __file__, "--stages", root]
    out |= json.loads(subprocess.run(alone, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout)
    built = sum(1 for _ in (root / "site").rglob("index.html"))
    sys.stderr.write(f"{pages} pages: {wall:.0f} s, {memory:.0f} MB, {built} pages of HTML in three variants\n")
    return out


def slope(sizes, seconds):
    """The exponent b of seconds = a · pages^b between the two largest sizes: 1 is linear."""
    (small, large), (before, after) = sizes[-2:], seconds[-2:]
    return math.log(after / before) / math.log(large / small)


def main(sizes):
    with tempfile.TemporaryDirectory() as folder:
        found = [measure(pages, Path(folder) / str(pages)) for pages in sizes]
    head = "".join(f"{f'{pages} pages':>14}" for pages in sizes)
    print(f"{'CPU ms a page':<16}{head}{'exponent':>10}")
    for name in found[0]:
        seconds = [one[name] for one in found]
        cells = "".join(f"{1000 * value / pages:>14.1f}" for value, pages in zip(seconds, sizes, strict=True))
        print(f"{name:<16}{cells}{slope(sizes, seconds):>10.2f}")
    last = found[-1]
    ours = last["read docs/"] + last["link"] + last["weave"]
    parts = {"weaving": ours, "MkDocs": last["MkDocs"], "publishing": last["publish"]}
    shares = " : ".join(f"{name} {part / last['MkDocs']:.2f}" for name, part in parts.items())
    print(f"\nAt {sizes[-1]} pages, {shares}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--stages"]:
        stages(Path(sys.argv[2]))
    else:
        main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
