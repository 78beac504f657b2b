"""What one variant writes of the stretches that its pages share: each is written once."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from leishu.publish.html import Sheet
from leishu.publish.stretch import Stretch, Writing

_REMEMBERED = 8000
"""How many stretches are kept in mind."""


class Frame:
    """The frame of one variant's pages at one depth, under one set of rules."""

    def __init__(self, writing: Writing, moved: Collection[str]) -> None:
        self.writing = writing
        self.moved = moved
        """The texts in which a character may have moved."""
        self._forms: dict[Stretch, str] = {}

    def unknown(self, sheets: Sequence[Sheet]) -> Iterator[Stretch]:
        """The stretches of pages that `written` must be told the texts of."""
        if len(self._forms) > _REMEMBERED:
            self._forms.clear()
        for sheet in sheets:
            yield from (stretch for stretch in sheet.stretches if stretch not in self._forms)

    def written(self, sheet: Sheet, address: str, texts: Mapping[Stretch, Sequence[str]]) -> str:
        """The page at an address, with those texts in place of the ones in its stretches."""
        self.writing.page = address
        return sheet.joined(
            [self._forms.get(stretch) or self._write(stretch, sheet, texts) for stretch in sheet.stretches]
        )

    def _write(self, stretch: Stretch, sheet: Sheet, texts: Mapping[Stretch, Sequence[str]]) -> str:
        form = stretch.written(texts[stretch], self.writing, self.moved)
        if stretch is not sheet.own and self.writing.settles(stretch):
            self._forms[stretch] = form
        return form
