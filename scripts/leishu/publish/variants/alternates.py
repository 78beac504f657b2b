"""How the forms of a page know each other: links in the head for machines, a switcher in the header for people.

The theme leaves two comments where they go. What is put there keeps its comments around it, so that a page that was
filled before can be told, and is filled again rather than twice.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape

from leishu.model import Variant
from leishu.publish.urls import Place

SWITCHER_NAME = "选择文字"
"""What the switcher is called, in the canonical script."""

_HEAD, _HEADER = "leishu:alternates", "leishu:switcher"
_END = "<!-- /leishu:"
_FILLED = re.compile(rf"<!-- ({_HEAD}|{_HEADER}) -->.*?<!-- /\1 -->", re.DOTALL)
_AT = "\0"
"""Stands for a page's address, in what all pages have."""
_NOT_A_PLACE = "404.html"
"""Shown under any address that does not exist, so it has no address of its own to link to."""


def unfilled(html: str) -> str:
    """The page as the theme made it."""
    return _FILLED.sub(r"<!-- \1 -->", html) if _END in html else html


def fill(html: str, address: str, here: Variant, forms: tuple[Variant, ...], site_url: str, name: str) -> str:
    """The page with its links to `forms` in place: those in the head also where the theme left no comment for them.

    Args:
        html: one form of the page, unfilled.
        address: of the page, the same in every form.
        here: the form it is.
        forms: all forms, the canonical one first.
        site_url: ends in "/"; without it there are no links in the head, which must be whole URLs.
        name: what the switcher is called, in the script of `here`.
    """
    depth = -1 if address == _NOT_A_PLACE else address.count("/")
    at = escape(address)
    for comment, content in _filling(depth, here, forms, site_url, name):
        before, empty, rest = html.partition(f"<!-- {comment} -->")
        if not empty and comment == _HEAD:
            before, head, rest = html.partition("</head>")
            rest = head + rest
            empty = head and f"<!-- {comment} -->"
        if empty:
            html = "".join((before, empty, content.replace(_AT, at), f"<!-- /{comment} -->", rest))
    return html


@lru_cache(maxsize=256)
def _filling(
    depth: int, here: Variant, forms: tuple[Variant, ...], site_url: str, name: str
) -> tuple[tuple[str, str], ...]:
    """What goes where, for all pages that lie `depth` folders deep; -1 is for a page that has no address."""
    head = "\n".join(_head(depth, here, forms, site_url))
    return (_HEAD, head), (_HEADER, _switcher(depth, here, forms, site_url, name))


def _head(depth: int, here: Variant, forms: tuple[Variant, ...], site_url: str) -> Iterator[str]:
    if site_url and depth >= 0:
        for tag, form in (*((form.tag, form) for form in forms), ("x-default", forms[0])):
            url = escape(Place(site_url, form.path).url("")) + _AT
            # The space keeps Material's script, which asks for rel=alternate to the letter, from fetching a sitemap for
            # each form on every page; rel is a list of words to everyone else.
            yield f'<link rel="alternate " hreflang="{tag}" href="{url}">'
    if here.fonts:
        families = ",".join(f'"{re.sub("[^ .0-9A-Za-z一-鿿_-]", "", font)}"' for font in here.fonts)
        rest = "var(--leishu-latin,sans-serif),var(--leishu-sans,sans-serif)"
        yield f"<style>:lang({here.tag}){{--md-text-font-family:{families},{rest}}}</style>"


def _switcher(depth: int, here: Variant, forms: tuple[Variant, ...], site_url: str, name: str) -> str:
    """Material's own list for choosing a language: it opens on hover and focus, without a script."""
    items = "".join(
        f'<li class="md-select__item"><a href="{_way(depth, here, form, site_url)}" hreflang="{form.tag}"'
        f' lang="{form.tag}" class="md-select__link"{current}>{escape(form.label)}</a></li>'
        for form in forms
        for current in (' aria-current="true"' if form == here else "",)
    )
    return (
        '<div class="md-header__option leishu-switcher"><div class="md-select">'
        f'<button type="button" class="md-header__button leishu-switcher__button" aria-label="{escape(name)}">'
        f'<span aria-hidden="true">{escape(_sign(here))}</span></button>'
        f'<nav class="md-select__inner" aria-label="{escape(name)}"><ul class="md-select__list">{items}</ul></nav>'
        "</div></div>"
    )


def _sign(form: Variant) -> str:
    """The first character of the label: 简, 繁."""
    return form.label[:1] or form.tag


def _way(depth: int, here: Variant, form: Variant, site_url: str) -> str:
    """The relative link from a page to itself in another form; to that form's home where the page has no address."""
    if depth < 0:
        return escape(Place(site_url, form.path).path(""))
    up = "../" * (depth + bool(here.path))
    return escape(up + (f"{form.path}/" if form.path else "") or "./") + _AT
