"""Pages that have moved: what their front matter says they were called, `redirects: [old-name]`."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from leishu.model import AuthoredPage, DocPath
from leishu.problems import Problem
from leishu.records import Record, texts


def moves(pages: Iterable[AuthoredPage]) -> Mapping[DocPath, DocPath]:
    """From where a page was to where it is; the first of two that claim a place has it."""
    found: dict[DocPath, DocPath] = {}
    for page in sorted(pages, key=lambda page: page.path):
        for old in _old_paths(page):
            found.setdefault(old, page.path)
    return {old: found[old] for old in sorted(found)}


def _old_paths(page: AuthoredPage) -> Iterator[DocPath]:
    """An old name stands beside the new one, unless it comes with its folder."""
    for name in texts(page.meta.get("redirects")):
        plain = name.strip().strip("/").removesuffix(".md")
        if plain:
            beside = PurePosixPath(page.path).parent / f"{plain}.md"
            yield DocPath(f"{plain}.md" if "/" in plain else beside.as_posix())


def move_problems(pages: Iterable[AuthoredPage], heads: Mapping[DocPath, Record]) -> Iterator[Problem]:
    """Old addresses at which there is a page, or that two pages claim (MET106)."""
    ordered = sorted(pages, key=lambda page: page.path)
    taken = {page.path: page.path for page in ordered}
    for page in ordered:
        for old in _old_paths(page):
            if old in taken:
                message = f"旧址「{old}」已属于 {taken[old]} (this old address is taken)"
                hint = "旧址上不能有页面，也只能归一页 (no page may stand there, and one page may claim it)"
                yield heads[page.path].problem("MET106", "redirects", message, hint)
            taken.setdefault(old, page.path)
