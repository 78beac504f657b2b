"""A page of HTML as a list of the few places that change with its language; every other byte stays as it is.

One regular expression walks over the tags, in the order they stand, without building a tree: what is not a `Slot` is
copied. It expects the HTML of a renderer (tags closed, attributes quoted); where a page is worse than that it converts
less, and still changes nothing between the slots.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from leishu.hanzi.conversion import HAN
from leishu.model import LangTag


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


@dataclass(frozen=True, slots=True)
class Slot:
    """A range of the page that a variant may write differently."""

    kind: Kind
    start: int
    end: int
    run: int = -1
    """Of what people read: texts of one run are parted by inline tags only, so that a word may go on over them."""
    voice: Voice = Voice.FRAME


_ATTRIBUTES = r"""[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*"""
_TOKEN = re.compile(
    rf"""
      <(?P<raw>script|style|textarea|iframe|noembed|noframes|xmp)\b(?P<raw_attributes>{_ATTRIBUTES})>
        (?P<content>.*?)</(?P=raw)\s*>
    | <!--.*?-->
    | <svg\b[^>]*>\s*(?:</?(?:path|g|circle|ellipse|rect|line|polyline|polygon)\b[^>]*>\s*)*</svg>
    | <(?P<name>/?[a-z][a-z0-9:-]*)(?P<attributes>{_ATTRIBUTES})>
    | <[!?][^>]*>
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""(?<![^\s"'/])([a-z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""", re.IGNORECASE
)
_WORTH_A_LOOK = re.compile(
    r"(?:lang|translate|href|src|srcset|poster|action|data|title|alt|aria-[a-z]+|placeholder|label|content|value)\s*=",
    re.IGNORECASE,
)
"""Most tags have a class and nothing else."""
_JSON_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"(\s*:)?')
_SCOPE = re.compile(r'__md_scope=new URL\("([^"]*)"')
"""Material keeps the reader's settings under the address of the site's root: all variants share them."""

_HAN_JSON = re.compile(rf"{HAN.pattern}|\\u[3-9f]|\\ud8")
_URL_LIKE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|\.{0,2}/|#)\S*", re.IGNORECASE)

_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "data", "del", "dfn", "em", "font", "i", "ins", "label", "mark"),
        *("s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "wbr"),
    )
)
"""What may stand within a word."""
_SKIPPED = frozenset(("code", "pre", "kbd", "samp", "math"))
_QUOTING = frozenset(("blockquote", "q", "cite"))
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_READ = frozenset(("title", "alt", "aria-label", "aria-description", "placeholder", "label"))
_LINKING = frozenset(("href", "src", "poster", "action", "formaction", "data", "xlink:href"))
_META_READ = frozenset(("description", "keywords", "author", "application-name", "apple-mobile-web-app-title"))
_META_LINKING = frozenset(("og:url", "og:image", "og:image:secure_url", "twitter:image", "twitter:url"))
_BUTTONS = frozenset(("button", "submit", "reset"))


def scan(html: str, language: LangTag) -> tuple[Slot, ...]:
    """The slots of a page written in `language`, in order, without overlap."""
    return tuple(_Scanner(html, language).slots())


def splice(html: str, parts: Iterable[tuple[Slot, str]]) -> str:
    """The page with each slot's text replaced."""
    out: list[str] = []
    at = 0
    for slot, text in parts:
        out += (html[at : slot.start], text)
        at = slot.end
    out.append(html[at:])
    return "".join(out)


