"""People called by a part of their name, after the whole name stood in the same section: 梁表示, 奥特曼, Altman.

A Chinese surname alone is a mention only where a speaker or a person of rank must stand: before a verb of speech or a
form of address, after a pause or a particle. The last part of a foreign name is a mention wherever it stands as a word.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter

from leishu.knowledge.mentions import Sighting
from leishu.knowledge.reading import Reading
from leishu.knowledge.register import Claim, Register, case_fits, match_key
from leishu.knowledge.words import is_han
from leishu.model import LangTag, Name, NameOrigin, Span

_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "尉迟", "公孙", "慕容", "令狐", "司徒", "皇甫")
_BEFORE = "而但据与和对由被向给让因是在为说"
"""Of Chinese characters only these stand before a surname."""
_AFTER = re.compile(
    r"表示|指出|认为|坦言|强调|透露|回应|解释|补充|告诉|承认|回忆|写道|提出|曾|称|说|则|也|还"
    r"|将(?![军领士])|在(?!于)|谈|获|本人|当时|早年|晚年|后来|随[即后]|此前|已(?!经)|已经|[并没]未|并没|没有"
    r"|先生|女士|氏|总|博士|教授|院士|董事长|的(?:公司|团队|看法|回答|说法)"
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
    whole: dict[int, list[Sighting]] = {}
    for sighting in taken:
        if sighting.certain and sighting.claims[0].kind == "person":
            section = reading.section_at(sighting.start)
            whole.setdefault(section.span.end if section else len(reading.key), []).append(sighting)
    out = [found for end, people in whole.items() for found in _in_section(reading, end, people, taken, register)]
    return tuple(sorted(out, key=lambda sighting: sighting.start))


def _in_section(
    reading: Reading, section_end: int, whole: list[Sighting], taken: tuple[Sighting, ...], register: Register
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
        for span in _places(reading, form, sighting.end, section_end, register):
            if not _overlaps(span, taken):
                short = _short(sighting.claims[0], span.of(reading.page.body))
                yield Sighting(span.start, span.end, (short,))


def _overlaps(span: Span, taken: tuple[Sighting, ...]) -> bool:
    after = bisect_right(taken, span.start, key=itemgetter(0))
    before = taken[after - 1] if after else None
    return bool(before and before.end > span.start) or (after < len(taken) and taken[after].start < span.end)


def _places(reading: Reading, form: str, start: int, end: int, register: Register) -> Iterator[Span]:
    surname = len(form) == 1 or form in _COMPOUND
    at = reading.key.find(form, start, end)
    while at >= 0:
        span = Span(at, at + len(form))
        run = reading.prose.covering(at)
        if run and span.end <= run.end and _stands(reading, span, min(run.end, end), register, surname=surname):
            yield span
        at = reading.key.find(form, span.end, end)


def _stands(reading: Reading, span: Span, end: int, register: Register, *, surname: bool) -> bool:
    if surname:
        before = reading.key[span.start - 1 : span.start]
        return (not is_han(before) or before in _BEFORE) and bool(_AFTER.match(reading.key, span.end, end))
    return register.words.stands(reading.key, span.start, span.end) and _cased(reading, span)


def _cased(reading: Reading, span: Span) -> bool:
    surface = span.of(reading.page.body)
    return case_fits(surface.capitalize(), surface)


def _short(claim: Claim, surface: str) -> Claim:
    name = Name(surface, LangTag("und"), NameOrigin.SURNAME)
    return Claim(claim.target, name, claim.kind, claim.title)
