"""A web page → its readable part as Markdown, and what the page says about itself.

trafilatura finds the article among menus, advertisements and footers; where it finds nothing (a page with hardly any
markup), everything but the page's furniture is taken.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date

import trafilatura
from lxml import etree, html
from lxml.etree import _Element
from trafilatura.settings import use_config

from leishu.errors import SourceError
from leishu.model import Provenance
from leishu.read.markup import BETWEEN_HAN, to_markdown

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_BYLINE = re.compile(r"^\s*(?:文章作者|作者|撰文|文|by)(?:\s*[:：/|｜]\s*|\s+)", re.IGNORECASE)
_CREATIVE_COMMONS = re.compile(
    r"https?://creativecommons\.org/(?:licenses|publicdomain)/(?P<terms>by(?:-(?:nc|sa|nd)){0,2}|zero)/(?P<version>\d\.\d)"
)
_FURNITURE = "//script|//style|//noscript|//template|//nav|//footer|//aside|//form"
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_SITES = ("og:site_name", "application-name", "dc.publisher", "publisher")
_DATES = ("article:published_time", "datepublished", "pubdate", "publishdate", "date", "dc.date", "og:published_time")
_ADDRESSES = ("og:url", "twitter:url")
_EXTRACTOR = use_config()
# Below this many characters it flattens the whole page, menus and all; its default of 250 is meant for Latin letters.
_EXTRACTOR.set("DEFAULT", "MIN_EXTRACTED_SIZE", "20")


def read_html(text: str) -> tuple[str, Provenance]:
    """The article of a page as Markdown, and its provenance as far as the page tells it.

    Raises SourceError where the page holds no text.
    """
    # lxml refuses a text that still names the codec of the bytes it came from.
    tree = _parse(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    found = _provenance(tree)
    _join_lines(tree)
    # `include_comments` means readers' comments; the dates come from the page's own statements, not from guesses.
    article = trafilatura.bare_extraction(
        etree.tostring(tree, encoding="unicode", method="html"),
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_tables=True,
        favor_recall=True,
        with_metadata=False,
        config=_EXTRACTOR,
    )
    body = getattr(article, "body", None)
    markdown = to_markdown(body, found.url) if body is not None else ""
    if not markdown.strip():
        for element in tree.xpath(_FURNITURE):
            element.drop_tree()
        markdown = to_markdown(tree, found.url)
    if not markdown.strip():
        raise SourceError("the page holds no readable text: save it again after it was fully loaded")
    return markdown, found


def _join_lines(tree: _Element) -> None:
    """Take out the line breaks of the page's layout between Chinese characters, before they become spaces."""
    for words in tree.xpath("//text()[not(ancestor::pre or ancestor::script or ancestor::style)]"):
        if "\n" in words and (joined := BETWEEN_HAN.sub("", words)) != words:
            owner = words.getparent()
            if words.is_tail:
                owner.tail = joined
            else:
                owner.text = joined


def _parse(text: str) -> _Element:
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True, remove_pis=True))
    except (etree.LxmlError, ValueError) as error:
        raise SourceError(f"the page is not HTML: {error}") from None


def _provenance(tree: _Element) -> Provenance:
    stated = _linked_data(tree)
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if key and (content := (meta.get("content") or "").strip()):
            stated.setdefault(key, content)
    headings = [" ".join("".join(h1.itertext()).split()) for h1 in tree.iter("h1")]
    title = _first(stated, _TITLES) or (headings[0] if len(headings) == 1 else "") or _page_title(tree)
    return Provenance(
        title=" ".join(title.split()),
        author=_BYLINE.sub("", _first(stated, _AUTHORS)) or _byline(tree),
        publisher=_first(stated, _SITES),
        url=_web(_first(stated, _ADDRESSES)) or _web(_found(tree, "//link[@rel='canonical']/@href")),
        licence=_licence(
            _found(tree, "//a[@rel='license']/@href|//link[@rel='license']/@href")
            or _first(stated, ("license", "dc.rights"))
        ),
        published=_date(_first(stated, _DATES)) or _date(_found(tree, "//time/@datetime")),
    )


def _first(stated: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((stated[key] for key in keys if stated.get(key)), "")


def _found(tree: _Element, path: str) -> str:
    """The first attribute that an XPath finds, as a plain string (lxml's own kind keeps its tree alive)."""
    return str(next(iter(tree.xpath(path)), "")).strip()


def _linked_data(tree: _Element) -> dict[str, str]:
    """schema.org statements of the page's article, keys in lower case."""
    out: dict[str, str] = {}
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            statements = list(_objects(json.loads(script)))
        except ValueError:
            continue
        for item in statements:
            kind = str(item.get("@type", ""))
            if "Article" in kind or "Posting" in kind or kind in ("WebPage", "Report"):
                for key in ("headline", "datePublished", "author", "publisher", "license"):
                    if value := _name(item.get(key)):
                        out.setdefault(key.lower(), value)
    return out


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"))


def _name(value: object) -> str:
    if isinstance(value, list):
        return "、".join(filter(None, map(_name, value)))
    return _name(value.get("name")) if isinstance(value, dict) else value.strip() if isinstance(value, str) else ""


def _page_title(tree: _Element) -> str:
    """`<title>` without the site's name behind a bar or dash."""
    title = " ".join((tree.findtext(".//title") or "").split())
    return re.split(r"\s+[|｜_–—-]\s+|[|｜_]", title)[0].strip()


def _byline(tree: _Element) -> str:
    for element in tree.xpath("//*[contains(@class,'author') or contains(@class,'byline') or @rel='author']"):
        text = " ".join("".join(element.itertext()).split())
        if 0 < len(text) <= 40:
            return _BYLINE.sub("", text)
    return ""


def _web(url: str) -> str:
    return url.strip() if re.match(r"https?://\S+$", url.strip()) else ""


def _licence(text: str) -> str:
    """The SPDX id of a Creative Commons address; anything else as it is."""
    found = _CREATIVE_COMMONS.match(text)
    if not found:
        return text
    return f"CC-{found['terms'].upper()}-{found['version']}" if found["terms"] != "zero" else "CC0-1.0"


def _date(text: str) -> date | None:
    found = _DATE.search(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
