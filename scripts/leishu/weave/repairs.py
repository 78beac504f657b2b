"""A source's record of repairs as a page: what was changed, how often, why, and where; and what was left."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from leishu.convert.record import LeftLine, RepairLine, SourceRecord
from leishu.knowledge.corpus import Corpus
from leishu.markdown.escape import escape_inline, escape_label
from leishu.model import DocPath, Page, SourceName, SourcePage
from leishu.weave.evidence import told
from leishu.weave.frame import derived_page
from leishu.weave.marks import left_anchor
from leishu.weave.words import REPAIRS, listed, relative_url

LEFT = "leishu-left"
"""The anchor of what was left, on the page of repairs."""
_PLACES = 6
"""How many passages one line of the table links to."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: one kind of repair, its cells as Markdown."""

    before: str
    after: str
    times: int
    evidence: str
    places: str


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The repairs of one rule."""

    label: str
    slug: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A row of the table of damage that was left."""

    anchor: str
    place: str
    text: str
    candidates: str
    evidence: str


def repairs_path(source: SourcePage) -> DocPath:
    """Where the record of `source` stands."""
    return DocPath(f"{source.page.path.removesuffix('.md')}/repairs.md")


def repairs_page(corpus: Corpus, name: SourceName, record: SourceRecord) -> Page:
    """The record of repairs of a source."""
    source = corpus.source_by_name[name]
    path = repairs_path(source)
    title = f"修复记录：{source.page.title}"
    total = sum(len(line.anchors) for line in record.repairs)
    back = f"[《{escape_label(source.page.title)}》]({relative_url(path, source.page.path)})"
    body = (
        f"{back}收到时的字节保存在 `{source.page.meta.get('source', '')}`，从未改动。以下是由它到页面上的文字所做的"
        f" {total} 处修复；倒着做一遍，就回到收到时的文字。\n\n"
        f"编码\n:   {_cell(told(record.encoding))}\n\n文字\n:   {_cell(record.script)}\n"
    )
    groups = tuple(
        RuleGroup(f"{REPAIRS.get(rule, rule)}（{sum(len(line.anchors) for line in lines)} 处）", slug, lines_of)
        for rule, found in groupby(record.repairs, key=lambda line: line.rule)
        for lines in (tuple(found),)
        for slug in (re.sub(r"\W+", "-", rule),)
        for lines_of in (tuple(_lines(path, source, lines)),)
    )
    return derived_page(
        path,
        {"title": title},
        "repairs",
        title_line=f"# {escape_label(title)}",
        body=body,
        groups=groups,
        left=tuple(_left(path, source, record.left)),
    )


def _lines(path: DocPath, source: SourcePage, lines: tuple[RepairLine, ...]) -> Iterator[Line]:
    for line in lines:
        anchors = list(dict.fromkeys(anchor for anchor in line.anchors if anchor))
        places = [_place(path, source, anchor) for anchor in anchors[:_PLACES]]
        more = ["…"] if len(anchors) > _PLACES else []
        yield Line(
            _shown(line.before),
            _shown(line.after),
            len(line.anchors),
            _cell(told(line.evidence)),
            listed(places + more),
        )


def _left(path: DocPath, source: SourcePage, lines: tuple[LeftLine, ...]) -> Iterator[Left]:
    for number, line in enumerate(lines):
        candidates = listed(f"{_shown(text)} <small>{score:.1f}</small>" for text, score in line.candidates) or "—"
        place = _place(path, source, line.anchor) if line.anchor else "—"
        yield Left(left_anchor(number), place, _in_context(line), candidates, _cell(told(line.evidence)))


def _place(path: DocPath, source: SourcePage, anchor: str) -> str:
    return f"[{anchor.removeprefix('p')}]({relative_url(path, source.page.path, anchor)})"


def _shown(text: str) -> str:
    """Received text as it is: no variant converts it. What was taken away altogether leaves a dash."""
    return f'<span translate="no">{_cell(text)}</span>' if text.strip() else "—" if not text else "␣"


def _in_context(line: LeftLine) -> str:
    """The damaged run, marked, with what stands around it."""
    before, run, after = line.named.partition(line.text)
    return f'<span translate="no">{_cell(before)}<mark>{_cell(run)}</mark>{_cell(after)}</span>'


def _cell(text: str) -> str:
    return escape_inline(text).replace("|", "&#124;").replace("\n", "⏎")
