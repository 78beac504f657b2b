"""The addresses of a built site: what is a page, what its address is, and where a link leads from within a variant.

A *file* is a path below the site's folder (`topics/chip-isa/index.html`); its *address* is what follows the site's own
URL (`topics/chip-isa/`). A variant has the same pages below a folder of its own, and shares every other file.
"""

import html
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_CANONICAL = re.compile(r'<link rel="canonical" href="(?P<url>[^"]*)"')
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def address(file: str) -> str:
    """The address of the page in `file`: `topics/` for `topics/index.html`, empty for the home page."""
    return file.removesuffix("index.html") if file.rpartition("/")[2] == "index.html" else file


def page_address(doc: str) -> str:
    """The address of the page that a renderer makes of a Markdown file: `topics/x/` for `topics/x.md`."""
    folder, _, name = doc.rpartition("/")
    parts = [part for part in (folder, "" if name in ("index.md", "README.md") else name.removesuffix(".md")) if part]
    return "".join(f"{part}/" for part in parts)


def is_page(url: str) -> bool:
    """Whether a URL leads to a page, and not to a picture, a style sheet or another file, by how it is written."""
    last = url.partition("#")[0].partition("?")[0].rpartition("/")[2]
    return last in ("", ".", "..") or "." not in last or last.lower().endswith((".html", ".htm"))


def stays_below(url: str, depth: int) -> bool:
    """Whether a URL leads to a file beside or below the page, or between it and the root of the site.

    Args:
        url: as a page says it.
        depth: how many folders that page is below the root.
    """
    relative = bool(url) and url[0] not in "#?/" and not _SCHEME.match(url) and not is_page(url)
    return relative and _climbs(url)[0] < depth


def _climbs(url: str) -> tuple[int, str]:
    """How many folders a relative URL goes up, and what follows."""
    climbs = 0
    while url.startswith(("./", "../")):
        climbs += url.startswith("../")
        url = url.partition("/")[2]
    return climbs, url


def built_for(site: Path) -> str:
    """The URL that the site in `site` was built for, as its home page says; empty where it does not."""
    home = site / "index.html"
    found = _CANONICAL.search(home.read_text(encoding="utf-8")) if home.is_file() else None
    return html.unescape(found["url"]) if found else ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a variant stands: `folder` below the site at `site_url` (which ends in "/", or is empty if not known)."""

    site_url: str
    folder: str
    feeds: frozenset[str] = frozenset()
    """The addresses of the feeds, of which each variant has its own."""

    @classmethod
    def of(cls, site_url: str, folder: str) -> "Place":
        """A place whose URL may lack its final slash."""
        return cls(site_url if not site_url or site_url.endswith("/") else f"{site_url}/", folder)

    @property
    def root(self) -> str:
        """The path of the site on its host, from "/" to "/"."""
        return urlsplit(self.site_url).path or "/"

    def url(self, to: str) -> str:
        """The full URL of an address within this place."""
        return self.site_url + (f"{self.folder}/{to}" if self.folder else to)

    def path(self, to: str) -> str:
        """The same without scheme and host."""
        return self.root + (f"{self.folder}/{to}" if self.folder else to)

    def localise(self, url: str, page: str = "") -> str:
        """A URL of the canonical page at the address `page`, as the same page in this place must write it.

        A link to a page or a feed of the site stays within the variant; one to any other file leads to the copy that
        all share.
        """
        if not url or url[0] in "#?" or not self.folder:
            return url
        for prefix, other in ((self.site_url, self.url("")), (self.root, self.path(""))):
            if prefix and url.startswith(prefix) and not url.startswith("//"):
                return other + url[len(prefix) :] if is_page(url) or url[len(prefix) :] in self.feeds else url
        if _SCHEME.match(url) or url[0] == "/" or is_page(url):
            return url
        depth = page.count("/")
        climbs, rest = _climbs(url)
        if "/".join((*page.split("/")[: max(0, depth - climbs)], rest)) in self.feeds:
            return url
        if stays_below(url, depth):
            return "/".join((*[".."] * (depth + 1), *page.split("/")[: depth - climbs], rest))
        return f"../{url}"

    def localise_all(self, urls: str, page: str = "") -> str:
        """A srcset, each of its URLs localised."""
        return ", ".join(
            " ".join((self.localise(url, page), *size))
            for url, *size in (one.split() for one in urls.split(",") if one.strip())
        )

    def base(self, url: str) -> str:
        """The way to the site's root, as a page in this place must write it."""
        return url if not self.folder or url.startswith("/") or _SCHEME.match(url) else f"../{url}"
