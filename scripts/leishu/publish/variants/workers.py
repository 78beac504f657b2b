"""Converts pages, in several processes where there are many: OpenCC holds Python's lock, so threads gain nothing."""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path

from leishu.model import Variant
from leishu.publish.html import scan
from leishu.publish.urls import address
from leishu.publish.variants.cache import Cache
from leishu.publish.variants.page import Rules, Writer

_MANY = 400
"""Pages from which a second process gains more than it costs to start."""
_AT_ONCE = 16
"""Pages that a process takes in one go."""


_Settings = tuple[Path, Variant, tuple[Variant, ...], str, Rules]
"""What a cache and its writer are made from."""


@dataclass(frozen=True, slots=True)
class Todo:
    """A page that is to be converted, and the key its variants are kept under."""

    file: str
    key: str
    rules: Rules = ()
    """Those of the page itself."""


def convert_pages(
    site: Path, kept: Cache, todo: list[Todo], progress: Callable[[int, int], None] | None = None
) -> None:
    """Put every variant of the pages in `todo` into `kept`."""
    processes = min(os.cpu_count() or 1, len(todo) // _MANY + 1)
    done = 0
    for number in _spread(site, kept, todo, processes) if processes > 1 else _each(site, kept, todo):
        done += number
        if progress:
            progress(done, len(todo))


def _each(site: Path, kept: Cache, todo: list[Todo]) -> Iterator[int]:
    for page in todo:
        source = kept.source((site / page.file).read_bytes())
        sheet = scan(source, kept.writer.canonical.tag)
        for variant in kept.writer.variants:
            html = kept.writer.variant_page(sheet, address(page.file), variant, page.rules)
            kept.keep(page.key, variant, html)
        yield 1


def _spread(site: Path, kept: Cache, todo: list[Todo], processes: int) -> Iterator[int]:
    writer = kept.writer
    settings = (kept.folder, writer.canonical, writer.variants, writer.site_url, writer.rules)
    chunks = [todo[start : start + _AT_ONCE] for start in range(0, len(todo), _AT_ONCE)]
    # A fork has all that is loaded here, dictionaries and all; it is safe only where no other thread holds a lock.
    alone = "fork" in get_all_start_methods() and threading.active_count() == 1
    if alone:
        _kept(*settings).writer.warm()
    with _importable(), ProcessPoolExecutor(processes, get_context("fork" if alone else "spawn")) as pool:
        yield from pool.map(partial(_in_process, site, settings), chunks)


def _in_process(site: Path, settings: _Settings, todo: list[Todo]) -> int:
    return sum(_each(site, _kept(*settings), todo))


@cache
def _kept(folder: Path, canonical: Variant, variants: tuple[Variant, ...], site_url: str, rules: Rules) -> Cache:
    """Made once a process: converters are slow to make, and cannot be sent."""
    return Cache(folder, Writer(canonical, variants, site_url, rules))


@contextmanager
def _importable() -> Iterator[None]:
    """A process that is started has this one's import path: put Leishu on it where a hook loaded it from its folder."""
    home = str(Path(__file__).parents[3])
    if home in sys.path:
        yield
        return
    sys.path.append(home)
    try:
        yield
    finally:
        sys.path.remove(home)
