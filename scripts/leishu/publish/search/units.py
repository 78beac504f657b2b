"""Built pages → what the index holds: units of a few hundred characters, each shown in every variant."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice
from typing import NamedTuple

from leishu.model import NameOrigin
from leishu.publish.search.characters import CharacterMap
from leishu.publish.search.compact import compact
from leishu.publish.search.form import forms
from leishu.publish.search.model import KINDS, PAGE, IndexedPage, ReadPage, SearchName, Shown, Unit
from leishu.publish.search.names import names_of, page_keys
from leishu.publish.search.shown import as_json, joined, part, shown
from leishu.publish.search.sounds import words_of

FULL = 420  # code points: what an excerpt can show of, and what a reader takes in after following a result
_ENDS = "。！？；!?;…"
_BREAK = "\n"
_NOTHING = Shown("")

Tables = Sequence[CharacterMap]


def same_structure(page: ReadPage, other: ReadPage) -> ReadPage:
    """The variant of a page, or the page itself where its variant is missing or has other blocks."""
    return other if len(other.blocks) == len(page.blocks) else page


class Built(NamedTuple):
    """What is known of one page before it is indexed."""

    url: str
    page: ReadPage
    others: Sequence[ReadPage]
    """Its variants, with the blocks of `page`."""
    name: SearchName | None
    """A page that the catalogue does not know was put together from others, so only its title is taken."""


def indexed(built: Sequence[Built], tables: Tables) -> list[IndexedPage]:
    """Pages as the index holds them; of each the variants are in the order of their character `tables`.

    Many at once: what arrays do for all their texts together takes a fraction of what it takes text by text.
    """
    own = [_texts(one.page) for one in built]
    others = [[text for one in built for text in _texts(one.others[number])] for number in range(len(tables))]
    told = iter(shown([text for texts in own for text in texts], others, tables))
    drafts = [_draft(one, list(islice(told, len(texts)))) for one, texts in zip(built, own, strict=True)]
    folded = iter(forms([text for draft in drafts for text in _said(draft)]))
    return [replace(draft, words=words_of(islice(folded, len(_said(draft))))) for draft in drafts]


def _draft(built: Built, texts: Sequence[Shown]) -> IndexedPage:
    """A page that lacks its words yet."""
    url, page, _, name = built
    title, about, card, *rest = texts
    blocks = zip((block.anchor for block in page.blocks), rest[::2], rest[1::2], strict=True)
    kind = KINDS.index(name.kind) if name else PAGE
    names = names_of(page.title, name.names if name else ())
    wrong = {one.text for one in name.names if one.origin is NameOrigin.MISSPELLING} if name else ()
    return IndexedPage(
        url,
        kind,
        names,
        tuple(number for number, text in enumerate(names) if text in wrong),
        page_keys(names, kind),
        as_json(title),
        _unit("", _NOTHING, about),
        _unit("", _NOTHING, card),
        tuple(_units(blocks)) if name else (),
        (),
        name.entry_kind if name else "",
        name.topics if name else (),
        name.year if name else None,
    )


def _said(page: IndexedPage) -> list[str]:
    return [*page.names, *(unit.text for unit in page.units)]


def with_own_leads(pages: Iterable[IndexedPage]) -> list[IndexedPage]:
    """The pages with leads of their own: where several have one in common, it is the site's, and their cards serve."""
    pages = list(pages)
    often = Counter(page.lead.text for page in pages)
    return [replace(page, lead=page.facts) if often[page.lead.text] > 1 else page for page in pages]


def _texts(page: ReadPage) -> list[str]:
    return [page.title, page.lead, page.facts, *(text for block in page.blocks for text in (block.heading, block.text))]


def _unit(anchor: str, heading: Shown, text: Shown) -> Unit:
    return Unit(heading.text, text.text, f"{compact(anchor)},{as_json(heading)},{as_json(text)}")


def _units(blocks: Iterable[tuple[str, Shown, Shown]]) -> Iterator[Unit]:
    """The units of blocks: the anchor, heading and text of each."""
    for (anchor, _), group in groupby(blocks, key=lambda block: (block[0], block[1].text)):
        held = list(group)
        for filled in _filled([piece for _, _, text in held for piece in _pieces(text)]):
            yield _unit(anchor, held[0][1], filled)


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
