"""What one damaged text tells about the site that damaged it, beyond its table."""

import math
import re
from collections import Counter

from leishu.hanzi.fold import fold
from leishu.repair.language import START, Language, State, own_words
from leishu.repair.ngrams import own_ngrams
from leishu.repair.pinyin import READING
from leishu.repair.table import HAN, NOTE, Habit, Table, changes_script

_HAN = re.compile(f"[{HAN}]")
UNKNOWN = "□"
"""Stands for a character that nothing tells."""

_HINT = re.compile(rf"\?({READING})\)")
_INSERTED = re.compile(rf"\(({READING})\)")
_TAG = re.compile(r"/?[a-z][a-z0-9]{0,9}(?: [^<>\n]{0,200})?/?>$")
_SPACED_WORD = re.compile(f"[{HAN}] [A-Za-z]")
_DIGIT_WORD = re.compile(f"[{HAN}][0-9][A-Za-z]")
_SPACED_NUMBER = re.compile(f"[{HAN}] [0-9]")
_REST_OF_NUMBER = re.compile("0[0-9]|[0-9]{3}年")
"""014年 was a year, and its first digit is gone."""
_NUMBER = re.compile(f"[{HAN}][0-9]")


class Facts:
    """A damaged text and its site."""

    def __init__(self, text: str, table: Table) -> None:
        self.table = table
        self.simplified = _is_simplified(table)
        sound = NOTE.sub(r"\1", text)
        self.counts = Counter(sound)
        self.language = Speaker(own_words(sound), own_ngrams(sound))
        self._glossed = Counter(note[1] for note in NOTE.finditer(text))
        self._space_before = {
            "letter": _chance(len(_SPACED_WORD.findall(sound)), len(_DIGIT_WORD.findall(sound))),
            "digit": _chance(len(_SPACED_NUMBER.findall(sound)), len(_NUMBER.findall(sound))),
        }

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

    def in_table_shape(self, character: str) -> bool:
        """Whether a table of this kind may hold `character`: of one script only, and common."""
        simple = fold(character).encode("gb2312", "ignore")
        return changes_script(character) and len(simple) == 2 and simple[0] <= 0xD7

    def swallowed(self, line: str, at: int) -> list[tuple[str, float]]:
        """(character, log of its chance) for what the `?` at `at` may have taken with it."""
        following = line[at + 1]
        if not (following.isascii() and following.isalnum()):
            return [(UNKNOWN, -2.0), (" ", -6.0)]
        if _REST_OF_NUMBER.match(line, at + 1):
            return [(UNKNOWN, 0.0)]
        chance = self._space_before["digit" if following.isdigit() else "letter"]
        return [(" ", math.log(chance)), (UNKNOWN, math.log1p(-chance))]

    def shown(self, text: str) -> str:
        """`text` in the script the page has now."""
        return "".join(fold(c) if _HAN.match(c) else c for c in text) if self.simplified else text

    def ahead(self, line: str, at: int, count: int) -> str:
        """Up to `count` characters from `at`, without inserted readings and not past the next damage."""
        text = NOTE.sub(r"\1", line[at : at + 4 * count])
        return text.split("?")[0][:count]


class Speaker(Language):
    """The language of a text, entered in the middle of a line."""

    def start(self, before: str) -> State:
        """The state behind the last characters of `before`."""
        return self.read(START, before[-6:])


def _chance(seen: int, other: int) -> float:
    """The share of `seen`; small while little was seen, never quite 1."""
    return (seen + 0.02) / (seen + other + 2.0)


def _is_simplified(table: Table) -> bool:
    """Whether the page was turned Simplified after the readings were put in."""
    return all(fold(character) == character for character in table.readings)
