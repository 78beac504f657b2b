"""What `repair` changes in sound texts (it should be nothing), and how fast they pass beside OpenCC's t2s.

    python benchmarks/repair/sound.py FILE… [--examples N]

The texts are not part of this project: take any that you trust. Each is cut into pieces of about 20,000 characters.
"""

import argparse
import random
import time
from collections import Counter, defaultdict
from pathlib import Path

from leishu.hanzi.convert import converter
from leishu.repair import RULES, repair

PIECE = 20_000


def pieces(text: str) -> list[str]:
    """The text in pieces of whole lines."""
    out, part, size = [], [], 0
    for line in text.splitlines(keepends=True):
        part.append(line)
        size += len(line)
        if size >= PIECE:
            out.append("".join(part))
            part, size = [], 0
    return [*out, "".join(part)]


def main() -> None:
    """Print counts, examples and the ratio of speeds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--examples", type=int, default=5)
    arguments = parser.parse_args()
    converter("t2s")("開")
    repair("")
    characters = 0
    steps: Counter[str] = Counter()
    shown: defaultdict[str, list[str]] = defaultdict(list)
    spent = {"repair": 0.0, "t2s": 0.0}
    by_rule: Counter[str] = Counter()
    for path in arguments.files:
        for text in pieces(path.read_text(encoding="utf-8")):
            characters += len(text)
            began = time.process_time()
            result = repair(text)
            spent["repair"] += time.process_time() - began
            began = time.process_time()
            converter("t2s")(text)
            spent["t2s"] += time.process_time() - began
            for rule in RULES:
                began = time.process_time()
                rule.find(text)
                by_rule[rule.NAME] += time.process_time() - began
            for step in result.steps:
                steps[step.rule] += 1
                around = text[max(0, step.span.start - 12) : step.span.end + 8]
                shown[step.rule].append(f"{path.name}: {step.before!r} → {step.after!r} near {around!r}")
    print(f"{characters:,} characters, {sum(steps.values())} edits {dict(steps)}")
    for rule, examples in shown.items():
        print(f"{rule}:", *random.Random(1).sample(examples, min(arguments.examples, len(examples))), sep="\n    ")
    speed = characters / spent["repair"] / 1e6
    print(f"repair takes {spent['repair'] / spent['t2s']:.1f} times as long as t2s ({speed:.1f} M characters/s)")
    print({rule: f"{1e9 * seconds / characters:.1f} ns/char" for rule, seconds in by_rule.items()})


if __name__ == "__main__":
    main()
