"""What an ambiguous name means where it stands: decided by what stands around it, with the reason, or left alone.

For each page that may be meant the evidence is added up:

    3    a certain name of it in the same paragraph        1.5  the same, elsewhere on the page
    1.5  a word of its `context` in the same paragraph     0.5  the same, elsewhere on the page
    1.5  a page akin to it, mentioned in the paragraph     0.4  the same, elsewhere on the page

Akin are pages that mention one another; their weight is divided by √n for one that is akin to n pages, since what all
mention tells little. A name is decided at 1.5 and 1 more than the next: by its paragraph alone where that suffices,
else by all. A page may say it outright: `meanings: {苹果: apple}`, or `none`.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from leishu.knowledge.mentions import Sighting, mention
from leishu.knowledge.reading import Reading
from leishu.knowledge.register import Claim, match_key
from leishu.knowledge.schema import NO_MEANING
from leishu.model import DocPath, Entry, Link, Mention, Span
from leishu.problems import Problem
from leishu.records import texts

_ENOUGH, _AHEAD = 1.5, 1.0
_TOLD = 3
"""How many reasons are given."""
_BREAK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What helps to decide."""

    kin: Mapping[DocPath, frozenset[DocPath]]
    context: Mapping[DocPath, tuple[str, ...]]
    """By entry: match keys of the words that its `context` gives."""


def evidence(
    entries: Iterable[Entry],
    mentions: Mapping[DocPath, tuple[Mention, ...]],
    links: Mapping[DocPath, tuple[Link, ...]],
) -> Evidence:
    """Who is akin to whom, from the entries' own pages."""
    kin: dict[DocPath, set[DocPath]] = {}
    context: dict[DocPath, tuple[str, ...]] = {}
    for entry in entries:
        path = entry.page.path
        if words := texts(entry.page.meta.get("context")):
            context[path] = tuple(match_key(word) for word in words)
        mentioned = {found.target for found in mentions.get(path, ())}
        linked = {found.target for found in links.get(path, ())}
        for target in sorted(mentioned | linked):
            if target != path:
                kin.setdefault(path, set()).add(target)
                kin.setdefault(target, set()).add(path)
    return Evidence({path: frozenset(found) for path, found in kin.items()}, context)


def settle(
    reading: Reading, seen: Iterable[Sighting], certain: Iterable[Mention], known: Evidence
) -> tuple[tuple[Mention, ...], tuple[Sighting, ...]]:
    """The ambiguous names of a page: those decided, and those left alone."""
    decided: list[Mention] = []
    left: list[Sighting] = []
    said = tuple(certain)
    for sighting in seen:
        if sighting.certain:
            continue
        pinned = _pinned(reading, sighting)
        if pinned in NO_MEANING:
            continue
        choice = _choice(reading, sighting, said, known, pinned)
        if not choice:
            left.append(sighting)
        elif choice[0].target != reading.page.path:
            decided.append(mention(reading, sighting, choice[0], choice[1]))
    return tuple(decided), tuple(left)


def ambiguity(reading: Reading, left: Iterable[Sighting], path: str) -> tuple[Problem, ...]:
    """NAM102 for names that were left alone, each once a page."""
    first: dict[str, Sighting] = {}
    for sighting in left:
        first.setdefault(sighting.claims[0].name.text, sighting)
    body = reading.page.body
    out: list[Problem] = []
    for sighting in first.values():
        start = sighting.span.start
        line = reading.page.body_line + body.count("\n", 0, start)
        column = start - body.rfind("\n", 0, start)
        targets = "、".join(sorted({claim.title for claim in sighting.claims}))
        message = f"「{sighting.span.of(body)}」有歧义，未加链接，可指 {targets} (ambiguous name left unlinked)"
        hint = "可在页首写 meanings: {名称: 条目} (say which in the front matter)"
        out.append(Problem(path, line, column, "NAM102", message, hint))
    return tuple(out)


def _pinned(reading: Reading, sighting: Sighting) -> str:
    meanings = reading.page.meta.get("meanings")
    key = sighting.span.of(reading.key)
    for name, slug in meanings.items() if isinstance(meanings, Mapping) else ():
        if match_key(str(name)) == key:
            return str(slug)
    return ""


def _choice(
    reading: Reading, sighting: Sighting, certain: tuple[Mention, ...], known: Evidence, pinned: str
) -> tuple[Claim, str] | None:
    by_target = {claim.target: claim for claim in sighting.claims}
    if pinned:
        target = DocPath(f"entries/{pinned}.md")
        return (by_target[target], "本页指定") if target in by_target else None
    if reading.page.path in by_target:
        return by_target[reading.page.path], "在其本页"
    paragraph = _paragraph(reading.page.body, sighting.span)
    shares = {target: _shares(reading, target, paragraph, certain, known) for target in by_target}
    for near_only in (True, False):
        weighed = sorted(
            ((_sum(found, near_only=near_only), target) for target, found in shares.items()),
            key=lambda one: (-one[0], one[1]),
        )
        best, target = weighed[0]
        next_best = weighed[1][0] if len(weighed) > 1 else 0.0
        if best >= _ENOUGH and best - next_best >= _AHEAD:
            return by_target[target], "，".join(share.reason for share in shares[target][:_TOLD])
    return None


@dataclass(frozen=True, slots=True)
class _Share:
    """A piece of evidence."""

    weight: float
    near: bool
    """Whether it stands in the same paragraph."""
    word: str

    @property
    def reason(self) -> str:
        """For a person."""
        return f"{'同段' if self.near else '本页'}{self.word}"


def _sum(shares: Iterable[_Share], *, near_only: bool) -> float:
    return round(math.fsum(share.weight for share in shares if share.near or not near_only), 6)


def _shares(
    reading: Reading, target: DocPath, paragraph: Span, certain: tuple[Mention, ...], known: Evidence
) -> list[_Share]:
    """What speaks for `target`: first its paragraph, the strongest first."""
    near = {m.target for m in certain if paragraph.start <= m.span.start < paragraph.end}
    surfaces = {m.target: m.surface for m in reversed(certain)}
    shares: list[_Share] = []
    if target in surfaces:
        shares.append(_Share(3.0 if target in near else 1.5, target in near, f"提到「{surfaces[target]}」"))
    kin = known.kin.get(target, frozenset())
    for other in sorted(kin & surfaces.keys()):
        weight = (1.5 if other in near else 0.4) / math.sqrt(len(known.kin[other]))
        shares.append(_Share(weight, other in near, f"提到「{surfaces[other]}」"))
    for word in known.context.get(target, ()):
        if word in paragraph.of(reading.key):
            shares.append(_Share(1.5, True, f"有「{word}」"))
        elif word in reading.key:
            shares.append(_Share(0.5, False, f"有「{word}」"))
    return sorted(shares, key=lambda share: (not share.near, -share.weight, share.reason))


def _paragraph(body: str, span: Span) -> Span:
    breaks = [found.span() for found in _BREAK.finditer(body)]
    start = max((end for _, end in breaks if end <= span.start), default=0)
    end = min((begin for begin, _ in breaks if begin >= span.end), default=len(body))
    return Span(start, end)
