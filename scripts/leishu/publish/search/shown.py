"""One canonical text, shown in every variant: small edits on top of a character table.

The page of each variant is already there, so nothing is converted here: the tables and the edits are read off the
pages, and the browser can find in canonical text and mark in what the reader sees.
"""

from collections.abc import Iterator, Mapping, Sequence

from leishu.hanzi.convert import BREAK, converter
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


class CharacterTable(dict[int, str]):
    """What each character by itself becomes in a variant, as `str.translate` takes it; filled as it is asked."""

    def __init__(self, config: str) -> None:
        super().__init__()
        self._convert = converter(config)

    def __missing__(self, code: int) -> str:
        if code < 256:
            return chr(code)
        characters = [chr(one) for one in range(code & ~255, (code | 255) + 1)]
        for character, converted in zip(characters, self._convert(BREAK.join(characters)).split(BREAK), strict=True):
            self[ord(character)] = converted if len(converted) == 1 else character
        return self[code]


def shown(canonical: str, variants: Sequence[str], tables: Sequence[Mapping[int, str]]) -> Shown:
    """`canonical` with the edits that give each of `variants`; `tables` are as `str.translate` takes them."""
    edits = tuple(_edits(canonical.translate(table), variant) for variant, table in zip(variants, tables, strict=True))
    return Shown(canonical, edits if any(edits) else ())


def as_json(text: Shown) -> str:
    """`text` as the browser reads it: a string, or a list of it and, for each variant, [start, end, text, …]."""
    if not text.edits:
        return compact(text.text)
    flat = [[part for edit in one for part in (edit.start, edit.end, edit.text)] for one in text.edits]
    return compact([text.text, *flat])


def apply(text: Shown, variant: int, table: Mapping[int, str]) -> str:
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
    width = max((len(text.edits) for text in texts), default=0)
    edits: list[list[Edit]] = [[] for _ in range(width)]
    at = 0
    for text in texts:
        for one, found in zip(edits, text.edits, strict=False):
            one.extend(Edit(edit.start + at, edit.end + at, edit.text) for edit in found)
        at += len(text.text) + len(between)
    return Shown(between.join(text.text for text in texts), tuple(tuple(one) for one in edits))


def _edits(before: str, after: str) -> tuple[Edit, ...]:
    """The edits that make `after` of `before`, looking a short way ahead wherever they part: linear in their length."""
    if before == after:
        return ()
    if len(before) == len(after):
        found = _replaced(before, after)
        if all(edit.end - edit.start <= _FEW for edit in found):
            return found
    return tuple(_aligned(before, after))


def _replaced(before: str, after: str) -> tuple[Edit, ...]:
    """The edits between two texts that are in step all along."""
    differ = [
        at
        for start in range(0, len(before), _STRIDE)
        if before[start : start + _STRIDE] != after[start : start + _STRIDE]
        for at in range(start, min(start + _STRIDE, len(before)))
        if before[at] != after[at]
    ]
    starts = [at for last, at in zip((-2, *differ), differ, strict=False) if at != last + 1]
    ends = [at + 1 for at, following in zip(differ, (*differ[1:], -1), strict=True) if following != at + 1]
    return tuple(Edit(start, end, after[start:end]) for start, end in zip(starts, ends, strict=True))


def _aligned(before: str, after: str) -> Iterator[Edit]:
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
