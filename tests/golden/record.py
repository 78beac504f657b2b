"""Record what weave makes of the golden worlds: `python tests/golden/record.py [WORLD…]`. Then read the diff."""

import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from golden.worlds import HERE, WORLDS, expected, woven


def main(names):
    """Write `expected/` of the worlds called `names`, or of all."""
    if os.environ.get("CI") == "true":
        return "A golden world is recorded by a person, who reads the diff."
    worlds = [HERE / name for name in names] or WORLDS
    if unknown := [world.name for world in worlds if world not in WORLDS]:
        return f"No such world: {', '.join(unknown)}"
    for world in worlds:
        before, after = expected(world), woven(world)
        shutil.rmtree(world / "expected", ignore_errors=True)
        for name, markdown in after.items():
            path = world / "expected" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(markdown, encoding="utf-8", newline="\n")
        changed = sum(before.get(name) != after.get(name) for name in before.keys() | after.keys())
        sys.stdout.write(f"{world.name}: {len(after)} pages, {changed} changed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
