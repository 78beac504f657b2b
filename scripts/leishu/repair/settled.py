"""What a person decided about damage that was left, applied and proven like any other repair.

The proof is the one that bytes allow: every byte that the damaged run still shows must stand at its place in the
settled text, and every lost one must fit between them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from leishu.model import Doubt, RepairStep
from leishu.repair import codepage
from leishu.repair.forward import NARROW
from leishu.repair.pinyin import READING

NAME = "settled"

_NOTE = re.compile(rf"\({READING}\)|(?<=\?){READING}\)|/[a-z][a-z0-9]*>$")
_WIDE = {chr(narrow): chr(wide) for wide, narrow in NARROW.items()}


def find(doubts: Sequence[Doubt], settle: Mapping[str, str]) -> Iterator[RepairStep]:
    """A step for each doubt whose text `settle` names; none where the bytes contradict it."""
    for doubt in doubts:
        truth = settle.get(doubt.text)
        if truth is not None and agrees(doubt.text, truth):
            yield RepairStep(NAME, doubt.span, doubt.text, truth, "settled by a person; the bytes agree")


def agrees(shown: str, truth: str) -> bool:
    """Whether `truth` can have become `shown`. True also where `shown` lost no byte: then nothing contradicts."""
    if codepage.LOST not in shown and "\ufffd" not in shown:
        return True
    return _pattern(shown).fullmatch(codepage.encode(truth)) is not None


def _pattern(shown: str) -> re.Pattern[bytes]:
    parts = []
    for character in _NOTE.sub("", shown):
        if character in "?\ufffd":
            parts.append(rb"[\x00-\xff]{1,2}")
        elif character in _WIDE:
            parts.append(b"(?:%s|%s)" % (re.escape(character.encode()), re.escape(_WIDE[character].encode("gbk"))))
        else:
            parts.append(re.escape(codepage.encode(character)))
    return re.compile(b"".join(parts) + rb"(?:</[a-z0-9]+>)?", re.DOTALL)
