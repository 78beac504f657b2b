"""What was worked out before, kept by what it was worked out from, so that one edited page costs one page.

A result is given again only where all that it was made from is equal to what it was: a corpus built with a memory is
the corpus built without. A memory belongs to one knowledge base.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

Kept = dict[tuple[str, str], tuple[tuple[object, ...], object]]
"""By what it is and whose: what it was made from, and the result."""

_T = TypeVar("_T")
_K = TypeVar("_K", bound=str)
_G = TypeVar("_G", bound=tuple[Any, ...])


class Memory:
    """Results by what they are and whose."""

    def __init__(self, kept: Kept | None = None) -> None:
        self.kept: Kept = kept or {}
        self.changed = False
        """Whether something was worked out or forgotten before it was last settled."""
        self._asked: dict[tuple[str, str], bool] = {}

    def recall(self, what: str, whose: str, make: Callable[..., _T], *made_from: Any) -> _T:
        """`make(*made_from)`, or what it gave when it was made from the same."""
        self._asked[what, whose] = known = self._knows(what, whose, made_from)
        if known:
            return cast(_T, self.kept[what, whose][1])
        result = make(*made_from)
        self.kept[what, whose] = (made_from, result)
        return result

    def _knows(self, what: str, whose: str, made_from: tuple[Any, ...]) -> bool:
        kept = self.kept.get((what, whose))
        return kept is not None and kept[0] == made_from

    def each(self, what: str, make: Callable[..., _T], made_from: Mapping[_K, tuple[Any, ...]]) -> dict[_K, _T]:
        """`recall` for every page: by page, what its result is made from."""
        return {whose: self.recall(what, whose, make, *given) for whose, given in made_from.items()}

    def together(self, what: str, make: Callable[[list[_G]], Iterable[_T]], made_from: Mapping[_K, _G]) -> dict[_K, _T]:
        """`each`, for what is cheaper made for many pages at once: one result for each given, in order."""
        made = iter(make([given for whose, given in made_from.items() if not self._knows(what, whose, given)]))
        return {whose: self.recall(what, whose, lambda *_: next(made), *given) for whose, given in made_from.items()}

    def same(self, what: str, value: _T) -> _T:
        """`value`; where it is equal to the last of that name, that very one, which compares at once from then on."""
        known: _T = self.recall(what, "", _itself, value)
        return known

    def settle(self) -> dict[str, list[str]]:
        """Forget what was not asked for since the last time; by what it is, whose was worked out anew."""
        anew: dict[str, list[str]] = {}
        for what, whose in (asked for asked, known in self._asked.items() if not known):
            anew.setdefault(what, []).append(whose)
        self.changed = bool(anew) or len(self.kept) > len(self._asked)
        self.kept = {asked: self.kept[asked] for asked in self._asked}
        self._asked = {}
        return anew


class NoMemory(Memory):
    """One that keeps nothing: what is built but once needs half the room so."""

    def recall(self, what: str, whose: str, make: Callable[..., _T], *made_from: Any) -> _T:  # noqa: ARG002
        """`make(*made_from)`."""
        return make(*made_from)


def _itself(value: _T) -> _T:
    return value
