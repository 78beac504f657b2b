"""Finds where the grammar beside a character decides how it is written (`patterns`)."""

import re
from collections.abc import Iterator

from leishu.hanzi.context import Context, Where
from leishu.hanzi.dictionaries import in_an_entry
from leishu.hanzi.patterns import FROM_TRADITIONAL, TO_TRADITIONAL
from leishu.hanzi.words import Words
from leishu.model import HANS, Span

_BEFORE = 16
"""How many characters before a word can have to do with it."""


class _Finder:
    """Finds the contexts of one direction: first the characters that begin one, which is fast, then their patterns."""

    def __init__(self, known: tuple[Context, ...]) -> None:
        self.by_char: dict[str, list[tuple[re.Pattern[str], re.Pattern[str], Context]]] = {}
        for context in known:
            patterns = re.compile(context.pattern), re.compile(f"(?:{context.before})$")
            self.by_char.setdefault(context.word[0], []).append((*patterns, context))
        self.chars = re.compile(f"[{''.join(sorted(self.by_char))}]")

    def find(self, text: str) -> Iterator[tuple[Span, Context]]:
        for char in self.chars.finditer(text):
            at = char.start()
            for pattern, before, context in self.by_char[char[0]]:
                found = pattern.match(text, at)
                if found and (not context.before or before.search(text[max(0, at - _BEFORE) : at])):
                    yield Span(*found.span()), context
                    break


_TRADITIONAL, _SIMPLIFIED = _Finder(TO_TRADITIONAL), _Finder(FROM_TRADITIONAL)


def contexts(words: Words, config: str) -> Iterator[tuple[Span, Context]]:
    """Where in a text a context decides, in order.

    Args:
        words: the text's, with the script it is written in.
        config: what converts it, to the other script.
    """
    found = [
        (span, context)
        for span, context in (_TRADITIONAL if words.script == HANS else _SIMPLIFIED).find(words.text)
        if context.config in config and not (context.weak and config and in_an_entry(words.text, span.start, config))
    ]
    words.learn(span.start for span, _ in found)
    for span, context in found:
        if _fits(context.where, span, words):
            yield span, context


def _fits(where: Where, span: Span, words: Words) -> bool:
    start, end = words.around(span.start)
    if where is Where.ANY:
        return span.end <= end
    if where is Where.LATER:
        return start < span.start
    loose = where is Where.LOOSE and not words.inside(span.start) and not words.inside(span.end)
    return loose or (start, end) == (span.start, span.end)
