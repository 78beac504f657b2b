"""Which parts of a Markdown body are running prose, and where its references stand.

One pass over lines sets aside what Markdown treats as a block of its own (code, headings, HTML, definitions); one pass
over what is left sets aside inline code, links, HTML, URLs and markup. The rest is prose: the only place where a name
may be found. Not a Markdown parser: where it doubts, it leaves text out, because a missing link is better than a broken
page.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from leishu.model import Span


class Part(StrEnum):
    """What a piece of Markdown is."""

    PROSE = "prose"
    HEADING = "heading"
    LINK = "link"
    """An inline Markdown link, `[text](target)`."""
    WIKILINK = "wikilink"
    """`[[name]]` or `[[name|shown]]`."""
    CITATION = "citation"
    """`[@NAME#p12]`."""
    SKIPPED = "skipped"
    """Code, HTML, URLs, definitions, attribute lists, conversion markup, formulas."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of a body that is one part."""

    part: Part
    span: Span


_FENCE = re.compile(r" *(?:> ?)*(?P<fence>`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_HTML_BLOCK = re.compile(
    r" {0,3}<(?:[!?]|/?(?:address|article|aside|blockquote|body|canvas|caption|center|colgroup|dd|details|dialog|div|dl"
    r"|dt|fieldset|figcaption|figure|footer|form|frameset|h[1-6]|header|hgroup|hr|html|iframe|legend|li|main|math|menu|nav"
    r"|noscript|object|ol|output|p|pre|progress|script|section|style|summary|svg|table|tbody|td|template|textarea|tfoot"
    r"|th|thead|tr|ul|video)\b)",
    re.IGNORECASE,
)
_DEFINITION = re.compile(r" {0,3}(?:\[\^[^\]\n]+\]:|\[[^\]\n]+\]:[ \t]*\S|\*\[[^\]\n]+\]:)")
_FURNITURE = re.compile(
    r" *(?:!!!|\?\?\?\+?|===)[ \t]|[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\||$)|[ \t]*\{:?[^{}\n]*\}[ \t]*$"
)
_LIST_ITEM = re.compile(r" *(?:[-*+]|\d{1,9}[.)])[ \t]")
_ADMONITION = re.compile(r" *(?:!!!|\?\?\?\+?|===)[ \t]")
_INDENTED = re.compile(r"(?: {4}|\t)")

_INLINE = re.compile(
    r"""
      (?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))
    | (?P<comment><!--.*?-->)
    | (?P<wikilink>\[\[[^\[\]\n|]+(?:\|[^\[\]\n]+)?\]\])
    | (?P<citation>\[@[^\[\]\s]+\])
    | (?P<conversion>-\{.*?\}-)
    | (?P<image>!\[[^\[\]]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])(?:\{[^{}\n]*\})?)
    | (?P<link>\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\]\((?:[^()\\\n]|\\.|\([^()\n]*\))*\)(?:\{[^{}\n]*\})?)
    | (?P<footnote>\[\^[^\[\]\s]+\])
    | (?P<reference>\[(?:[^\[\]\\]|\\.)+\]\[[^\[\]\n@^]*\](?!\())
    | (?P<element><(?P<tag>code|pre|kbd|samp|a|script|style|svg|math|abbr)\b[^<>]*>.*?</(?P=tag)\s*>)
    | (?P<markup></?[A-Za-z][^<>]*>|<[a-z][a-z+.-]*:[^<>\s]+>|<[^<>\s@]+@[^<>\s]+>)
    | (?P<url>(?:https?://|www\.)[A-Za-z0-9\-._~:/?\#\[\]@!$&'()*+,;=%]+)
    | (?P<formula>\$\$.+?\$\$|(?<![\\$\w])\$(?=\S)[^$\n]+?(?<=\S)\$(?![\w$])|\\\(.+?\\\))
    | (?P<attributes>\{[ ]*[:#.][^{}\n]*\})
    | (?P<shortcode>:[a-z0-9_+-]+:(?!//)|\+\+[a-z0-9+-]+\+\+)
    | (?P<escape>\\.)
    """,
    re.VERBOSE | re.DOTALL,
)
_MARKED = re.compile(r"[`<\[{:+$\\]|www\.")
"""Without one of these there is nothing for `_INLINE` to find; most paragraphs are passed over so."""
_FIRST_PLAIN, _LAST_PLAIN = "\u3001", "\ufaff"
"""A line that begins with a character between these is not blank and begins nothing but a paragraph."""
_PARTS = {"wikilink": Part.WIKILINK, "citation": Part.CITATION, "link": Part.LINK}


