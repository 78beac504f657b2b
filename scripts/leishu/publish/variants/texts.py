"""Converts the texts of pages, each only once: the frame around the articles says the same on every page."""

from collections.abc import Mapping, Sequence

from leishu.hanzi.conversion import Conversion
from leishu.publish.html import Text
from leishu.publish.slots import Voice

_MEMORY = 20_000
"""How many texts are remembered."""


class Texts:
    """One conversion, and what it was asked before."""

    def __init__(self, conversion: Conversion, theme: Mapping[str, str]) -> None:
        self.conversion = conversion
        self.theme = theme
        self._plain: dict[str, str] = {}
        self._quoted: dict[str, str] = {}
        self._frame: dict[str, str] = {}
        """Of the frame, where the theme knows best."""

    def all(self, texts: Sequence[Text]) -> list[str]:
        """Every text converted, each in its voice."""
        # The voice of each is told by what remembers it: to look one up in a dictionary of voices is slow.
        asked = [(text, self._memory(text, voice)) for text, voice in texts]
        for known in (self._plain, self._quoted):
            if len(known) > _MEMORY and any(text not in memory for text, memory in asked if memory is known):
                known.clear()
            new = list(dict.fromkeys(text for text, memory in asked if memory is known and text not in memory))
            known.update(zip(new, self.conversion.all(new, quoted=known is self._quoted), strict=True))
        return [memory[text] for text, memory in asked]

    def _memory(self, text: str, voice: Voice) -> dict[str, str]:
        if voice is Voice.QUOTED:
            return self._quoted
        if voice is Voice.FRAME and text not in self._frame:
            words = text.strip()
            if words in self.theme:
                self._frame[text] = text.replace(words, self.theme[words])
        return self._frame if voice is Voice.FRAME and text in self._frame else self._plain
