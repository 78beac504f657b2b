"""What a re-publishing tool's table holds, learnt from the text it damaged; or that there was no such tool.

Everything that rests on such a tool (`readings`, `shifted`) asks here first. A person glosses what is rare or what is
to be learnt; a tool glosses what its table holds, everywhere, with the reading a dictionary puts first, in the middle
of sentences. There are two kinds of tool:

- one with a table: characters that exist in one script only, nearly every occurrence of each;
- one that glosses at random: common characters of any script, now and then, never two in a row.
"""

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import accumulate, chain, pairwise

from leishu.hanzi.convert import converter
from leishu.hanzi.fold import fold
from leishu.repair.pinyin import READINGS, is_pinyin, is_reading, is_usual

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

_OPENING = "(（[【"
NOTE = re.compile(rf"([{HAN}])([{re.escape(_OPENING)}]({READINGS})[)）\]】])", re.IGNORECASE)
"""A character with a bracket that looks like its reading: groups character, bracket, reading."""

_INSIDE = {
    bracket: re.compile(rf"{re.escape(bracket)}(?<=[{HAN}].){READINGS}[)）\]】]", re.IGNORECASE) for bracket in _OPENING
}
"""One expression for each bracket: what an expression begins with is found many times as fast as one of two."""
_HINT = re.compile(rf"[?？]{READINGS}[)）]")
_HAN = re.compile(f"[{HAN}]")
_NEVER_GLOSSED = frozenset(
    "的一是不了在有我他这這们們来來上大为為和国國地到说說时時就会會可也你对對能子那以要出个個中人发發"
)
"""No reader needs these explained."""

_LEAST = 4
"""Readings, and kinds of characters that have them, below which nothing can be told."""
_SOME = 8
_MANY = 30
_BITTEN = 2
"""So many readings that lost their bracket stand in no text that a person wrote."""
_AGAIN = 8
"""Characters that come again, by which an author's habit is known."""
_WORD = 5
"""So many characters are more than one word."""
_OFTEN = 4
"""So often each, on the average, nobody glosses the words of a list: 選(xuǎn) on every line of a manual."""
_PHRASE = re.compile(f"[^{HAN}]")


class Habit(Enum):
    """How a tool chooses what it glosses."""

    TABLE = "table"
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class Table:
    """What the text shows of the tool that damaged it."""

    habit: Habit
    readings: dict[str, str]
    """Character → the reading that stands behind it most often."""
    evidence: str
    """For a person: the counts that decided."""

    def covers(self, character: str, reading: str) -> bool:
        """Whether this tool, and no author, put `reading` behind `character`."""
        if not is_reading(reading, character):
            return False
        if self.habit is Habit.TABLE:
            return changes_script(character) or character in self.readings
        return is_usual(reading, character) or character in self.readings


def changes_script(character: str) -> bool:
    """Whether `character` is written differently in the other script."""
    return fold(character) != character or converter("s2t")(character) != character


@lru_cache(maxsize=2)  # two rules ask about the same text
def learn(text: str) -> Table | None:
    """The table behind the readings in `text`, or None where an author may have written them."""
    notes = [note for note in _notes(text) if is_pinyin(note[3])]
    if len({note[1] for note in notes}) < _LEAST:
        return None
    notes = [note for note in notes if is_reading(note[3], note[1])]
    if len(notes) < _LEAST:
        return None
    kinds = Counter(note[1] for note in notes)
    in_sentence = sum(bool(_HAN.match(text, note.end())) or _is_inner(text, note) for note in notes) / len(notes)
    usual = sum(is_usual(note[3], note[1]) for note in notes) / len(notes)
    if len(kinds) < _LEAST or in_sentence < 0.5 or usual < 0.85 or _is_quoted(text, notes):
        return None
    if len(notes) < max(2 * _MANY, _OFTEN * len(kinds)) and _is_listed(text, notes):
        return None
    occurrences = Counter(text[notes[0].start() : notes[-1].end()])
    share = len(notes) / sum(occurrences[character] for character in kinds)
    readings = {character: _most_common(notes, character) for character in kinds}
    one_script = sum(count for character, count in kinds.items() if changes_script(character)) / len(notes)
    han = sum(count for character, count in occurrences.items() if _HAN.match(character))
    counts = f"{len(notes)} readings behind {len(kinds)} characters, {share:.0%} of their occurrences"
    enough = _is_tool(text, kinds, len(notes), han) if share >= 0.85 else _is_careless(text, kinds, share, usual)
    if one_script >= 0.92 and enough:
        return Table(Habit.TABLE, readings, f"{counts}, all of one script only")
    never = sum(count for character, count in kinds.items() if character in _NEVER_GLOSSED) / len(notes)
    if len(notes) < _SOME or share >= 0.85 or usual < 0.95 or _alone(notes) < 0.6:
        return None
    if never >= 0.08:
        return Table(Habit.RANDOM, readings, f"{counts}, at random, {never:.0%} of them characters nobody explains")
    late = _late(text, notes)
    if len(notes) >= _MANY and share < 0.5 and late >= 0.4:
        return Table(Habit.RANDOM, readings, f"{counts}, at random, {late:.0%} of them not where the character is new")
    return None


