"""Built pages → what the index holds: units of a few hundred characters, each shown in every variant."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from leishu.publish.search.model import KINDS, PAGE, Block, IndexedPage, ReadPage, SearchName, Shown, Unit
from leishu.publish.search.shown import character_table, joined, part, shown

FULL = 420  # code points: what an excerpt can show of, and what a reader takes in after following a result
_ENDS = "。！？；!?;…"
_BREAK = "\n"

Tables = tuple[Mapping[int, str], ...]


def tables(pages: Iterable[tuple[ReadPage, Sequence[ReadPage]]], variants: int) -> Tables:
    """One character table a variant, from what the variant's pages say."""
    pairs: list[list[tuple[str, str]]] = [[] for _ in range(variants)]
    for page, others in pages:
        for found, other in zip(pairs, others, strict=True):
            found.append((page.title, other.title))
            found.extend((mine.text, its.text) for mine, its in zip(page.blocks, other.blocks, strict=True))
    return tuple(str.maketrans(character_table(one)) for one in pairs)


def own_leads(pages: Sequence[ReadPage]) -> list[ReadPage]:
    """The pages with leads of their own: where several have one in common, it is the site's, and their cards serve."""
    often = Counter(page.lead for page in pages)
    return [replace(page, lead=page.facts) if often[page.lead] > 1 else page for page in pages]


def same_structure(page: ReadPage, other: ReadPage | None) -> ReadPage:
    """The variant of a page, or the page itself where its variant is missing or has other blocks."""
    return other if other is not None and len(other.blocks) == len(page.blocks) else page


def indexed(
    url: str, page: ReadPage, others: Sequence[ReadPage], name: SearchName | None, tables: Tables
) -> IndexedPage:
    """One page as the index holds it. The first unit is the page itself: its names and description.

    A page that the catalogue does not know was put together from others, so only its title is taken.
    """
    lead = shown(page.lead, [other.lead for other in others], tables)
    blocks = ((block, [other.blocks[number] for other in others]) for number, block in enumerate(page.blocks))
    units = (Unit("", Shown(""), lead), *(_units(blocks, tables) if name else ()))
    return IndexedPage(
        url,
        KINDS.index(name.kind) if name else PAGE,
        shown(page.title, [other.title for other in others], tables),
        lead,
        units,
        name.names if name else (),
        name.entry_kind if name else "",
        name.topics if name else (),
        name.year if name else None,
    )


def _units(blocks: Iterable[tuple[Block, list[Block]]], tables: Tables) -> Iterator[Unit]:
    for (anchor, _), group in groupby(blocks, key=lambda pair: (pair[0].anchor, pair[0].heading)):
        held = list(group)
        heading = shown(held[0][0].heading, [other.heading for other in held[0][1]], tables)
        texts = [shown(block.text, [other.text for other in others], tables) for block, others in held]
        for filled in _filled([piece for text in texts for piece in _pieces(text)]):
            yield Unit(anchor, heading, filled)


def _filled(pieces: Iterable[Shown]) -> Iterator[Shown]:
    """Short pieces together, up to a unit's fill."""
    held: list[Shown] = []
    for piece in pieces:
        if held and sum(len(one.text) for one in held) + len(piece.text) > FULL:
            yield joined(held, _BREAK)
            held = []
        held.append(piece)
    if held:
        yield joined(held, _BREAK)


def _pieces(text: Shown) -> Iterator[Shown]:
    """A long text cut after sentences, and never inside an edit."""
    start = 0
    while len(text.text) - start > FULL:
        cut = _cut(text, start)
        yield part(text, start, cut)
        start = cut
    yield part(text, start, len(text.text)) if start else text


def _cut(text: Shown, start: int) -> int:
    limit = start + FULL
    sentence = max((text.text.rfind(sign, start + FULL // 3, limit) for sign in _ENDS), default=-1)
    cut = sentence + 1 if sentence >= 0 else limit
    inside = [edit.end for edits in text.edits for edit in edits if edit.start < cut < edit.end]
    return max(inside, default=cut)
