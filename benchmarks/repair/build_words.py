"""Make `scripts/leishu/repair/words.txt.gz`: how often words stand in running Chinese text.

Origin: the dictionary of jieba 0.42.1 (https://github.com/fxsjy/jieba), MIT licence, Copyright (c) 2013 Sun Junyi.
Run:    uv run --with jieba==0.42.1 python benchmarks/repair/build_words.py

Words longer than five characters are left out (no repair looks that far), as are those counted fewer than four times.
The same input gives the same bytes.
"""

import gzip
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "scripts" / "leishu" / "repair" / "words.txt.gz"
LONGEST = 5
RAREST = 4
NOTICE = """\
# Word counts of running Simplified Chinese text: a count, a tab, the words counted so often.
# Made by benchmarks/repair/build_words.py from the dictionary of jieba 0.42.1 (https://github.com/fxsjy/jieba):
# words of at most 5 characters counted at least 4 times.
# MIT licence. Copyright (c) 2013 Sun Junyi. Permission is hereby granted, free of charge, to any person obtaining a
# copy of this software and associated documentation files, to deal in it without restriction, provided that this
# notice is included; it is provided "as is", without warranty of any kind (https://opensource.org/license/mit).
"""
CORRECTIONS = {"的": 2_400_000}
"""jieba counts 的 at a tenth of what any text shows, so that it does not swallow words when cutting."""


def main() -> None:
    """Read jieba's dictionary, write ours."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("jieba is missing: run with `uv run --with jieba==0.42.1`")
    by_count: defaultdict[int, list[str]] = defaultdict(list)
    for line in (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split(" ")
        if len(word) <= LONGEST and int(count) >= RAREST and not word.isascii():
            by_count[CORRECTIONS.get(word, int(count))].append(word)
    rows = (f"{count}\t{' '.join(sorted(words))}\n" for count, words in sorted(by_count.items(), reverse=True))
    TARGET.write_bytes(gzip.compress((NOTICE + "".join(rows)).encode("utf-8"), mtime=0))
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, {sum(map(len, by_count.values())):,} words")


if __name__ == "__main__":
    main()
