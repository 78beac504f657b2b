"""The two frames a damaged run is read in: which bytes a shown character can be, which character two bytes are."""

from functools import cache

from leishu.hanzi.convert import converter
from leishu.hanzi.fold import fold
from leishu.repair import codepage
from leishu.repair.forward import NARROW
from leishu.repair.language import Choice
from leishu.repair.pinyin import is_reading

LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))


@cache
def character_of(lead: int, trail: int) -> str:
    """The character of two bytes; empty where they are no assigned pair, or a private one (no text holds those)."""
    shown = codepage.decode(bytes((lead, trail)))
    return shown if len(shown) == 1 and shown != codepage.LOST and not "\ue000" <= shown <= "\uf8ff" else ""


@cache
def completions(lead: int) -> Choice:
    """Every character whose first byte is `lead` and whose second is none of ASCII, each with its second."""
    return Choice((trail, made) for trail in TRAILS if trail >= 0x80 and (made := character_of(lead, trail)))


@cache
def openings(trail: int) -> Choice:
    """Every character whose second byte is `trail`, each with its first."""
    return Choice((lead, made) for lead in LEADS if (made := character_of(lead, trail)))


@cache
def private_ends(lead: int) -> Choice:
    """Characters whose first byte is `lead` and whose second begins a private-use pair, each with that byte."""
    leads = (*range(0xA1, 0xA8), *range(0xAA, 0xB0), *range(0xF8, 0xFF))
    return Choice((trail, made) for trail in leads if (made := character_of(lead, trail)))


@cache
def private_starts(high: bool, trail: int) -> Choice:
    """Characters whose second byte is `trail` and whose first ends a private-use pair (`high`: of the upper areas)."""
    seconds = range(0xA1, 0xFF) if high else range(0x81, 0xA1)
    return Choice((lead, made) for lead in seconds if (made := character_of(lead, trail)))


@cache
def unassigned() -> tuple[tuple[int, int], ...]:
    """Pairs that are shown as one `?`, and are no character: both bytes are lost."""
    pairs = ((lead, trail) for lead in LEADS for trail in TRAILS if trail >= 0x80)
    return tuple(pair for pair in pairs if codepage.decode(bytes(pair)) == codepage.LOST)


@cache
def named(lead: int, reading: str) -> tuple[str, ...]:
    """The characters whose first byte is `lead` and that are read so."""
    made = (character_of(lead, trail) for trail in TRAILS)
    return tuple(character for character in made if character and is_reading(reading, character))


@cache
def shown_bytes(character: str, *, simplified: bool) -> tuple[bytes, ...]:
    """What the tool's page may have held where `character` is shown now.

    Args:
        character: one character as it stands in the damaged text.
        simplified: the page was turned Simplified after the damage, so that several characters may look like this one.
    """
    forms = [character, *_forms().get(character, ())] if simplified else [character]
    if character.isascii():
        wide = _WIDE.get(character)
        return (character.encode("ascii"), *((wide.encode("gbk"),) if wide else ()))
    return tuple(data for form in forms if (data := codepage.bytes_of(form)))


_WIDE = {chr(narrow): chr(wide) for wide, narrow in NARROW.items()}


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    """Simplified character → the characters of the code page that become it."""
    forms: dict[str, tuple[str, ...]] = {}
    for lead in LEADS:
        for trail in TRAILS:
            character = character_of(lead, trail)
            if character and fold(character) != character:
                forms[fold(character)] = (*forms.get(fold(character), ()), character)
    return forms


@cache
def simplified_only(character: str) -> bool:
    """Whether a page that was turned Traditional would have another character here."""
    return converter("s2t")(character) != character
