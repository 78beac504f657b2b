"""Which units hold a term, and how much it says about each: BM25 over fields, quantised to four bits.

The part of BM25 that depends on the whole collection (how rare a term is) is left to the browser, which has the counts.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from leishu.publish.search.tokens import terms

TITLE, NAME, HEADING, TEXT = 14, 12, 4, 10
"""What a term is worth by field; for TEXT it is the most that repetition can reach."""

_K1, _B = 1.2, 0.6  # Robertson and Zaragoza's usual range; passages are short, so length says little
WEIGHTS = 15
CAP = 4096
"""The longest posting list that is kept: the best units of a common term. How many there are in all is kept too."""
CAP_SINGLE = 256
"""The same for single characters, which nobody pages through."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What one unit is found by, folded."""

    text: str = ""
    heading: str = ""
    titles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def weigh(fields: Fields, average: float) -> dict[str, int]:
    """The weight of each term of a unit, 1 to 15; `average` is the mean length of a unit's text."""
    counts = terms(fields.text)
    norm = _K1 * (1 - _B + _B * len(fields.text) / average)
    worth = {count: max(1, round(TEXT * count / (count + norm))) for count in {1, *counts.values()}}
    # A character that comes back is mostly part of another word: how often it stands there says nothing.
    found = {term: worth[count if len(term) > 1 else 1] for term, count in counts.items()}
    for term in terms(fields.heading) if fields.heading else ():
        found[term] = min(WEIGHTS, found.get(term, 0) + HEADING)
    for most, texts in ((NAME, fields.names), (TITLE, fields.titles)):
        for text in texts:
            # A short title is nearer to its terms than a long one.
            weight = max(1, round(most / (1 + len(text) / 60)))
            for term in terms(text):
                found[term] = max(found.get(term, 0), weight)
    return found


def gather(units: Iterable[Mapping[str, int]]) -> dict[str, "array[int]"]:
    """Turn terms by unit into units by term; each number is the unit times 16 plus the weight."""
    found: dict[str, array[int]] = {}
    for number, weights in enumerate(units):
        base = number << 4
        for term, weight in weights.items():
            held = found.get(term)
            if held is None:
                found[term] = array("I", (base | weight,))
            else:
                held.append(base | weight)
    return found


def capped(term: str, held: "array[int]") -> Sequence[int]:
    """The units of a term (times 16, plus the weight) that are kept: all, or the heaviest and then the first ones."""
    cap = CAP_SINGLE if len(term) == 1 else CAP
    return held if len(held) <= cap else sorted(sorted(held, key=lambda item: (-(item & 15), item))[:cap])
