"""What one tag of a page means for its variants: what changes in it, and what it says of the text around it.

A site says the same few thousand tags over and over: each is read once.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from leishu.hanzi.conversion import HAN
from leishu.model import LangTag
from leishu.publish.slots import READ, Kind, Slot, kind_of, speaks, untouched

ATTRIBUTES = r"""[^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+"""
"""All that may stand in a tag after its name."""
RAW = ("script", "style", "textarea", "iframe", "noembed", "noframes", "xmp")
"""Elements whose content is not HTML: each is one tag to us, from its first sign to its last."""

LEFT_OUT = "<!\x1e>"
"""Stands in a page where something was left out that stands alone."""
REMEMBERED = 20_000
"""How many tags are kept in mind."""
_TAG = re.compile(rf"<(?P<slash>/?)(?P<name>[a-z][a-z0-9:-]*)(?P<attributes>{ATTRIBUTES})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""(?<![^\s"'/])([a-z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""", re.IGNORECASE
)
_JSON_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"(\s*:)?')
_HAN_JSON = re.compile(rf"{HAN.pattern}|\\u[3-9f]|\\ud8")
_URL_LIKE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|\.{0,2}/|#)\S*", re.IGNORECASE)
_OF_THEME = re.compile(r"""\sclass=(["']?)md-""", re.IGNORECASE)
_SCOPE = re.compile(r'__md_scope=new URL\("([^"]*)"')
"""Material keeps the reader's settings under the address of the site's root: all variants share them."""

_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "data", "del", "dfn", "em", "font", "i", "ins", "label", "mark"),
        *("s", "small", "span", "strong", "sub", "time", "tt", "u", "wbr"),
    )
)
"""What may stand within a word; `sup` is the mark of a note, whose number is no number of what follows."""
_SKIPPED = frozenset(("code", "pre", "kbd", "samp", "var", "math"))
_QUOTING = frozenset(("blockquote", "q", "cite"))
_QUOTING_CLASS = re.compile(r"""\sclass\s*=\s*["'](?:[^"']*\s)?(?:leishu-passage|footnote)[\s"']""", re.IGNORECASE)
"""Passages of sources, and notes with what works are called and who published them."""
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, a whole element of `RAW`, or a comment."""

    name: str = ""
    """Of the element that begins or ends here, in small letters."""
    step: int = 0
    """1 where it begins, -1 where it ends."""
    parts_words: bool = False
    """Whether a word ends before it."""
    skips: bool = False
    """Whether nothing is to be converted in the element that begins here."""
    turns: bool = False
    """Whether somebody else speaks from here on."""
    quotes: bool = False
    """Whether the element that begins here is a quotation by its class."""
    framed: bool = False
    """Whether it is the theme's, wherever it stands."""
    opens: bool = False
    """Whether it would be another tag, a longer one, if the end of it stood in what follows."""
    marks: bool = False
    """Whether something was left out here."""
    slots: tuple[Slot, ...] = ()
    texts: tuple[str, ...] = field(init=False)
    """What stands in those slots that people read."""
    addresses: tuple[Slot, ...] = field(init=False)
    """The slots that remain where nothing is to be converted."""
    plain: bool = field(init=False)
    """Whether it says no more than its name does."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", tuple(slot.text for slot in self.slots if slot.kind in READ))
        others = (slot for slot in self.slots if slot.kind not in READ and slot.kind is not Kind.LANG)
        object.__setattr__(self, "addresses", tuple(others))
        object.__setattr__(
            self, "plain", not (self.slots or self.skips or self.turns or self.quotes or self.opens or self.marks)
        )


class Tags(dict[str, Tag]):
    """The tags of pages written in one language, filled as they are met."""

    def __init__(self, language: LangTag) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, token: str) -> Tag:
        if len(self) >= REMEMBERED:
            self.clear()
        self[token] = tag = _read(token, self.language)
        return tag


@cache
def tags_in(language: LangTag) -> Tags:
    """The tags of pages written in `language`: one memory a process."""
    return Tags(language)


def _read(token: str, language: LangTag) -> Tag:
    first = _TAG.match(token)
    if not first:
        if token == LEFT_OUT:
            return Tag(parts_words=True, marks=True)
        # A comment, or a declaration, which may be what there is of a comment.
        return Tag(opens=token.startswith("<!--") and not (token.endswith("-->") and len(token) >= len("<!---->")))
    name = first["name"].lower()
    if first.end() < len(token):
        return Tag(slots=tuple(_raw(token, name, first, language)))
    turns = name == "article" or name in _QUOTING
    if first["slash"]:
        return Tag(name, -1, name not in _INLINE, turns=turns)
    slots, foreign = _attributes(token, name, first, language)
    skips = (foreign or name in _SKIPPED) and name not in _VOID and first["attributes"][-1:] != "/"
    quotes = not turns and bool(_QUOTING_CLASS.search(first["attributes"]))
    framed = bool(_OF_THEME.search(first["attributes"]))
    return Tag(name, 1, name not in _INLINE, skips, turns, quotes, framed, name in RAW, slots=tuple(slots))


def _attributes(token: str, name: str, tag: re.Match[str], language: LangTag) -> tuple[Iterator[Slot], bool]:
    """The slots in a tag, and whether it says that what it holds is not to be converted."""
    found = [
        (attribute[1].lower(), *attribute.span(attribute.lastindex or 0))
        for attribute in _ATTRIBUTE.finditer(token, *tag.span("attributes"))
    ]
    values = {key: token[start:end] for key, start, end in found}
    foreign = untouched(values) or ("lang" in values and not speaks(values["lang"], language))
    slots = (
        Slot(kind, start, end, token[start:end])
        for key, start, end in found
        if (kind := kind_of(name, key, values, skipping=foreign))
        and not (kind is Kind.URL and token[start] == "#")  # stays on the page
        and (kind is not Kind.TEXT or HAN.search(token, start, end))
    )
    return slots, foreign


def _raw(token: str, name: str, tag: re.Match[str], language: LangTag) -> Iterator[Slot]:
    """The slots of an element whose content is not HTML."""
    # Its attributes are those of a field: a textarea has a placeholder.
    yield from _attributes(token, "input", tag, language)[0]
    if name != "script":
        return
    content = tag.end(), token.rindex("</")
    if "json" not in tag["attributes"]:
        yield from (Slot(Kind.BASE, *found.span(1), found[1]) for found in _SCOPE.finditer(token, *content))
        return
    settings = "__config" in tag["attributes"]
    key = ""
    for found in _JSON_STRING.finditer(token, *content):
        if found[2]:
            key = found[1]
        elif settings and key in ("base", "search"):
            yield Slot(Kind.BASE, *found.span(1), found[1])
        elif key == "inLanguage" and speaks(found[1], language):
            yield Slot(Kind.LANG, *found.span(1), found[1])
        elif not settings and found[1].startswith(("https:", "http:")):
            yield Slot(Kind.URL, *found.span(1), found[1])
        elif _HAN_JSON.search(found[1]) and not _URL_LIKE.fullmatch(found[1]):
            yield Slot(Kind.JSON, *found.span(1), str(json.loads(f'"{found[1]}"', strict=False)))