def _notes(text: str) -> list[re.Match[str]]:
    """Everything that looks like a reading behind its character, in order; nothing where there is too little of it."""
    found = (inside.finditer(text) for bracket, inside in _INSIDE.items() if bracket in text)
    places = sorted(inside.start() - 1 for inside in chain.from_iterable(found))
    return [note for place in places if (note := NOTE.match(text, place))] if len(places) >= _LEAST else []


def _is_inner(text: str, note: re.Match[str]) -> bool:
    """Whether the bracket stands before punctuation in the middle of a line, with text before it."""
    before = text[max(0, note.start() - 2) : note.start()]
    return len(_HAN.findall(before)) == 2 and text[note.end() : note.end() + 1] not in {"", "\n", " ", "、"}


def _is_tool(text: str, kinds: Counter[str], places: int, han: int) -> bool:
    """Whether there are enough readings, repeated or dense enough, that nobody wrote them by hand."""
    if _HINT.search(text):
        return places >= _LEAST
    repeated = sum(count >= 2 for count in kinds.values())
    return places >= _SOME and len(kinds) >= 5 and (repeated >= 2 or places >= 0.06 * han)


def _is_careless(text: str, kinds: Counter[str], share: float, usual: float) -> bool:
    """Whether a tool left out some of what its table holds: an author who does glosses a character where it is new."""
    if share < 0.5 or usual < 0.95:
        return False
    if len(_HINT.findall(text)) >= _BITTEN:
        return kinds.total() >= _SOME
    repeated = sum(count >= 3 for count in kinds.values())
    return kinds.total() >= _MANY and repeated >= _LEAST


def _is_quoted(text: str, notes: list[re.Match[str]]) -> bool:
    """Whether a few readings stand together in a long text: an example in a text about them."""
    spread = notes[-1].end() - notes[0].start()
    return len(notes) < _MANY and 4 * spread < len(text)


def _is_listed(text: str, notes: list[re.Match[str]]) -> bool:
    """Whether most stand in words by themselves: in a vocabulary, a table, or as examples in quotation marks."""
    parts = [text[max(0, notes[0].end(1) - _WORD) : notes[0].end(1)]]
    parts += [text[note.end(2) : following.end(1)] for note, following in pairwise(notes)]
    parts.append(text[notes[-1].end(2) : notes[-1].end(2) + _WORD])
    bare = "".join(parts)
    ends = accumulate(map(len, parts[:-1]))
    alone = sum(
        len(_PHRASE.split(bare[max(0, end - _WORD) : end])[-1]) + len(_PHRASE.split(bare[end : end + _WORD])[0]) < _WORD
        for end in ends
    )
    return alone >= 0.7 * len(notes)


def _late(text: str, notes: list[re.Match[str]]) -> float:
    """The share of characters that stood without a reading before they have one: authors explain what is new.

    Of those that stand in `text` more than once; 0 where they are few.
    """
    first = dict(zip(reversed(text), range(len(text) - 1, -1, -1), strict=True))
    last = dict(zip(text, range(len(text)), strict=True))
    glossed = {note[1]: note.start() for note in reversed(notes)}
    again = [character for character in glossed if first[character] < last[character]]
    return sum(first[character] < glossed[character] for character in again) / max(_AGAIN, len(again))


def _alone(notes: list[re.Match[str]]) -> float:
    """The share of readings whose next character has none: in a lesson every character of a phrase has one."""
    starts = {note.start() for note in notes}
    return sum(note.end() not in starts for note in notes) / len(notes)


def _most_common(notes: list[re.Match[str]], character: str) -> str:
    return Counter(note[3] for note in notes if note[1] == character).most_common(1)[0][0]
