"""The scripts of regions, by way of OpenCC's own standard, which all of them share.

Asked for a region, OpenCC does half of its work before it comes to the few dozen characters in which regions differ.
Here it is asked for the standard, once for all of them, and only of the clauses in which an entry tells more than its
characters do; the rest is a table of characters. The result is what OpenCC's config gives, to the character.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain

import daachorse
import numpy as np
from numpy.typing import NDArray

from leishu.hanzi.dictionaries import entries, stages
from leishu.hanzi.telling import APART, Telling

_COMPATIBILITY = (range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
"""Characters that OpenCC replaces before it looks for entries: what they become part of is not known here."""
_UNKNOWN = "\0"
"""Stands for one of them, until OpenCC was asked."""
Convert = Callable[[str], str]
Told = tuple[list[tuple[int, int]], str]
"""Where the clauses of a text begin and end in which an entry tells something; what they become, `APART` between."""


def standard(text: str, convert: Convert, telling: Telling) -> Told:
    """What OpenCC's standard of Traditional, its config s2t, writes in those clauses of a text."""
    clauses = list(telling.clauses(text))
    return clauses, convert(APART.join([text[start:end] for start, end in clauses]))


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

    def written(self, text: str, told: Told) -> str:
        """`text` as the config writes it. `told` is what `standard` says of it."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        alone = self.alone[codes].tobytes().decode("utf-32-le", "surrogatepass")
        clauses = self.some.sub(lambda found: self.characters[found[0]], told[1]).split(APART)
        out: list[str] = []
        at = 0
        for (start, end), clause in zip(told[0], clauses, strict=False):
            out += (alone[at:start], clause)
            at = end
        written = "".join((*out, alone[at:]))
        if _UNKNOWN not in written and not self.phrases.find(written):
            return written
        # Whether a phrase counts is known to OpenCC only: not where a word of the first stage parts it.
        parts = zip(text.split(APART), written.split(APART), strict=True)
        return APART.join(
            self.convert(part) if _UNKNOWN in done or self.phrases.find(done) else done for part, done in parts
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
