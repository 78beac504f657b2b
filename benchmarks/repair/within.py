"""UTF-8 that was read as GBK within sound text, by each codec that reads it: clauses exact, left, other; speed.

    python benchmarks/repair/within.py FOLDER [--part held-out|tuning] [--count N]

The texts are not part of this project (see score.py). A fifth of the clauses of each text is damaged; the clauses of
texts that are damaged from end to end are counted beside them. "other" is a clause that was repaired in part, with its
rest as it was, or wrongly.
"""

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from score import chosen

from leishu.repair import codepage, repair

CODECS: dict[str, Callable[[bytes], str]] = {
    "Windows, ?": codepage.decode,
    "GBK, ?": lambda data: data.decode("gbk", "replace").replace("\ufffd", "?"),
    "GBK, U+FFFD": lambda data: data.decode("gbk", "replace"),
    "GB 18030, U+FFFD": lambda data: data.decode("gb18030", "replace"),
}
_CLAUSE = re.compile("[^，。！？；\n]+|[，。！？；\n]")
_ASCII = re.compile("[ -~]")


def within(text: str, read: Callable[[bytes], str], rng: random.Random, counts: Counter[str]) -> None:
    """Damage a fifth of the clauses, repair the text, and compare clause by clause."""
    clauses = _CLAUSE.findall(text)
    chosen = [len(clause) >= 4 and not _ASCII.search(clause) and rng.random() < 0.2 for clause in clauses]
    shown = [read(clause.encode()) if bad else clause for clause, bad in zip(clauses, chosen, strict=True)]
    began = time.process_time()
    got = repair("".join(shown)).text
    counts["milliseconds"] += round(1000 * (time.process_time() - began))
    counts["bytes"] += len(text.encode("utf-8"))
    # Clauses are looked up in order, each behind the one before it.
    at = 0
    for clause, was, bad in zip(clauses, shown, chosen, strict=True):
        found = got.find(clause, at)
        near = found >= 0 and found - at < 40
        if bad:
            counts["exact" if near else "left" if was in got[at : at + 2 * len(was) + 40] else "other"] += 1
        at = found + len(clause) if near else at


def whole(text: str, read: Callable[[bytes], str]) -> Counter[bool]:
    """Damage all of a text, repair it, and count its clauses: right or not."""
    got, at = repair(read(text.encode())).text, 0
    counts: Counter[bool] = Counter()
    for clause in _CLAUSE.findall(text):
        found = got.find(clause, max(0, at - 20), at + len(clause) + 60)
        if len(clause) > 1:
            counts[found >= 0] += 1
        at = len(clause) + (found if found >= 0 else at)
    return counts


def main() -> None:
    """Print one row a codec."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("held-out", "tuning"), default="tuning")
    parser.add_argument("--count", type=int, default=40)
    arguments = parser.parse_args()
    for name, read in CODECS.items():
        counts: Counter[str] = Counter()
        everywhere: Counter[bool] = Counter()
        for number, path in enumerate(chosen(arguments.folder, arguments.part, arguments.count, 11)):
            text = path.read_text(encoding="utf-8").replace("?", "")
            within(text, read, random.Random(number), counts)
            everywhere += whole(text, read)
        clauses = max(1, sum(counts[word] for word in ("exact", "left", "other")))
        shares = "  ".join(f"{word} {counts[word] / clauses:6.1%}" for word in ("exact", "left", "other"))
        speed = counts["bytes"] / max(1, counts["milliseconds"])
        exact = everywhere[True] / max(1, everywhere.total())
        print(f"{name:18} {clauses:5} clauses  {shares}  whole texts {exact:6.1%}  {speed:.0f} kB/s")


if __name__ == "__main__":
    main()
