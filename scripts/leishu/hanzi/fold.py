"""A match key of the same length: what two spellings of one word have in common, whatever script they are in.

One character becomes one character, so that an offset in the key is an offset in the text. The key is compared and
never shown: it joins characters that a careful conversion keeps apart (著 and 着), because 看著 and 看着 must meet.
"""

import unicodedata
from array import array
from collections.abc import Callable, Mapping
from functools import cache

from leishu.hanzi.convert import BREAK, converter

_JOINED = {"著": "着", "瞭": "了", "覆": "复", "藉": "借", "沈": "沉", "甦": "苏", "衹": "只", "噁": "恶"}
"""Pairs that OpenCC decides by the word they stand in (TSPhrases.txt, TWVariantsRevPhrases.txt): a key has no words."""

_HAN = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


_UNSEEN = "\uffff"
"""Stands in a table for what was not yet asked; a noncharacter, so that hardly a text has it."""
_END = 0x32400
"""Behind the last Chinese character; what comes later folds to itself."""
_LONG = 1000
"""Characters of a text that is worth loading numpy for."""


class ByCharacter:
    """A function of single characters, applied to all of a text; each character is worked out once.

    `str.translate` takes a list twice as fast as a mapping, and cannot be told to fill it. So it is filled where the
    result shows a gap. A long text numpy looks up in the same table, in a fifteenth of the time.
    """

    def __init__(self, of: Callable[[str], str]) -> None:
        self._of = of
        self._table = [_UNSEEN] * _END
        self._codes = array("I", [ord(_UNSEEN)]) * _END
        """The same, as code points."""

    def __call__(self, text: str) -> str:
        """`text` with the function's value in every character's place."""
        made = self._made(text)
        if _UNSEEN in made:
            for char in set(text):
                if ord(char) < _END and self._table[ord(char)] == _UNSEEN:
                    self._table[ord(char)] = folded = self._of(char)
                    self._codes[ord(char)] = ord(folded)
            made = self._made(text)
        return made

    def _made(self, text: str) -> str:
        if len(text) < _LONG:
            return text.translate(self._table)
        import numpy as np  # noqa: PLC0415 - short texts do without

        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        if codes.max() >= _END:
            return text.translate(self._table)
        made = np.frombuffer(self._codes, np.uint32).take(codes)
        return made.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


def fold(text: str) -> str:
    """The match key of `text`: Simplified, half width, lower case.

    `len(fold(t)) == len(t)` and `fold(fold(t)) == fold(t)` for every t.
    """
    return _FOLD(text)


def folded_characters(last_code: int = 0x3FFFF) -> Mapping[str, str]:
    """Every Han character that folds to another one, with what it folds to: for a program that has no OpenCC.

    Args:
        last_code: the last code point that is looked at.
    """
    changing = "".join(
        char
        for first, last in _HAN
        for block in range(first >> 8, (min(last, last_code) >> 8) + 1)
        for char, simple in _simplified(block).items()
        if char != simple or char in _JOINED or unicodedata.decomposition(char)
    )
    return {char: folded for char, folded in zip(changing, fold(changing), strict=True) if char != folded}


def _folded(char: str) -> str:
    seen = [char]
    while (char := _step(char)) not in seen:
        seen.append(char)
    # Where two forms lead to each other, the smaller stands for both.
    return min(seen[seen.index(char) :])


def _step(char: str) -> str:
    for form in (unicodedata.normalize("NFKC", char), char.lower()):
        if len(form) == 1 and form != char:
            return form
    if char in _JOINED:
        return _JOINED[char]
    if _is_han(ord(char)):
        return _simplified(ord(char) >> 8)[char]
    return char


@cache
def _simplified(block: int) -> Mapping[str, str]:
    """What OpenCC makes of each of the 256 characters of a block: one call is as fast for all as for a few."""
    characters = [chr(code) for code in range(block << 8, (block + 1) << 8)]
    text = BREAK.join(characters)
    for config in ("tw2s", "hk2s"):
        text = converter(config, rare=True)(text)
    return dict(zip(characters, text.split(BREAK), strict=True))


def _is_han(code: int) -> bool:
    return any(first <= code <= last for first, last in _HAN)


_FOLD = ByCharacter(_folded)
