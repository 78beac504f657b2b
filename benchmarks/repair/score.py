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
    """Repair the joined pieces and count what became of each damaged one: `reading exact`, `shift left` and so on."""
    shown = [_after(piece.shown, later) for piece in pieces]
    starts = list(accumulate(map(len, shown), initial=0))
    result = repair("".join(shown))
    offsets = Offsets(result.steps)
    counts = Counter({"texts": 1, "characters": starts[-1]})
    for number, piece in enumerate(pieces):
        if piece.kind == "kept":
            continue
        first, last = _touched(offsets, starts, number)
        got = same(offsets.repaired(Span(starts[first], starts[last])).of(result.text))
        here = list(zip(shown[first:last], pieces[first:last], strict=True))
        truth = same("".join(p.truth for _, p in here))
        left = {
            same("".join(s for s, _ in here)),
            same("".join(p.truth if p.kind == "reading" else s for s, p in here)),
        }
        kind = piece.kind + (" hinted" if piece.kind == "shift" and piece.hinted else "")
        verdict = "exact" if got == truth else "left" if got in left else "wrong"
        counts[f"{kind} {verdict}"] += 1
        if verdict != "exact":
            context = f"{''.join(shown[max(0, first - 8) : first])}[{''.join(shown[first:last])}]"
            place = offsets.repaired(Span(starts[number], starts[number + 1]))
            near = [d for d in result.doubts if d.span.start <= place.end and place.start <= d.span.end]
            best = [candidate for doubt in near[:1] for candidate in doubt.candidates[:3]]
            examples.append(
                f"{kind} {verdict}: {context}{''.join(shown[last : last + 4])} is {truth}, got {got} {best}"
            )
    return counts


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
    print({k: n for k, n in total.items() if k in ("texts", "characters")})
    random.Random(1).shuffle(examples)
    print("\n".join(examples[: arguments.examples]))


if __name__ == "__main__":
    main()
