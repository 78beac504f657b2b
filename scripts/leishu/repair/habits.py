"""How a text sets its lines and words: what tells the ASCII that was lost together with half a character."""

import re
from dataclasses import dataclass

_SINGLE_BREAK = re.compile(r"[^\n?]\n(?=[^\n])")
"""The end of a line with neither a blank line nor a loss beside it."""
_SPACED, _TIGHT = re.compile(r"[^\x00-\x7f] [A-Za-z0-9]"), re.compile(r"[^\x00-\x7f][A-Za-z0-9]")
_OFTEN = 5
"""So many times as often, and it is a habit."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What the places say where nothing was lost."""

    parted: bool
    """Blank lines part all paragraphs."""
    spaced: bool
    """Spaces part Chinese from words and numbers."""


def habits_of(text: str) -> Habits:
    """The habits of a damaged `text`: its ASCII is as it was."""
    spaced, tight = (len(pattern.findall(text)) for pattern in (_SPACED, _TIGHT))
    return Habits("\n\n" in text and not _SINGLE_BREAK.search(text), spaced > _OFTEN * (tight + 1))
