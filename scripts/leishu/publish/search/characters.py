"""One character for another, in all texts of a page or a site at once."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from leishu.hanzi.convert import BREAK

Codes = NDArray[np.uint32]

_ALL = 0x110000


def codes_of(text: str) -> Codes:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def text_of(codes: Codes) -> str:
    """The text of code points."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def characters_of(texts: Iterable[str]) -> str:
    """Every character of `texts`, once."""
    there = np.zeros(_ALL, np.bool_)
    there[codes_of("".join(texts))] = True
    return text_of(np.flatnonzero(there).astype(np.uint32))


class CharacterMap:
    """What each character becomes, asked of `learn` when it is first met. `str.translate` takes it too.

    Args:
        learn: as many characters as it is given; a result of several characters counts as the character unchanged.
    """

    def __init__(self, learn: Callable[[Sequence[str]], Iterable[str]]) -> None:
        self._learn = learn
        self._codes = np.zeros(_ALL, np.uint32)
        self._known = np.zeros(_ALL, np.bool_)
        self._codes[ord(BREAK)], self._known[ord(BREAK)] = ord(BREAK), True

    def __getitem__(self, code: int) -> str:
        return chr(self.codes(np.array([code], np.uint32))[0])

    def codes(self, codes: Codes) -> Codes:
        """Code points in, as many code points out."""
        unknown = codes[~self._known[codes]]
        if len(unknown):
            characters = list(map(chr, np.unique(unknown).tolist()))
            for one, other in zip(characters, self._learn(characters), strict=True):
                self._codes[ord(one)] = ord(other if len(other) == 1 else one)
                self._known[ord(one)] = True
        return self._codes[codes]

    def text(self, text: str) -> str:
        """One text; as long as it was."""
        return text_of(self.codes(codes_of(text)))

    def all(self, texts: Sequence[str]) -> list[str]:
        """Every one of `texts`, none of which holds a BREAK."""
        return self.text(BREAK.join(texts)).split(BREAK) if texts else []
