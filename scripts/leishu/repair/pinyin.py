"""How characters are read: what tells `開(kāi)` from a bracket that only happens to hold letters."""

import re
import unicodedata
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from itertools import chain

from leishu.hanzi.fold import fold

VOWELS = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüêế"
LETTERS = f"a-z{VOWELS}ńňǹɡɑ"
READING = f"[{LETTERS}]{{1,6}}"
"""A regular expression for the shape of one reading, with or without tone marks."""
READINGS = rf"{READING}(?:[ ,、/·]{{1,2}}{READING}){{0,3}}"
"""The same for what a bracket holds: one reading, or up to four of a character that has several."""

_SHAPE = re.compile(
    "(?:[bpmfdtnlgkhrjqxyw]|[zcs]h?)(?:[iuv]?(?:a|ai|an|ang|ao|e|ei|en|eng|o|ong|ou)|[iuv](?:n|ng|u|i)?)"
    "|a|ai|an|ang|ao|e|ei|en|eng|er|o|ou|ng?|h?m|hng"
)
"""What a syllable looks like in bare letters: an initial and a final, or one that stands alone."""

_TONES = str.maketrans("", "", "\u0300\u0301\u0304\u030c")
_SYLLABLE = re.compile(READING)


@cache
def _dictionary() -> dict[int, str]:
    """Code point → its readings, parted by commas. One file of pypinyin: all of it takes eight times as long."""
    package = find_spec("pypinyin")
    table = PathFinder.find_spec("pinyin_dict", package.submodule_search_locations) if package else None
    if table is None or table.loader is None:
        raise ModuleNotFoundError("pypinyin.pinyin_dict")
    module = module_from_spec(table)
    table.loader.exec_module(module)
    known: dict[int, str] = module.pinyin_dict
    return known


def toneless(reading: str) -> str:
    """`reading` in bare letters; ü is v, as on a keyboard."""
    bare = unicodedata.normalize("NFD", reading.lower()).translate(_TONES)
    return unicodedata.normalize("NFC", bare).replace("ü", "v").replace("ɡ", "g").replace("ɑ", "a").replace("ê", "e")


@cache
def readings(character: str) -> tuple[str, ...]:
    """Every reading of `character`, the usual one first: `("zhǎng", "cháng")`; empty where it has none.

    Dictionaries list the rarer readings of 说 and 没 with these, and not with 說 and 沒.
    """
    if len(character) != 1:
        return ()
    known = (_dictionary().get(ord(form), "").split(",") for form in (character, fold(character)))
    return tuple(dict.fromkeys(chain.from_iterable(known)))


@cache
def is_pinyin(text: str) -> bool:
    """Whether `text` may read any character at all, by its letters: `kai`, and not `http`. Needs no dictionary."""
    return all(_SHAPE.fullmatch(toneless(one)) for one in _SYLLABLE.findall(text.lower()))


@cache
def is_reading(text: str, character: str) -> bool:
    """Whether `text` (one or several syllables, with tone marks or without) reads `character`."""
    known = readings(character)
    given = _SYLLABLE.findall(text.lower())
    return bool(given) and all(
        one in known or (not _has_tone(one) and toneless(one) in _bare(character)) for one in given
    )


@cache
def _bare(character: str) -> frozenset[str]:
    """The readings of `character` in bare letters, ü as v and as u."""
    bare = [toneless(reading) for reading in readings(character)]
    return frozenset(bare) | {reading.replace("v", "u") for reading in bare}


@cache
def _has_tone(reading: str) -> bool:
    decomposed = unicodedata.normalize("NFD", reading)
    return decomposed.translate(_TONES) != decomposed


def is_usual(text: str, character: str) -> bool:
    """Whether `text` is, or begins with, the reading that a dictionary puts first: that is what a tool inserts."""
    first = _SYLLABLE.match(text.lower())
    return first is not None and toneless(first[0]) in {toneless(reading) for reading in readings(character)[:1]}
