"""How much of simulated damage is repaired: exactly, wrongly, or left as it was.

    python benchmarks/repair/score.py FOLDER [--part held-out|tuning] [--count N] [--later simplified|stripped]

FOLDER holds clean Simplified texts (*.txt, UTF-8), one or more paragraphs each; none comes with this project. They are
split by name, so that no text is both tuned on and judged by. Each is damaged by tests/damage/scrape.py with a site of
its own.
"""

import argparse
import random
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from damage import scrape
from leishu.hanzi.fold import fold
from leishu.model import RepairedText, Span
from leishu.repair import repair
from leishu.repair.forward import NARROW
from leishu.repair.steps import Offsets


def is_held_out(path: Path) -> bool:
    """A third of the texts, chosen by their names alone."""
    return zlib.crc32(path.name.encode("utf-8")) % 3 == 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one damaged piece."""

    kind: str
    word: str
    """`exact`, `wrong` or `left`."""
    place: Span
    """All that was repaired in one go with it, in the damaged text."""
    example: str


def judge(pieces: list[scrape.Piece], shown: list[str], result: RepairedText) -> list[Verdict]:
    """What became of each damaged piece, where `shown`, joined, was repaired."""
    starts = list(accumulate(map(len, shown), initial=0))
    offsets = Offsets(result.steps)
    verdicts = []
    for number, piece in enumerate(pieces):
        if piece.kind == "kept":
            continue
        first, last = _touched(offsets, starts, number)
        place = Span(starts[first], starts[last])
        got = same(offsets.repaired(place).of(result.text))
        here = list(zip(shown[first:last], pieces[first:last], strict=True))
        truth = same("".join(p.truth for _, p in here))
        left = {
            same("".join(s for s, _ in here)),
            same("".join(p.truth if p.kind == "reading" else s for s, p in here)),
        }
        kind = piece.kind + (" hinted" if piece.kind == "shift" and piece.hinted else "")
        word = "exact" if got == truth else "left" if got in left else "wrong"
        context = f"{''.join(shown[max(0, first - 8) : first])}[{''.join(shown[first:last])}]"
        example = f"{kind} {word}: {context}{''.join(shown[last : last + 4])} is {truth}, got {got}"
        verdicts.append(Verdict(kind, word, place, example))
    return verdicts


def _after(shown: str, later: str) -> str:
    """What a later step of the site makes of it."""
    if later == "simplified":
        return "".join(c if c.isascii() or fold(c).isascii() else fold(c) for c in shown)
    if later == "stripped":
        return "".join(c for c in shown if not "\ue000" <= c <= "\uf8ff")
    return shown


def _touched(offsets: Offsets, starts: list[int], number: int) -> tuple[int, int]:
    """The pieces that were repaired in one go with this one."""
    first, last = number, number + 1
    for _ in range(4):
        whole = offsets.original(offsets.repaired(Span(starts[first], starts[last])))
        while first and starts[first] > whole.start:
            first -= 1
        while last < len(starts) - 1 and starts[last] < whole.end:
            last += 1
    return first, last


def damaged(
    folder: Path, part: str, count: int, later: str, seed: int = 7
) -> Iterator[tuple[list[scrape.Piece], list[str]]]:
    """The texts of one part, each as a site of its own damages it, and what each piece shows after a later step."""
    for number, path in enumerate(chosen(folder, part, count, seed)):
        pieces, _ = scrape.damage(path.read_text(encoding="utf-8"), number, tags=number % 3 != 0)
        yield pieces, [_after(piece.shown, later) for piece in pieces]


def chosen(folder: Path, part: str, count: int, seed: int) -> list[Path]:
    """Up to `count` texts of one part, in an order that is the same each time."""
    paths = [path for path in sorted(folder.glob("*.txt")) if is_held_out(path) == (part == "held-out")]
    random.Random(seed).shuffle(paths)
    return paths[:count]


def same(text: str) -> str:
    """What two texts have in common that differ only in widths and script."""
    return fold(text.translate(NARROW))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("held-out", "tuning"), default="tuning")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--later", choices=("", "simplified", "stripped"), default="")
    parser.add_argument("--examples", type=int, default=0)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    total: Counter[str] = Counter()
    examples: list[str] = []
    seconds, size = 0.0, 0
    for pieces, shown in damaged(arguments.folder, arguments.part, arguments.count, arguments.later, arguments.seed):
        began = time.process_time()
        result = repair("".join(shown))
        seconds += time.process_time() - began
        size += len(result.original.encode("utf-8"))
        verdicts = judge(pieces, shown, result)
        total.update(f"{verdict.kind} {verdict.word}" for verdict in verdicts)
        examples += [verdict.example for verdict in verdicts if verdict.word != "exact"]
    print(f"{size / 1000:.0f} kB, {size / 1000 / max(seconds, 0.001):.0f} kB a second of CPU time")
    for kind in ("reading", "shift hinted", "shift", "tag"):
        row = {verdict: total[f"{kind} {verdict}"] for verdict in ("exact", "wrong", "left")}
        count = sum(row.values()) or 1
        print(f"{kind:14}" + "".join(f"{v} {n:6} ({n / count:7.2%})  " for v, n in row.items()))
    random.Random(1).shuffle(examples)
    print("\n".join(examples[: arguments.examples]))


if __name__ == "__main__":
    main()
