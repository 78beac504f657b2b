"""People called by a part of their name, after the whole name stood in the same section: 梁表示, 奥特曼, Altman.

A Chinese surname alone is a mention only where a speaker or a person of rank must stand: before a verb of speech or a
form of address, after a pause or a particle. The last part of a foreign name is a mention wherever it stands as a word.
"""

import re
from collections.abc import Iterable, Iterator

from leishu.knowledge.mentions import Sighting
from leishu.knowledge.reading import Reading
from leishu.knowledge.register import Claim, Meant, Register, case_fits, match_key
from leishu.knowledge.words import is_han
from leishu.model import LangTag, Name, NameOrigin, Span

_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "尉迟", "公孙", "慕容", "令狐", "司徒", "皇甫")
_BEFORE = r"(?:^|(?<=[^\u3400-\u9fff])|(?<=[而但据与和对由被向给让因是在为说]))"
_AFTER = (
    r"(?=表示|指出|认为|坦言|强调|透露|回应|解释|补充|告诉|承认|回忆|写道|提出|曾|称|说|则|也|还"
    r"|先生|女士|氏|总|博士|教授|院士|董事长|的(?:公司|团队|看法|回答|说法))"
)


def short_forms(name: str) -> tuple[str, ...]:
    """By what part of a person's name people call them: match keys."""
    key = match_key(name)
    last = re.split(r"[· ]", key)[-1]
    if last != key:
        return (last,) if len(last) >= 2 else ()
    if 2 <= len(key) <= 4 and all(is_han(char) for char in key):
        compound = key[:2] in _COMPOUND and len(key) > 2
        return (key[:2] if compound else key[0],)
    return ()


def called_short(reading: Reading, seen: Iterable[Sighting], register: Register) -> tuple[Sighting, ...]:
    """The short forms on a page of people whose whole name stands before in the same section, and of no other such."""
    taken = tuple(seen)
    out: list[Sighting] = []
    for section in reading.sections:
        whole = [s for s in taken if s.certain and s.claims[0].kind == "person" and _within(s.span, section.span)]
        out += _in_section(reading, section.span, whole, taken, register)
    return tuple(sorted(out, key=lambda sighting: sighting.span))


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def _in_section(
    reading: Reading, section: Span, whole: list[Sighting], taken: tuple[Sighting, ...], register: Register
) -> Iterator[Sighting]:
    first: dict[str, dict[str, Sighting]] = {}
    for sighting in whole:
        claim = sighting.claims[0]
        for form in short_forms(claim.name.text):
            first.setdefault(form, {}).setdefault(claim.target, sighting)
    # An English "Li" may be any of three: only a name that one person here has is taken.
    for form, people in sorted(first.items()):
        if len(people) != 1 or form in register.claims:
            continue
        (sighting,) = people.values()
        for span in _places(reading, form, Span(sighting.span.end, section.end), register):
            if not any(span.start < other.span.end and other.span.start < span.end for other in taken):
                surface = span.of(reading.page.body)
                yield Sighting(
                    span.start, span.end, Meant(surface, (_short(sighting.claims[0], surface),), certain=True)
                )


def _places(reading: Reading, form: str, where: Span, register: Register) -> Iterator[Span]:
    surname = len(form) == 1 or form in _COMPOUND
    pattern = re.compile(_BEFORE + re.escape(form) + _AFTER if surname else re.escape(form))
    for run in reading.prose:
        start, end = max(run.start, where.start), min(run.end, where.end)
        if start >= end:
            continue
        for found in pattern.finditer(reading.key, start, end):
            span = Span(*found.span())
            whole = surname or (register.words.stands(reading.key, span.start, span.end) and _cased(reading, span))
            if whole:
                yield span


def _cased(reading: Reading, span: Span) -> bool:
    surface = span.of(reading.page.body)
    return case_fits(surface.capitalize(), surface)


def _short(claim: Claim, surface: str) -> Claim:
    name = Name(surface, LangTag("und"), NameOrigin.SURNAME)
    return Claim(claim.target, name, claim.kind, claim.title)
