"""Pages → the files of an index, in memory: names and bytes, not yet compressed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from leishu.publish.search.bounds import told
from leishu.publish.search.characters import CharacterMap, characters_of
from leishu.publish.search.compact import compact, encoded
from leishu.publish.search.form import character_lines, choices, form, forms, written
from leishu.publish.search.joining import joining
from leishu.publish.search.model import KINDS, IndexedPage
from leishu.publish.search.names import name_files
from leishu.publish.search.postings import Fields, gather
from leishu.publish.search.regional import Words, asked_terms, present
from leishu.publish.search.shards import Sections, shards
from leishu.publish.search.sounds import COMMON, readings, sounds_file, word_files, words_of

FORMAT = 5
"""Raised when a browser that knows the old files would misread the new ones."""

_TEXT = 800  # code points of a file of texts: a result costs one of them


@dataclass(frozen=True, slots=True)
class Index:
    """What is written to one folder."""

    files: Mapping[str, Sections]
    """Each in the parts that are compressed by themselves."""
    units: int
    terms: int


def build_index(pages: Sequence[IndexedPage], tables: Sequence[CharacterMap], own: Words = ()) -> Index:
    """The index of `pages`, which are in the order of their numbers.

    Args:
        pages: by kind, then by address.
        tables: the characters of the variants.
        own: words that say the same in other regions, beyond those that are known anyway.
    """
    fields = _fields(pages)
    postings = gather(fields)
    terms = shards(postings)
    names, first_names = name_files(pages)
    texts, text_starts = _texts(pages)
    characters = postings.characters()
    sounds = readings(characters)
    said = {*words_of(forms([page.lead.text for page in pages])), *(word for page in pages for word in page.words)}
    words, first_sounds = word_files(said, sounds)
    typed = {*COMMON, *form("".join(name for page in pages for name in page.names))}
    regional = present(postings.frequencies(asked_terms(own)), own)
    lines = character_lines({*characters, *"".join(regional)})
    meta = {
        "units": len(fields),
        "starts": [1 + len(page.units) for page in pages],
        "kinds": [sum(page.kind == kind for page in pages) for kind in range(len(KINDS))],
        "texts": text_starts,
        "pairs": terms.pairs,
        "characters": terms.characters,
        "words": told(terms.words),
        "common": terms.common,
        "names": told(first_names),
    }
    files: dict[str, Sections] = {
        "meta": (encoded(compact(meta)),),
        "facets": (encoded(compact(_facets(pages))),),
        "fold": (*written(lines), encoded(f"{_regional(regional)}\n\n{joining()}")),
        "sounds": (sounds_file(sounds, typed, first_sounds),),
    }
    seen = characters_of(_shown(pages))
    for number, table in enumerate(tables):
        files[f"script-{number}"] = (encoded(choices(lines, seen, table)),)
    files |= terms.files
    for folder, found in (("s", words), ("n", names), ("t", texts)):
        files |= {f"{folder}/{number}": (one,) for number, one in enumerate(found)}
    return Index(files, len(fields), len(postings.terms))


def _fields(pages: Sequence[IndexedPage]) -> list[Fields]:
    folded = iter(forms([text for page in pages for text in _texts_of(page)]))
    found: list[Fields] = []
    for page in pages:
        title, *names = islice(folded, len(page.names))
        found.append(Fields(next(folded), "", (title,), tuple(names)))
        found += [Fields(next(folded), next(folded)) for _ in page.units]
    return found


def _texts_of(page: IndexedPage) -> Iterator[str]:
    yield from page.names
    yield page.lead.text
    for unit in page.units:
        yield unit.text
        yield unit.heading


def _shown(pages: Sequence[IndexedPage]) -> Iterator[str]:
    """What readers see of the pages."""
    for page in pages:
        yield page.names[0]
        for unit in (page.lead, *page.units):
            yield unit.heading
            yield unit.text


def _regional(words: Mapping[str, Sequence[str]]) -> str:
    """A line for each word and its others; = before one that has the word for another in turn, and no line for that."""
    rows: dict[str, list[str]] = {}
    for word, others in words.items():
        for other in others:
            both = word in words.get(other, ())
            if not both or word < other:
                rows.setdefault(word, []).append(f"={other}" if both else other)
    return "\n".join(" ".join((word, *others)) for word, others in rows.items())


def _texts(pages: Sequence[IndexedPage]) -> tuple[list[bytes], list[int]]:
    """Files of texts and how many units stand in each."""
    files: list[bytes] = []
    counts: list[int] = []
    held: list[str] = []
    rows: list[str] = []
    room = _TEXT
    last: int | None = None
    for number, page in enumerate(pages):
        for unit in (page.lead, *page.units):
            size = len(unit.text) + 40
            if rows and room < size:
                files.append(_text_file(held, rows))
                counts.append(len(rows))
                held, rows, room, last = [], [], _TEXT, None
            if last != number:
                held.append(_page_record(number, page))
                last = number
            rows.append(f"[{len(held) - 1},{unit.row}]")
            room -= size
    if rows:
        files.append(_text_file(held, rows))
        counts.append(len(rows))
    return files, counts


def _text_file(pages: Sequence[str], units: Sequence[str]) -> bytes:
    return encoded(f'{{"pages":[{",".join(pages)}],"units":[{",".join(units)}]}}')


def _page_record(number: int, page: IndexedPage) -> str:
    known = compact([number, page.url, page.kind, page.entry_kind])[1:-1]
    return f"[{known},{page.title},{compact(page.year)}]"


def _facets(pages: Sequence[IndexedPage]) -> dict[str, object]:
    """What results can be filtered by, page by page."""
    topics = {page.url: page for page in pages if page.kind == KINDS.index("topic")}
    order = {url: number for number, url in enumerate(topics)}
    kinds = sorted({page.entry_kind for page in pages})
    return {
        "topics": [[url, json.loads(page.title)] for url, page in topics.items()],
        "of": [[order[url] for url in page.topics if url in order] for page in pages],
        "kinds": kinds,
        "kind": [kinds.index(page.entry_kind) for page in pages],
        "years": [page.year or 0 for page in pages],
    }
