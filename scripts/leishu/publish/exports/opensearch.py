"""The site's passages as OpenSearch takes them in, for a site too large to be searched in the browser.

    index.json         the body of `PUT /NAME`: how text is read, and the fields
    documents-N.ndjson the bodies of `POST /_bulk`, in this order, one document a passage
    query.json         the body of `PUT /_scripts/NAME`: a search template

A document is what one result of our own search leads to: a passage, a section, or the page itself.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from leishu.model import Variant
from leishu.publish.exports.analysis import index_body, search_template
from leishu.publish.search.characters import CharacterMap
from leishu.publish.search.compact import compact
from leishu.publish.search.model import KINDS, IndexedPage, SearchName, Unit
from leishu.publish.search.pages import Pages
from leishu.publish.search.regional import Words
from leishu.publish.search.shown import apply, from_json
from leishu.publish.search.units import with_own_leads

_FILE = 8_000_000
"""Bytes of a file of documents: OpenSearch advises 5 to 15 MB for one request."""
_LONGEST_ID = 512
"""Bytes: OpenSearch takes no longer one."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    pages: int
    documents: int
    files: int
    bytes: int


def export_opensearch(
    site: Path,
    variants: Sequence[Variant],
    names: Iterable[SearchName],
    memory: Path,
    target: Path,
    index: str,
    words: Words = (),
    progress: Callable[[int, int], None] | None = None,
) -> Exported:
    """Write what OpenSearch needs to `target`; files of an earlier export go.

    Args:
        site: the built site; its pages and those of `variants` are read.
        variants: all but the canonical one.
        names: what the catalogue knows of the pages.
        memory: see `Pages`.
        target: the folder; made where there is none.
        index: the name the index is to have.
        words: groups of words of several regions that the site adds.
        progress: told how many pages are read, of how many.
    """
    pages = Pages(site, variants, {name.url: name for name in names}, memory)
    found = with_own_leads(pages.read(progress).values())
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("documents-*.ndjson"):
        old.unlink()
    (target / "index.json").write_text(_readable(index_body(words)), encoding="utf-8")
    (target / "query.json").write_text(_readable(search_template()), encoding="utf-8")
    count = size = 0
    files = 2
    for files, part in enumerate(_filled(_lines(found, variants, pages.tables, index)), 3):
        (target / f"documents-{files - 2:04}.ndjson").write_bytes(b"".join(part))
        count += len(part)
        size += sum(map(len, part))
    return Exported(len(found), count, files, size)


def documents(
    pages: Sequence[IndexedPage], variants: Sequence[Variant], tables: Sequence[CharacterMap]
) -> Iterator[dict[str, Any]]:
    """A document a unit, in the order of pages and passages."""
    titles = {page.url: page.names[0] for page in pages}
    for page in pages:
        of_page: dict[str, Any] = {
            "url": page.url,
            "kind": KINDS[page.kind],
            "title": page.names[0],
            "topics": [titles[url] for url in page.topics if url in titles],
        }
        about = {"entry_kind": page.entry_kind, "year": page.year}
        of_page |= {name: value for name, value in about.items() if value}
        for number, unit in enumerate((page.lead, *page.units)):
            document = of_page | {"number": number} | _texts(page, unit, variants, tables)
            if number == 0:
                document |= {"names": page.names[1:], "keys": sorted({key for key, *_ in page.keys})}
            yield document


def _texts(
    page: IndexedPage, unit: Unit, variants: Sequence[Variant], tables: Sequence[CharacterMap]
) -> dict[str, object]:
    anchor, heading, text = json.loads(f"[{unit.row}]")
    title = json.loads(page.title)
    parts = {"title": title, "heading": heading, "text": text}
    shown = {
        variant.tag: {
            "url": f"{variant.path}/{page.url}",
            **{name: apply(from_json(part), number, table) for name, part in parts.items()},
        }
        for number, (variant, table) in enumerate(zip(variants, tables, strict=True))
    }
    return {"anchor": anchor, "heading": unit.heading, "text": unit.text, "shown": shown}


def _lines(
    pages: Sequence[IndexedPage], variants: Sequence[Variant], tables: Sequence[CharacterMap], index: str
) -> Iterator[bytes]:
    for document in documents(pages, variants, tables):
        action = {"index": {"_index": index, "_id": _id(f"{document['url']}#{document['number']}")}}
        yield f"{compact(action)}\n{compact(document)}\n".encode()


def _id(name: str) -> str:
    return name if len(name.encode("utf-8")) <= _LONGEST_ID else sha256(name.encode("utf-8")).hexdigest()


def _filled(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    held: list[bytes] = []
    room = _FILE
    for line in lines:
        if held and room < len(line):
            yield held
            held, room = [], _FILE
        held.append(line)
        room -= len(line)
    if held:
        yield held


def _readable(body: object) -> str:
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"
