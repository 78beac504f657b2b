"""Programs that read bytes as GBK, and what they show where two bytes make no character."""

from dataclasses import dataclass
from functools import cache

from leishu.repair import codepage

Byte = frozenset[int]
"""What one byte may have been: a single value where it is known."""
Bytes = tuple[Byte, ...]

REPLACED = "\ufffd"
_CONTINUES = frozenset(range(0x80, 0xC0))
_UTF8 = range(0x80, 0xF0)
"""All bytes of UTF-8 that are no ASCII, but for those of emoji and what else lies beyond the first plane."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How one kind of program reads."""

    codec: str
    """What it takes for a character: a codec of Python's."""
    euro: bool
    """Whether it shows the byte 80 as €: else it is lost."""
    pairs: bool
    """Whether one mark stands for both bytes of a lost pair: else one byte is lost, and the next begins a character."""

    def bytes_of(self, character: str) -> bytes | None:
        """What is shown as `character`; None where nothing is."""
        return b"\xa2\xe3" if character == codepage.EURO and not self.euro else codepage.bytes_of(character)

    def makes(self, first: int, second: int) -> bool:
        """Whether two bytes are shown as one character."""
        return first > 0x80 and (self.codec == "gb18030" or len(_decoded(self.codec, bytes((first, second)))) == 1)


WINDOWS = Reader("936", euro=True, pairs=True)
BROWSER = Reader("gb18030", euro=True, pairs=False)
GBK = Reader("gbk", euro=False, pairs=False)
GB18030 = Reader("gb18030", euro=False, pairs=False)


@cache
def _decoded(codec: str, data: bytes) -> str:
    if codec == "936":
        return codepage.decode(data).replace(codepage.LOST, "")
    return data.decode(codec, "ignore")


@cache
def lost_before(reader: Reader, second: int | None) -> Byte:
    """The single bytes that `reader` loses before the byte `second`, or before another one that it loses."""
    seconds = _UTF8 if second is None else (second,)
    return frozenset(
        first
        for first in _UTF8
        if not (first == 0x80 and reader.euro) and not all(reader.makes(first, other) for other in seconds)
    )


@cache
def lost_pairs(reader: Reader) -> tuple[Bytes, ...]:
    """Pairs that `reader` takes for no character, by their first byte."""
    groups = {
        first: frozenset(second for second in _UTF8 if not reader.makes(first, second))
        for first in _UTF8
        if not (first == 0x80 and reader.euro)
    }
    return tuple((frozenset((first,)), seconds) for first, seconds in groups.items() if seconds)


def lost_at_the_end(reader: Reader, marks: int) -> tuple[Bytes, ...]:
    """What `reader` loses where its bytes end, or before ASCII: half a character, and what another mark stands for."""
    if marks == 1:
        return ((_CONTINUES,),)
    return () if reader.pairs else tuple((first, seconds & _CONTINUES) for first, seconds in lost_pairs(reader))
