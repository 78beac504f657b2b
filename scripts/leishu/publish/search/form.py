"""The form in which text is searched: the match key, without accents. As long as the text.

The browser has the same rule (`overrides/assets/search/form.js`) with its table of Han characters made here.
"""

import unicodedata
from collections.abc import Collection, Sequence

import numpy as np

from leishu.hanzi.fold import fold, folded_characters
from leishu.publish.search.characters import CharacterMap, codes_of
from leishu.publish.search.leb128 import leb128, small


def form(text: str) -> str:
    """`text` as it is searched: Simplified, half width, lower case, no accents; one character for each."""
    return _FORM.text(text)


def forms(texts: Sequence[str]) -> list[str]:
    """The same of many texts."""
    return _FORM.all(texts)


def character_lines(wanted: Collection[str]) -> str:
    """The table of Han characters for the browser: a line for each of `wanted`, followed by those that fold to it.

    Only of what keyboards offer: characters beyond the BMP would cost every reader bytes.
    """
    lines: dict[str, str] = {}
    for character, folded in folded_characters(0xFFFF).items():
        if folded in wanted:
            lines[folded] = lines.get(folded, folded) + character
    return "\n".join(lines[folded] for folded in sorted(lines))


def written(lines: str) -> tuple[bytes, ...]:
    """The `lines` of `character_lines` in as few bytes as can be: they go to every reader.

    How many there are; how far each first character is from that of the line before; how many follow it; the low eight
    bits of all that follow; what is left of those. All numbers but the low bits are LEB128.
    """
    rows = [codes_of(line).astype(np.int64) for line in lines.split("\n")] if lines else []
    firsts = np.array([row[0] for row in rows], np.int64)
    others = np.concatenate([row[1:] for row in rows]) if rows else firsts
    counts = np.array([len(row) - 1 for row in rows], np.int64)
    gaps, many, highs = (leb128(numbers)[0].tobytes() for numbers in (np.diff(firsts, prepend=0), counts, others >> 8))
    return small(len(rows)) + gaps, many, (others & 255).astype(np.uint8).tobytes(), highs


def choices(lines: str, present: Collection[str], table: CharacterMap) -> str:
    """How a variant writes characters, as the browser is told beside the `lines` of `character_lines`.

    For each line which of its characters the variant has for the first one, as a digit in base 36; 0 where it has the
    first one too. Then, on two lines, the characters `present` on the site of which that is not the whole truth, and
    how they are written.
    """
    said: dict[str, str] = {}
    digits: list[str] = []
    listed = lines.split("\n") if lines else []
    for line, first in zip(listed, table.text("".join(line[0] for line in listed)), strict=True):
        place = line.find(first, 0, len(_DIGITS))
        digits.append(_DIGITS[max(0, place)])
        said[line[0]] = line[max(0, place)]
    there = "".join(sorted(present))
    left = {one: other for one, other in zip(there, table.text(there), strict=True) if other != said.get(one, one)}
    return f"{''.join(digits)}\n{''.join(left)}\n{''.join(left.values())}"


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _bare(character: str) -> str:
    decomposed = unicodedata.normalize("NFD", character)
    marks = decomposed[1:]
    return decomposed[0] if marks and all(unicodedata.category(mark)[0] == "M" for mark in marks) else character


_FORM = CharacterMap(lambda characters: map(_bare, fold("".join(characters))))
