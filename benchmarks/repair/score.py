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
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from damage import scrape
from leishu.hanzi.fold import fold
from leishu.model import Span
from leishu.repair import repair
from leishu.repair.forward import NARROW
from leishu.repair.steps import Offsets


def is_held_out(path: Path) -> bool:
    """A third of the texts, chosen by their names alone."""
    return zlib.crc32(path.name.encode("utf-8")) % 3 == 0


def judge(pieces: list[scrape.Piece], later: str, examples: list[str]) -> Counter[str]:
    """Repair the joined pieces and say for each damaged one what became of it: `reading exact`, `shift left` …"""
    shown = [piece.shown for piece in pieces]
    if later == "simplified":
        shown = [fold_shown(text) for text in shown]
    if later == "stripped":
        shown = ["".join(c for c in text if not "\ue000" <= c <= "\uf8ff") for text in shown]
    starts = list(accumulate(map(len, shown), initial=0))
    result = repair("".join(shown))
    offsets = Offsets(result.steps)
    counts: Counter[str] = Counter()
    edges = {start: number for number, start in enumerate(starts)}
    for number, piece in enumerate(pieces):
        if piece.kind == "kept":
            continue
        here = Span(starts[number], starts[number + 1])
        first, last = number, number + 1
        for _ in range(4):
            repaired = offsets.repaired(Span(starts[first], starts[last]))
            whole = offsets.original(repaired)
            while first and starts[first] > whole.start:
                first -= 1
            while last < len(pieces) and starts[last] < whole.end:
                last += 1
        got = same(offsets.repaired(Span(starts[first], starts[last])).of(result.text))
        truth = same("".join(p.truth for p in pieces[first:last]))
        bare = same(
            "".join(
                s if p.kind != "reading" else p.truth
                for s, p in zip(shown[first:last], pieces[first:last], strict=True)
            )
        )
        kind = piece.kind + (" hinted" if piece.kind == "shift" and piece.hinted else "")
        verdict = "exact" if got == truth else "left" if got in (bare, same("".join(shown[first:last]))) else "wrong"
        counts[f"{kind} {verdict}"] += 1
        if verdict != "exact" and piece.kind == "shift":
            doubt = next(
                (
                    d
                    for d in result.doubts
                    if d.span.start <= offsets.repaired(here).end and offsets.repaired(here).start <= d.span.end
                ),
                None,
            )
            examples.append(
                f"{kind} {verdict}: {''.join(shown[max(0, first - 8) : first])}[{''.join(shown[first:last])}]{''.join(shown[last : last + 4])} is {truth} got {got} {doubt.candidates[:3] if doubt else ''}"
            )
        elif verdict != "exact":
            examples.append(f"{kind} {verdict}: {''.join(shown[max(0, first - 8) : last + 4])} is {truth} got {got}")
    counts["edits outside of damage"] += changed_outside(pieces, starts, result, edges)
    counts["texts"] += 1
    counts["characters"] += starts[-1]
    return counts


def changed_outside(pieces, starts, result, edges) -> int:
    """Steps of the byte rules that touch no damaged piece."""
    damaged = [(starts[n], starts[n + 1]) for n, p in enumerate(pieces) if p.kind != "kept"]
    bad = 0
    first_pass = [s for s in result.steps if s.rule == "misaligned replacement"]
    for step in first_pass:
        bad += not any(a < step.span.end and step.span.start < b for a, b in damaged)
    return bad


def fold_shown(text: str) -> str:
    """A later conversion to Simplified, one character at a time."""
    return "".join(c if c.isascii() or fold(c).isascii() else fold(c) for c in text)


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
    paths = [p for p in sorted(arguments.folder.glob("*.txt")) if is_held_out(p) == (arguments.part == "held-out")]
    random.Random(arguments.seed).shuffle(paths)
    total: Counter[str] = Counter()
    examples: list[str] = []
    began = time.perf_counter()
    for number, path in enumerate(paths[: arguments.count]):
        pieces, _ = scrape.damage(path.read_text(encoding="utf-8"), number, tags=number % 3 != 0)
        total += judge(pieces, arguments.later, examples)
    print(f"{time.perf_counter() - began:.1f} s in all")
    for kind in ("reading", "shift hinted", "shift", "tag"):
        row = {verdict: total[f"{kind} {verdict}"] for verdict in ("exact", "wrong", "left")}
        count = sum(row.values()) or 1
        print(f"{kind:14}" + "".join(f"{v} {n:6} ({n / count:7.2%})  " for v, n in row.items()))
    print({k: n for k, n in total.items() if k in ("texts", "characters", "edits outside of damage")})
    random.Random(1).shuffle(examples)
    print("\n".join(examples[: arguments.examples]))


if __name__ == "__main__":
    main()
