"""What was worked out of a knowledge base and woven, on disk, so that the next command need not do it again.

It lies in build/cache/knowledge.sqlite and may be deleted at any time. One that another program made, or that cannot be
read, counts as none; what is in it is compared with the pages as they are (`knowledge.memory`, `weave.loom`), so it is
never wrong. Both lie in one file: what a page was woven from is mostly what was worked out, and stands there once.
After an edit only what is new is added to it.
"""

import atexit
import hashlib
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from leishu.config import Settings
from leishu.garbage import uncollected
from leishu.knowledge.memory import Kept, Memory, NoMemory
from leishu.ledger import Ledger
from leishu.weave.loom import Loom, Web

_MOST = 30_000_000
"""Bytes of pages: of a larger base nothing is kept, since what is kept takes as much room again."""
_LIBRARIES = ("opencc", "rjieba", "daachorse", "rensa", "lunar_python", "jinja2", "PyYAML")
_K = TypeVar("_K")
_V = TypeVar("_V")


class Remembered:
    """What is remembered of one base: at first what a command left, then what this process works out."""

    def __init__(self, file: Path, *, keeping: bool = True) -> None:
        """What was left in `file`; nothing where it is not `keeping`."""
        self._ledger = Ledger(file, _program())
        self._kept: Kept = {}
        self._woven: Web = {}
        """What is on disk."""
        if keeping:
            with uncollected():
                for kept, woven in self._ledger.read():
                    self._kept, self._woven = _with(self._kept, kept), _with(self._woven, woven)
        self.memory = Memory(dict(self._kept)) if keeping else NoMemory()
        self.loom = Loom(self._woven) if keeping else None
        """None for a base of which nothing is kept."""
        self._left = False
        """Whether this process has left it already."""

    def keep(self) -> None:
        """Leave it for the next command, where there is something new.

        Again only when the process ends: whoever edits and looks should not wait for it after every edit.
        """
        if self.loom is None or not (self.memory.changed or self.loom.changed):
            return
        if self._left:
            atexit.unregister(self._leave)
            atexit.register(self._leave)
        else:
            self._leave()
            self._left = True

    def _leave(self) -> None:
        kept, woven = self.memory.kept, self.loom.kept if self.loom else {}
        # Nobody needs it: whoever interrupts this wants to be off, and a full disk has spoken up where it matters.
        with suppress(KeyboardInterrupt, OSError, sqlite3.Error), uncollected():
            if not self._ledger.add((_news(self._kept, kept), _news(self._woven, woven))):
                self._ledger.write((kept, woven))


def _news(before: Mapping[_K, _V], now: Mapping[_K, _V]) -> dict[_K, _V | None]:
    """What stands now otherwise than before; None where nothing does any more."""
    changed: dict[_K, _V | None] = {key: value for key, value in now.items() if value is not before.get(key)}
    return changed | dict.fromkeys(before.keys() - now.keys())


def _with(before: Mapping[_K, _V], news: Mapping[_K, _V | None]) -> dict[_K, _V]:
    """What stands now, told from before and `_news`."""
    return {key: value for key, value in {**before, **news}.items() if value is not None}


@lru_cache(maxsize=2)
def remembered_of(settings: Settings) -> Remembered:
    """What is remembered of a base, in one process always the same."""
    size = sum(page.stat().st_size for page in settings.docs.rglob("*.md") if page.is_file())
    return Remembered(settings.build / "cache" / "knowledge.sqlite", keeping=size <= _MOST)


@cache
def _program() -> bytes:
    """A digest of all that decides what is worked out from a page: all of ours, and the libraries' versions."""
    digest = hashlib.sha256(sys.version.encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\0".encode())
    package = Path(__file__).parent
    for file in sorted(file for file in package.rglob("*") if file.is_file() and file.suffix != ".pyc"):
        digest.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest().encode()
