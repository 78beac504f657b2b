"""Feeds (RSS 2.0, RSS 1.0, Atom, JSON Feed) that a plugin or a theme wrote, in every variant.

They are told by what is in them, not by what they are called. As on a page, nothing changes but what people read, the
language, and addresses of the site's own pages and feeds; HTML in a feed, escaped or not, is read as HTML.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from pathlib import Path

from leishu.hanzi.conversion import HAN
from leishu.model import LangTag, Variant
from leishu.publish.slots import Kind, Slot, filled, speaks
from leishu.publish.variants.folders import Folder, write_all
from leishu.publish.variants.page import Writer

SUFFIXES = (".xml", ".rss", ".atom", ".rdf", ".json")
"""How files that can be feeds end."""
_BEGINNING = 2000
"""How many bytes at the beginning of a file tell whether it is a feed."""
_ROOT = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<[?!][^>]*>\s*)*<(?:rss|feed|rdf:RDF)[\s>]")
_JSON_FEED = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{[^{]*"version"\s*:\s*"https://jsonfeed\.org/version/')

_PIECE = re.compile(r"<!\[CDATA\[(?P<data>.*?)\]\]>|<!--.*?-->|<(?P<tag>[^>]*)>|(?P<text>[^<]+)", re.DOTALL)
_NAME = re.compile(r"[^\s/>]+")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_JSON_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"(\s*:)?')
_URL = re.compile(r"\s*https?://\S+\s*")
_LINKING = frozenset(("href", "url", "src", "rdf:about", "rdf:resource"))
_READ = frozenset(("title", "label", "term", "text"))
_LANGUAGE = frozenset(("language", "dc:language"))
_ENTITY = re.compile("&(?:lt|gt|amp|quot|apos|#3[489]|#6[02]|#x2[267]|#x3[ce]);", re.IGNORECASE)


def is_feed(path: Path) -> bool:
    """Whether a file is a feed, by how it begins."""
    if path.suffix not in SUFFIXES:
        return False
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    return bool((_JSON_FEED if path.suffix == ".json" else _ROOT).match(beginning))


def write_feeds(site: Path, feeds: Sequence[str], writer: Writer, folders: Sequence[Folder]) -> None:
    """Write the feeds of a site for each variant, beside its pages.

    Args:
        site: the site's folder.
        feeds: its feeds, below that.
        writer: of its pages.
        folders: where the variants stand, in the order that the writer has them.
    """
    for file in feeds:
        try:
            text = (site / file).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # not ours to convert
        forms = [feed_in(text, file, writer, variant).encode("utf-8") for variant in writer.variants]
        write_all(folders, file, forms)


def feed_in(text: str, file: str, writer: Writer, variant: Variant) -> str:
    """A feed that stands in `file`, below the site, as it is read in one variant."""
    is_json = text.lstrip("\ufeff \t\r\n").startswith("{")
    slots = (_json_slots if is_json else _slots)(text, writer.canonical.tag)
    place = writer.place(variant)

    def convert(html: str) -> str:
        return writer.fragment(html, variant)

    def new(slot: Slot) -> str:
        if slot.kind is Kind.LANG:
            return variant.tag
        if slot.kind is Kind.URL:
            bare = slot.text.strip()
            return slot.text.replace(bare, place.localise(bare, file))
        return convert(slot.text) if slot.kind is Kind.JSON else _escaped(slot.text, convert)

    return filled(text, ((slot, new(slot)) for slot in slots))


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


def _slots(xml: str, language: LangTag) -> Iterator[Slot]:
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
    for found in _JSON_STRING.finditer(text):
        if found[2]:
            key = found[1]
        else:
            value = str(json.loads(f'"{found[1]}"', strict=False))
            kind = _kind(value, key == "language", language)
            if kind:
                yield Slot(Kind.JSON if kind is Kind.TEXT else kind, *found.span(1), value)


def _kind(text: str, is_language: bool, language: LangTag) -> Kind | None:
    if _URL.fullmatch(text):
        return Kind.URL
    if is_language:
        return Kind.LANG if speaks(text.strip(), language) else None
    return Kind.TEXT if HAN.search(text) else None
