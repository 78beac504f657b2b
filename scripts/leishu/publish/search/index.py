"""Pages → the files of an index, in memory: names and bytes, not yet compressed."""

import json
from collections.abc import Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from itertools import accumulate

from leishu.publish.search.form import character_lines, form
from leishu.publish.search.model import KINDS, IndexedPage, Shown
from leishu.publish.search.names import name_files, name_keys, names_of, wrong_names
from leishu.publish.search.postings import Fields, gather, weigh
from leishu.publish.search.regional import Words, present
from leishu.publish.search.shards import han_files, word_files
from leishu.publish.search.sounds import characters_by_sound, readings
from leishu.publish.search.sounds import word_files as sound_files
from leishu.publish.search.tokens import begins_han

FORMAT = 1
"""Raised when a browser that knows the old files would misread the new ones."""

_TEXT = 800  # code points of a file of texts: a result costs one of them


@dataclass(frozen=True, slots=True)
class Index:
    """What is written to one folder."""

    files: Mapping[str, bytes]
    units: int
    terms: int


def build_index(pages: Sequence[IndexedPage], tables: Sequence[Mapping[int, str]], own: Words = ()) -> Index:
    """The index of `pages`, which are in the order of their numbers; `own` words that say the same in other regions."""
    fields = [one for page in pages for one in _fields(page)]
    average = max(1.0, sum(len(one.text) for one in fields) / max(1, len(fields)))
    postings = gather(weigh(one, average) for one in fields)
    han, words = _split(postings)
    han_data = han_files(postings, han)
    word_data, first_words = word_files(postings, words)
    name_data, first_names = name_files(name_keys(pages), lambda number: _name_record(number, pages[number]))
    texts, text_starts = _texts(pages)
    sounds = readings(term for term in han if len(term) == 1)
    said = (text for one in fields for text in (one.text, *one.titles, *one.names))
    sound_data, first_sounds = sound_files(said, sounds)
    starts = [0, *accumulate(len(page.units) for page in pages)]
    meta = {
        "units": len(fields),
        "starts": [len(page.units) for page in pages],
        "kinds": [sum(page.kind == kind for page in pages) for kind in range(len(KINDS))],
        "texts": text_starts,
        "han": len(han_data),
        "words": first_words,
        "names": first_names,
        "sounds": first_sounds,
    }
    files = {"meta": _json(meta), "facets": _json(_facets(pages)), "fold": _fold(postings, own)}
    files["sounds"] = characters_by_sound(sounds)
    for number, table in enumerate(tables):
        files[f"script-{number}"] = ("".join(map(chr, table)) + "\n" + "".join(table.values())).encode("utf-8")
    for folder, data in (("h", han_data), ("w", word_data), ("s", sound_data)):
        files |= {f"{folder}/{number}": one for number, one in enumerate(data)}
    files |= {f"n/{number}": _json(one) for number, one in enumerate(name_data)}
    files |= {f"t/{number}": _json(one) for number, one in enumerate(texts)}
    return Index(files, starts[-1], len(postings))


def _fields(page: IndexedPage) -> Iterator[Fields]:
    title, *names = names_of(page)
    yield Fields(form(page.lead.text), "", (form(title),), tuple(map(form, names)))
    for unit in page.units[1:]:
        yield Fields(form(unit.text.text), form(unit.heading.text))


def _split(terms: Mapping[str, object]) -> tuple[list[str], list[str]]:
    han: list[str] = []
    words: list[str] = []
    for term in sorted(terms):
        (han if begins_han(term) else words).append(term)
    return han, words


def _fold(terms: Mapping[str, Sized], own: Words) -> bytes:
    words = present(terms, own)
    characters = character_lines({*filter(lambda term: len(term) == 1, terms), *"".join(words)})
    lines = "\n".join(" ".join((word, *others)) for word, others in words.items())
    return f"{characters}\n\n{lines}".encode()


def _name_record(number: int, page: IndexedPage) -> list[object]:
    return [number, page.url, page.kind, page.entry_kind, _shown(page.title), names_of(page)[1:], wrong_names(page)]


def _texts(pages: Sequence[IndexedPage]) -> tuple[list[dict[str, list[object]]], list[int]]:
    """Files of texts and how many units stand in each."""
    files: list[dict[str, list[object]]] = []
    room = 0
    last = -1
    for number, page in enumerate(pages):
        for unit in page.units:
            size = len(unit.text.text) + 40
            if not files or room < size:
                files.append({"pages": [], "units": []})
                room, last = _TEXT, -1
            held_pages, held_units = files[-1]["pages"], files[-1]["units"]
            if last != number:
                held_pages.append([number, page.url, page.kind, page.entry_kind, _shown(page.title), page.year])
                last = number
            held_units.append([len(held_pages) - 1, unit.anchor, _shown(unit.heading), _shown(unit.text)])
            room -= size
    return files, [len(file["units"]) for file in files]


def _facets(pages: Sequence[IndexedPage]) -> dict[str, object]:
    """What results can be filtered by, page by page."""
    topics = {page.url: page.title for page in pages if page.kind == KINDS.index("topic")}
    order = {url: number for number, url in enumerate(topics)}
    kinds = sorted({page.entry_kind for page in pages})
    return {
        "topics": [[url, _shown(title)] for url, title in topics.items()],
        "of": [[order[url] for url in page.topics if url in order] for page in pages],
        "kinds": kinds,
        "kind": [kinds.index(page.entry_kind) for page in pages],
        "years": [page.year or 0 for page in pages],
    }


def _shown(text: Shown) -> object:
    if not text.edits:
        return text.text
    flat = [[part for edit in one for part in (edit.start, edit.end, edit.text)] for one in text.edits]
    return [text.text, *flat]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
