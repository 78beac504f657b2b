"""UTF-8 that was read as GBK within sound text, by each codec that reads it: clauses exact, left, other; speed.

    python benchmarks/repair/within.py FOLDER [--part held-out|tuning] [--count N]

The texts are not part of this project (see score.py). A fifth of the clauses of each text is damaged; whole lines that
are damaged are counted beside them. "other" is a clause that was repaired in part, with its rest as it was, or wrongly.
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


def main() -> None:
    """Print one row a codec."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("held-out", "tuning"), default="tuning")
    parser.add_argument("--count", type=int, default=40)
    arguments = parser.parse_args()
    for name, read in CODECS.items():
        counts: Counter[str] = Counter()
        lines: Counter[bool] = Counter()
        for number, path in enumerate(chosen(arguments.folder, arguments.part, arguments.count, 11)):
            text = path.read_text(encoding="utf-8").replace("?", "")
            within(text, read, random.Random(number), counts)
            whole = [line for line in text.split("\n") if len(line) >= 4]
            got = repair("\n".join(read(line.encode()) for line in whole)).text.split("\n")
            lines.update(one == other for one, other in zip(whole, got, strict=False))
        clauses = max(1, sum(counts[word] for word in ("exact", "left", "other")))
        shares = "  ".join(f"{word} {counts[word] / clauses:6.1%}" for word in ("exact", "left", "other"))
        speed = counts["bytes"] / max(1, counts["milliseconds"])
        exact = lines[True] / max(1, lines.total())
        print(f"{name:18} {clauses:5} clauses  {shares}  whole lines {exact:6.1%}  {speed:.0f} kB/s")


if __name__ == "__main__":
    main()
