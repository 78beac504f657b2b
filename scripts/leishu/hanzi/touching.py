"""Which rules of conversion can matter to a text: those of which it has a word.

A page is converted anew when one of them changes, and not for every rule that somebody adds somewhere.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from hashlib import sha256

import daachorse

from leishu.hanzi.convert import BREAK
from leishu.hanzi.rules import Rule


class Touching:
    """Rules that hold on the same pages. Of two for one word the later one counts, so that their order tells too."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        # Not who says so: a line may move in its file.
        self._rules = [repr((rule.forms, rule.scope, rule.one_way)) for rule in rules]
        self._numbers: dict[str, list[int]] = {}
        for number, rule in enumerate(rules):
            # The form in any script, though a text is written in one: to ask too much costs a page now and then.
            for word in dict.fromkeys(form for _, form in rule.forms if form):
                self._numbers.setdefault(word, []).append(number)

    @cached_property
    def all(self) -> bytes:
        """A digest of all rules."""
        return self._digest(range(len(self._rules)))

    def of(self, texts: Iterable[str]) -> bytes:
        """A digest of the rules that can matter to `texts`: where it is the same, so is what becomes of them."""
        if not self._numbers:
            return self._digest(())
        # Half of a surrogate pair is refused by what counts bytes.
        text = BREAK.join(texts).encode("utf-8", "replace").decode("utf-8")
        found = {key for _, _, key in self._matcher.find_overlapping(text)}
        return self._digest(sorted({number for key in found for number in self._by_key[key]}))

    def _digest(self, numbers: Iterable[int]) -> bytes:
        return sha256("\n".join(self._rules[number] for number in numbers).encode("utf-8", "replace")).digest()

    @cached_property
    def _matcher(self) -> daachorse.CharwiseDoubleArrayAhoCorasick:
        return daachorse.CharwiseDoubleArrayAhoCorasick(list(self._numbers))

    @cached_property
    def _by_key(self) -> tuple[list[int], ...]:
        return tuple(self._numbers.values())
