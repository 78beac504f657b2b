"""The forward model of the damage that re-publishing tools do to Chinese pages. `repair.shifted` is its inverse.

A tool of this kind makes a copied page look new. It works on the GBK *bytes* of the page and never looks where one
character ends and the next begins:

1. the text is made Traditional one character at a time (not done here: it depends on the site);
2. for each character X of the site's table, the two bytes of X are replaced by the same bytes and `(reading)`,
   wherever they stand. A pair may straddle two characters: 因為 is D2F2 9EE9, and F29E is 驗, so `(yàn)` lands in 為;
3. the page is cut before ！ ； ， 。 (again found as bytes, straddling pairs too) and each piece is decoded alone as
   code page 936 (see `codepage`), so that half a character at an edge becomes `?`;
4. full-width ASCII becomes half-width, tags are stripped (a tag whose `<` was swallowed stays: `/p>`).

Not every straddling mark is cut: which ones is not explained by anything in the bytes, so `cut` is asked each time.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from leishu.repair import codepage

MARKS = tuple(mark.encode("gbk") for mark in "！；，。")
"""The marks a page is cut at, as bytes."""

NARROW = {0xFF01 + i: 0x21 + i for i in range(94)}
"""`str.translate` table of step 4: full-width ASCII → ASCII. The ideographic comma and full stop stay."""

_MARKS = re.compile(b"(?=" + b"|".join(map(re.escape, MARKS)) + b")")
_TAG = re.compile(r"</?[a-z][^<>\n]{0,200}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """What one site's tool is set to."""

    table: tuple[tuple[str, str], ...]
    """(character, reading), in the order the replacements are made."""
    narrow: bool = True
    tags: bool = True
    brackets: str = "()"
    """What the readings are put in; `（）` is bytes like a character, and its first one too makes a pair."""


def annotate(data: bytes, site: Site) -> bytes:
    """Step 2: put each reading after the bytes of its character, straddling pairs included."""
    for character, reading in site.table:
        pair = character.encode("gbk")
        data = data.replace(pair, pair + reading.join(site.brackets).encode("gbk"))
    return data


def _always(_at: int) -> bool:
    return True


def pieces(data: bytes, cut: Callable[[int], bool] = _always) -> list[bytes]:
    """Step 3: `data` cut before every mark for whose offset `cut` says yes."""
    edges = [m.start() for m in _MARKS.finditer(data) if m.start() and cut(m.start())]
    return [data[a:b] for a, b in zip([0, *edges], [*edges, len(data)], strict=True)]


def publish(text: str, site: Site, cut: Callable[[int], bool] = _always) -> str:
    """Steps 2 to 4 over one line of Traditional text."""
    if site.tags:
        text = f"<p>{text}</p>"
    data = annotate(codepage.encode(text), site)
    shown = "".join(codepage.decode(piece) for piece in pieces(data, cut))
    if site.narrow:
        shown = shown.translate(NARROW)
    return _TAG.sub("", shown) if site.tags else shown
