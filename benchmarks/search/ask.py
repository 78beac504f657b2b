"""Asks the questions of a set in node, of the same modules as the browser runs: a hundred take a second.

    python benchmarks/search/ask.py SITE [--set first] [--queries queries.txt] [--variant zh-Hans] [--rows]

`--rows` names every question whose page is not the first, and what stands before it. What a person meets in the
browser is `run.py`'s to measure; this is for looking into causes.
"""

import argparse
import json
import subprocess
from collections import defaultdict
from pathlib import Path

from corpus import HERE, ROOT
from run import Query, Score, queries
from serve import Line, served

_ASK = ROOT / "tests/search/ask.mjs"


def answers(site: Path, asked: list[Query], variant: str) -> list[list[str]]:
    """Of each question the slugs of the pages found, in the order in which they are shown."""
    questions = json.dumps([{"typed": query.typed, "variant": variant} for query in asked])
    with served(site, Line()) as address:
        done = subprocess.run(
            ["node", str(_ASK), address], input=questions, capture_output=True, encoding="utf-8", check=True
        )
    return [list(dict.fromkeys(map(_slug, _shown(answer)))) for answer in json.loads(done.stdout)]


def _shown(answer: dict) -> list[str]:
    names = [one for one in answer["names"] if one["kind"] != "topic"]
    topics = [one for one in answer["names"] if one["kind"] == "topic"]
    first = topics and names and topics[0]["score"] > names[0]["score"]
    top = [*topics, *names] if first else [*names, *topics]
    return [one["url"] for one in top] + [one["places"][0]["url"] for one in answer["groups"]]


def _slug(url: str) -> str:
    return url.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]


def main() -> None:
    """Print recall and reciprocal rank by kind, and what is not first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path, help="made by corpus.py")
    parser.add_argument("--set", default="first", help="the folder of the questions")
    parser.add_argument("--queries", default="queries.txt", help="the file of questions in that folder")
    parser.add_argument("--variant", default="zh-Hans")
    parser.add_argument("--rows", action="store_true", help="name each question whose page is not the first")
    options = parser.parse_args()
    asked = queries(HERE / options.set / options.queries)
    scores: dict[str, Score] = defaultdict(Score)
    for query, pages in zip(asked, answers(options.site, asked, options.variant), strict=True):
        scores["ALL"].add(query, pages)
        right = scores[query.kind].add(query, pages)
        rank = min((pages.index(page) + 1 for page in query.wanted if page in pages), default=0)
        if options.rows and (not right or rank > 1):
            said = f"{rank or '–':>2}" if right else " X"
            print(f"{said} {query.kind:<9} {query.typed} → {' '.join(pages[: max(3, min(rank, 10))])}")
    for kind, score in scores.items():
        print(f"{kind:<10} {score.asked:>4} {score}")


if __name__ == "__main__":
    main()
