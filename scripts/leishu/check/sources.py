"""SRC: every source has its record and a page made from the bytes that lie there now."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from leishu.knowledge.catalogue import Catalogue
from leishu.model import SourceFile, SourceName, SourcePage
from leishu.problems import Problem
from leishu.read.sources import load_sources


def source_problems(root: Path, catalogue: Catalogue) -> tuple[Problem, ...]:
    """What is wrong in sources/, and pages of docs/sources/ that no longer follow from it (SRC104)."""
    sources, problems = load_sources(root)
    pages = {page.name: page for page in catalogue.sources}
    return tuple(sorted((*problems, *_stale(sources, pages))))


def _stale(sources: tuple[SourceFile, ...], pages: Mapping[SourceName, SourcePage]) -> Iterator[Problem]:
    hint = "请运行 leishu convert (run it)"
    for source in sources:
        page = pages.get(source.name)
        if page is None:
            yield Problem(source.path, 1, 1, "SRC104", "尚未转换成页面 (not converted yet)", hint)
        elif page.page.meta.get("sha256") != source.sha256:
            message = "页面由旧的来源转换而成 (the page was made from other bytes)"
            yield Problem(f"docs/{page.page.path}", 1, 1, "SRC104", message, hint)
    for name in sorted(pages.keys() - {source.name for source in sources}):
        message = f"sources/ 里没有「{name}」 (a source page without its source)"
        yield Problem(f"docs/{pages[name].page.path}", 1, 1, "SRC101", message)
