"""Pages woven before, given again where nothing that they were woven from has changed.

What a page is woven from nobody lists: a corpus that watches tells what was looked up in it. So a page is the one that
would be woven anew, whatever is woven into pages one day.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple, TypeVar, cast

from leishu.knowledge.corpus import Corpus
from leishu.model import DocPath, Page

_K = TypeVar("_K")
_V = TypeVar("_V")


class Work(NamedTuple):
    """A page to weave: `make(corpus, *given)`."""

    path: DocPath
    make: Callable[..., Page]
    given: tuple[Any, ...]


class _How(Enum):
    """What was asked of a part of the corpus."""

    WHOLE = "whole"
    AT = "at"
    IN = "in"


class _Absent(Enum):
    """What stands at a key that is not there: a member is the same one after it was on disk."""

    NONE = "none"


_NONE = _Absent.NONE
_Seen = dict[tuple[str, _How, Any], Any]
"""By a part of the corpus, what was asked of it, and the key: what was seen."""


@dataclass(frozen=True, slots=True)
class Woven:
    """A page and all that it was woven from."""

    given: tuple[Any, ...]
    seen: _Seen
    page: Page


Web = dict[tuple[DocPath, str], Woven]
"""By its path and the name of what made it: a function cannot be left on disk."""


class Loom:
    """Weaves pages and keeps them for the next time. It belongs to one knowledge base."""

    def __init__(self, kept: Web | None = None) -> None:
        self.kept: Web = kept or {}
        self.anew: tuple[DocPath, ...] = ()
        """What had to be woven the last time."""
        self.changed = False
        """Whether something was woven or dropped the last time."""

    def weave(self, corpus: Corpus, works: Iterator[Work]) -> list[Page]:
        """The page of each work, in their order."""
        woven: Web = {}
        anew: list[DocPath] = []
        for work in works:
            key = (work.path, f"{work.make.__module__}.{work.make.__qualname__}")
            known = self.kept.get(key)
            if not known or known.given != work.given or not _same(corpus, known.seen):
                seen: _Seen = {}
                page = work.make(cast(Corpus, _Watched(corpus, seen)), *work.given)
                known = Woven(work.given, seen, page)
                anew.append(work.path)
            woven[key] = known
        self.changed = bool(anew) or len(self.kept) > len(woven)
        self.kept, self.anew = woven, tuple(anew)
        return [known.page for known in woven.values()]


def _same(corpus: Corpus, seen: _Seen) -> bool:
    """Whether what was seen is seen again."""
    for (name, how, key), value in seen.items():
        now = getattr(corpus, name)
        if how is _How.AT:
            now = now.get(key, _NONE)
        elif how is _How.IN:
            now = key in now
        if now is not value and now != value:
            return False
    return True


class _Watched:
    """Stands for a corpus, and notes in `seen` what is looked up in it."""

    def __init__(self, corpus: Corpus, seen: _Seen) -> None:
        self._corpus = corpus
        self._seen = seen

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._corpus, name)
        if isinstance(value, Mapping):
            value = _WatchedMapping(value, name, self._seen)
            # The next time it is found without a call.
            setattr(self, name, value)
        else:
            self._seen[name, _How.WHOLE, None] = value
        return value


class _WatchedMapping(Mapping[_K, _V]):
    """Stands for a mapping of a corpus."""

    def __init__(self, of: Mapping[_K, _V], name: str, seen: _Seen) -> None:
        self._of = of
        self._name = name
        self._seen = seen

    def __getitem__(self, key: _K) -> _V:
        value = self._seen[self._name, _How.AT, key] = self._of.get(key, cast(_V, _NONE))
        if value is _NONE:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        found = self._seen[self._name, _How.IN, key] = key in self._of
        return found

    def __iter__(self) -> Iterator[_K]:
        self._seen[self._name, _How.WHOLE, None] = self._of
        return iter(self._of)

    def __len__(self) -> int:
        self._seen[self._name, _How.WHOLE, None] = self._of
        return len(self._of)
