"""Converts pages, in several processes where there are many: OpenCC holds Python's lock, so threads gain nothing."""

import os
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any

from leishu.garbage import uncollected
from leishu.publish.html import scan
from leishu.publish.urls import address
from leishu.publish.variants.page import Writer

_MANY = 1500
"""Pages from which a second process gains more than it costs to start."""
_AT_ONCE = 1_500_000
"""How many characters of pages are converted in one go."""


@dataclass(frozen=True, slots=True)
class Todo:
    """A page that is to be converted."""

    file: str
    source: str
    key: bytes
    """What its variants will be kept under."""
    rules: int = 0
    """The number of the set of rules that hold on it."""


@dataclass(frozen=True, slots=True)
class Forms:
    """What a page is in every variant."""

    html: list[bytes]
    touched: bytes
    """A digest of the rules that can matter to it."""


Done = tuple[Todo, Forms]


def convert_pages(writer: Writer, todo: Iterable[Todo]) -> Iterator[Done]:
    """Each page in every variant, in order. Of `todo` no more is read ahead than keeps the processes busy."""
    pages = iter(todo)
    first = list(islice(pages, _MANY))
    processes = (os.cpu_count() or 1) if len(first) == _MANY else 1
    chunks = _chunks(chain(first, pages))
    if processes == 1:
        for chunk in chunks:
            yield from zip(chunk, _written(writer, chunk), strict=True)
    else:
        yield from _spread(writer, chunks, processes)


def _chunks(pages: Iterable[Todo]) -> Iterator[list[Todo]]:
    chunk: list[Todo] = []
    size = 0
    for page in pages:
        chunk.append(page)
        size += len(page.source)
        if size >= _AT_ONCE:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _written(writer: Writer, pages: list[Todo]) -> list[Forms]:
    sheets = [scan(page.source, writer.canonical.tag) for page in pages]
    alike: dict[int, list[int]] = {}
    for number, page in enumerate(pages):
        alike.setdefault(page.rules, []).append(number)
    forms = [Forms([], writer.touched(sheet, page.rules)) for sheet, page in zip(sheets, pages, strict=True)]
    for rules, numbers in alike.items():
        some = [(sheets[number], address(pages[number].file)) for number in numbers]
        for variant in writer.variants:
            for number, html in zip(numbers, writer.variant_pages(some, variant, rules), strict=True):
                forms[number].html.append(html.encode("utf-8"))
    return forms


def _spread(writer: Writer, chunks: Iterator[list[Todo]], processes: int) -> Iterator[Done]:
    # A fork has all that is loaded here, dictionaries and all; it is safe only where no other thread holds a lock.
    alone = "fork" in get_all_start_methods() and threading.active_count() == 1
    if alone:
        writer.warm()
    context = get_context("fork" if alone else "spawn")
    settings = (writer.canonical, writer.variants, writer.site_url, writer.rules, writer.sets, writer.feeds)
    with _importable(), ProcessPoolExecutor(processes, context, _begin, settings) as pool:
        waiting: deque[tuple[list[Todo], Future[list[Forms]]]] = deque()
        while True:
            if chunk := next(chunks, []):
                waiting.append((chunk, pool.submit(_in_process, chunk)))
            if len(waiting) > 2 * processes or (waiting and not chunk):
                pages, done = waiting.popleft()
                yield from zip(pages, done.result(), strict=True)
            elif not chunk:
                return


_writers: list[Writer] = []
"""That of this process: converters are slow to make, and cannot be sent."""


def _begin(*settings: Any) -> None:
    _writers[:] = [Writer(*settings)]


def _in_process(todo: list[Todo]) -> list[Forms]:
    with uncollected():
        return _written(_writers[0], todo)


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
