"""A source in the script it came in: no variant converts it."""

from leishu.knowledge.corpus import Corpus
from leishu.markdown.escape import escape_inline, escape_label
from leishu.model import DocPath, Page, SourceName, SourcePage
from leishu.weave.frame import derived_page
from leishu.weave.words import relative_url


def received_path(source: SourcePage) -> DocPath:
    """Where `source` stands as it was received."""
    return DocPath(f"{source.page.path.removesuffix('.md')}/received.md")


def received_page(corpus: Corpus, name: SourceName, passages: tuple[tuple[str, str], ...]) -> Page:
    """The passages of a source, by their anchors, each leading to itself on the source's page."""
    source = corpus.source_by_name[name]
    path = received_path(source)
    title = f"收到时的文字：{source.page.title}"
    back = f"[《{escape_label(source.page.title)}》]({relative_url(path, source.page.path)})"
    told = f"{back}收到时是繁体。以下是修复之后、转为简体之前的字，每种文本里都一样。"
    shown = "\n\n".join(_passage(path, source, anchor, text) for anchor, text in passages)
    opened = f'<div class="leishu-received" lang="{source.script}" translate="no" data-search="off" markdown>'
    body = f"{told}\n\n{opened}\n\n{shown}\n\n</div>\n"
    return derived_page(path, {"title": title}, "received", title_line=f"# {escape_label(title)}", body=body)


def _passage(path: DocPath, source: SourcePage, anchor: str, text: str) -> str:
    number = f"[{anchor.removeprefix('p')}]({relative_url(path, source.page.path, anchor)})"
    lines = "<br>\n".join(escape_inline(line.strip()) for line in text.strip().splitlines() if line.strip())
    return f"<small>{number}</small> {lines}"
