"""Make `scripts/leishu/hanzi/company.txt`: beside which words a lone character is read in which way.

Origin: the language model of the open-gram project, in Debian's package sunpinyin-data 0.1.22+20170109-2, licence
CC BY-SA 3.0 (the table is under that licence too), and OpenCC's dictionaries, which tell how a word that holds the
character is written: 面条 is 麪條, 表面 is 表面. What stands beside words of one reading (吃面条, 卖面粉) is company
that the character keeps in that reading when it stands alone (卖的面).

Run:    apt-get download sunpinyin-data && dpkg-deb -x sunpinyin-data_*.deb unpacked
        python benchmarks/conversion/build_company.py unpacked/usr/lib/x86_64-linux-gnu/sunpinyin/data

A word's score for a reading is by how much, in natural logarithms, it makes that one likelier than the one that OpenCC
takes by itself, smoothed by one pair as frequent as the two readings are. The same input gives the same bytes.
"""

import argparse
import sys
from collections import defaultdict
from math import log
from pathlib import Path

import numpy as np

from leishu.hanzi.company import NOTICE, STEPS, TABLE
from leishu.hanzi.convert import BREAK, by_config
from leishu.hanzi.readings import telling

sys.path.insert(0, str(Path(__file__).parents[1] / "repair"))
from build_phrases import levels, words

TARGET = Path(__file__).resolve().parents[2] / "scripts" / "leishu" / "hanzi" / TABLE
ASKED = "面干钟折松冲游"
"""Characters that are things and acts in each of their readings. Of those that are grammar in one of them (只, 系, 须,
尽), the words around tell too little: tried on the sentences beside this script, six of nine came out wrong."""
EVERYWHERE = 1e-3
"""The share of all words from which one is everybody's company (的, 他)."""
LEAST = 8
"""The score from which a word is kept, in tenths."""

Counts = defaultdict[str, defaultdict[int, float]]


def company(folder: Path) -> dict[str, Counts]:
    """Character → reading → word's number → the logarithms of how often pairs of it were counted, added up."""
    written = words(folder)
    readings = telling("s2t")
    holds = {at: word for at, word in enumerate(written) if len(word) > 1 and set(word) & set(ASKED)}
    forms = by_config("s2t", BREAK.join(holds.values())).split(BREAK)
    read = {
        at: [(char, form) for char, form in zip(word, whole, strict=True) if char in ASKED and char in readings]
        for (at, word), whole in zip(holds.items(), forms, strict=True)
        if len(word) == len(whole)
    }
    singles, pairs = levels(folder)
    share = np.zeros(1 << 18)
    share[singles.word] = singles.share
    before = np.repeat(singles.word, singles.end - singles.first)
    joint = share[before] * pairs.share
    told = np.zeros(1 << 18, bool)
    told[list(read)] = True
    rows = np.flatnonzero(told[before] | told[pairs.word])
    counts = np.log1p(joint[rows] / joint.min())
    found: dict[str, Counts] = {char: defaultdict(lambda: defaultdict(float)) for char in ASKED}
    for first, second, count in zip(before[rows].tolist(), pairs.word[rows].tolist(), counts.tolist(), strict=True):
        for word, other in ((first, second), (second, first)):
            if word in read and other < len(written) and written[other].isalpha() and share[other] < EVERYWHERE:
                for char, form in read[word]:
                    found[char][form][other] += count
    return found


def main() -> None:
    """Read the model, write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    written = words(folder)
    lines: list[str] = []
    for char, counts in company(folder).items():
        alone = by_config("s2t", char)
        usual, usually = counts[alone], sum(counts[alone].values())
        for form in sorted(counts.keys() - {alone}):
            share = sum(counts[form].values()) / (sum(counts[form].values()) + usually)
            by_score: defaultdict[int, list[str]] = defaultdict(list)
            for word in sorted(counts[form].keys() | usual.keys()):
                part = (counts[form][word] + share) / (counts[form][word] + usual[word] + 1)
                score = round(STEPS * (log(part / (1 - part)) - log(share / (1 - share))))
                if abs(score) >= LEAST:
                    by_score[score].append(written[word])
            lines += (f"{char}{form}\t{score}\t{' '.join(sorted(by_score[score]))}\n" for score in sorted(by_score))
    TARGET.write_text(NOTICE + "".join(lines), encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
