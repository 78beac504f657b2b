"""Whether what a person says stood somewhere can have become what is shown there now.

Damage that was left lost bytes, so the proof is the one that the rest allows: every byte still shown stands at its
place in the settled text, and the lost ones fit between. A page that was later turned Simplified, or lost its
private-use characters, is looked at as it was before.
"""

import re
from functools import cache

from leishu.hanzi.convert import converter
from leishu.hanzi.dictionaries import entries
from leishu.repair import codepage
from leishu.repair.forward import NARROW
from leishu.repair.pinyin import READINGS

_NOTE = re.compile(rf"[(（]{READINGS}[)）]|(?<=\?){READINGS}[)）]|/[a-z][a-z0-9]*>$")
_WIDE = {chr(narrow): chr(wide) for wide, narrow in NARROW.items()}
_REPLACED = re.compile("\ufffd+")
_REPLACED_TWICE = re.compile("[锟斤拷]+")
_NOTHING_LEFT = re.compile("[烫屯\ue000-\uf8ff]+")
_STRIPPED = rb"(?:[\xa1-\xa7\xaa-\xfe][\x40-\xfe])?"
"""A private-use character that a later step may have taken out: the bytes of GBK's user-defined areas."""
_LARGEST = 4
"""Bytes that one U+FFFD may stand for: the longest character of UTF-8 and of GB 18030."""


def proof(shown: str, truth: str) -> str:
    """In a sentence, why `truth` can have become the damaged run `shown`; empty where it cannot."""
    if _NOTHING_LEFT.fullmatch(shown):
        return "nothing is left that could contradict"
    if _REPLACED.fullmatch(shown):
        return _replaced(len(shown), truth)
    if _REPLACED_TWICE.fullmatch(shown):
        # Two replaced bytes are six of UTF-8, and these three characters of GBK.
        return _replaced(max(1, 2 * len(shown) // 3), truth)
    if _pattern(shown).fullmatch(codepage.encode(truth)):
        return "every byte still shown stands at its place"
    if _pattern(shown).fullmatch(truth.encode("utf-8", "replace")):
        return "every byte still shown stands at its place in UTF-8"
    if _pattern(shown, stripped=True).fullmatch(codepage.encode(truth)):
        return "every byte still shown stands at its place, private-use characters having been taken out"
    if _pattern(shown, simplified=True, stripped=True).fullmatch(codepage.encode(converter("s2t")(truth))):
        return "every byte still shown stands at its place, before the page was turned Simplified"
    return ""


def _replaced(marks: int, truth: str) -> str:
    sizes = {len(truth.encode("utf-8", "replace")), len(codepage.encode(truth))}
    fits = any(marks <= size <= _LARGEST * marks for size in sizes)
    return f"{marks} replaced bytes or characters, and as many fit" if fits and "\ufffd" not in truth else ""


def _pattern(shown: str, *, simplified: bool = False, stripped: bool = False) -> re.Pattern[bytes]:
    between = _STRIPPED if stripped else b""
    parts = [_shown_as(character, simplified=simplified) for character in _NOTE.sub("", shown)]
    return re.compile(between.join(parts) + between + rb"(?:</[a-z0-9]+>)?", re.DOTALL)


def _shown_as(character: str, *, simplified: bool) -> bytes:
    """An expression for the bytes that `character` may stand for."""
    if character in (codepage.LOST, "\ufffd"):
        return rb"[\x00-\xff]{1,2}"
    forms = [character, _WIDE.get(character, character), *(_before(character) if simplified else ())]
    return b"(?:%s)" % b"|".join(re.escape(codepage.encode(form)) for form in dict.fromkeys(forms))


@cache
def _before(character: str) -> tuple[str, ...]:
    """The Traditional characters that are turned into this one."""
    return tuple(form for form in entries("STCharacters").get(character, "").split(" ") if codepage.bytes_of(form))
