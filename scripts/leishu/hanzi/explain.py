"""Why a converted text reads as it does: which dictionary entry or rule decided each change, and where one may doubt.

OpenCC does not say; what it does is done again here, with the same dictionaries, entry by entry, and compared with what
it wrote. (OpenCC's algorithm: cut into segments by maximum forward match, then convert each segment stage by stage,
again by the longest match.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from leishu.hanzi.conversion import Conversion
from leishu.hanzi.convert import by_config
from leishu.hanzi.decide import Decision
from leishu.hanzi.dictionaries import Stage, entries, segmentation, stages
from leishu.model import Span


@dataclass(frozen=True, slots=True)
class Change:
    """One place where the converted text differs, or where it could have."""

    span: Span
    """In the text before conversion."""
    before: str
    after: str
    reason: str
    """Which rule or entry decided: one sentence for a person."""
    candidates: tuple[str, ...] = ()
    """What else a lone character may become. Only where nothing but the character itself decided: a doubt."""


def explain(conversion: Conversion, text: str) -> tuple[Change, ...]:
    """Every change that `conversion` makes to `text`, and every lone character it had to choose for, in order."""
    changes: list[Change] = []
    at = 0
    for decision in (*conversion.decide(text), Decision(Span(len(text), len(text)), None, "")):
        changes += _by_opencc(conversion, text, Span(at, decision.span.start))
        if decision.text is not None:
            changes.append(Change(decision.span, decision.span.of(text), decision.text, decision.reason))
        elif decision.span.end > decision.span.start:
            changes += _by_opencc(conversion, text, decision.span)
        elif decision.reason:
            changes.append(Change(decision.span, "", "", decision.reason))
        at = decision.span.end
    return tuple(changes)


def _by_opencc(conversion: Conversion, text: str, span: Span) -> Iterator[Change]:
    part = span.of(text)
    if not part or not conversion.config:
        return
    wrote = by_config(conversion.config, part)
    units = _units(part, conversion.config)
    if "".join(unit.after for unit in units) != wrote:
        if wrote != part:
            yield Change(span, part, wrote, f"OpenCC {conversion.config}")
        return
    for unit in units:
        others = _others(unit, conversion.config)
        before = unit.span.of(part)
        if unit.after != before or others:
            yield Change(unit.span.shifted(span.start), before, unit.after, unit.reason, others)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A piece of text that one entry converts, or several, one after the other."""

    span: Span
    after: str
    reason: str = ""


def _units(text: str, config: str) -> list[_Unit]:
    """The units of a text after a config, or after several with "+" between them."""
    first, *further = config.split("+")
    done: list[_Unit] = []
    for start, end in _segments(text, segmentation(first)):
        units = [_Unit(Span(index, index + 1), text[index]) for index in range(start, end)]
        for stage in stages(first):
            units = list(_stage(units, stage))
        done += units
    # Further configs are of regions: hardly an entry of theirs goes over the border of a segment.
    for step in further:
        for stage in stages(step):
            done = list(_stage(done, stage))
    return done


def _segments(text: str, dictionaries: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Entries as they are found, and what lies between them."""
    at = loose = 0
    while at < len(text):
        entry = _longest(text, at, tuple(dictionaries))
        if entry:
            if loose < at:
                yield loose, at
            yield at, at + len(entry)
            loose = at = at + len(entry)
        else:
            at += 1
    if loose < at:
        yield loose, at


def _stage(units: list[_Unit], stage: Stage) -> Iterator[_Unit]:
    """The units after one more stage. Entries that reach over several of them make them one."""
    text = "".join(unit.after for unit in units)
    starts = _starts(stage)
    owners = [index for index, unit in enumerate(units) for _ in unit.after]
    at = 0
    while at < len(text):
        first = owners[at]
        if text[at] not in starts and units[first].after == text[at]:
            yield units[first]
            at += 1
            continue
        out = ""
        reasons: list[str] = []
        while True:
            source, entry = _entry(text, at, stage)
            if entry:
                choices = entries(source)[entry]
                reasons.append(f"OpenCC {source}：{entry} → {choices}")
                out += choices.partition(" ")[0]
            else:
                out += text[at]
            at += max(1, len(entry))
            if at >= len(text) or owners[at] != owners[at - 1]:
                break
        covered = units[first : owners[at - 1] + 1]
        reason = "；".join((*(unit.reason for unit in covered if unit.reason), *reasons))
        yield _Unit(Span(covered[0].span.start, covered[-1].span.end), out, reason)


def _entry(text: str, at: int, stage: Stage) -> tuple[str, str]:
    """The dictionary and the entry that a stage takes at an offset; empty where it has none."""
    for group in stage:
        if entry := _longest(text, at, group):
            return next(name for name in group if entry in entries(name)), entry
    return "", ""


def _longest(text: str, at: int, dictionaries: tuple[str, ...]) -> str:
    words, longest = _words(dictionaries)
    for length in range(min(longest.get(text[at], 0), len(text) - at), 0, -1):
        if text[at : at + length] in words:
            return text[at : at + length]
    return ""


@cache
def _starts(stage: Stage) -> frozenset[str]:
    """The characters with which entries of a stage begin."""
    return frozenset(char for group in stage for char in _words(group)[1])


@cache
def _words(dictionaries: tuple[str, ...]) -> tuple[frozenset[str], dict[str, int]]:
    """All entries, and by the character that it begins with the length of the longest."""
    words = frozenset(word for name in dictionaries for word in entries(name))
    return words, {word[0]: len(word) for word in sorted(words, key=len)}


def _others(unit: _Unit, config: str) -> tuple[str, ...]:
    """What else the first stage could have made of a lone character."""
    if not unit.reason or unit.span.end - unit.span.start != 1:
        return ()
    char = unit.reason.partition("：")[2].partition(" → ")[0]
    for group in stages(config.partition("+")[0])[0]:
        for name in group:
            choices = entries(name).get(char, "").split()
            if len(choices) > 1:
                return tuple(choices[1:])
    return ()
