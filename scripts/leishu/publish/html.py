"""A page of HTML as a list of the few places that change with its language; every other byte stays as it is.

One regular expression walks over the tags, in the order they stand, without building a tree: what is not a `Slot` is
copied. It expects the HTML of a renderer (tags closed, attributes quoted); where a page is worse than that it converts
less, and still changes nothing between the slots.
"""

import re
from collections.abc import Iterable, Iterator

from leishu.hanzi.conversion import HAN
from leishu.model import LangTag
from leishu.publish.slots import Kind, Slot, Voice, kind_of, speaks

_ATTRIBUTES = r"""[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*"""
_PLAIN = (
    "div|nav|ul|ol|li|dl|dt|dd|p|h[1-6]|table|thead|tbody|tr|td|th|main|header|footer|section|aside|form|body|hr|br"
)
_TOKEN = re.compile(
    rf"""
      (?P<blocks>(?:</?(?:{_PLAIN})(?:\s+class="[^"]*")?\s*/?>\s*)+)
    | <(?P<raw>script|style|textarea|iframe|noembed|noframes|xmp)\b(?P<raw_attributes>{_ATTRIBUTES})>
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
_NAME = re.compile(r"<(/?)([a-z0-9]+)", re.IGNORECASE)
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
        self.found: list[Slot] = []
        self.runs = 0
        self.run: list[tuple[int, int]] = []
        """The texts since the last tag that ends a word."""
        self.waiting: list[Slot] = []
        """The slots of tags since then: only when the run is over is it known whether it has Chinese in it."""
        self.skipping = ""
        self.depth = 0
        self.quoting = 0
        self.article = 0

    def slots(self) -> list[Slot]:
        """All slots, in order."""
        at = 0
        for token in _TOKEN.finditer(self.html):
            start, end = token.span()
            if start > at and not self.skipping:
                self._text(at, start)
            at = end
            name = token["name"]
            if token["blocks"]:
                self._blocks(token["blocks"])
            elif name is not None:
                self._tag(name.lower(), token)
            elif token["raw"]:
                self.waiting += self._raw(token)
        if at < len(self.html) and not self.skipping:
            self._text(at, len(self.html))
        self._flush()
        return self.found

    def _blocks(self, tags: str) -> None:
        """Several tags at once that say nothing but that a word ends here: most of a page's."""
        if self.run or self.waiting:
            self._flush()
        if self.skipping:
            for found in _NAME.finditer(tags):
                self._count(found[2].lower(), closing=bool(found[1]))

    def _text(self, start: int, end: int) -> None:
        if self.html[start:end].isspace():
            self._flush()
        else:
            self.run.append((start, end))

    def _tag(self, name: str, token: re.Match[str]) -> None:
        closing = name[0] == "/"
        bare = name[1:] if closing else name
        if bare not in _INLINE:
            if self.run or self.waiting:
                self._flush()
            self._hear(bare, closing=closing)
        skipped = self.skipping
        if skipped:
            self._count(bare, closing=closing)
        if not closing:
            self.waiting += self._attributes(name, *token.span("attributes"))
            if self.skipping and not skipped:
                self._flush()

    def _flush(self) -> None:
        """End the run: take down its texts, if there is Chinese in it, and the slots of its tags, in order."""
        run, self.run = self.run, []
        waiting, self.waiting = self.waiting, []
        for start, end in run:
            if HAN.search(self.html, start, end):
                break
        else:
            self.found += waiting
            return
        self.runs += 1
        texts = [Slot(Kind.TEXT, start, end, self.runs, self.voice) for start, end in run]
        self.found += sorted(texts + waiting, key=lambda slot: slot.start) if waiting else texts

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
        foreign = not speaks(values["lang"], self.language) if "lang" in values else values.get("translate") == "no"
        skipping = self.skipping or (foreign and "skip")
        if not self.skipping and name not in _VOID and self.html[end - 1] != "/" and (foreign or name in _SKIPPED):
            self.skipping, self.depth = name, 1
        return (
            Slot(kind, first, last, self._next_run() if kind is Kind.TEXT else -1, self.voice)
            for key, first, last in found
            if (kind := kind_of(name, key, values, skipping=bool(skipping)))
            and (kind is not Kind.TEXT or HAN.search(self.html, first, last))
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