class _Scanner:
    """One walk over one page."""

    def __init__(self, html: str, language: LangTag) -> None:
        self.html = html
        self.language = language
        self.runs = 0
        self.run: list[tuple[int, int]] = []
        self.skipping = ""
        self.depth = 0
        self.quoting = 0
        self.article = 0

    def slots(self) -> Iterator[Slot]:
        html = self.html
        at = 0
        # Slots of tags inside a run wait until the run is over: only then is it known whether it has Chinese in it.
        waiting: list[Slot] = []
        for token in _TOKEN.finditer(html):
            start = token.start()
            if start > at and not self.skipping:
                if html[at:start].isspace():
                    yield from self._flush(waiting)
                    waiting = []
                else:
                    self.run.append((at, start))
            at = token.end()
            name = token["name"]
            if name is None:
                waiting += self._raw(token) if token["raw"] else ()
                continue
            name = name.lower()
            closing = name[0] == "/"
            bare = name[1:] if closing else name
            if bare not in _INLINE:
                yield from self._flush(waiting)
                waiting = []
                self._hear(bare, closing=closing)
            if self.skipping:
                self._count(bare, closing=closing)
                if not closing:
                    waiting += self._attributes(name, token.start("attributes"), token.end("attributes"))
            elif not closing:
                waiting += self._attributes(name, token.start("attributes"), token.end("attributes"))
                if self.skipping:
                    yield from self._flush(waiting)
                    waiting = []
        if at < len(html) and not self.skipping:
            self.run.append((at, len(html)))
        yield from self._flush(waiting)

    def _flush(self, waiting: list[Slot]) -> list[Slot]:
        """The slots of the run that ends here, and those of its tags, in order."""
        run, self.run = self.run, []
        if not any(HAN.search(self.html, start, end) for start, end in run):
            return waiting
        self.runs += 1
        texts = [Slot(Kind.TEXT, start, end, self.runs, self.voice) for start, end in run]
        return sorted(texts + waiting, key=lambda slot: slot.start) if waiting else texts

    def _hear(self, name: str, *, closing: bool) -> None:
        """Note who speaks from here on."""
        step = -1 if closing else 1
        if name in _QUOTING:
            self.quoting = max(0, self.quoting + step)
        elif name == "article":
            self.article = max(0, self.article + step)

    @property
    def voice(self) -> Voice:
        return Voice.QUOTED if self.quoting else Voice.AUTHOR if self.article else Voice.FRAME

    def _count(self, name: str, *, closing: bool) -> None:
        if name == self.skipping:
            self.depth += -1 if closing else 1
            if not self.depth:
                self.skipping = ""

    def _attributes(self, name: str, start: int, end: int) -> Iterable[Slot]:
        """The slots in a tag. Begins to skip where the tag says that what it holds is not to be converted."""
        if not _WORTH_A_LOOK.search(self.html, start, end):
            if name in _SKIPPED and not self.skipping:
                self.skipping, self.depth = name, 1
            return ()
        found = [
            (attribute[1].lower(), *attribute.span(attribute.lastindex or 0))
            for attribute in _ATTRIBUTE.finditer(self.html, start, end)
        ]
        values = {key: self.html[first:last] for key, first, last in found}
        foreign = not self._own(values["lang"]) if "lang" in values else values.get("translate") == "no"
        skipping = self.skipping or (foreign and "skip")
        if not self.skipping and name not in _VOID and self.html[end - 1] != "/" and (foreign or name in _SKIPPED):
            self.skipping, self.depth = name, 1
        return (
            Slot(kind, first, last, self._next_run() if kind is Kind.TEXT else -1, self.voice)
            for key, first, last in found
            if (kind := self._kind(name, key, values, skipping=bool(skipping)))
            and (kind is not Kind.TEXT or HAN.search(self.html, first, last))
        )

    def _kind(self, name: str, key: str, values: dict[str, str], *, skipping: bool) -> Kind | None:
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

    def _own(self, lang: str) -> bool:
        given, own = lang.lower(), self.language.lower()
        return (
            given in ("", "zh", own)
            or given.startswith(f"{own}-")
            or (own == "zh-hans" and given in ("zh-cn", "zh-sg"))
        )

    def _next_run(self) -> int:
        self.runs += 1
        return self.runs

    def _raw(self, token: re.Match[str]) -> Iterator[Slot]:
        """The slots of an element whose content is not HTML."""
        yield from self._attributes("input", token.start("raw_attributes"), token.end("raw_attributes"))
        start, end = token.span("content")
        attributes = token["raw_attributes"]
        if token["raw"].lower() != "script" or start == end:
            return
        if "json" not in attributes:
            yield from (Slot(Kind.BASE, *found.span(1)) for found in _SCOPE.finditer(self.html, start, end))
            return
        key = ""
        for found in _JSON_STRING.finditer(self.html, start, end):
            if found[2]:
                key = found[1]
            elif "__config" in attributes and key in ("base", "search"):
                yield Slot(Kind.BASE, *found.span(1))
            elif _HAN_JSON.search(found[1]) and not _URL_LIKE.fullmatch(found[1]):
                yield Slot(Kind.JSON, *found.span(1), self._next_run())


def pieces(text: str, lengths: Iterable[int]) -> Iterator[str]:
    """`text` cut into pieces of these lengths."""
    ends = [0]
    for length in lengths:
        ends.append(ends[-1] + length)
    return (text[start:end] for start, end in pairwise(ends))
