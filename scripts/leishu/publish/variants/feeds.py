"""Feeds (RSS 2.0, RSS 1.0, Atom, JSON Feed) that a plugin or a theme wrote, in every variant.

They are told by what is in them, not by what they are called (`feed_files`). As on a page, nothing changes but what
people read, the language, and addresses of the site's own pages and feeds; what says that it is in another language
stays; HTML in a feed, escaped or not, is read as HTML. Conversion markup is resolved in the canonical feed too.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from pathlib import Path

from leishu.hanzi.conversion import HAN
from leishu.model import LangTag, Variant
from leishu.publish.slots import READ, Kind, Slot, filled, speaks
from leishu.publish.variants.cache import Cache
from leishu.publish.variants.folders import Folder, write_all
from leishu.publish.variants.page import Writer

_PIECE = re.compile(r"<!\[CDATA\[(?P<data>.*?)\]\]>|<!--.*?-->|<(?P<tag>[^>]*)>|(?P<text>[^<]+)", re.DOTALL)
_NAME = re.compile(r"[^\s/>]+")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_JSON_PIECE = re.compile(r'"(?P<string>(?:[^"\\]|\\.)*)"(?P<colon>\s*:)?|[{}]')
_NOWHERE = (sys.maxsize, sys.maxsize)
_URL = re.compile(r"\s*https?://\S+\s*")
_LINKING = frozenset(("href", "url", "src", "rdf:about", "rdf:resource"))
_READ = frozenset(("title", "label", "term", "text"))
_LANGUAGE = frozenset(("language", "dc:language"))
_ENTITY = re.compile("&(?:lt|gt|amp|quot|apos|#3[489]|#6[02]|#x2[267]|#x3[ce]);", re.IGNORECASE)


def write_feeds(site: Path, feeds: Sequence[str], kept: Cache, folders: Sequence[Folder]) -> None:
    """Write the feeds of a site for each variant, beside its pages.

    Args:
        site: the site's folder.
        feeds: its feeds, below that.
        kept: what canonical files were before their conversion markup was resolved, and who writes the pages.
        folders: where the variants stand, in the order that the writer has them.
    """
    writer = kept.writer
    for file in feeds:
        data = (site / file).read_bytes()
        try:
            text = kept.received(data)
        except UnicodeDecodeError:
            continue  # not ours to convert
        write_all(folders, file, [feed_in(text, file, writer, variant).encode("utf-8") for variant in writer.variants])
        if "-{" in text:
            shown = canonical_feed(text, writer).encode("utf-8")
            kept.keep_source(shown, text)
            if shown != data:
                (site / file).write_bytes(shown)


def feed_in(text: str, file: str, writer: Writer, variant: Variant) -> str:
    """A feed that stands in `file`, below the site, as it is read in one variant."""
    place = writer.place(variant)

    def convert(html: str) -> str:
        return writer.fragment(html, variant)

    def new(slot: Slot) -> str:
        if slot.kind is Kind.LANG:
            return variant.tag
        if slot.kind is Kind.URL:
            bare = slot.text.strip()
            return slot.text.replace(bare, place.localise(bare, file))
        return _read(slot, convert)

    return filled(text, ((slot, new(slot)) for slot in _slots(text, writer.canonical.tag)))


def canonical_feed(text: str, writer: Writer) -> str:
    """A feed with what its conversion markup shows in the canonical form."""
    slots = _slots(text, writer.canonical.tag)
    return filled(text, ((slot, _read(slot, writer.shown)) for slot in slots if slot.kind in READ))


def _read(slot: Slot, convert: Callable[[str], str]) -> str:
    """What people read, converted as HTML."""
    return convert(slot.text) if slot.kind is Kind.JSON else _escaped(slot.text, convert)


def _escaped(text: str, convert: Callable[[str], str]) -> str:
    """HTML that is escaped, converted, each sign written as it was."""
    written = {}

    def told(entity: re.Match[str]) -> str:
        written[unescape(entity[0])] = entity[0]
        return unescape(entity[0])

    html = _ENTITY.sub(told, text)
    table = str.maketrans(written)
    # One that writes the same sign in two ways is converted as it stands: what it escapes would not come out the same.
    return convert(html).translate(table) if html.translate(table) == text else convert(text)


def _slots(text: str, language: LangTag) -> Iterator[Slot]:
    """What changes in a feed written in `language`, but for the words of what is in another one."""
    is_json = text.lstrip("\ufeff \t\r\n").startswith("{")
    others = iter((_json_in_others if is_json else _xml_in_others)(text, language))
    start, end = next(others, _NOWHERE)
    for slot in (_json_slots if is_json else _xml_slots)(text, language):
        while end <= slot.start:
            start, end = next(others, _NOWHERE)
        if slot.start < start or slot.kind not in READ:
            yield slot


def _xml_in_others(xml: str, language: LangTag) -> list[tuple[int, int]]:
    """Where the elements begin and end, in order, that say that they are in another language than the feed."""
    found: list[tuple[int, int]] = []
    opened: list[str] = []
    depth = start = 0
    for piece in _PIECE.finditer(xml):
        tag = piece["tag"] or ""
        name = _NAME.match(tag.removeprefix("/"))
        if not name or tag[0] in "?!" or (tag.endswith("/") and not tag.startswith("/")):
            continue
        if not tag.startswith("/"):
            opened.append(name[0])
            lang = next((one[2] or one[3] or "" for one in _ATTRIBUTE.finditer(tag) if one[1] == "xml:lang"), None)
            if not depth and lang is not None and not speaks(lang, language):
                depth, start = len(opened), piece.start()
        elif name[0] in opened:
            while opened.pop() != name[0]:
                pass
            if depth > len(opened):
                found.append((start, piece.end()))
                depth = 0
    return [*found, (start, len(xml))] if depth else found


def _json_in_others(text: str, language: LangTag) -> list[tuple[int, int]]:
    """The same for the items of a JSON Feed."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[int, bool]] = []
    key = ""
    for piece in _JSON_PIECE.finditer(text):
        if piece[0] == "{":
            opened.append((piece.start(), False))
        elif piece[0] == "}":
            start, other = opened.pop() if opened else (0, False)
            found += [(start, piece.end())] if other else []
        elif piece["colon"]:
            key = piece["string"]
        elif key == "language" and opened and not speaks(piece["string"], language):
            opened[-1] = opened[-1][0], True
    outer: list[tuple[int, int]] = []
    for span in sorted(found):
        # Where the feed itself is in another language, it counts and not its items.
        if not outer or span[0] >= outer[-1][1]:
            outer.append(span)
    return outer


