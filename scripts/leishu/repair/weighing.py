"""How the readings of one run are weighed against each other, and how sure the best of them is.

A reading's weight is a sum of a few things that can be counted, each times a number that was learnt from texts that
were damaged on purpose (benchmarks/repair/weigh.py: a conditional logit, McFadden 1974). So the weights are natural
logarithms of odds: what they say of the best reading against all others together is a chance, and `margins` says how
high it must be.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from leishu.repair.language import State
from leishu.repair.ngrams import plain, usual_share
from leishu.repair.table import HAN

WORDS = 0.7
"""For what the first witness of `language` says, in nats."""
CHARACTERS = 0.1
"""For what the second says: once the text itself is asked, it has little to add."""
RULES = 0.97
"""For what the search found odd: characters without their reading, quotation marks that do not pair."""
PAIRS = 1.07
THREES = 0.59
"""For each run of two, and of three, characters that also stands in a sound place of the text."""
AT_HOME = 0.33
"""For how much more often the text has the characters than texts usually have them, in nats."""
SHORT_QUOTE = -1.9
"""For a full stop at the end of a quotation that is a word: “黄。” was “黄牛”."""
WITHIN = 1.94
"""For a quotation in the middle of a sentence (玩“斗牛”的) that ends without a full stop; against one that has it."""

WEIGHTS = (WORDS, CHARACTERS, RULES, PAIRS, THREES, AT_HOME, SHORT_QUOTE, WITHIN)

_PRIOR = 300.0
"""How many characters of the text weigh as much as what texts usually have."""
_WORD = 6
_QUOTED = re.compile(rf"[“「‘『][^“”「」‘’『』，。！？,!?]{{0,{_WORD}}}[。！？，][”」’』]")
_WITHIN = re.compile(rf"(?<=[{HAN}A-Za-z0-9])[“「‘『]([^“”「」‘’『』]*)[”」’』]")
_STOPS = tuple("。！？!?")
_MARK = re.compile("[，。：；！？,:;!?]")
_QUOTABLE = 80
_HAN = re.compile(f"[{HAN}]")
_BEFORE = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """What may have stood in a run."""

    text: str
    score: float
    """Its weight: natural log, higher is better."""
    guessed: bool
    """Whether it holds a character that nothing shows."""
    kinds: tuple[str, ...]
    """Straddling characters whose readings it explains."""


class Scales:
    """What one text says of the readings of its damaged runs."""

    def __init__(self, own: Counter[str]) -> None:
        """`own`: how often runs of one to three characters stand in its sound places, in the form of `ngrams`."""
        self._own = own
        self._size = sum(count for run, count in own.items() if len(run) == 1)
        self._at_home: dict[str, float] = {}

    def weight(self, before: str, text: str, ahead: str, state: State, extra: float) -> float:
        """The weight of a reading: what `evidence` says of it, each times its number of `WEIGHTS`."""
        evidence = self.evidence(before, text, ahead, state, extra)
        return sum(weight * count for weight, count in zip(WEIGHTS, evidence, strict=True))

    def evidence(self, before: str, text: str, ahead: str, state: State, extra: float) -> tuple[float, ...]:
        """What can be counted of a reading, in the order of `WEIGHTS`.

        Args:
            before: the sound text to the left of the run.
            text: the reading.
            ahead: sound text to the right.
            state: what `language` heard up to the end of `ahead`.
            extra: what the search found odd, in nats.
        """
        start, written = plain(before[-_BEFORE:])[-2:], plain(text)
        whole = start + written + plain(ahead)
        pairs = sum(whole[at - 1 : at + 1] in self._own for at in range(max(1, len(start)), len(whole)))
        threes = sum(whole[at - 2 : at + 1] in self._own for at in range(max(2, len(start)), len(whole)))
        at_home = sum(map(self._more_often, written))
        quotes = _short_quotes(before[-_WORD - 2 :], text)
        within = _quoted_within(before[-_QUOTABLE:], text)
        return state[1][-1][0], state[3], extra, pairs, threes, at_home, quotes, within

    def _more_often(self, character: str) -> float:
        if (known := self._at_home.get(character)) is None:
            known = self._at_home[character] = self._ratio(character) if _HAN.match(character) else 0.0
        return known

    def _ratio(self, character: str) -> float:
        usual = usual_share(character)
        share = (self._own[character] + _PRIOR * usual) / (self._size + _PRIOR)
        return math.log(share / usual)


def _short_quotes(before: str, text: str) -> int:
    """How many quotations end in `text` that are a word and a full stop."""
    return sum(match.end() > len(before) for match in _QUOTED.finditer(before + text))


def _quoted_within(before: str, text: str) -> int:
    """How many quotations that end in `text` stand in a sentence and have no full stop, less those that have one."""
    count = 0
    for match in _WITHIN.finditer(before + text):
        if match.end() > len(before):
            if not match[1].endswith(_STOPS):
                count += 1
            elif not _MARK.search(match[1][:-1]):  # else whole sentences are quoted
                count -= 1
    return count


def odds(readings: Sequence[Reading]) -> float:
    """Natural log of the odds that the first of `readings`, the best, is right; 99 where there is no other."""
    others = sum(math.exp(max(reading.score - readings[0].score, -99.0)) for reading in readings[1:])
    return -math.log(others) if others else 99.0
