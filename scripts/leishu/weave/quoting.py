"""A passage as another page quotes it: its links lead from there, its notes stay behind, a heading's mark is gone."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from leishu.knowledge.corpus import Corpus
from leishu.knowledge.links import add_links, href
from leishu.knowledge.references import resolve
from leishu.markdown.masks import Part, pieces
from leishu.model import DocPath, Link, LinkKind, Passage
from leishu.weave.cards import carded

_HEADING = re.compile(r"\A#{1,6}[ \t]+")
_NOTE = re.compile(r"\[[\^@][^\[\]\s]+\]")
_TARGET = re.compile(r"(?<=\]\()(?![A-Za-z][A-Za-z0-9+.-]*:|/)(?P<path>[^\s()<>#]*)(?P<anchor>#[^\s()<>]*)?")


def quote_passage(corpus: Corpus, passage: Passage, page: DocPath, linked: set[DocPath]) -> str:
    """The Markdown of `passage` for `page`; of the mentions on it only those whose target is not yet in `linked`.

    Adds the targets it links to `linked`: the first mention on the whole page is the one that is a link.
    """
    source = corpus.source_paths[passage.source]
    text = passage.text
    links = tuple(_links_of(corpus, source, passage))
    out: list[str] = []
    for piece in pieces(text):
        part = piece.span.of(text)
        match piece.part:
            case Part.PROSE | Part.HEADING | Part.WIKILINK:
                inside = (link for link in links if piece.span.start <= link.span.start < piece.span.end)
                moved = (replace(link, page=page, span=link.span.shifted(-piece.span.start)) for link in inside)
                out.append(add_links(part, _first(moved, linked)))
            case Part.CITATION:
                pass
            case _:
                out.append("" if _NOTE.fullmatch(part) else _TARGET.sub(lambda to: _moved(to, source, page), part))
    return _HEADING.sub("", "".join(out))


def _links_of(corpus: Corpus, source: DocPath, passage: Passage) -> Iterator[Link]:
    """The links in a passage, counted from its beginning."""
    links = corpus.links[source]
    for link in links[bisect_left(links, passage.span.start, key=lambda link: link.span.start) :]:
        if link.span.end > passage.span.end:
            return
        yield from carded(corpus, (replace(link, span=link.span.shifted(-passage.span.start)),))


def _first(links: Iterator[Link], linked: set[DocPath]) -> Iterator[Link]:
    for link in links:
        if link.kind is not LinkKind.MENTION or link.target not in linked:
            linked.add(link.target)
            yield link


def _moved(target: re.Match[str], source: DocPath, page: DocPath) -> str:
    """The target of a link that was written for `source`, as `page` must write it."""
    to = resolve(source, unquote(target["path"])) if target["path"] else source
    return href(page, to) + (target["anchor"] or "")
