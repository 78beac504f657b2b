"""The places in a tag that change with the language of a page, and which attributes are such places."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from leishu.hanzi.conversion import HAN
from leishu.model import LangTag

_READ = frozenset(("title", "alt", "aria-label", "aria-description", "placeholder", "label"))
_LINKING = frozenset(("href", "src", "poster", "action", "formaction", "data", "xlink:href"))
_META_READ = frozenset(("description", "keywords", "author", "application-name", "apple-mobile-web-app-title"))
_META_LINKING = frozenset(("og:url", "og:image", "og:image:secure_url", "twitter:image", "twitter:url"))
_BUTTONS = frozenset(("button", "submit", "reset"))


class Kind(StrEnum):
    """What stands in a slot."""

    TEXT = "text"
    """Text between tags, or in an attribute that people read."""
    JSON = "json"
    """A string in a JSON script, between its quotes."""
    LANG = "lang"
    """The value of a lang attribute that names the language of the page."""
    LOCALE = "locale"
    """Open Graph's name of that language: zh_TW."""
    URL = "url"
    URLS = "urls"
    """A srcset: URLs with their sizes, parted by commas."""
    BASE = "base"
    """The way from the page to the root of the site, as scripts of the theme are told it."""


class Voice(StrEnum):
    """Who speaks in a text."""

    FRAME = "frame"
    """The theme, around the article."""
    AUTHOR = "author"
    QUOTED = "quoted"
    """Somebody else, whose words stay: <blockquote>, <q>, <cite>."""


READ = frozenset((Kind.TEXT, Kind.JSON))
"""What people read."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A range of a tag that a variant may write differently."""

    kind: Kind
    start: int
    end: int
    text: str
    """What stands there, without the escapes of JSON."""


def filled(tag: str, contents: Iterable[tuple[Slot, str]]) -> str:
    """A tag with other contents in its slots."""
    out: list[str] = []
    at = 0
    for slot, text in contents:
        out += (tag[at : slot.start], _put(tag[slot.start : slot.end], text, slot))
        at = slot.end
    out.append(tag[at:])
    return "".join(out)


def _put(before: str, text: str, slot: Slot) -> str:
    if text == slot.text:
        return before
    return _json(before, text) if slot.kind is Kind.JSON else text


def _json(before: str, after: str) -> str:
    """`after` as a JSON string, escaped the way `before` is: a script's own escapes keep `</script>` out."""
    # Half of a surrogate pair can be written as an escape only.
    written = json.dumps(after, ensure_ascii=not HAN.search(before) or "\\ud" in before.lower())[1:-1]
    if "\\/" in before:
        written = written.replace("/", "\\/")
    for char in "<>&'":
        if char not in before:
            written = written.replace(char, f"\\u{ord(char):04x}")
    return written


def kind_of(name: str, key: str, values: Mapping[str, str], *, skipping: bool) -> Kind | None:
    """What stands in the attribute `key` of an element `name`; None where it is the same in every language.

    Args:
        name: of the element, in small letters.
        key: of the attribute, in small letters.
        values: of all its attributes.
        skipping: whether what people read there is not to be converted.
    """
    if key in _LINKING:
        return Kind.URL
    if key == "srcset":
        return Kind.URLS
    if name == "meta" and key == "content":
        about = (values.get("property") or values.get("name") or "").lower()
        if about == "og:locale":
            return Kind.LOCALE
        if about in _META_LINKING:
            return Kind.URL
        read = about in _META_READ or about.startswith(("og:", "twitter:", "article:", "dc."))
        return Kind.TEXT if read and not skipping else None
    if skipping:
        return None
    if key in _READ or (key == "value" and name == "input" and values.get("type") in _BUTTONS):
        return Kind.TEXT
    return Kind.LANG if key == "lang" else None


def speaks(lang: str, language: LangTag) -> bool:
    """Whether a lang attribute says no more than the page does, which is in `language`."""
    given, own = lang.lower(), language.lower()
    return given in ("", "zh", own) or given.startswith(f"{own}-") or (own == "zh-hans" and given in ("zh-cn", "zh-sg"))


def untouched(values: Mapping[str, str]) -> bool:
    """Whether the attributes of an element ask that no machine translate it."""
    return values.get("translate") == "no" or "notranslate" in values.get("class", "").split()
