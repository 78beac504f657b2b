"""Every other class of damage, made from clean texts and repaired: exact, wrong, left, text by text.

    python benchmarks/repair/classes.py FOLDER [--count N] [--only NAME]

The texts are not part of this project (see score.py). Each class damages one whole text; "left" means that nothing was
changed, "wrong" anything that is neither the clean text nor the damaged one.
"""

import argparse
import random
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from score import is_held_out

from damage import scrape
from leishu.hanzi.convert import converter
from leishu.repair import codepage, latin, repair
from leishu.repair.forward import NARROW
from leishu.repair.pinyin import toneless

HAN = re.compile("[\u4e00-\u9fff]")


def glossed(text: str, rng: random.Random, share: float = 0.1, *, tones: bool = True, wide: bool = False) -> str:
    """Readings behind characters taken at random."""
    opening, closing = "（）" if wide else "()"

    def note(match: re.Match[str]) -> str:
        reading = pinyin_dict.get(ord(match[0]), "").split(",")[0]
        if not reading or rng.random() > share:
            return match[0]
        return f"{match[0]}{opening}{reading if tones else toneless(reading)}{closing}"

    return HAN.sub(note, text)


def tabled(text: str, rng: random.Random, *, tones: bool = True, wide: bool = False) -> str:
    """Readings behind the characters of a table, then Simplified: nothing in it is Traditional any more."""
    table = {c for c in set(text) if HAN.match(c) and scrape.to_traditional(c) != c and rng.random() < 0.6}
    return re.sub("[" + "".join(sorted(table)) + "]", lambda m: glossed(m[0], rng, 1.0, tones=tones, wide=wide), text)


def sited(text: str, rng: random.Random, size: int, note: str = "({})", dropped: float = 0.0) -> str:
    """A Traditional page of a site that annotates the `size` most frequent of its characters, in its own way.

    Args:
        text: in Traditional Chinese.
        rng: which readings are missing.
        size: characters of the site's table.
        note: how a reading is written; {} is the reading.
        dropped: share of the readings that are missing.
    """
    ranked = Counter(char for char in text if HAN.match(char) and converter("t2s")(char) != char)
    table = {char for char, _ in ranked.most_common(size)}

    def noted(match: re.Match[str]) -> str:
        reading = pinyin_dict.get(ord(match[0]), "").split(",")[0]
        kept = match[0] in table and reading and rng.random() >= dropped
        return match[0] + note.format(reading) if kept else match[0]

    return HAN.sub(noted, text)


def keyboard(text: str) -> str:
    """Readings as a keyboard writes them: no tones, v for ü."""
    return re.sub(r"\(([^()]+)\)", lambda match: f"({toneless(match[1])})", text)


