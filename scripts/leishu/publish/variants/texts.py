"""Converts the texts of pages, each only once: the frame around the articles says the same on every page."""

from collections.abc import Iterable, Mapping, Sequence

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
        self.known: dict[Text, str] = {}

    def all(self, texts: Sequence[Text]) -> list[str]:
        """Every text converted, each in its voice."""
        if len(self.known) > _MEMORY:
            self.known = {}
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        for voice in Voice:
            self._learn([text for text, heard in new if heard is voice], voice)
        return [self.known[text] for text in texts]

    def _learn(self, texts: Iterable[str], voice: Voice) -> None:
        left: list[str] = []
        for text in texts:
            words = text.strip()
            if voice is Voice.FRAME and words in self.theme:
                self.known[text, voice] = text.replace(words, self.theme[words])
            else:
                left.append(text)
        done = self.conversion.all(left, quoted=voice is Voice.QUOTED)
        self.known.update(((text, voice), result) for text, result in zip(left, done, strict=True))
