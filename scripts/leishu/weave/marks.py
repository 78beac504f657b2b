"""Marks on damage that was left in a source: each run leads to what is known of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leishu.convert.record import LeftLine
from leishu.convert.standing import standing
from leishu.markdown.escape import escape_label
from leishu.markdown.masks import Part, pieces
from leishu.model import DocPath, SourcePage, Span
from leishu.weave.words import relative_url

_WHY = "此处有损坏，原文不能断定；点看可能的读法"
_WORDS = (Part.PROSE, Part.HEADING)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a body that is shown in another way."""

    span: Span
    markdown: str
    """What stands there instead."""


def left_anchor(number: int) -> str:
    """The anchor of the damaged run of that number, from 0, on the page of repairs."""
    return f"leishu-left-{number + 1}"


def damage_marks(source: SourcePage, left: Iterable[LeftLine], record: DocPath) -> Iterator[Mark]:
    """A mark on every run of `left` that still stands on the page of `source`, in order; it leads to `record`.

    None in code, or inside of a link.
    """
    lines = list(left)
    numbers = {id(line): number for number, line in enumerate(lines)}
    apart = [piece.span for piece in pieces(source.page.body) if piece.part not in _WORDS]
    at = end = 0
    for line, span in sorted(standing(source, lines), key=lambda found: found[1]):
        while at < len(apart) and apart[at].end <= span.start:
            at += 1
        # Markup of which the run holds a part only; what lies within the run is written anew.
        cut = at < len(apart) and apart[at].start < span.end and not _holds(span, apart[at])
        if line.anchor and not cut and span.start >= end:
            url = relative_url(source.page.path, record, left_anchor(numbers[id(line)]))
            label = f'<span translate="no">{escape_label(line.text)}</span>'
            yield Mark(span, f'[{label}]({url}){{ .leishu-damage title="{_WHY}" }}')
            end = span.end


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
