"""Values in a file, one behind the other, so that what is new is added and the rest need not be written again.

Each stands under a seal: a digest of the program, of all before it, and of itself. What is damaged, cut off, or of
another program shows by that, and counts as nothing. Two processes may write: one that finds that the other was there
since it read adds nothing.
"""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from leishu.pickles import dumped, dumped_behind, loaded

_PATIENCE = 30
"""How many seconds another process may hold it."""


class Ledger:
    """The values in one file."""

    def __init__(self, file: Path, program: bytes) -> None:
        """`program` is a digest of all that decides what the values are."""
        self._file = file
        self._program = program
        self._last: bytes | None = None
        """The seal of the last value; None where nothing was read, or something written since."""
        self._held: Sequence[object] = ()
        self._sizes: list[int] = []

    def read(self) -> list[Any]:
        """Every value, in order; none where the file is missing, damaged, or of another program."""
        try:
            with closing(_connected(self._file)) as base:
                rows = base.execute("select seal, data from parts order by number").fetchall()
            last = self._program
            for seal, data in rows:
                last = _sealed(last, data)
                if seal != last:
                    return []
            values, self._held = loaded([data for _, data in rows])
        # What is damaged may raise anything.
        except Exception:  # noqa: BLE001
            return []
        self._last, self._sizes = last, [len(data) for _, data in rows]
        return values

    def add(self, value: object) -> bool:
        """Add a value, where the file is as it was read and not more than half of it was added."""
        if self._last is None:
            return False
        data = dumped_behind(self._held, value)
        if sum(self._sizes[1:]) + len(data) > self._sizes[0] / 2:
            return False
        try:
            with closing(_connected(self._file)) as base:
                base.execute("begin immediate")
                if base.execute("select seal from parts order by number desc").fetchone() != (self._last,):
                    return False
                _insert(base, self._last, data)
                base.execute("commit")
        except sqlite3.Error:
            return False
        self._forget()
        return True

    def write(self, value: object) -> None:
        """Write a value alone, in place of all that was there.

        Raises OSError or sqlite3.Error where the disk does not take it; the file is then as it was.
        """
        self._forget()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        part = self._file.with_name(f".{self._file.name}.{os.getpid()}.part")
        part.unlink(missing_ok=True)
        try:
            with closing(_connected(part, "rwc")) as base:
                base.execute("pragma page_size = 65536")
                base.execute("create table parts (number integer primary key, seal blob, data blob)")
                _insert(base, self._program, dumped(value))
            part.replace(self._file)
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    def _forget(self) -> None:
        """What is held is as much as all that was read."""
        self._last, self._held = None, ()


def _connected(file: Path, mode: str = "rw") -> sqlite3.Connection:
    base = sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", _PATIENCE, uri=True, isolation_level=None)
    # It can be made again, and a seal tells what is not whole: neither a journal beside it nor the disk is waited for.
    base.executescript("pragma journal_mode = memory; pragma synchronous = off;")
    return base


def _insert(base: sqlite3.Connection, last: bytes, data: bytes) -> None:
    base.execute("insert into parts (seal, data) values (?, ?)", (_sealed(last, data), data))


def _sealed(last: bytes, data: bytes) -> bytes:
    return sha256(last + sha256(data).digest()).digest()
