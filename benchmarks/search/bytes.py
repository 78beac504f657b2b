"""Counts the bytes that each question of the sets downloads, first and later, from an index of many pages.

    python benchmarks/search/bytes.py [--set first …] [--fillers 10000] [--worst 5] [--site FOLDER]

Needs node 20. Exact, and the same on any machine: each question is asked of the index on disk as a browser would ask
it, once by a visitor who comes for it alone and once by one who asks them all. Counted is all that searching loads: the
box, what leads to the files, the files, and what a slip needs, which is fetched ahead; HTTP's headers are not.
"""

import argparse
import gzip
import json
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import HERE, index, make
from engines import slugs
from run import Query, Score, queries

SETS = ("first", "second", "third", "fourth", "fifth", "sixth")
BOX = ("box", "worker", "near")
"""The programs that a first question loads. A page has the first few lines of search anyway: `search.js`."""
OPERATED = "operators"
"""The one that a question with operators loads besides."""
SHARES = (0.5, 0.95, 1)


@dataclass(frozen=True)
class Asked:
    """One question and what it loaded."""

    query: Query
    pages: list[str]
    parts: Mapping[str, int]
    """Bytes by the kind of file."""

    @property
    def size(self) -> int:
        """All of them."""
        return sum(self.parts.values())


def asked(site: Path, questions: Sequence[Query]) -> tuple[list[Asked], list[Asked]]:
    """Each question as the first of a visit, then each as a later one: all but the first."""
    done = subprocess.run(
        ["node", HERE / "bytes.mjs", site],
        input=json.dumps([query.typed for query in questions]),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    answers = json.loads(done.stdout)
    program = {
        name: len(gzip.compress((site / f"assets/search/{name}.js").read_bytes(), 6)) for name in (*BOX, OPERATED)
    }
    box = sum(program[name] for name in BOX)

    def weighed(query: Query, answer: Mapping[str, Any], loaded: int) -> Asked:
        parts = Counter({"box": loaded + (program[OPERATED] if answer["operators"] and loaded else 0)})
        for path, size in answer["files"].items():
            parts[_kind(path)] += size
        return Asked(query, slugs(answer["pages"]), parts)

    first = [weighed(query, answer, box) for query, answer in zip(questions, answers["first"], strict=True)]
    later = [weighed(query, answer, 0) for query, answer in zip(questions, answers["later"], strict=True)]
    return first, later[1:]


def _kind(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return folder or name.partition(".")[0].partition("-")[0]


def spread(answers: Iterable[Asked]) -> str:
    """What half of the questions take at most, nineteen of twenty, all."""
    sizes = sorted(one.size for one in answers)
    return "".join(f"{sizes[round(share * (len(sizes) - 1))] / 1000:>7.1f}" for share in SHARES)


def largest(first: Sequence[Asked], worst: int) -> Iterator[str]:
    """The questions that take most, and what of."""
    for one in sorted(first, key=lambda one: -one.size)[:worst]:
        parts = ", ".join(f"{part} {size / 1000:.1f}" for part, size in Counter(one.parts).most_common())
        yield f"  {one.size / 1000:5.1f} kB  {one.query.typed} ({one.query.kind}): {parts}"


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", help=f"one of {', '.join(SETS)}; all of them unless it is given")
    parser.add_argument("--fillers", type=int, default=10_000)
    parser.add_argument("--length", type=int, default=700)
    parser.add_argument("--worst", type=int, default=5, help="how many of the largest first questions are named")
    parser.add_argument("--site", type=Path, help="a site with an index, made by corpus.py of the one set")
    options = parser.parse_args()
    print(f"{'kB':<8} {'asked':>6} {'found':>6} {'MRR':>6}   first: .50    .95    all   later: .50    .95    all")
    for name in options.set or SETS:
        with tempfile.TemporaryDirectory() as folder:
            site = options.site or Path(folder) / "site"
            if not options.site:
                index(site, make(site, HERE / name / "pages.txt", options.fillers, options.length))
            first, later = asked(site, queries(HERE / name / "queries.txt"))
        score = Score()
        for one in first:
            score.add(one.query, one.pages)
        print(f"{name:<8} {score.asked:>6} {score}   {spread(first):>20}   {spread(later):>20}")
        print("\n".join(largest(first, options.worst)), flush=True)


if __name__ == "__main__":
    main()
