"""A reading in full-width brackets that was put between the two bytes of a character.

No byte is lost then, and nothing shows a `?`. The opening bracket is A3A8: its first byte makes a character with the
byte before the reading, its second a line of a box with the first letter. 因為 is D2F2 9EE9; behind the pair F29E (驗)
stands A3A8 79… (（yàn）), and D2F2 9EA3 A879 … reads 因灒▂àn）.
"""

import re
from dataclasses import dataclass
from functools import cache

from leishu.hanzi.fold import fold
from leishu.repair import codepage, frames
from leishu.repair.pinyin import READINGS

_FIRST, _SECOND = "（".encode("gbk")
_BOXES = frozenset(shown for trail in frames.TRAILS if (shown := frames.character_of(_SECOND, trail)))
_LONGEST = 24
_CLOSING = re.compile("[)）]")
_WHOLE = re.compile(rf"（({READINGS})）")


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What stands behind the byte that the bracket took."""

    leads: tuple[int, ...]
    """The byte: more than one where the page was turned Simplified."""
    reading: str
    end: int
    """Where the closing bracket ends."""


@cache
def event() -> str:
    """An expression for where such a reading may begin."""
    taken = {shown for lead in frames.LEADS if (shown := frames.character_of(lead, _FIRST))}
    taken |= {fold(shown) for shown in taken}
    classes = ("".join(map(re.escape, sorted(found))) for found in (taken, _BOXES))
    return "[{}](?=[{}][^\\s()（）]{{0,{}}}[)）])".format(*classes, _LONGEST)


def enclosed(line: str, at: int, *, simplified: bool) -> Enclosed | None:
    """The reading whose bracket begins with the second byte of the character at `at`."""
    if line[at + 1 : at + 2] not in _BOXES:
        return None
    closed = _CLOSING.search(line, at + 1, at + 2 + _LONGEST)
    pairs = [data for data in frames.shown_bytes(line[at], simplified=simplified) if data[1:] == bytes([_FIRST])]
    if not closed or not pairs:
        return None
    shown = line[at + 1 : closed.end()].replace(")", "）")
    whole = _WHOLE.fullmatch(codepage.decode(bytes([_FIRST]) + codepage.encode(shown)))
    return Enclosed(tuple(lead for lead, _ in pairs), whole[1], closed.end()) if whole else None