def half(text: str, damaged: str) -> str:
    """The first lines as they are, the others damaged."""
    lines, others = text.split("\n"), damaged.split("\n")
    return "\n".join([*lines[: len(lines) // 2], *others[len(lines) // 2 :]])


def cp1252(text: str) -> str:
    return "".join(latin._CP1252.get(byte, chr(byte)) for byte in text.encode("utf-8"))  # noqa: SLF001


def sprinkled(text: str, rng: random.Random, what: str) -> str:
    return re.sub("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", lambda _: what if rng.random() < 0.03 else "", text)


def radicals(text: str) -> str:
    table = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
    return "".join(table.get(char, char) for char in text)


def compatible(text: str) -> str:
    table = {unicodedata.normalize("NFC", chr(code)): chr(code) for code in range(0xF900, 0xFA0E)}
    return "".join(table.get(char, char) for char in text)


def entities(text: str) -> str:
    for mark, name in {"“": "&ldquo;", "”": "&rdquo;", "—": "&mdash;", "…": "&hellip;", "·": "&middot;"}.items():
        text = text.replace(mark, name)
    return text


def wrapped(text: str) -> str:
    out = []
    for paragraph in text.split("\n"):
        lines, line, width = [], "", 0
        for char in re.findall(r"[!-~]+|.", paragraph):
            wide = len(char) if char.isascii() else 2
            if width + wide > 72:
                lines.append(line)
                line, width = "", 0
            line += char
            width += wide
        out.append("\n".join([*lines, line]))
    return "\n\n".join(out)


def twice(text: str, rng: random.Random) -> str:
    lines = [line for line in text.split("\n") if line]
    long = [at for at, line in enumerate(lines) if len(HAN.findall(line)) >= 40]
    if long:
        at = rng.choice(long)
        lines.insert(at, lines[at])
    return "\n".join(lines)


def damages(text: str, rng: random.Random) -> dict[str, tuple[str, str]]:
    """Class → (what should come out, what goes in)."""
    traditional = scrape.to_traditional(text)
    in_gbk = "".join(c for c in text if codepage.bytes_of(c))
    in_big5 = traditional.encode("big5", "ignore").decode("big5")
    paragraphs = "\n\n".join(line for line in text.split("\n") if line)
    return {
        "random readings": (text, glossed(text, rng)),
        "random, wide, no tones": (text, glossed(text, rng, tones=False, wide=True)),
        "table, Simplified": (text, tabled(text, rng)),
        "table, no tones": (text, tabled(text, rng, tones=False)),
        "table, wide": (text, tabled(text, rng, wide=True)),
        **{
            f"site, {name}": (traditional, shown)
            for name, shown in {
                "60 characters": sited(traditional, rng, 60),
                "150 characters": sited(traditional, rng, 150),
                "keyboard, v": keyboard(sited(traditional, rng, 100)),
                "full-width brackets": sited(traditional, rng, 100, "（{}）"),
                "square brackets": sited(traditional, rng, 100, "[{}]"),
                "lenticular brackets": sited(traditional, rng, 100, "【{}】"),
                "entities": sited(traditional, rng, 100, "&#40;{}&#41;"),
                "spaced": sited(traditional, rng, 100, " ({}) "),
                "a third dropped": sited(traditional, rng, 100, dropped=0.3),
                "half of the text": half(traditional, sited(traditional, rng, 100)),
            }.items()
        },
        "UTF-8 as Latin-1": (text, text.encode().decode("latin-1")),
        "UTF-8 as 1252": (text, cp1252(text)),
        "UTF-8 as 1252 twice": (text, cp1252(cp1252(text))),
        "GBK as Latin-1": (in_gbk, in_gbk.encode("gbk", "ignore").decode("latin-1")),
        "Big5 as Latin-1": (in_big5, in_big5.encode("big5").decode("latin-1")),
        "UTF-8 as GBK, lines": (text, "\n".join(codepage.decode(line.encode()) for line in text.split("\n"))),
        "Big5 as GBK": (in_big5, in_big5.encode("big5").decode("gb18030", "replace")),
        "entities": (text, entities(text)),
        "tags": (text, "\n".join(f"<p>{line}</p>" if line else "" for line in text.split("\n"))),
        "zero width": (text, sprinkled(text, rng, "\u200b")),
        "soft hyphen": (text, sprinkled(text, rng, "\u00ad")),
        "radicals": (text, radicals(text)),
        "compatibility": (text, compatible(text)),
        "narrowed marks": (text, text.translate({w: n for w, n in NARROW.items() if chr(n) in ",:;?!()"})),
        "wrapped": (paragraphs, wrapped("\n".join(line for line in text.split("\n") if line))),
        "paragraph twice": ("\n".join(line for line in text.split("\n") if line), twice(text, rng)),
    }


def main() -> None:
    """Print one row a class."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("held-out", "tuning"), default="tuning")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--only", default="")
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    paths = [p for p in sorted(arguments.folder.glob("*.txt")) if is_held_out(p) == (arguments.part == "held-out")]
    random.Random(3).shuffle(paths)
    rows: dict[str, Counter[str]] = {}
    shown = 0
    for number, path in enumerate(paths[: arguments.count]):
        text = path.read_text(encoding="utf-8")
        for name, (expected, damaged) in damages(text, random.Random(number)).items():
            if arguments.only not in name or damaged == expected:
                continue
            got = repair(damaged).text
            lines = list(zip(expected.split("\n"), got.split("\n"), strict=False))
            good = sum(one == other for one, other in lines)
            row = rows.setdefault(name, Counter())
            row["lines"] += len(expected.split("\n"))
            row["good lines"] += good
            row["exact" if got == expected else "left" if got == damaged else "wrong"] += 1
            if got != expected and shown < arguments.show:
                shown += 1
                one, other = next(((a, b) for a, b in lines if a != b), ("", ""))
                at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
                print(name, path.name, repr(one[max(0, at - 10) : at + 20]), repr(other[max(0, at - 10) : at + 20]))
    for name, row in rows.items():
        share = row["good lines"] / row["lines"]
        print(f"{name:24} exact {row['exact']:4} wrong {row['wrong']:4} left {row['left']:4}   lines {share:7.2%}")


if __name__ == "__main__":
    main()
