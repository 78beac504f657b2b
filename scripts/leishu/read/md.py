"""A Markdown file of any dialect → Markdown in ours, and what its front matter says.

The file is somebody else's: it goes through CommonMark into elements and from there, without its raw HTML, into the
dialect that `read.markup` writes.
"""

from datetime import date, datetime

from lxml import html
from markdown_it import MarkdownIt

from leishu.markdown.front_matter import split
from leishu.model import Provenance
from leishu.read.markup import to_markdown
from leishu.records import Record

_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def read_md(text: str) -> tuple[str, Provenance]:
    """The body in our dialect, and the provenance that the front matter states."""
    document = split(text.replace("\r\n", "\n").replace("\r", "\n"), "")
    addresses = [document.meta.text(key) for key in ("url", "source", "link", "canonical_url", "canonical")]
    url = next((address for address in addresses if address.startswith(("http://", "https://"))), "")
    markup = _PARSER.render(document.body)
    body = to_markdown(html.document_fromstring(f"<body>{markup}</body>"), url) if markup.strip() else ""
    return body, Provenance(
        title=_first(document.meta, "title"),
        author=_first(document.meta, "author", "authors", "creator"),
        translator=_first(document.meta, "translator"),
        publisher=_first(document.meta, "publisher", "site"),
        licence=_first(document.meta, "licence", "license"),
        url=url,
        published=_date(document.meta),
    )


def _first(meta: Record, *keys: str) -> str:
    for key in keys:
        given = meta.texts(key) if isinstance(meta.get(key), str | list) else ()
        if values := [text.strip() for text in given if text.strip()]:
            return "、".join(values)
    return ""


def _date(meta: Record) -> date | None:
    for key in ("published", "date"):
        if (value := meta.date(key)) is not None:
            return value
        try:
            return datetime.fromisoformat(meta.text(key)).date()
        except ValueError:
            continue
    return None
