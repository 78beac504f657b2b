"""Pages that have moved leave a page behind that leads on, in every variant, so that no published address is lost."""

import html
import json
import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path

from leishu.model import Variant
from leishu.publish.urls import Place

_PAGE = """\
<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title}</title>
{canonical}<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={url}">
<script>location.replace({script} + location.search + location.hash)</script>
</head>
<body><p><a href="{url}">{title}</a></p></body>
</html>
"""


def write_moves(site: Path, site_url: str, variants: Iterable[Variant], moved: Mapping[str, str]) -> None:
    """Write a page at each old address of `moved` that leads to the new one, below `site` and each variant's folder."""
    for variant in variants:
        place = Place.of(site_url, variant.path)
        for old, new in moved.items():
            url = posixpath.relpath(new or ".", old) + "/"
            canonical = f'<link rel="canonical" href="{html.escape(place.url(new))}">\n' if site_url else ""
            page = _PAGE.format(
                lang=variant.tag, title=_TITLE, canonical=canonical, url=html.escape(url), script=json.dumps(url)
            )
            file = site / variant.path / old / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(page, encoding="utf-8")


_TITLE = "→"
"""The same in every script: the page is gone before it is read."""
