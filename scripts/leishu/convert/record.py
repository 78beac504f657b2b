"""What was done to each source, for its page: every kind of repair once, with where it was made; and what was left.

Making it converts the source once more, so it is kept in `build/cache/records/` under a digest of all it depends on.
"""

import hashlib
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from leishu.config import Settings
from leishu.convert.explain import convert_again, placed
from leishu.convert.files import write_whole
from leishu.convert.names import named_sources
from leishu.convert.pipeline import Conversion
from leishu.convert.stamp import stamp_of
from leishu.convert.store import page_path
from leishu.errors import SourceError
from leishu.hanzi.naive import unknowable
from leishu.model import HANT, RepairedText, SourceFile, SourceName, Span

_STEP, _AROUND, _TELLING = 2, 12, 3
"""Characters: how many more are taken at a time, how many at most, and the shortest run that says something alone."""


@dataclass(frozen=True, slots=True)
class RepairLine:
    """One kind of repair: the same change for the same reason."""

    rule: str
    before: str
    after: str
    evidence: str
    anchors: tuple[str, ...]
    """Of the passages, once for each time it was made; empty for what stood outside of passages."""


@dataclass(frozen=True, slots=True)
class LeftLine:
    """Damage that was left."""

    anchor: str
    text: str
    evidence: str
    candidates: tuple[tuple[str, float], ...]
    """What may have stood there, best first, each with its score (natural log, higher is better)."""
    named: str
    """The run with as much around it as tells it from other runs: what settles it is said of this."""

    @property
    def proposal(self) -> tuple[str, str]:
        """`named`, and what it may have been: the best candidate, or a blank for a person to fill."""
        best = self.candidates[0][0] if self.candidates else UNKNOWN
        return self.named, self.named.replace(self.text, best, 1)


@dataclass(frozen=True, slots=True)
class NaiveLine:
    """That a text was made Traditional one character at a time, and was turned back so."""

    pairs: tuple[tuple[str, str, int], ...]
    """(what it writes, what its words ask for, how often), the most frequent first; empty where a person says so."""
    unknowable: tuple[tuple[str, int], ...]
    """The characters that two may have become, and how often they stand there: those were told by their words."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What was done to one source."""

    encoding: str
    script: str
    """Why this encoding, why this script: a sentence each."""
    repairs: tuple[RepairLine, ...]
    """The most frequent of each rule first, rules in the order they ran."""
    left: tuple[LeftLine, ...]
    refused: tuple[tuple[str, str], ...] = ()
    """Of what people settled, what was not applied: the run that was named, and why."""
    naive: NaiveLine | None = None
    """How it shows that it was made Traditional one character at a time; None where it does not."""
    received: tuple[tuple[str, str], ...] = ()
    """Each passage by its anchor, repaired, in the script it came in; none where the page has it in that script."""


UNKNOWN = "〔……〕"
"""Stands for what nobody knows yet. It proves nowhere, so that a proposal pasted as it is will be told of."""


def record_of(conversion: Conversion) -> SourceRecord:
    """The record of a conversion. Pure; linear in text and steps."""
    passages = sorted(conversion.passages, key=lambda passage: passage.span)
    starts = [passage.span.start for passage in passages]

    def anchor_at(offset: int) -> str:
        at = bisect_right(starts, offset) - 1
        return passages[at].anchor if at >= 0 and offset <= passages[at].span.end else ""

    made: dict[tuple[str, str, str, str], list[str]] = {}
    for step, _, span in placed(conversion.repaired.steps):
        key = (step.rule, step.before, step.after, step.evidence)
        made.setdefault(key, []).append(anchor_at(span.start))
    rules = list(dict.fromkeys(rule for rule, *_ in made))
    order = sorted(made, key=lambda key: (rules.index(key[0]), -len(made[key])))
    return SourceRecord(
        conversion.decoded.evidence,
        conversion.script.evidence,
        tuple(RepairLine(*key, tuple(made[key])) for key in order),
        tuple(
            LeftLine(anchor_at(doubt.span.start), doubt.text, doubt.evidence, doubt.candidates, named)
            for doubt, named in zip(conversion.repaired.doubts, names_of(conversion.repaired), strict=True)
        ),
        conversion.repaired.refused,
        _naive_line(conversion),
        tuple((passage.anchor, passage.span.of(conversion.repaired.text)) for passage in passages)
        if conversion.script.tag.startswith(HANT)
        else (),
    )


def _naive_line(conversion: Conversion) -> NaiveLine | None:
    if not conversion.naive:
        return None
    return NaiveLine(conversion.naive.pairs, tuple(sorted(unknowable(conversion.repaired.text).items())))


def names_of(repaired: RepairedText) -> list[str]:
    """For each doubt its run with as much of its line around it as tells it from the other runs; at most _AROUND."""
    names = [doubt.text for doubt in repaired.doubts]
    open_ = list(range(len(names)))
    for around in range(_STEP, _AROUND + 1, _STEP):
        often = Counter(names)
        # A short run alone says nothing to whoever reads the record.
        open_ = [at for at in open_ if often[names[at]] > 1 or len(names[at]) < _TELLING]
        for at in open_:
            names[at] = _with_context(repaired.text, repaired.doubts[at].span, around)
    return names


def _with_context(text: str, span: Span, around: int) -> str:
    low, high = max(0, span.start - around), span.end + around
    start = text.rfind("\n", low, span.start) + 1 or low
    end = text.find("\n", span.end, high)
    return text[start : end if end >= 0 else high]


def load_records(settings: Settings) -> Mapping[SourceName, SourceRecord]:
    """The record of every source that can be read and has a page."""
    sources, _ = named_sources(settings)
    out: dict[SourceName, SourceRecord] = {}
    for source in sources:
        if page_path(settings, source.name).is_file():
            try:
                out[source.name] = _kept(settings, source) or _made(settings, source)
            except SourceError:
                # Told by `leishu convert` and `leishu check`; the page is shown without its record.
                continue
    return out


def _made(settings: Settings, source: SourceFile) -> SourceRecord:
    record = record_of(convert_again(settings, source))
    kept = {"key": _key(settings, source), "record": asdict(record)}
    write_whole(_path(settings, source.name), json.dumps(kept, ensure_ascii=False))
    return record


def _kept(settings: Settings, source: SourceFile) -> SourceRecord | None:
    try:
        kept = json.loads(_path(settings, source.name).read_text(encoding="utf-8"))
        if kept["key"] != _key(settings, source):
            return None
        record = kept["record"]
        repairs = tuple(RepairLine(**line | {"anchors": tuple(line["anchors"])}) for line in record["repairs"])
        left = tuple(
            LeftLine(**line | {"candidates": tuple((text, score) for text, score in line["candidates"])})
            for line in record["left"]
        )
        refused = tuple((shown, why) for shown, why in record["refused"])
        naive, received = _kept_naive(record["naive"]), tuple(map(tuple, record["received"]))
        return SourceRecord(record["encoding"], record["script"], repairs, left, refused, naive, received)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _kept_naive(kept: Mapping[str, Any] | None) -> NaiveLine | None:
    if kept is None:
        return None
    return NaiveLine(tuple(map(tuple, kept["pairs"])), tuple(map(tuple, kept["unknowable"])))


def _key(settings: Settings, source: SourceFile) -> str:
    """The program, the bytes and the page, whose anchors are the record's."""
    page = page_path(settings, source.name).read_bytes()
    return f"{stamp_of(source)} {hashlib.sha256(page).hexdigest()}"


def _path(settings: Settings, name: SourceName) -> Path:
    return settings.build / "cache" / "records" / f"{name}.json"
