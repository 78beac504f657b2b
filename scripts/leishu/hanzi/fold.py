"""A match key of the same length: what two spellings of one word have in common, whatever script they are in.

One character becomes one character, so that an offset in the key is an offset in the text. The key is compared and
never shown: it joins characters that a careful conversion keeps apart (著 and 着), because 看著 and 看着 must meet.
"""

import unicodedata
from collections.abc import Mapping

from leishu.hanzi.convert import converter

_JOINED = {"著": "着", "瞭": "了", "覆": "复", "藉": "借", "沈": "沉", "甦": "苏", "衹": "只", "噁": "恶"}
"""Pairs that OpenCC decides by the word they stand in (TSPhrases.txt, TWVariantsRevPhrases.txt): a key has no words."""

_HAN = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


def fold(text: str) -> str:
    """The match key of `text`: Simplified, half width, lower case.

    `len(fold(t)) == len(t)` and `fold(fold(t)) == fold(t)` for every t.
    """
    return text.translate(_TABLE)


def folded_characters() -> Mapping[str, str]:
    """Every Han character that folds to another one, with what it folds to: for a program that has no OpenCC."""
    return {
        char: folded
        for first, last in _HAN
        for char in map(chr, range(first, last + 1))
        if (folded := _TABLE[ord(char)]) != char
    }


class _Table(dict[int, str]):
    """Code point to folded character, filled as characters are met: a text uses a few thousand of a million."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        seen = [char]
        while (char := _step(char)) not in seen:
            seen.append(char)
        # Where two forms lead to each other, the smaller stands for both.
        folded = min(seen[seen.index(char) :])
        self[code] = folded
        return folded


def _step(char: str) -> str:
    for form in (unicodedata.normalize("NFKC", char), char.lower()):
        if len(form) == 1 and form != char:
            return form
    if char in _JOINED:
        return _JOINED[char]
    if _is_han(ord(char)):
        for config in ("tw2s", "hk2s"):
            char = converter(config, rare=True)(char)
    return char


def _is_han(code: int) -> bool:
    return any(first <= code <= last for first, last in _HAN)


_TABLE = _Table()
