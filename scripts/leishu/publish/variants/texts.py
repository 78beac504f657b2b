"""Converts the texts of pages, each only once: the frame around the articles says the same on every page."""

from collections.abc import Mapping, Sequence

from leishu.hanzi.conversion import Conversion
from leishu.publish.slots import Voice
from leishu.publish.stretch import Text

_MEMORY = 20_000
"""How many texts are remembered."""


class Texts:
    """One conversion, and what it was asked before."""

    def __init__(self, conversion: Conversion, theme: Mapping[str, str]) -> None:
        self.conversion = conversion
        self.theme = theme
        self.moved: set[str] = set()
        """Those of the texts in mind in which a character may have moved."""
        self._frame: dict[str, str] = {}
        self._author: dict[str, str] = {}
        self._quoted: dict[str, str] = {}

    def all(self, texts: Sequence[Text]) -> list[str]:
        """Every text converted, each in its voice."""
        frame, author, quoted = self._frame, self._author, self._quoted
        # The voice of each is told by what remembers it: to look one up in a dictionary of voices is slow.
        asked = [
            (text, frame if voice is Voice.FRAME else quoted if voice is Voice.QUOTED else author)
            for text, voice in texts
        ]
        if max(map(len, (frame, author, quoted))) > _MEMORY:
            for memory in (frame, author, quoted, self.moved):
                memory.clear()
        new = [one for one in asked if one[0] not in one[1]]
        self._learn(frame, [text for text, memory in new if memory is frame and not self._of_theme(text)])
        self._learn(author, [text for text, memory in new if memory is author])
        self._learn(quoted, [text for text, memory in new if memory is quoted])
        return [memory[text] for text, memory in asked]

    def _learn(self, memory: dict[str, str], texts: Sequence[str]) -> None:
        new = list(dict.fromkeys(texts))
        converted, moved = self.conversion.told(new, quoted=memory is self._quoted)
        memory.update(zip(new, converted, strict=True))
        self.moved.update(new[number] for number in moved)

    def _of_theme(self, text: str) -> bool:
        """Whether a text of the frame is the theme's, which knows best; it is remembered then."""
        words = text.strip()
        if words in self.theme:
            self._frame[text] = text.replace(words, self.theme[words])
            self.moved.add(text)
        return words in self.theme
