"""The form in which text is searched: the match key, without accents. As long as the text.

The browser has the same rule (`overrides/assets/search/form.js`) with its table of Han characters made here.
"""

import unicodedata
from collections.abc import Collection

from leishu.hanzi.fold import fold, folded_characters


def form(text: str) -> str:
    """`text` as it is searched: Simplified, half width, lower case, no accents; one character for each."""
    return text.translate(_FORM)


def character_lines(wanted: Collection[str]) -> str:
    """The table of Han characters for the browser: a line for each of `wanted`, followed by those that fold to it.

    Only of what keyboards offer: characters beyond the BMP would cost every reader bytes.
    """
    lines: dict[str, str] = {}
    for character, folded in folded_characters().items():
        if folded in wanted and character < "\U00010000":
            lines[folded] = lines.get(folded, folded) + character
    return "\n".join(lines[folded] for folded in sorted(lines))


class _Form(dict[int, str]):
    """Code point → character, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        decomposed = unicodedata.normalize("NFD", folded)
        marks = decomposed[1:]
        bare = bool(marks) and all(unicodedata.category(mark)[0] == "M" for mark in marks)
        self[code] = decomposed[0] if bare else folded
        return self[code]


_FORM = _Form()
