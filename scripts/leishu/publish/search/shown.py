"""One canonical text, shown in every variant: small edits on top of a character table.

The page of each variant is already there, so nothing is converted here: the tables and the edits are read off the
pages, and the browser can find in canonical text and mark in what the reader sees.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from leishu.publish.search.model import Edit, Shown

_SAME = 3  # code points that must agree again before two texts count as being in step
_REACH = 24  # how far ahead to look for that


def character_table(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What each character mostly becomes, from (canonical, variant) texts; only those that mostly change."""
    seen: dict[str, Counter[str]] = {}
    total: Counter[tuple[str, str]] = Counter()
    for canonical, variant in pairs:
        if len(canonical) == len(variant):
            total.update(zip(canonical, variant, strict=True))
    for (before, after), count in total.items():
        seen.setdefault(before, Counter())[after] += count
    best = {before: min(afters.items(), key=lambda item: (-item[1], item[0]))[0] for before, afters in seen.items()}
    return {before: after for before, after in sorted(best.items()) if before != after}


def shown(canonical: str, variants: Sequence[str], tables: Sequence[Mapping[int, str]]) -> Shown:
    """`canonical` with the edits that give each of `variants`; `tables` are as `str.translate` takes them."""
    edits = tuple(_edits(canonical.translate(table), variant) for variant, table in zip(variants, tables, strict=True))
    return Shown(canonical, edits if any(edits) else ())


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
    found: list[Edit] = []
    i = j = 0
    while i < len(before) and j < len(after):
        if before[i] == after[j]:
            i, j = i + 1, j + 1
            continue
        skip_i, skip_j = _next_agreement(before, after, i, j)
        found.append(Edit(i, i + skip_i, after[j : j + skip_j]))
        i, j = i + skip_i, j + skip_j
    if i < len(before) or j < len(after):
        found.append(Edit(i, len(before), after[j:]))
    return tuple(found)


def _next_agreement(before: str, after: str, i: int, j: int) -> tuple[int, int]:
    for total in range(1, 2 * _REACH):
        # An equal number of characters on both sides first: most words keep their length.
        for skip_i in sorted(range(total + 1), key=lambda n: abs(2 * n - total)):
            skip_j = total - skip_i
            ahead = before[i + skip_i : i + skip_i + _SAME]
            if ahead and ahead == after[j + skip_j : j + skip_j + _SAME]:
                return skip_i, skip_j
    return len(before) - i, len(after) - j
