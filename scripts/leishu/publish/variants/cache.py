"""The variants that were made before, by a digest of all that decides how they look."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Self

from leishu.publish.html import scan
from leishu.publish.variants.page import Writer
from leishu.publish.variants.workers import Forms

_FILE = "pages.sqlite"
"""One file: to make one for each page costs more than to convert it, on some machines."""
_TABLES = """
create table if not exists pages (key blob, number integer, html blob, primary key (key, number));
create table if not exists rules (key blob primary key, held blob, touched blob);
create table if not exists sources (key blob primary key, html blob);
"""
_PATIENCE = 30
"""How many seconds another build may hold it."""
_TOGETHER = 128
"""How many writes, two a page, go in one go: what an interrupted build loses."""


class Cache:
    """Pages in every variant, and canonical pages as they were before markup was resolved in them.

    Where it cannot be read or written, pages are converted again; nothing else is lost by it.
    """

    def __init__(self, folder: Path, writer: Writer) -> None:
        self.writer = writer
        decides = repr((_program(), writer.canonical, writer.variants, writer.site_url, sorted(writer.feeds)))
        self._settings = sha256(sha256(decides.encode()).digest())
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / _FILE
        self._base = _opened(self._file)
        self._broken = False
        self._kept, self._sources = _keys(self._base)
        self._used: set[bytes] = set()
        self._waiting: dict[str, list[tuple[bytes | int, ...]]] = {}
        """What is to be written, by the statement that does."""
        self._writes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Keep what was made, and, unless it was interrupted, nothing that this run did not need."""
        if kind is None:
            self._write("delete from rules where key = ?", [(key,) for key in self._kept.keys() - self._used])
            self._write("delete from pages where key not in (select key from rules)", [()])
            self._write("delete from sources where key = ?", [(key,) for key in self._sources - self._used])
        self._commit()
        self._base.close()
        if self._broken:
            self._file.unlink(missing_ok=True)

    def key(self, file: str, source: str) -> bytes:
        """What the variants of a page are kept under."""
        digest = self._settings.copy()
        digest.update(f"{file}\0".encode())
        digest.update(source.encode())
        return digest.digest()

    def pages(self, key: bytes, source: str, rules: int) -> tuple[bytes, ...]:
        """A page in every variant; none if it is not kept as it is under the set of `rules` of that number."""
        if key not in self._kept or not self._holds(key, source, rules):
            return ()
        self._used.add(key)
        with self._careful():
            rows = self._base.execute("select html from pages where key = ? order by number", (key,)).fetchall()
            if len(rows) == len(self.writer.variants):
                return tuple(html for (html,) in rows)
        return ()

    def _holds(self, key: bytes, source: str, rules: int) -> bool:
        """Whether what is kept was made under rules that say the same of the page."""
        held, touched = self._kept[key]
        now = self.writer.touching(rules).all
        if held != now:
            if touched != self.writer.touched(scan(source, self.writer.canonical.tag), rules):
                return False
            self._write("update rules set held = ? where key = ?", [(now, key)])
        return True

    def keep(self, key: bytes, rules: int, forms: Forms) -> None:
        """Keep a page in every variant, made under the set of rules of that number."""
        self._used.add(key)
        self._write(
            "insert or replace into pages values (?, ?, ?)",
            ((key, number, html) for number, html in enumerate(forms.html)),
        )
        held = self.writer.touching(rules).all
        self._write("insert or replace into rules values (?, ?, ?)", [(key, held, forms.touched)])

    def source(self, data: bytes) -> str:
        """The page that `data` is, as the renderer left it.

        Raises UnicodeDecodeError.
        """
        return self.writer.source(self.received(data))

    def received(self, data: bytes) -> str:
        """What a canonical file was before its conversion markup was resolved in it.

        Raises UnicodeDecodeError.
        """
        if self._sources and (key := sha256(data).digest()) in self._sources:
            ((data,),) = self._base.execute("select html from sources where key = ?", (key,))
        return data.decode("utf-8")

    def keep_source(self, filled: bytes, source: str) -> None:
        """Keep what a canonical file was before its conversion markup was resolved in it."""
        key = sha256(filled).digest()
        self._used.add(key)
        if key not in self._sources:
            self._write("insert or replace into sources values (?, ?)", [(key, source.encode("utf-8"))])

    def _write(self, statement: str, rows: Iterable[tuple[bytes | int, ...]]) -> None:
        self._waiting.setdefault(statement, []).extend(rows)
        self._writes += 1
        if self._writes % _TOGETHER == 0:
            self._commit()

    def _commit(self) -> None:
        with self._careful():
            for statement, rows in self._waiting.items():
                self._base.executemany(statement, rows)
            self._base.commit()
        self._waiting.clear()

    @contextmanager
    def _careful(self) -> Iterator[None]:
        """Go on without the cache where another build holds it, the disk is full, or the file turns out damaged."""
        try:
            yield
        except sqlite3.OperationalError:
            self._base.rollback()
        except sqlite3.DatabaseError:
            self._broken = True


def _opened(file: Path) -> sqlite3.Connection:
    """The file as a database; a new one if it is none, or a broken one."""
    try:
        return _connected(file)
    except sqlite3.DatabaseError:
        file.unlink(missing_ok=True)
        return _connected(file)


def _connected(file: Path) -> sqlite3.Connection:
    base = sqlite3.connect(file, timeout=_PATIENCE)
    try:
        # It can be made again: the disk need not have it before we go on.
        base.execute("pragma synchronous = off")
        base.executescript(_TABLES)
        _keys(base)
    except sqlite3.DatabaseError:
        base.close()
        raise
    return base


def _keys(base: sqlite3.Connection) -> tuple[dict[bytes, tuple[bytes, bytes]], set[bytes]]:
    """What there are pages of, with digests of the rules that held and of those that mattered; and what sources."""
    pages = {key: (held, touched) for key, held, touched in base.execute("select key, held, touched from rules")}
    return pages, {key for (key,) in base.execute("select key from sources")}


@cache
def _program() -> str:
    """A digest of the code and data that convert, and the version of OpenCC's dictionaries."""
    digest = sha256(version("opencc").encode())
    for package in ("leishu.hanzi", "leishu.publish", "leishu.publish.variants"):
        for file in sorted(files(package).iterdir(), key=lambda file: file.name):
            if file.is_file():
                digest.update(file.read_bytes())
    return digest.hexdigest()
