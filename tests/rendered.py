"""Markdown as the site shows it: Python-Markdown with the extensions that mkdocs.yml names."""

import posixpath
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser

import markdown
from leishu.markdown.front_matter import split

MKDOCS_YML = Path(__file__).resolve().parent.parent / "mkdocs.yml"


@cache
def renderer():
    """The repository's own extensions, with their options."""
    config = load_config(str(MKDOCS_YML))
    return markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def html_of(body):
    """The HTML of a page's Markdown, front matter or not."""
    return renderer().reset().convert(split(body, "page.md").body)


def tree_of(body):
    """The same as a tree."""
    return LexborHTMLParser(f"<html><body>{html_of(body)}</body></html>")


def words_of(body):
    """What a reader reads, spaces made alike."""
    return " ".join(tree_of(body).body.text(separator="").split())


def ids_of(body):
    """Every anchor of a page."""
    return {node.attributes["id"] for node in tree_of(body).css("[id]")}


def links_of(path, body):
    """Every link of the page at `path`: (page, anchor); those to the web are left out."""
    for node in tree_of(body).css("a[href]"):
        url, _, anchor = node.attributes["href"].partition("#")
        if "://" in url or url.startswith("mailto:"):
            continue
        to = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(url))) if url else path
        yield to, unquote(anchor)
