"""How much of simulated damage would be repaired exactly and wrongly if readings had to be more or less sure.

    python benchmarks/repair/margins.py FOLDER [--part held-out|tuning] [--count N] [--later simplified|stripped]

Everything is repaired however the odds are, and then what each bound on them leaves is counted: one row for runs in
which a reading was left behind, one for those without. Choose a bound on the tuning part only.
"""

import argparse
import re
from pathlib import Path

from score import Verdict, damaged, judge

from leishu.model import RepairStep
from leishu.repair import margins, repair, shifted

MARGINS = (0.0, 0.5, 1.0, 1.3, 1.6, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0)
_BEHIND = re.compile(r"all others (-?[\d.]+) nats behind")


def margin(verdict: Verdict, steps: list[RepairStep]) -> float:
    """Natural log of the odds of the reading that was taken; 0 where none was."""
    for step in steps:
        if step.span.start < verdict.place.end and verdict.place.start < step.span.end:
            found = _BEHIND.search(step.evidence)
            return float(found[1]) if found else 0.0
    return 0.0


def main() -> None:
    """Print exact/wrong in per cent for each bound."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("held-out", "tuning"), default="tuning")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--later", choices=("", "simplified", "stripped"), default="")
    arguments = parser.parse_args()
    # What is asked where private-use characters were taken out depends on the reading: it stays.
    for name in ("SURE", "SIMPLIFIED", "NONE_PRIVATE"):
        setattr(margins, name, 0.0)
    rows: list[tuple[Verdict, float]] = []
    for pieces, shown in damaged(arguments.folder, arguments.part, arguments.count, arguments.later):
        result = repair("".join(shown))
        # This rule's steps come before every other that such a text needs: they count in the damaged text.
        steps = [step for step in result.steps if step.rule == shifted.NAME]
        rows += [
            (verdict, margin(verdict, steps))
            for verdict in judge(pieces, shown, result)
            if verdict.kind.startswith("shift")
        ]
    print(f"{'':14} " + " ".join(f"{least:>10}" for least in MARGINS))
    for kind in ("shift hinted", "shift"):
        of_kind = [row for row in rows if row[0].kind == kind]
        cells = []
        for least in MARGINS:
            taken = [verdict.word for verdict, ahead in of_kind if ahead >= least]
            exact, wrong = (100 * taken.count(word) / max(1, len(of_kind)) for word in ("exact", "wrong"))
            cells.append(f"{exact:5.1f}/{wrong:4.2f}")
        print(f"{kind:14} " + " ".join(cells) + f"  of {len(of_kind)}")


if __name__ == "__main__":
    main()
