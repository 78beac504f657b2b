"""How converting grows with the length of a text, with the number of sources, and what a second run costs.

    python benchmarks/convert/cost.py

Prints ratios of times measured side by side in one run. A tenfold text should take about ten times as long; a run with
nothing to do should take a small part of the first one.
"""

import tempfile
import time
from pathlib import Path

from leishu.config import Settings
from leishu.convert.pipeline import convert_source
from leishu.convert.run import convert_sources
from leishu.model import Provenance, SourceFile, SourceName

PARAGRAPH = (
    "開放的指令集讓軟體與硬體之間的約定不再屬於任何一家公司，學校、新創與大廠都可以照著它設計處理器。"
    "第{}段要說的是：授權條款怎麼寫，基金會怎麼運作，監管者又怎麼看待這件事。"
)


def text_of(paragraphs: int) -> str:
    return "\n".join(PARAGRAPH.format(number) for number in range(paragraphs))


def source_of(paragraphs: int) -> SourceFile:
    data = text_of(paragraphs).encode("utf-8")
    return SourceFile(SourceName("a"), "sources/a.txt", data, "", Provenance())


def seconds(act) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def main() -> None:
    convert_source(source_of(1))  # loads dictionaries
    base = min(seconds(lambda: convert_source(source_of(30))) for _ in range(3))
    print("one text, by length (30 paragraphs are 1)")
    for factor in (1, 10, 100):
        taken = seconds(lambda factor=factor: convert_source(source_of(30 * factor)))
        print(f"  ×{factor:<4} {taken / base:7.1f}")

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "sources").mkdir()
        for number in range(120):
            (root / "sources" / f"t{number}.txt").write_text(f"{number}\n{text_of(60)}\n", encoding="utf-8")
            (root / "sources" / f"t{number}.source.yml").write_text("licence: CC0-1.0\n", encoding="utf-8")
        settings = Settings(root)
        first = seconds(lambda: convert_sources(settings))
        second = seconds(lambda: convert_sources(settings))
        print(f"120 sources: a second run with nothing to do takes {second / first:.4f} of the first ({first:.1f} s)")


if __name__ == "__main__":
    main()
