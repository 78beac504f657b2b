"""Where a person should look at a conversion: what was decided without a word around it, and what was decided by us.

Grouped by word, so that one line in a group of rules (docs/conversion/) settles every place at once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leishu.hanzi.conversion import Conversion
from leishu.hanzi.convert import by_config
from leishu.hanzi.explain import Change, explain
from leishu.hanzi.words import words_of

_LONE = frozenset("了里面只才系出")
"""Characters that stand alone so often, nearly always as OpenCC takes them, that they would hide the rest."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """One place."""

    word: str
    """The word it is in: what a rule would be about."""
    change: Change
    sentence: str


@dataclass(frozen=True, slots=True)
class Group:
    """All places of one word."""

    word: str
    after: str
    """What it became in the first of them."""
    places: tuple[Doubtful, ...]


def doubts(conversion: Conversion, text: str) -> Iterator[Doubtful]:
    """Every place in `text` where `conversion` may be wrong, in order."""
    words = words_of(text, conversion.book.source)
    for change in explain(conversion, text):
        ours = not change.reason.startswith(("OpenCC", "规则", "名称", "页内标记"))
        if not ours and (not change.candidates or change.before in _LONE):
            continue
        sentence = _sentence(text, change.span.start)
        if ours and conversion(sentence) == by_config(conversion.config, sentence):
            continue  # it was cut, and would have come out the same
        start, end = words.around(change.span.start)
        yield Doubtful(text[start:end] or change.before, change, sentence)


def grouped(places: Iterable[Doubtful]) -> tuple[Group, ...]:
    """Places by word, the most frequent first; words of equal count in the order they were met."""
    found: dict[str, list[Doubtful]] = {}
    for place in places:
        found.setdefault(place.word, []).append(place)
    groups = (Group(word, same[0].change.after, tuple(same)) for word, same in found.items())
    return tuple(sorted(groups, key=lambda group: -len(group.places)))


def _sentence(text: str, at: int) -> str:
    ends = "。！？\n"
    start = max((text.rfind(end, 0, at) for end in ends), default=-1) + 1
    stop = min((found for end in ends if (found := text.find(end, at)) >= 0), default=len(text) - 1)
    return text[start : stop + 1].strip()