# The same body is asked for its prose, its headings and its references one after the other.
@lru_cache(maxsize=8)
def pieces(body: str) -> tuple[Piece, ...]:
    """All of `body`, in order, without a gap."""
    out: list[Piece] = []
    for block in blocks(body):
        if block.part is Part.PROSE and _MARKED.search(body, block.span.start, block.span.end):
            out += _inline(body, block.span)
        else:
            out.append(block)
    return tuple(out)


def prose(body: str) -> tuple[Span, ...]:
    """The running prose of `body`, without blank lines: where a name may be found."""
    return tuple(p.span for p in pieces(body) if p.part is Part.PROSE and not p.span.of(body).isspace())


def _inline(body: str, block: Span) -> list[Piece]:
    out: list[Piece] = []
    at = block.start
    for found in _INLINE.finditer(body, block.start, block.end):
        if found.start() > at:
            out.append(Piece(Part.PROSE, Span(at, found.start())))
        out.append(Piece(_PARTS.get(found.lastgroup or "", Part.SKIPPED), Span(*found.span())))
        at = found.end()
    if at < block.end:
        out.append(Piece(Part.PROSE, Span(at, block.end)))
    return out


@lru_cache(maxsize=8)
def blocks(body: str) -> tuple[Piece, ...]:
    """`body` by lines: prose, headings and what is skipped; each a run of lines of one kind, cut at blank lines."""
    out: list[Piece] = []
    fence = ""
    inside = Part.PROSE
    blank_before = True
    container = False
    at = 0
    for line in body.splitlines(keepends=True):
        text = line.rstrip("\n")
        plain = _FIRST_PLAIN <= text[:1] <= _LAST_PLAIN
        blank = not plain and not text.strip()
        if fence:
            part = Part.SKIPPED
            if text.strip().lstrip("> ").startswith(fence) and not text.strip().strip("> " + fence[0]):
                fence = ""
        elif plain:
            part = inside
        elif opened := _FENCE.match(text):
            fence, part = opened["fence"], Part.SKIPPED
        elif blank:
            # A definition or an HTML block ends at a blank line; so does inline markup that was never closed.
            part = inside = Part.PROSE
        elif inside is Part.SKIPPED:
            part = Part.SKIPPED
        elif _HEADING.match(text):
            part = Part.HEADING
        elif _UNDERLINE.match(text) and not blank_before and out and out[-1].part is Part.PROSE:
            out[-1] = Piece(Part.HEADING, out[-1].span)
            part = Part.HEADING
        elif _HTML_BLOCK.match(text) or _DEFINITION.match(text):
            part = inside = Part.SKIPPED
        elif _FURNITURE.match(text) or (_INDENTED.match(text) and blank_before and not container):
            part = Part.SKIPPED
        else:
            part = Part.PROSE
        if not blank:
            indented = text[:1] in " \t"
            container = bool(not plain and (_LIST_ITEM.match(text) or _ADMONITION.match(text))) or (
                container and indented
            )
        span = Span(at, at + len(line))
        joins = out and out[-1].part is part and not blank and not blank_before and part is not Part.HEADING
        if joins:
            out[-1] = Piece(part, Span(out[-1].span.start, span.end))
        else:
            out.append(Piece(part, span))
        # A heading is a block by itself, whatever stands right below it.
        blank_before = blank or part is Part.HEADING
        at = span.end
    return tuple(out)
