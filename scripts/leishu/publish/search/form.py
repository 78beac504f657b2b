"""The form in which text is searched: the match key, without accents. As long as the text.

The browser has the same rule (`overrides/assets/search/form.js`) with its table of Han characters made here.
"""

import unicodedata
from collections.abc import Collection

from leishu.hanzi.fold import fold

_TYPED = (*range(0x3400, 0xA000), *range(0xF900, 0xFB00))
"""Han characters that keyboards offer: those beyond would cost every build seconds, and every reader bytes."""


def form(text: str) -> str:
    """`text` as it is searched: Simplified, half width, lower case, no accents; one character for each."""
    return fold(text).translate(_BASE)


def character_lines(wanted: Collection[str]) -> str:
    """The table of Han characters for the browser: a line for each of `wanted`, followed by those that fold to it."""
    lines: dict[str, str] = {}
    for character in map(chr, _TYPED):
        folded = form(character)
        if folded != character and folded in wanted:
            lines[folded] = lines.get(folded, folded) + character
    return "\n".join(lines[folded] for folded in sorted(lines))


class _Base(dict[int, int]):
    """Code point of a letter with marks → that of the letter."""

    def __missing__(self, code: int) -> int:
        base, *marks = map(ord, unicodedata.normalize("NFD", chr(code)))
        bare = bool(marks) and all(unicodedata.category(chr(mark))[0] == "M" for mark in marks)
        self[code] = base if bare else code
        return self[code]


_BASE = _Base()
