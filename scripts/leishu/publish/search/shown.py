"""One canonical text, shown in every variant: small edits on top of a character table.

The page of each variant is already there, so nothing is converted here: the tables and the edits are read off the
pages, and the browser can find in canonical text and mark in what the reader sees.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from leishu.hanzi.convert import BREAK, by_config
from leishu.publish.search.characters import CharacterMap, codes_of
from leishu.publish.search.compact import compact
from leishu.publish.search.model import Edit, Shown

_SAME = 3  # code points that must agree again before two texts count as being in step
_REACH = 24  # how far ahead to look for that
_STRIDE = 16  # code points compared at once while two texts are in step
_FEW = 4  # code points of a word that a variant says with as many others

# Where to look for agreement: near before far, and an equal number of characters on both sides first, for most words
# keep their length.
_SKIPS = [
    (skip, total - skip)
    for total in range(1, 2 * _REACH)
    for skip in sorted(range(total + 1), key=lambda skip: abs(2 * skip - total))
]


def character_table(config: str) -> CharacterMap:
    """What each character by itself becomes in a variant, by OpenCC's `config`."""
    return CharacterMap(lambda characters: by_config(config, BREAK.join(characters)).split(BREAK))


def shown(texts: Sequence[str], variants: Sequence[Sequence[str]], tables: Sequence[CharacterMap]) -> list[Shown]:
    """Canonical `texts` with the edits that give those of each of `variants`."""
    edits = [_edits(texts, variant, table) for variant, table in zip(variants, tables, strict=True)]
    return [Shown(text, tuple(found) if any(found) else ()) for text, *found in zip(texts, *edits, strict=True)]


def as_json(text: Shown) -> str:
    """`text` as the browser reads it: a string, or a list of it and, for each variant, of its edits.

    An edit is how far it begins behind the one before it, how many characters it replaces, unless by as many, and with
    what: 软件与信息网 shown as 軟體與資訊網 is [1,"體",1,"資訊"] where the character table makes 軟件與信息網 of it.
    """
    if not text.edits:
        return compact(text.text)
    return f"[{compact(text.text)},[{'],['.join(map(_told, text.edits))}]]"


def _told(edits: Iterable[Edit]) -> str:
    told: list[str] = []
    last = 0
    for start, end, said in edits:
        told.append(f"{start - last}," if end - start == len(said) else f"{start - last},{end - start},")
        told.append(f"{compact(said)},")
        last = end
    return "".join(told)[:-1]


def from_json(value: str | list[Any]) -> Shown:
    """What `as_json` wrote, once it is no longer JSON."""
    if isinstance(value, str):
        return Shown(value)
    text, *edits = value
    return Shown(text, tuple(tuple(_read(one)) for one in edits))


def _read(told: Iterable[Any]) -> Iterator[Edit]:
    numbers: list[int] = []
    last = 0
    for one in told:
        if isinstance(one, int):
            numbers.append(one)
            continue
        gap, length = (*numbers, len(one))[:2]
        start = last + gap
        last = start + length
        numbers = []
        yield Edit(start, last, one)


def apply(text: Shown, variant: int, table: CharacterMap) -> str:
    """What a reader of the variant sees (the browser does the same)."""
    base = text.text.translate(table)
    parts: list[str] = []
    at = 0
    for edit in text.edits[variant] if text.edits else ():
        parts += (base[at : edit.start], edit.text)
        at = edit.end
    return "".join((*parts, base[at:]))


def part(text: Shown, start: int, end: int) -> Shown:
    """The piece of `text` between two places in its canonical form, neither of them inside an edit."""
    last = end == len(text.text)
    edits = tuple(
        tuple(
            Edit(edit.start - start, edit.end - start, edit.text)
            for edit in one
            if start <= edit.start < end or (last and edit.start == end)
        )
        for one in text.edits
    )
    return Shown(text.text[start:end], edits if any(edits) else ())


def joined(texts: Sequence[Shown], between: str) -> Shown:
    """Several texts as one."""
    if len(texts) == 1:
        return texts[0]
    width = max((len(text.edits) for text in texts), default=0)
    edits: list[list[Edit]] = [[] for _ in range(width)]
    at = 0
    for text in texts:
        for one, found in zip(edits, text.edits, strict=False):
            one += [Edit(start + at, end + at, said) for start, end, said in found]
        at += len(text.text) + len(between)
    return Shown(between.join(text.text for text in texts), tuple(tuple(one) for one in edits))


def _edits(texts: Sequence[str], variant: Sequence[str], table: CharacterMap) -> list[tuple[Edit, ...]]:
    """The edits that make each text of a variant of what its character table makes of the canonical one."""
    before = table.all(texts)
    alike = [number for number, (one, other) in enumerate(zip(before, variant, strict=True)) if len(one) == len(other)]
    replaced = dict(zip(alike, _replaced([before[at] for at in alike], [variant[at] for at in alike]), strict=True))
    found: list[tuple[Edit, ...]] = []
    for number, (one, other) in enumerate(zip(before, variant, strict=True)):
        edits = replaced.get(number)
        in_step = edits is not None and all(end - start <= _FEW for start, end, _ in edits)
        found.append(edits if edits is not None and in_step else tuple(_aligned(one, other)))
    return found


def _replaced(before: Sequence[str], after: Sequence[str]) -> list[tuple[Edit, ...]]:
    """The edits between texts that are in step all along."""
    differ = np.flatnonzero(codes_of("".join(before)) != codes_of("".join(after))).tolist()
    found: list[tuple[Edit, ...]] = []
    places = iter((*differ, sys.maxsize))
    place = next(places)
    start = 0
    for text in after:
        edits: list[Edit] = []
        end = -1
        while place < start + len(text):
            at = place - start
            begin = edits.pop().start if at == end else at
            end = at + 1
            edits.append(Edit(begin, end, text[begin:end]))
            place = next(places)
        start += len(text)
        found.append(tuple(edits))
    return found


def _aligned(before: str, after: str) -> Iterator[Edit]:
    """The edits that make `after` of `before`, looking a short way ahead wherever they part: linear in their length."""
    i = j = 0
    while i < len(before) and j < len(after):
        if before[i] == after[j]:
            step = _STRIDE if before[i : i + _STRIDE] == after[j : j + _STRIDE] else 1
            i, j = i + step, j + step
            continue
        skip_i, skip_j = _next_agreement(before, after, i, j)
        yield Edit(i, i + skip_i, after[j : j + skip_j])
        i, j = i + skip_i, j + skip_j
    if i < len(before) or j < len(after):
        yield Edit(i, len(before), after[j:])


def _next_agreement(before: str, after: str, i: int, j: int) -> tuple[int, int]:
    for skip_i, skip_j in _SKIPS:
        ahead = before[i + skip_i : i + skip_i + _SAME]
        if ahead and ahead == after[j + skip_j : j + skip_j + _SAME]:
            return skip_i, skip_j
    return len(before) - i, len(after) - j
