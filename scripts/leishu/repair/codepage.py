"""Windows code page 936 (GBK) as the tools that damaged the texts use it: nothing raises, what is broken becomes `?`.

Python's own `gbk` codec has the same table for all assigned pairs. What it lacks, and what damaged texts hold, is
added here (source: Microsoft's bestfit936 table, and the behaviour of MultiByteToWideChar):

- the three user-defined areas are private-use characters: AAA1–AFFE is U+E000…, F8A1–FEFE is U+E234…,
  A140–A7A0 is U+E4C6…, so even these carry two bytes each;
- the byte 80 alone is `€`;
- a pair that is not assigned, or a lead byte followed by a byte that cannot follow one, becomes one `?`, and *both*
  bytes are gone: this is how a `<` or a digit is swallowed.
"""

import codecs
from functools import lru_cache

LOST = "?"
EURO = "€"
"""What the single byte 80 reads as."""

_AREAS = ((0xAA, 0xAF, 0xA1, 0xFE), (0xF8, 0xFE, 0xA1, 0xFE), (0xA1, 0xA7, 0x40, 0xA0))


def _private_slots() -> dict[bytes, str]:
    """The user-defined slots in Microsoft's order: pair of bytes → private-use character."""
    slots: dict[bytes, str] = {}
    for first, last, low, high in _AREAS:
        for lead in range(first, last + 1):
            for trail in range(low, high + 1):
                if trail != 0x7F:
                    slots[bytes((lead, trail))] = chr(0xE000 + len(slots))
    return slots


_PRIVATE = _private_slots()
_UNASSIGNED = {chr(code): chr(code).encode("gb18030") for code in range(0xE766, 0xE865)}
"""What GB 18030 shows for pairs that GBK does not assign; a text may have come through either."""
_PRIVATE_BYTES = {character: pair for pair, character in _PRIVATE.items()}
_PRIVATE_BYTES |= {character: pair for character, pair in _UNASSIGNED.items() if len(pair) == 2}


def _decode_broken(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    lead, at = error.object[error.start], error.start
    if lead == 0x80:
        return EURO, at + 1
    pair = error.object[at : at + 2]
    if lead == 0xFF or len(pair) < 2:
        return LOST, at + 1
    return _PRIVATE.get(pair, LOST), at + 2


def _encode_missing(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    character = error.object[error.start]
    fallback = b"\x80" if character == EURO else b"?"
    return _PRIVATE_BYTES.get(character, fallback), error.start + 1


codecs.register_error("leishu-936-decode", _decode_broken)
codecs.register_error("leishu-936-encode", _encode_missing)


def decode(data: bytes) -> str:
    """What a Windows program shows for `data`. Never raises; broken pairs become `?`."""
    return data.decode("gbk", "leishu-936-decode")


def encode(text: str) -> bytes:
    """The bytes of `text`; a character the code page lacks becomes `?`, as it does in Windows."""
    return text.encode("gbk", "leishu-936-encode")


@lru_cache(maxsize=1 << 16)
def bytes_of(character: str) -> bytes | None:
    """The one or two bytes that `character` stands for, or None where the code page lacks it."""
    try:
        return character.encode("gbk")
    except UnicodeEncodeError:
        return b"\x80" if character == EURO else _PRIVATE_BYTES.get(character)
