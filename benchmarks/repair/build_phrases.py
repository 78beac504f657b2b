"""Make `scripts/leishu/repair/phrases.bin`: words of Chinese text, alone and in pairs.

Origin: the language model of the open-gram project, in Debian's package sunpinyin-data 0.1.22+20170109-2, licence
CC BY-SA 3.0 (the table says who made it; it is under that licence too).
Run:    apt-get download sunpinyin-data && dpkg-deb -x sunpinyin-data_*.deb unpacked
        python benchmarks/repair/build_phrases.py unpacked/usr/lib/x86_64-linux-gnu/sunpinyin/data

Both files are little-endian. `pydict_sc.bin` begins with the number of words, the number of nodes and the offset of
the words, 4 bytes each; the words are UTF-32, each ending in a zero. `lm_sc.t3g` begins with the longest run (3) and
whether it holds logarithms (0), then the sizes of its levels 0 to 3, the table of shares (65,536 floats) and that of
what is left over (16,384 floats); then the levels. What is in a level stands in the order of what it is behind:

- levels 0 to 2, 12 bytes: word (18 bits), index of what is left over (14), index of the share (16), where what is
  behind it begins in the next level (16 low bits; 7 high ones at the very end), and what to go on with (25 bits,
  not used here);
- level 3, 8 bytes: triples, not used here.

The last row of levels 1 and 2 only says where the rows before it end. The same input gives the same bytes.
"""

import argparse
import struct
import sys
import zlib
from array import array
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from leishu.repair.language import LONGEST
from leishu.repair.phrases import NOTICE, STEPS, TABLE, fingerprint

TARGET = Path(__file__).resolve().parents[2] / "scripts" / "leishu" / "repair" / TABLE
PAIRS = 1_000_000
"""Pairs that are kept: those without which the model would tell least (Seymore and Rosenfeld 1996)."""
_FIRST_WORD = 70
"""What comes before is no word: the beginning of a sentence, a number and the like."""

Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Level:
    """Runs of one length, without the last row: the last word of each, its share, and the rows behind it."""

    word: Numbers
    share: Shares
    first: Numbers
    end: Numbers


def words(folder: Path) -> list[str]:
    """Every word, by its number; what is none, or too long, is empty."""
    data = (folder / "pydict_sc.bin").read_bytes()
    count, _, start = struct.unpack("<3I", data[:12])
    listed = data[start:].decode("utf-32-le").split("\0")[:count]
    return [word if at >= _FIRST_WORD and len(word) <= LONGEST else "" for at, word in enumerate(listed)]


def levels(folder: Path) -> tuple[Level, Level]:
    """Single words and pairs of words."""
    data = (folder / "lm_sc.t3g").read_bytes()
    longest, logarithms, *sizes = struct.unpack("<6I", data[:24])
    if (longest, logarithms) != (3, 0):
        raise SystemExit(f"{folder} holds no model of triples")
    shares = np.frombuffer(data, "<f4", 1 << 16, 24).astype(np.float64)
    found = []
    at = 24 + 4 * ((1 << 16) + (1 << 14)) + 12 * sizes[0]
    for size in sizes[1:3]:
        rows = np.frombuffer(data, "<u4", 3 * size, at).reshape(-1, 3).astype(np.int64)
        begin = (rows[:, 1] >> 16) + ((rows[:, 2] >> 25) << 16)
        found.append(Level(rows[:-1, 0] & 0x3FFFF, shares[rows[:-1, 1] & 0xFFFF], begin[:-1], begin[1:]))
        at += 12 * size
    return found[0], found[1]


def cost(share: float) -> int:
    """`share` as its byte in the table."""
    return min(255, max(0, round(-STEPS * float(np.log(max(share, 1e-12))))))


def main() -> None:
    """Read the model, write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    written = words(folder)
    singles, pairs = levels(folder)
    is_word = np.array([at < len(written) and written[at] != "" for at in range(1 << 18)])
    alone = np.zeros(1 << 18)
    alone[singles.word] = singles.share
    before = np.repeat(singles.word, singles.end - singles.first)
    told = alone[before] * pairs.share * np.log(np.maximum(pairs.share, 1e-12) / np.maximum(alone[pairs.word], 1e-12))
    told[~(is_word[before] & is_word[pairs.word] & (alone[pairs.word] > 0))] = -1.0
    kept = np.sort(np.argsort(-told, kind="stable")[:PAIRS])
    before, behind, share = before[kept], pairs.word[kept], pairs.share[kept]
    counted = np.bincount(before, weights=share, minlength=1 << 18)
    elsewhere = np.bincount(before, weights=alone[behind], minlength=1 << 18)
    left = np.clip((1.0 - counted) / np.clip(1.0 - elsewhere, 1e-6, None), 1e-4, 1.0)
    by_cost: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for word in singles.word[is_word[singles.word]].tolist():
        by_cost[cost(alone[word]), cost(left[word])].append(written[word])
    listed = "".join(f"{a}\t{b}\t{' '.join(sorted(found))}\n" for (a, b), found in sorted(by_cost.items()))
    packed = zlib.compress(listed.encode("utf-8"), 9)
    rows = sorted(
        {
            fingerprint(written[a], written[b]): cost(c)
            for a, b, c in zip(before.tolist(), behind.tolist(), share.tolist(), strict=True)
        }.items()
    )
    prints = array("I", (row[0] for row in rows))
    if sys.byteorder == "big":
        prints.byteswap()
    head = f"{NOTICE}{len(packed)} {len(rows)}\n".encode()
    TARGET.write_bytes(head + packed + prints.tobytes() + bytes(row[1] for row in rows))
    print(f"{TABLE}: {TARGET.stat().st_size:,} bytes, {sum(map(len, by_cost.values())):,} words, {len(rows):,} pairs")


if __name__ == "__main__":
    main()