def _xml_slots(xml: str, language: LangTag) -> Iterator[Slot]:
    """What changes in a feed of XML."""
    element = ""
    for piece in _PIECE.finditer(xml):
        if piece["tag"] is not None:
            element = name[0] if (name := _NAME.match(piece["tag"])) else ""
            yield from _attributes(xml, piece, language)
        elif (group := "data" if piece["data"] else "text" if piece["text"] else "") and not piece[group].isspace():
            kind = _kind(piece[group], element in _LANGUAGE, language)
            if kind:
                yield Slot(kind, *piece.span(group), piece[group])


def _attributes(xml: str, piece: re.Match[str], language: LangTag) -> Iterator[Slot]:
    for found in _ATTRIBUTE.finditer(xml, *piece.span("tag")):
        group = found.lastindex or 0
        name, value = found[1], found[group]
        if name in _LINKING:
            yield Slot(Kind.URL, *found.span(group), value)
        elif name == "xml:lang" and speaks(value, language):
            yield Slot(Kind.LANG, *found.span(group), value)
        elif name in _READ and HAN.search(value):
            yield Slot(Kind.TEXT, *found.span(group), value)


def _json_slots(text: str, language: LangTag) -> Iterator[Slot]:
    """What changes in a JSON Feed."""
    key = ""
    for found in _JSON_PIECE.finditer(text):
        if found["string"] is None:
            continue
        if found["colon"]:
            key = found["string"]
        else:
            value = str(json.loads(f'"{found["string"]}"', strict=False))
            kind = _kind(value, key == "language", language)
            if kind:
                yield Slot(Kind.JSON if kind is Kind.TEXT else kind, *found.span("string"), value)


def _kind(text: str, is_language: bool, language: LangTag) -> Kind | None:
    if _URL.fullmatch(text):
        return Kind.URL
    if is_language:
        return Kind.LANG if speaks(text.strip(), language) else None
    return Kind.TEXT if HAN.search(text) else None
