"""URL: every link of the built site leads somewhere, and no page asks a third party for anything."""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from leishu.problems import Problem, did_you_mean
from leishu.publish.urls import built_for

_LOADED = (
    "script[src]",
    "img[src]",
    "iframe[src]",
    "source[src]",
    "link[rel~=stylesheet]",
    "link[rel~=icon]",
    "link[rel~=preconnect]",
)
"""What a browser fetches without being asked."""


@dataclass(frozen=True, slots=True)
class _Reference:
    page: str
    """The page's file below the site's folder."""
    target: str
    """The file it should lead to, likewise."""
    anchor: str
    written: str


def site_problems(site: Path, progress: Callable[[int, int], None] = lambda _done, _total: None) -> tuple[Problem, ...]:
    """Broken links (URL101), missing anchors (URL102) and requests to third parties (URL103) in `site`.

    A full URL below the address in the home page's canonical link is a link to the site. Memory: one page at a time,
    and the anchors of all.
    """
    site_url = built_for(site)
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = sorted(name for name in files if name.endswith(".html"))
    anchors: dict[str, frozenset[str]] = {}
    references: list[_Reference] = []
    problems: list[Problem] = []
    for done, page in enumerate(pages, 1):
        tree = LexborHTMLParser((site / page).read_text(encoding="utf-8"))
        anchors[page] = frozenset(str(node.attributes["id"]) for node in tree.css("[id]"))
        anchors[page] |= {str(node.attributes["name"]) for node in tree.css("a[name]")}
        references += _references(tree, page, site_url)
        problems += _requests(tree, page, site_url)
        progress(done, len(pages))
    for reference in references:
        problems += _follow(reference, files, anchors)
    return tuple(sorted(set(problems)))


def _references(tree: LexborHTMLParser, page: str, site_url: str) -> Iterator[_Reference]:
    base = urlsplit(site_url)
    for node in tree.css("a[href], link[href], img[src], script[src]"):
        written = str(node.attributes.get("href") or node.attributes.get("src") or "")
        url = urlsplit(written)
        path = unquote(url.path)
        if url.scheme or url.netloc:
            if not site_url or url.netloc != base.netloc or not path.startswith(base.path):
                continue
            path = "/" + path[len(base.path) :].lstrip("/")
        elif path.startswith("/"):
            # 404.html is served at any depth, so its links start at the root.
            root = base.path.rstrip("/") + "/"
            path = "/" + path.removeprefix(root) if path.startswith(root) else path
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), path)) if path else "/" + page
        folder = path.endswith("/") or target == "/"
        name = target.strip("/")
        yield _Reference(page, posixpath.join(name, "index.html") if folder else name, unquote(url.fragment), written)


def _follow(reference: _Reference, files: set[str], anchors: dict[str, frozenset[str]]) -> Iterator[Problem]:
    target = reference.target
    if target not in files and f"{target}/index.html" in files:
        target = f"{target}/index.html"
    if target not in files:
        message = f"链接「{reference.written}」无处可到 (the link leads nowhere)"
        yield Problem(f"site/{reference.page}", 1, 1, "URL101", message, did_you_mean(target, files))
    elif reference.anchor and target in anchors and reference.anchor not in anchors[target]:
        message = f"「{reference.written}」所指之处不在那一页上 (no such anchor on that page)"
        yield Problem(
            f"site/{reference.page}", 1, 1, "URL102", message, did_you_mean(reference.anchor, anchors[target])
        )


def _requests(tree: LexborHTMLParser, page: str, site_url: str) -> Iterator[Problem]:
    own = urlsplit(site_url).netloc
    for selector in _LOADED:
        for node in tree.css(selector):
            written = str(node.attributes.get("src") or node.attributes.get("href") or "")
            if urlsplit(written).netloc not in ("", own):
                message = f"页面会向第三方请求「{written}」 (the page asks a third party)"
                yield Problem(f"site/{page}", 1, 1, "URL103", message, "把它放进 overrides/assets/ (host it yourself)")
