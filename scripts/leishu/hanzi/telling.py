"""Which dictionary entries tell more than their characters do.

Nearly all of a text is converted character by character: most of OpenCC's entries are there to keep other entries from
being seen where they are none, and say what their characters say alone. Only where another entry stands is there
anything to find out.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import daachorse

from leishu.hanzi.clauses import clause_around
from leishu.hanzi.dictionaries import merged

APART = "\x1e"
"""Between two texts, as `convert.BREAK`."""


@dataclass(frozen=True, slots=True)
class Telling:
    """The entries of some dictionaries that read a character otherwise than it is read alone."""

    single: Mapping[str, str]
    """What each character of the dictionaries becomes alone."""
    matcher: daachorse.CharwiseDoubleArrayAhoCorasick

    def clauses(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the clauses of a text begin and end that have such an entry in them, in order."""
        end = 0
        # No entry goes beyond a clause, so that the first one of each is enough.
        for start, stop, _ in self.matcher.find(text):
            if stop > end:
                begin, end = clause_around(text, start)
                yield begin, end


def telling(convert: Callable[[str], str], dictionaries: tuple[str, ...]) -> Telling:
    """Those of `dictionaries`, where `convert` tells what a character is alone."""
    told = merged(dictionaries)
    text = "\n".join(told)
    chars = sorted(set(text) - {"\n"})
    single = dict(zip(chars, convert(APART.join(chars)).split(APART), strict=True))
    # A character that is missing in the table takes five times as long as one that is in it.
    alone = text.translate({ord("\n"): "\n", **{ord(char): form for char, form in single.items()}}).split("\n")
    found = [
        key
        for (key, forms), form in zip(told.items(), alone, strict=True)
        if forms != form and forms.partition(" ")[0] != form
    ]
    return Telling(single, daachorse.CharwiseDoubleArrayAhoCorasick(found))
