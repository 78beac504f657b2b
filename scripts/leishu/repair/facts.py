"""What one damaged text tells about the site that damaged it, beyond its table."""

import math
import re
from collections import Counter

from leishu.hanzi.convert import converter
from leishu.hanzi.fold import fold
from leishu.repair.language import START, Language, State, own_words
from leishu.repair.ngrams import own_ngrams
from leishu.repair.pinyin import READINGS
from leishu.repair.table import HAN, NOTE, Habit, Table, changes_script
from leishu.repair.weighing import Scales

_HAN = re.compile(f"[{HAN}]")
UNKNOWN = "□"
"""Stands for a character that nothing tells."""

_NEW_KIND = -1.5
_ODD = -6.0
_HINT = re.compile(rf"\?({READINGS})[)）]")
_INSERTED = re.compile(rf"[(（]({READINGS})[)）]")
_TAG = re.compile(r"/?[a-z][a-z0-9]{0,9}(?: [^<>\n]{0,200})?/?>$")
_ASCII = " \"#$%&'*+-./<=>"
"""What a lost lead byte takes with it; marks that may have been full width, and so two bytes, are none of these."""
_AFTER_HAN = re.compile(f"[{HAN}](?=([{re.escape(_ASCII)}0-9A-Za-z])(.))")
_EVEN_SO = 0.02
"""What a space counts for where none was seen."""
_RARELY = -2.0
"""How much less often what is neither letter nor digit follows what was swallowed."""
_REST_OF_NUMBER = re.compile("0[0-9]|[0-9]{3}年")
"""014年 was a year, and its first digit is gone."""


class Facts:
    """A damaged text and its site."""

    def __init__(self, text: str, table: Table, read: str = "") -> None:
        """`read` is the text as far as its runs have been read: what it says of itself is then taken from there."""
        self.table = table
        self.simplified = _is_simplified(table)
        sound = NOTE.sub(r"\1", text)
        self.counts = Counter(sound)
        said = NOTE.sub(r"\1", read) if read else sound
        own = own_ngrams(said)
        self.language = Speaker(own_words(said), own)
        self.scales = Scales(own)
        self._glossed = Counter(note[1] for note in NOTE.finditer(text))
        self._swallowed = Counter((found[1], _kind(found[2])) for found in _AFTER_HAN.finditer(sound))
        self._before = Counter(following for _, following in self._swallowed.elements())

    def hint(self, line: str, at: int) -> re.Match[str] | None:
        """`?yàn)`: a reading whose bracket was swallowed. Group 1 is the reading."""
        return _HINT.match(line, at)

    def note(self, line: str, at: int) -> re.Match[str] | None:
        """`(yàn)` at `at`. Group 1 is the reading."""
        return _INSERTED.match(line, at)

    def tag(self, line: str, at: int) -> re.Match[str] | None:
        """The rest of a tag that lost its `<`, at the end of the line."""
        return _TAG.match(line, at)

    def expects_note(self, character: str) -> bool:
        """Whether the tool glosses `character` wherever it stands."""
        glossed = self._glossed[character]
        return self.table.habit is Habit.TABLE and glossed > 0 and glossed >= 0.8 * self.counts[character]

    def surprise(self, character: str) -> float:
        """How surprising it is that the site's table holds `character`: natural log."""
        if character in self.table.readings:
            return 0.0
        return (_NEW_KIND if self._in_table_shape(character) else _ODD) - 2.0 * math.log1p(self.counts[character])

    def _in_table_shape(self, character: str) -> bool:
        """Whether a table of this kind may hold `character`: of one script only, and common."""
        simple = fold(character).encode("gb2312", "ignore")
        return changes_script(character) and len(simple) == 2 and simple[0] <= 0xD7

    def swallowed(self, line: str, at: int) -> list[tuple[str, float]]:
        """(character, log of its chance) for what the `?` at `at` may have taken with it."""
        if _REST_OF_NUMBER.match(line, at + 1):
            return [(UNKNOWN, 0.0)]
        following = _kind(line[at + 1])
        seen = {written: self._swallowed[written, following] + _EVEN_SO * (written == " ") for written in _ASCII}
        total = 2.0 + self._before[following]
        known = [(written, math.log(count / total)) for written, count in seen.items() if count]
        rest = 1.0 - sum(seen.values()) / total
        rarely = 0.0 if following in "a0" else _RARELY
        return [(written, chance + rarely) for written, chance in [*known, (UNKNOWN, math.log(rest))]]

    def shown(self, text: str) -> str:
        """`text` in the script the page has now."""
        return converter("t2s")(text) if self.simplified else text

    def ahead(self, line: str, at: int, count: int) -> str:
        """Up to `count` characters from `at`, without inserted readings and not past the next damage."""
        text = NOTE.sub(r"\1", line[at : at + 4 * count])
        return text.split("?")[0][:count]


class Speaker(Language):
    """The language of a text, entered in the middle of a line."""

    def start(self, before: str) -> State:
        """The state behind the last characters of `before`."""
        return self.read(START, before[-6:])


def _kind(character: str) -> str:
    """`character`, with one form for all letters, all digits, all Chinese characters."""
    if _HAN.match(character):
        return "字"
    return "0" if character.isdigit() else "a" if character.isascii() and character.isalpha() else character


def _is_simplified(table: Table) -> bool:
    """Whether the page was turned Simplified after the readings were put in."""
    turned = sum(fold(character) == character for character in table.readings)
    return turned > len(table.readings) / 2  # 著 and its like stay where whole words are turned
