"""What was worked out of a knowledge base and woven, on disk, so that the next command need not do it again.

It lies in build/cache/knowledge.pickle and may be deleted at any time. One that another program made, or that cannot be
read, counts as none; what is in it is compared with the pages as they are (`knowledge.memory`, `weave.loom`), so it is
never wrong. Both lie in one file: what a page was woven from is mostly what was worked out, and stands there once.
Nothing but our own plain values is taken from it, whoever put it there.
"""

import atexit
import hashlib
import pickle
import sys
from contextlib import suppress
from enum import Enum
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from leishu.config import Settings
from leishu.convert.files import write_whole
from leishu.garbage import uncollected
from leishu.knowledge.memory import Kept, Memory, NoMemory
from leishu.weave.loom import Loom, Web

_MOST = 30_000_000
"""Bytes of pages: of a larger base nothing is kept, since what is kept takes as much room again."""
_LIBRARIES = ("opencc", "rjieba", "daachorse", "rensa", "lunar_python", "jinja2", "PyYAML")
_OURS = tuple(
    f"leishu.{name}." for name in ("model", "knowledge", "markdown", "records", "problems", "weave", "convert.record")
)
_PLAIN = {
    *(("builtins", name) for name in ("set", "frozenset")),
    *(("datetime", name) for name in ("date", "datetime", "timezone", "timedelta")),
    *(("array", name) for name in ("array", "_array_reconstructor")),
}


class Remembered:
    """What is remembered of one base: at first what a command left, then what this process works out."""

    def __init__(self, file: Path, memory: Memory, loom: Loom | None) -> None:
        self.memory = memory
        self.loom = loom
        """None for a base of which nothing is kept."""
        self._file = file
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
        # Nobody needs it: whoever interrupts this wants to be off, and a full disk has spoken up where it matters.
        with suppress(KeyboardInterrupt, OSError), uncollected():
            data = pickle.dumps((self.memory.kept, self.loom and self.loom.kept), protocol=5)
            write_whole(self._file, _program() + b"\n" + data)


@lru_cache(maxsize=2)
def remembered_of(settings: Settings) -> Remembered:
    """What is remembered of a base, in one process always the same."""
    file = settings.build / "cache" / "knowledge.pickle"
    if sum(page.stat().st_size for page in settings.docs.rglob("*.md") if page.is_file()) > _MOST:
        return Remembered(file, NoMemory(), None)
    kept, woven = _read(file)
    return Remembered(file, Memory(kept), Loom(woven))


def _read(file: Path) -> tuple[Kept, Web]:
    """What was left in `file`, or nothing."""
    try:
        with file.open("rb") as left, uncollected():
            if left.readline() == _program() + b"\n":
                kept, woven = _Reader(left).load()
                return kept, woven
    # A pickle that is damaged may raise anything.
    except Exception:  # noqa: BLE001, S110
        pass
    return {}, {}


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


def _member(kind: type[Enum], name: str) -> Enum:
    """One of an enum's values, which Python before 3.11.4 pickles as an attribute of its class."""
    if not issubclass(kind, Enum):
        raise pickle.UnpicklingError(f"{kind} is no enum")
    return kind[name]


class _Reader(pickle.Unpickler):
    """Makes values of our own classes and of a few of Python's; a file may come from anywhere."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of that name, where it is plain, or ours: written in that very module, not one that it imports."""
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if (module, name) == ("builtins", "getattr"):
            return _member
        if f"{module}.".startswith(_OURS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a memory")
