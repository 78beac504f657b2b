"""A built page → the text a reader sees on it, block by block, each with the nearest place a link can lead to.

The canonical page and its variants have the same structure, so their blocks correspond one to one.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from leishu.publish.search.model import Block, ReadPage

ARTICLE = "article.md-content__inner"

# What is on the page but says nothing of its own: furniture, and what is put together from other pages. Sections of the
# latter kind have anchors that begin with _DERIVED; their passages are found where they come from.
_DERIVED = "leishu-"
_SILENT = (
    "script, style, svg, nav, button, template, noscript, [hidden], [data-search='off'], "
    ".headerlink, .md-content__button, .md-source-file, .footnote-ref, .footnote-backref, "
    ".leishu-why, .leishu-cite, .leishu-chips, .leishu-grid, .leishu-note, .footnote"
)
_CONTAINERS = {"div", "section", "article", "aside", "details", "figure", "blockquote", "ul", "ol", "li", "dl", "dd"}
_TABLES = {"table", "thead", "tbody", "tfoot", "tr"}
_PARAGRAPHS = {"p", "pre", "dt", "td", "th", "figcaption", "summary", "caption", "address"}
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_SPACE = re.compile(r"\s+")
_PASSAGE = re.compile(r"p\d+")


_ATTRIBUTES = rb"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_BEGINS = re.compile(rb"<article\b[^>]*\bmd-content__inner\b[^>]*>")
_HEAD = re.compile(rb"<title>.*?</title>|<meta\b" + _ATTRIBUTES + rb">", re.DOTALL)


def own_part(html: bytes) -> bytes:
    """What a built page says of itself and in its article, still HTML: all that `read_page` reads.

    The rest is the frame around it: several times as long, and changed on every page whenever one is added.
    """
    begins = _BEGINS.search(html)
    if begins is None:
        return b""
    ends = html.rfind(b"</article>", begins.end())
    end = html.find(b"</head>", 0, begins.start())
    found = _HEAD.finditer(html, 0, end if end >= 0 else begins.start())
    head = (one[0] for one in found if one[0][1:2] == b"t" or b"description" in one[0])
    return b"".join((*head, html[begins.start() : ends if ends >= 0 else len(html)]))


def read_page(html: str) -> ReadPage:
    """Read a built page, or its own part; nothing but its title where it has no article."""
    tree = LexborHTMLParser(html)
    article = tree.css_first(ARTICLE)
    if article is None:
        return ReadPage(_text(tree.css_first("title")), "", "", ())
    for node in article.css(_SILENT):
        node.decompose(recursive=True)
    card = article.css_first(".leishu-card")
    facts = _SPACE.sub(" ", card.text(deep=True, separator=" ")).strip() if card is not None else ""
    if card is not None:
        card.decompose(recursive=True)
    heading = article.css_first("h1")
    title = _text(heading) if heading is not None else _text(tree.css_first("title"))
    description = tree.css_first("meta[name='description']")
    lead = (description.attributes.get("content") or "") if description is not None else ""
    walk = _Walk()
    walk.container(article, "")
    walk.flush("")
    return ReadPage(title, _SPACE.sub(" ", lead).strip(), facts, tuple(walk.blocks))


def _text(node: LexborNode | None) -> str:
    return _SPACE.sub(" ", node.text(deep=True)).strip() if node is not None else ""


class _Walk:
    """Goes through an article in reading order."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._heading = ""
        self._section = ""
        self._loose: list[str] = []

    def container(self, node: LexborNode, anchor: str) -> None:
        """Take in what stands in `node`; `anchor` is the passage it belongs to, if any."""
        own = node.attributes.get("id") or ""
        if _PASSAGE.fullmatch(own):
            anchor = own
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag in _CONTAINERS or tag in _TABLES:
                self.flush(anchor)
                self.container(child, anchor)
                self.flush(anchor)
            elif tag in _PARAGRAPHS:
                self.flush(anchor)
                found = child.attributes.get("id") or ""
                self._add(child.text(deep=True), found if _PASSAGE.fullmatch(found) else anchor)
            elif tag in _HEADINGS:
                self.flush(anchor)
                self._heading, self._section = _text(child), child.attributes.get("id") or ""
                if _PASSAGE.fullmatch(self._section):
                    self._add(self._heading, self._section)
            elif tag == "h1":
                own = child.attributes.get("id") or ""
                self._section = own if _PASSAGE.fullmatch(own) else ""
            else:
                self._loose.append(child.text(deep=True) if tag != "br" else " ")

    def flush(self, anchor: str) -> None:
        """End a run of text that stands in a container without a paragraph of its own."""
        if self._loose:
            self._add("".join(self._loose), anchor)
            self._loose.clear()

    def _add(self, text: str, anchor: str) -> None:
        text = _SPACE.sub(" ", text).strip()
        if text and not self._section.startswith(_DERIVED):
            self.blocks.append(Block(anchor or self._section, self._heading, text))
