"""What the knowledge stage costs: mention finding against the matcher alone, and the whole corpus as pages grow.

Run: python benchmarks/knowledge/cost.py [pages …]. Texts are made of clauses of the marked passages in tests/quality,
drawn with a fixed seed, so that names are denser than in real text. Times are CPU seconds, side by side in one run.
"""

import random
import re
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from knowledge.worlds import page_text
from leishu.knowledge.catalogue import catalogue_of
from leishu.knowledge.corpus import build_corpus
from leishu.knowledge.mentions import find_mentions, sightings
from leishu.knowledge.reading import read_page
from leishu.knowledge.register import build_register
from quality.labelled import labelled, world

PARAGRAPHS = 40
"""Per page: about 1,400 characters."""


def spent(work):
    """The result of `work()` and the CPU seconds that it took."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def sources(count):
    """So many source pages."""
    chance = random.Random(1)
    clauses = [
        clause for passage in labelled() for clause in re.split("(?<=[，。；])", passage.text) if len(clause) > 5
    ]
    return {
        f"sources/s{number}.md": page_text(
            "\n\n".join(f"{''.join(chance.choices(clauses, k=4))}\n{{: #p{at} }}" for at in range(PARAGRAPHS)) + "\n",
            title=f"第 {number} 篇",
        )
        for number in range(count)
    }


def many_names(count):
    """Entries whose names are random words: a register of a size that no real one has yet."""
    chance = random.Random(2)
    han = [chr(code) for code in range(0x4E00, 0x9FA5)]
    return {
        f"entries/n{number}.md": page_text(title="".join(chance.choices(han, k=chance.randint(3, 6))), kind="concept")
        for number in range(count)
    }


def mention_finding(files):
    """Megabytes a second of the matcher alone, and of everything from folded text to mentions."""
    catalogue = catalogue_of(files)
    register = build_register((*catalogue.entries, *catalogue.topics))
    pages = [source.page for source in catalogue.sources]
    readings, reading = spent(lambda: [read_page(page) for page in pages])
    size = sum(len(page.body.encode()) for page in pages) / 1e6
    register.matcher.find("")
    register.words.stands("甲乙丙", 1, 2)
    _, alone = spent(lambda: [register.matcher.find_overlapping(one.key) for one in readings])
    seen, finding = spent(lambda: [sightings(one, register) for one in readings])
    _, deciding = spent(lambda: [find_mentions(one, found) for one, found in zip(readings, seen, strict=True)])
    mentions = sum(map(len, seen))
    print(f"{size:6.2f} MB, {len(register.keys)} keys, {mentions} names seen")
    print(f"  matcher alone   {size / alone:8.1f} MB/s")
    print(f"  names seen      {size / finding:8.1f} MB/s   {alone / finding:5.2f} of the matcher")
    print(f"  mentions        {size / deciding:8.1f} MB/s")
    print(f"  read (masks, sections, fold) {size / reading:8.1f} MB/s")


def main():
    """Print the figures."""
    counts = [int(given) for given in sys.argv[1:]] or [50, 200, 800]
    pages = sources(counts[-1] // 4)
    print("names as dense as a text can have them")
    mention_finding({**world(), **pages})
    print("20,000 names more")
    mention_finding({**world(), **pages, **many_names(20_000)})
    print("20,000 names that hardly occur")
    mention_finding({**pages, **many_names(20_000)})
    for count in counts:
        files = {**world(), **sources(count)}
        catalogue, loading = spent(lambda files=files: catalogue_of(files))
        corpus, building = spent(lambda catalogue=catalogue: build_corpus(catalogue))
        size = sum(len(source.page.body) for source in catalogue.sources)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        each = 1000 * (loading + building) / count
        print(
            f"{count:6} pages {size:9} characters: catalogue {loading:6.2f} s, corpus {building:6.2f} s, "
            f"{each:6.2f} ms a page, {len(corpus.passages)} passages, peak {peak:.0f} MiB"
        )


if __name__ == "__main__":
    main()
