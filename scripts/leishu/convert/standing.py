"""Where damage that was left stands on a page: until a person mends the page, or settles it in the source's record."""

import re
from collections.abc import Iterable, Iterator

from leishu.convert.record import LeftLine
from leishu.hanzi.fold import fold
from leishu.model import SourcePage, Span

_ESCAPED = {"<": "(?:<|&lt;)", "&": "(?:&|&amp;)", "?": r"(?:\\?\?|&#63;)", "=": "(?:=|&#61;)", ":": "(?::|&#58;)"}
"""How `markdown.escape` may have written a character other than with a backslash."""


def standing(source: SourcePage, left: Iterable[LeftLine]) -> Iterator[tuple[LeftLine, Span]]:
    """Each damaged run that still stands on the page of `source`, with where in its body.

    The page was converted to another script since; the match key is the same in all, character for character. Equal
    runs of a passage are met in their order.
    """
    key = fold(source.page.body)
    spans = {passage.anchor: passage.span for passage in source.passages}
    begun: dict[tuple[str, str], int] = {}
    for line in left:
        place = (line.anchor, line.text)
        span = spans.get(line.anchor, Span(0, len(key)))
        found = _pattern(line.text).search(key, begun.get(place, span.start), span.end)
        if found:
            begun[place] = found.end()
            yield line, Span(*found.span())


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile("".join(_ESCAPED.get(character, r"\\?" + re.escape(character)) for character in fold(text)))
