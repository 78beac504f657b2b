"""The scripts of regions, by way of OpenCC's own standard, which all of them share.

Asked for a region, OpenCC does half of its work before it comes to the few dozen characters in which regions differ.
Here it is asked for the standard, once for all of them, and only of the clauses in which an entry tells more than its
characters do; the rest is a table of characters. The result is what OpenCC's config gives, to the character.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import daachorse
import numpy as np
from numpy.typing import NDArray

from leishu.hanzi.dictionaries import entries, stages
from leishu.hanzi.telling import APART

_COMPATIBILITY = (range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
"""Characters that OpenCC replaces before it looks for entries: what they become part of is not known here."""
_UNKNOWN = "\0"
"""Stands for one of them, until OpenCC was asked."""
Convert = Callable[[str], str]
Places = Sequence[tuple[int, int]]
"""Where something begins and ends in a text."""
Told = tuple[Places, str]
"""The clauses in which an entry tells something, and what they become, `APART` between."""


def standard(text: str, parts: Places, clauses: Places, convert: Convert) -> Told:
    """What OpenCC's standard of Traditional, its config s2t, writes in `clauses` of a text, each cut into `parts`."""
    places = list(_common(parts, clauses))
    return places, convert(APART.join([text[start:end] for start, end in places]))


def _common(some: Places, others: Places) -> Iterator[tuple[int, int]]:
    """What some places have in common with others, both in order."""
    rest = iter(others)
    first, last = next(rest, (0, 0))
    for start, end in some:
        while first < end and last:
            if max(start, first) < min(end, last):
                yield max(start, first), min(end, last)
            if last > end:
                break
            first, last = next(rest, (0, 0))


@dataclass(frozen=True, slots=True)
class Region:
    """What a region writes: a config of two stages, of which the first is OpenCC's standard."""

    convert: Convert
    """The config as a whole."""
    characters: Mapping[str, str]
    """What the last stage makes of characters."""
    some: re.Pattern[str]
    """Finds one of them."""
    alone: NDArray[np.uint32]
    """What each code point becomes where no entry tells more."""
    phrases: daachorse.CharwiseDoubleArrayAhoCorasick
    """What the phrases of the last stage would become if they were none."""

    def written(self, text: str, parts: Places, told: Told) -> list[str]:
        """The parts of a text as the config writes each. `told` is what `standard` says of them."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        alone = self.alone[codes].tobytes().decode("utf-32-le", "surrogatepass")
        clauses = self.some.sub(lambda found: self.characters[found[0]], told[1]).split(APART)
        out: list[str] = []
        at = 0
        for (start, end), clause in zip(told[0], clauses, strict=False):
            out += (alone[at:start], clause)
            at = end
        # Characters were exchanged one by one: each stands where it stood.
        whole = "".join((*out, alone[at:]))
        written = [whole[start:end] for start, end in parts]
        if _UNKNOWN not in whole and not self.phrases.find(whole):
            return written
        return [self._looked_through(text[start:end], done) for (start, end), done in zip(parts, written, strict=True)]

    def _looked_through(self, text: str, written: str) -> str:
        # Whether a phrase counts is known to OpenCC only: not where a word of the first stage parts it.
        pieces = zip(text.split(APART), written.split(APART), strict=True)
        return APART.join(
            self.convert(piece) if _UNKNOWN in done or self.phrases.find(done) else done for piece, done in pieces
        )


def regional(config: str, convert: Convert, standard: Mapping[str, str]) -> Region:
    """The region of a config of two stages. `standard` tells what characters become in the first one."""
    names = chain.from_iterable(stages(config)[-1])
    table = {key: forms.partition(" ")[0] for name in names for key, forms in entries(name).items()}
    characters = {key: form for key, form in table.items() if len(key) == 1}
    alone: NDArray[np.uint32] = np.arange(0x110000, dtype="<u4")
    for char in (*characters, *standard):
        form = standard.get(char, char)
        if len(form) == 1:
            alone[ord(char)] = ord(characters.get(form, form))
    for block in _COMPATIBILITY:
        alone[block.start : block.stop] = ord(_UNKNOWN)
    some = re.compile(f"[{''.join(characters)}]")
    change = str.maketrans(characters)
    phrases = {phrase.translate(change) for phrase in table.keys() - characters.keys()}
    return Region(convert, characters, some, alone, daachorse.CharwiseDoubleArrayAhoCorasick(sorted(phrases)))
