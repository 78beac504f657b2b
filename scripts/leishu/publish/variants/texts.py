"""Converts the texts of pages, each only once: the frame around the articles says the same on every page."""

from collections.abc import Mapping, Sequence

from leishu.hanzi.conversion import Conversion
from leishu.publish.slots import Voice
from leishu.publish.stretch import Text

_FRAME, _QUOTED = Voice.FRAME, Voice.QUOTED
"""Python takes longer to find them in their class than to do all the rest that is done with a text."""
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
        asked = [(text, frame if voice is _FRAME else quoted if voice is _QUOTED else author) for text, voice in texts]
        if max(map(len, (frame, author, quoted))) > _MEMORY:
            for memory in (frame, author, quoted, self.moved):
                memory.clear()
        new = [one for one in asked if one[0] not in one[1]]
        self._learn([one for one in new if one[1] is quoted], quoted=True)
        # The frame's own words are converted as an author's are: both in one go.
        plain = (one for one in new if one[1] is not quoted)
        self._learn([one for one in plain if one[1] is author or not self._of_theme(one[0])], quoted=False)
        return [memory[text] for text, memory in asked]

    def _learn(self, asked: Sequence[tuple[str, dict[str, str]]], *, quoted: bool) -> None:
        """Convert texts, each for the memory that was asked for it."""
        new = list(dict.fromkeys(text for text, _ in asked))
        converted, moved = self.conversion.told(new, quoted=quoted)
        told = dict(zip(new, converted, strict=True))
        for text, memory in asked:
            memory[text] = told[text]
        self.moved.update(new[number] for number in moved)

    def _of_theme(self, text: str) -> bool:
        """Whether a text of the frame is the theme's, which knows best; it is remembered then."""
        words = text.strip()
        if words in self.theme:
            self._frame[text] = text.replace(words, self.theme[words])
            self.moved.add(text)
        return words in self.theme
