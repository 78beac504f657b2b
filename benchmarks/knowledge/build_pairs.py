"""Make `scripts/leishu/knowledge/pairs.txt.gz`: which two characters stand side by side within some word.

Origin: the dictionary of jieba 0.42.1 (https://github.com/fxsjy/jieba), MIT licence, Copyright (c) 2013 Sun Junyi.
rjieba knows each of its 349,046 words.
Run:    uv run --with jieba==0.42.1 python benchmarks/knowledge/build_pairs.py

The same input gives the same bytes.
"""

import gzip
from collections import defaultdict
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "scripts" / "leishu" / "knowledge" / "pairs.txt.gz"
NOTICE = """\
# Characters that stand side by side within a word: one, a tab, and all that stand before it.
# Made by benchmarks/knowledge/build_pairs.py from the dictionary of jieba 0.42.1 (https://github.com/fxsjy/jieba).
# MIT licence. Copyright (c) 2013 Sun Junyi. Permission is hereby granted, free of charge, to any person obtaining a
# copy of this software and associated documentation files, to deal in it without restriction, provided that this
# notice is included; it is provided "as is", without warranty of any kind (https://opensource.org/license/mit).
"""


def main() -> None:
    """Read jieba's dictionary, write ours."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("jieba is missing: run with `uv run --with jieba==0.42.1`")
    before: defaultdict[str, set[str]] = defaultdict(set)
    for line in (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        for first, second in pairwise(line.partition(" ")[0]):
            before[second].add(first)
    rows = (f"{second}\t{''.join(sorted(firsts))}\n" for second, firsts in sorted(before.items()))
    TARGET.write_bytes(gzip.compress((NOTICE + "".join(rows)).encode("utf-8"), mtime=0))
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, {sum(map(len, before.values())):,} pairs")


if __name__ == "__main__":
    main()
