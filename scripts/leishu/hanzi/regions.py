"""The scripts of regions, by way of OpenCC's own standard, which all of them share.

Asked for a region, OpenCC does half of its work before it comes to the few dozen characters in which regions differ.
Here the standard is made once for all of them, and OpenCC is asked only for the clauses in which an entry tells more
than its characters do; the rest is a table of characters. The result is what OpenCC's config gives, to the character.
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

_COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
"""Characters that OpenCC replaces before it looks for entries: what they become part of is not known here."""
Convert = Callable[[str], str]


class Standard:
    """OpenCC's standard of Traditional: its config s2t."""

    def __init__(self, convert: Convert, telling: Telling) -> None:
        self.convert = convert
        self.telling = telling
        table: NDArray[np.uint32] = np.arange(0x110000, dtype="<u4")
        for char, form in self.telling.single.items():
            if len(form) == 1:
                table[ord(char)] = ord(form)
        self._table = table

    def written(self, text: str) -> str:
        """`text` as the config writes it."""
        if _COMPATIBILITY.search(text):
            return self.convert(text)
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        alone = self._table[codes].tobytes().decode("utf-32-le", "surrogatepass")
        clauses = list(self.telling.clauses(text))
        told = self.convert(APART.join(text[start:end] for start, end in clauses)).split(APART)
        out: list[str] = []
        at = 0
        for (start, end), clause in zip(clauses, told, strict=False):
            out += (alone[at:start], clause)
            at = end
        out.append(alone[at:])
        return "".join(out)


@dataclass(frozen=True, slots=True)
class Region:
    """What a region writes otherwise: the last stage of its config."""

    convert: Convert
    """The config as a whole."""
    characters: Mapping[str, str]
    some: re.Pattern[str]
    """Finds one of the characters."""
    phrases: daachorse.CharwiseDoubleArrayAhoCorasick

    def written(self, text: str, standard: str) -> str:
        """`text` as the config writes it. `standard` is what Standard makes of it."""
        if not self.phrases.find(standard):
            return self._changed(standard)
        # A phrase counts only where no word of the first stage parts it, of which nothing is known here.
        parts = zip(text.split(APART), standard.split(APART), strict=True)
        return APART.join(
            self.convert(part) if self.phrases.find(done) else self._changed(done) for part, done in parts
        )

    def _changed(self, standard: str) -> str:
        return self.some.sub(lambda found: self.characters[found[0]], standard)


def regional(config: str, convert: Convert) -> Region:
    """The region of a config of two stages, of which the first is OpenCC's standard."""
    names = chain.from_iterable(stages(config)[-1])
    table = {key: forms.partition(" ")[0] for name in names for key, forms in entries(name).items()}
    characters = {key: form for key, form in table.items() if len(key) == 1}
    some = re.compile(f"[{''.join(characters)}]")
    phrases = daachorse.CharwiseDoubleArrayAhoCorasick([*table.keys() - characters.keys()])
    return Region(convert, characters, some, phrases)
