"""Characters that a conversion reads in several ways, and which of them are worth a look where no word decides.

Counted, not listed: a character is *telling* where the words in which OpenCC reads it otherwise than by itself are at
least a tenth as frequent as it is by itself (发: 头发, 理发, …). 并 is not: 合并 and its like are too rare beside it.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import chain

from leishu.hanzi.convert import BREAK, by_config
from leishu.hanzi.dictionaries import entries, stages
from leishu.hanzi.fold import fold
from leishu.hanzi.words import frequency

_TELLING = 0.1
"""How frequent the exceptions must be, measured by the character alone (jieba's counts)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a character becomes by itself."""

    after: str
    others: tuple[str, ...]
    """What else it can become, as the region writes it."""


@cache
def telling(config: str) -> dict[str, Reading]:
    """The telling characters of an OpenCC config."""
    readings = _readings(config)
    exceptions: dict[str, int] = defaultdict(int)
    words = [word for word in _entries(config) if len(word) > 1]
    for word, converted in zip(words, by_config(config, BREAK.join(words)).split(BREAK), strict=True):
        if len(word) != len(converted):
            continue
        differing = {
            char
            for char, written in zip(word, converted, strict=True)
            if char in readings and written != readings[char].after
        }
        for char in differing:
            exceptions[char] += frequency(fold(word)) + 1
    return {
        char: reading
        for char, reading in readings.items()
        if exceptions[char] >= _TELLING * (frequency(fold(char)) + 1)
    }


def _readings(config: str) -> dict[str, Reading]:
    several = {char: choices for char, choices in _entries(config).items() if len(char) == 1 and " " in choices}
    found: dict[str, Reading] = {}
    for char, choices in several.items():
        after = by_config(config, char)
        written = dict.fromkeys(finished(choice, config) for choice in choices.split())
        if others := tuple(other for other in written if other != after):
            found[char] = Reading(after, others)
    return found


def _entries(config: str) -> dict[str, str]:
    """Those of the first stage, which chooses; later ones only draw the choice as the region does."""
    names = reversed(list(chain.from_iterable(stages(config)[0])))
    return {entry: choices for name in names for entry, choices in entries(name).items()}


def finished(char: str, config: str) -> str:
    """What the later stages of a config make of a character."""
    for stage in stages(config)[1:]:
        made = (entries(name)[char] for group in stage for name in group if char in entries(name))
        char = next(made, char).partition(" ")[0]
    return char
