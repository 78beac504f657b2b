"""A body's headings, the sections under them, and its anchored blocks (the passages of a source's page)."""

import re
from dataclasses import dataclass

from leishu.markdown.masks import Part, blocks
from leishu.model import Passage, SourceName, Span

_ATX = re.compile(
    r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<title>.*?)(?:[ \t]+#+)?[ \t]*(?P<attributes>\{:?[^{}\n]*\})?[ \t]*$"
)
_FENCED = re.compile(r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL)
_ANCHOR = re.compile(r"(?<!\\)(?P<attributes>\{:?[^{}\n]*#(?P<id>p\d+)\b[^{}\n]*\})[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what follows it up to the next heading of any level."""

    title: str
    """Empty for what stands above the first heading."""
    level: int
    """1 to 6; 0 above the first heading."""
    span: Span
    """With its heading."""
    headings: tuple[str, ...]
    """The titles above and including this one, outermost first."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block that carries an anchor."""

    anchor: str
    span: Span
    """The block's text, without its attribute list."""
    headings: tuple[str, ...]


def sections(body: str) -> tuple[Section, ...]:
    """The sections of `body`, in order, without a gap."""
    starts: list[tuple[int, int, str]] = [(0, 0, "")]
    starts += (
        (piece.span.start, len(heading["marks"]), heading["title"].strip())
        for piece in blocks(body)
        if piece.part is Part.HEADING and (heading := _ATX.match(piece.span.of(body).rstrip("\n")))
    )
    out: list[Section] = []
    above: list[tuple[int, str]] = []
    ends = [start for start, _, _ in starts[1:]] + [len(body)]
    for (start, level, title), end in zip(starts, ends, strict=True):
        if level:
            above = [(depth, text) for depth, text in above if depth < level] + [(level, title)]
        if end > start or level:
            out.append(Section(title, level, Span(start, end), tuple(text for _, text in above)))
    return tuple(out)


def anchored_blocks(body: str) -> tuple[Block, ...]:
    """The blocks of `body` that end in an attribute list with a passage's anchor (`{: #p12 }`), in order.

    The list stands on the block's last line: alone below a paragraph, at the end of a heading or list item.
    """
    out: list[Block] = []
    # What looks like an anchor in code is code.
    bare = _FENCED.sub(lambda fenced: re.sub(r"[^\n]", " ", fenced[0]), body)
    for section in sections(body):
        at = section.span.start
        for found in _ANCHOR.finditer(bare, section.span.start, section.span.end):
            end = found.start("attributes")
            blank = max((gap.end() for gap in re.finditer(r"\n[ \t]*\n", body[at:end])), default=0)
            text = body[at + blank : end]
            start = at + blank + len(text) - len(text.lstrip("\n"))
            out.append(Block(found["id"], Span(start, start + len(body[start:end].rstrip())), section.headings))
            at = found.end()
    return tuple(out)


def passages(body: str, source: SourceName) -> tuple[Passage, ...]:
    """The passages of a source's page, as they stand there now."""
    return tuple(Passage(source, b.anchor, b.span, b.span.of(body), b.headings) for b in anchored_blocks(body))
