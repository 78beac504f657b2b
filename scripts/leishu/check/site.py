"""URL: every link of the built site leads somewhere, and no page asks a third party for anything."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from leishu.problems import Problem, did_you_mean
from leishu.publish.urls import built_for

_LOADED = ", ".join(
    (
        *(
            "script[src]",
            "img[src]",
            "img[srcset]",
            "iframe[src]",
            "source[src]",
            "source[srcset]",
            "video",
            "audio[src]",
        ),
        *("embed[src]", "object[data]", "track[src]", "input[src]"),
        *(f"link[rel~={rel}]" for rel in ("stylesheet", "icon", "manifest", "preload", "modulepreload", "prefetch")),
        *("link[rel~=preconnect]", "link[rel~=dns-prefetch]", "[style*=url]", "style"),
    )
)
"""What a browser fetches without being asked."""
_STYLED = re.compile(r"url\(\s*[\"']?([^\"')\s]+)|@import\s+[\"']([^\"']+)", re.IGNORECASE)


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
    for style in sorted(name for name in files if name.endswith(".css")):
        problems += _foreign(_styled((site / style).read_text(encoding="utf-8")), style, site_url)
    # One link of the frame that leads nowhere stands on every page: look for what was meant once.
    near = cache(lambda target: did_you_mean(target, files))
    for reference in references:
        problems += _follow(reference, files, anchors, near)
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


def _follow(
    reference: _Reference, files: set[str], anchors: dict[str, frozenset[str]], near: Callable[[str], str]
) -> Iterator[Problem]:
    target = reference.target
    if target not in files and f"{target}/index.html" in files:
        target = f"{target}/index.html"
    if target not in files:
        message = f"链接「{reference.written}」无处可到 (the link leads nowhere)"
        yield Problem(f"site/{reference.page}", 1, 1, "URL101", message, near(target))
    elif reference.anchor and target in anchors and reference.anchor not in anchors[target]:
        message = f"「{reference.written}」所指之处不在那一页上 (no such anchor on that page)"
        yield Problem(
            f"site/{reference.page}", 1, 1, "URL102", message, did_you_mean(reference.anchor, anchors[target])
        )


def _requests(tree: LexborHTMLParser, page: str, site_url: str) -> Iterator[Problem]:
    for node in tree.css(_LOADED):
        values = {key: value or "" for key, value in node.attributes.items()}
        urls = [values[key] for key in ("src", "href", "data", "poster") if key in values]
        urls += [candidate.split()[0] for candidate in values.get("srcset", "").split(",") if candidate.strip()]
        urls += _styled(values.get("style", "") + (node.text() if node.tag == "style" else ""))
        yield from _foreign(urls, page, site_url)


def _styled(css: str) -> list[str]:
    """What a style sheet fetches."""
    return [found[1] or found[2] for found in _STYLED.finditer(css)]


def _foreign(urls: list[str], file: str, site_url: str) -> Iterator[Problem]:
    for url in urls:
        if urlsplit(url).netloc not in ("", urlsplit(site_url).netloc):
            message = f"页面会向第三方请求「{url}」 (the page asks a third party)"
            yield Problem(f"site/{file}", 1, 1, "URL103", message, "把它放进 overrides/assets/ (host it yourself)")
