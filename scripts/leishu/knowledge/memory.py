"""What was worked out before, kept by what it was worked out from, so that one edited page costs one page.

A result is given again only where all that it was made from is equal to what it was: a corpus built with a memory is
the corpus built without. For `leishu serve`, which builds again at every edit; a memory belongs to one knowledge base.
"""

from collections.abc import Callable
from typing import TypeVar, cast

_T = TypeVar("_T")


class Memory:
    """Results by what they are and whose."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[tuple[object, ...], object]] = {}

    def recall(self, what: str, whose: str, made_from: tuple[object, ...], make: Callable[[], _T]) -> _T:
        """`make()`, or what it gave when `made_from` was equal to this. A new result takes the old one's place."""
        kept = self._kept.get((what, whose))
        if kept and kept[0] == made_from:
            return cast(_T, kept[1])
        result = make()
        self._kept[what, whose] = (made_from, result)
        return result
