"""A knowledge base of any size to measure, the same every time: text and names that nobody wrote, spread as in life.

The text is a chain of word pairs learnt from docs/ (so its characters and its words are as frequent as in real text),
with names, dates and speech set into it; a third of the sources are in Traditional characters. Names are of every
kind: three to five characters drawn as the text's are, in both scripts; foreign ones with a middle dot; Latin ones;
some of two characters, which occur by chance too. How often one is mentioned falls with its rank.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import rjieba

from leishu.hanzi.convert import convert
from leishu.markdown.plain import plain
from leishu.model import HANS, HANT_TW

ROOT = Path(__file__).resolve().parents[2]
PAGE = 10_000
"""Characters of a source."""
NAME_EVERY, DATE_EVERY, SPEECH_EVERY = 120, 400, 600
"""Once in so many characters; our own sources name an entry once in 79, our other pages once in 270 and more."""
_NAMES_OF_AN_ENTRY = 4
_TOPICS = 20
_SYLLABLES = ("ka", "ro", "min", "ter", "sol", "vex", "qua", "dra", "lin", "pho")
_STOPS = "，，，，、；。。。"


class Chain:
    """Words, each drawn by the one before it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        files = sorted((ROOT / "docs").rglob("*.md")) + sorted((ROOT / "docs/topics/examples").glob("*.txt"))
        text = plain("\n".join(file.read_text(encoding="utf-8") for file in files))
        self.clauses = re.findall("[\u4e00-\u9fff]{4,}", text)
        self.characters = "".join(self.clauses)
        after: dict[str, list[str]] = defaultdict(list)
        for clause in self.clauses:
            words = rjieba.cut(clause, hmm=False)
            for word, following in zip(["", *words], [*words, ""], strict=True):
                after[word].append(following)
        self._after = dict(after)

    def clause(self) -> str:
        """Some ten characters."""
        out: list[str] = []
        word = ""
        while len(out) < 12:
            following = self._after[word]
            word = following[int(self._chance.random() * len(following))]
            if not word:
                break
            out.append(word)
        return "".join(out)


def names(chance: random.Random, characters: str, count: int) -> list[str]:
    """So many names, none twice."""
    found: dict[str, None] = {}
    while len(found) < count:
        kind = chance.random()
        if kind < 0.02:
            name = "".join(chance.choices(characters, k=2))
        elif kind < 0.65:
            name = "".join(chance.choices(characters, k=chance.randint(3, 5)))
        elif kind < 0.72:
            name = "·".join("".join(chance.choices(characters, k=chance.randint(2, 3))) for _ in range(2))
        elif kind < 0.92:
            name = " ".join(_latin(chance) for _ in range(chance.randint(1, 2)))
        else:
            name = _latin(chance) + "".join(chance.choices(characters, k=2))
        found[name] = None
    return list(found)


def _latin(chance: random.Random) -> str:
    syllables = chance.choices(
        ("ka", "ro", "min", "ter", "sol", "vex", "qua", "dra", "lin", "pho"), k=chance.randint(2, 4)
    )
    return "".join(syllables).capitalize()


def files(size: float, count: int, seed: int = 3) -> Iterator[tuple[str, str]]:
    """Pages by path below docs/: `size` megabytes of sources, entries and topics with `count` names."""
    chance = random.Random(seed)
    chain = Chain(chance)
    called = names(chance, chain.characters, count)
    groups = [called[at : at + _NAMES_OF_AN_ENTRY] for at in range(0, len(called), _NAMES_OF_AN_ENTRY)]
    for number in range(_TOPICS):
        terms = ", ".join(dict.fromkeys(clause[:4] for clause in chance.choices(chain.clauses, k=8)))
        yield f"topics/t{number}.md", f"---\ntitle: 第{number}类之学\nterms: [{terms}]\n---\n"
    for number, group in enumerate(groups):
        kind = ("person", "organisation", "technology", "concept")[number % 4]
        extra = "".join(f"\n    - {name}" for name in group[1:])
        head = f"title: {group[0]}\nkind: {kind}\ntopics: [t{number % _TOPICS}]\nnames:\n  aliases:{extra}\n"
        yield f"entries/e{number}.md", f"---\n{head}---\n"
    weights = list(accumulate(1 / rank for rank in range(1, len(called) + 1)))
    written = number = 0
    while written < size * 1e6:
        body = _source(chance, chain, called, weights)
        if number % 3 == 2:
            body = convert(body, HANS, HANT_TW)
        written += len(body.encode())
        head = f"title: 第 {number} 篇\nlicence: CC0-1.0\npublished: 2021-05-06\n"
        yield f"sources/s{number}.md", f"---\n{head}---\n\n{body}"
        number += 1


def _source(chance: random.Random, chain: Chain, called: list[str], weights: list[float]) -> str:
    out: list[str] = []
    length = 0
    passage = 1
    while length < PAGE:
        if passage % 12 == 1:
            part = f"## {chain.clause()} {{: #p{passage} }}\n\n"
        else:
            said = "".join(_clause(chance, chain, called, weights) for _ in range(chance.randint(6, 18)))
            part = f"{said}{chain.clause()}。\n{{: #p{passage} }}\n\n"
        out.append(part)
        length += len(part)
        passage += 1
    return "".join(out)


def _clause(chance: random.Random, chain: Chain, called: list[str], weights: list[float]) -> str:
    clause = chain.clause()
    length = len(clause)
    if chance.random() < length / NAME_EVERY:
        (name,) = chance.choices(called, cum_weights=weights)
        at = chance.randint(0, length)
        clause = f"{clause[:at]}{name}{clause[at:]}"
    if chance.random() < length / DATE_EVERY:
        clause = f"{chance.randint(1980, 2025)} 年 {chance.randint(1, 12)} 月{clause}"
    if chance.random() < length / SPEECH_EVERY:
        (name,) = chance.choices(called, cum_weights=weights)
        clause = f"{name}表示：“{clause}”"
    return clause + chance.choice(_STOPS)


def write(root: Path, size: float, count: int) -> None:
    """The base on disk, below `root`/docs."""
    for path, text in files(size, count):
        file = root / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
