"""What was worked out of a knowledge base, on disk, so that the next command need not work it out again.

It lies in build/cache/knowledge.pickle and may be deleted at any time. One that another program made, or that cannot be
read, counts as none; what is in it is compared with the pages as they are (`knowledge.memory`), so it is never wrong.
Nothing but our own plain values is taken from it, whoever put it there.
"""

import hashlib
import io
import pickle
import sys
from enum import Enum
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from leishu.config import Settings
from leishu.knowledge.memory import Memory, NoMemory
from leishu.weave.loom import Loom

_MOST = 30_000_000
"""Bytes of pages: of a larger base nothing is kept, since what is kept takes as much room again."""
_LIBRARIES = ("opencc", "rjieba", "daachorse", "rensa", "lunar_python")
_OURS = ("leishu.model.", "leishu.knowledge.", "leishu.markdown.", "leishu.records.", "leishu.problems.")
_PLAIN = {
    *(("builtins", name) for name in ("set", "frozenset")),
    *(("datetime", name) for name in ("date", "datetime", "timezone", "timedelta")),
    *(("array", name) for name in ("array", "_array_reconstructor")),
}


@lru_cache(maxsize=2)
def memory_of(settings: Settings) -> Memory:
    """The memory of a base: in one process always the same, and at first what the last build left."""
    if sum(file.stat().st_size for file in settings.docs.rglob("*.md") if file.is_file()) > _MOST:
        return NoMemory()
    file = _file(settings)
    try:
        made, _, data = file.read_bytes().partition(b"\n")
        return Memory(_Reader(io.BytesIO(data)).load()) if made == _program() else Memory()
    # A pickle that is damaged may raise anything.
    except Exception:  # noqa: BLE001
        return Memory()


@lru_cache(maxsize=2)
def loom_of(settings: Settings) -> Loom | None:
    """The loom of a base, in one process always the same; none for one of which nothing is kept."""
    return None if isinstance(memory_of(settings), NoMemory) else Loom()


def keep(settings: Settings, memory: Memory) -> None:
    """Leave a memory for the next command."""
    if isinstance(memory, NoMemory):
        return
    file = _file(settings)
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.write_bytes(_program() + b"\n" + pickle.dumps(memory.kept, protocol=5))
    new.replace(file)


def _file(settings: Settings) -> Path:
    return settings.build / "cache" / "knowledge.pickle"


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
