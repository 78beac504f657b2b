"""Which files of a site are feeds: told by how they begin, not by what they are called."""

import re
from pathlib import Path

SUFFIXES = (".xml", ".rss", ".atom", ".rdf", ".json")
"""How files that can be feeds end."""
_BEGINNING = 2000
"""How many bytes at the beginning of a file tell whether it is a feed."""
_ROOT = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<[?!][^>]*>\s*)*<(?:rss|feed|rdf:RDF)[\s>]")
_JSON_FEED = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{[^{]*"version"\s*:\s*"https://jsonfeed\.org/version/')


def is_feed(path: Path) -> bool:
    """Whether a path is a feed (RSS 2.0, RSS 1.0, Atom, JSON Feed)."""
    if path.suffix not in SUFFIXES or not path.is_file():
        return False
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    return bool((_JSON_FEED if path.suffix == ".json" else _ROOT).match(beginning))
