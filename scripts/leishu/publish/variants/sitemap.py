"""The site map: every form of every page, each naming all the others (sitemaps.org, with hreflang)."""

import gzip
import re
from html import unescape
from itertools import chain
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from leishu.model import Variant
from leishu.publish.urls import Place

_ENTRY = re.compile(r"<url>(.*?)</url>", re.DOTALL)
_LOCATION = re.compile(r"<loc>\s*(.*?)\s*</loc>", re.DOTALL)
_DEFAULT = re.compile(r'hreflang="x-default" href="([^"]*)"')
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def write_sitemap(site: Path, forms: tuple[Variant, ...], site_url: str) -> None:
    """Write sitemap.xml, and its compressed twin, anew from the canonical addresses in it. None where there is none.

    MkDocs dates every page with the day of the build: that says nothing, makes two builds differ, and is left out.

    Args:
        site: the site's folder.
        forms: all forms of the site, the canonical one first.
        site_url: the site's URL; without it a map says nothing, and what it says is left as it is.
    """
    path = site / "sitemap.xml"
    if not path.is_file():
        return
    before = path.read_text(encoding="utf-8")
    after = _of_every_form(before, forms, Place.of(site_url, "").site_url) if site_url else before
    path.write_text(after, encoding="utf-8", newline="\n")
    # A time in the header would make two builds of one site differ.
    path.with_suffix(".xml.gz").write_bytes(gzip.compress(after.encode("utf-8"), mtime=0))


def _of_every_form(before: str, forms: tuple[Variant, ...], root: str) -> str:
    addresses = []
    for entry in _ENTRY.finditer(before):
        location, default = (pattern.search(entry[1]) for pattern in (_LOCATION, _DEFAULT))
        url = unescape(location[1]) if location else ""
        # An entry that has a canonical form elsewhere was written here the last time.
        if url.startswith(root) and (not default or unescape(default[1]) == url):
            addresses.append(url[len(root) :])
    # Each renderer has an order of its own.
    entries = chain.from_iterable(_entries(address, forms, root) for address in sorted(addresses))
    return "".join((_HEAD, *entries, "</urlset>\n"))


def _entries(address: str, forms: tuple[Variant, ...], root: str) -> list[str]:
    urls = [Place(root, form.path).url(address) for form in forms]
    tags = (*(form.tag for form in forms), "x-default")
    links = "".join(
        f'    <xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(url)}/>\n'
        for tag, url in zip(tags, (*urls, urls[0]), strict=True)
    )
    return [f"  <url>\n    <loc>{escape(url)}</loc>\n{links}  </url>\n" for url in urls]
