"""Where the pages of the variants stand, below the folder of the site."""

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from leishu.model import Variant
from leishu.publish.variants.feed_files import is_feed

_MARK = ".leishu-variant"
"""Stands in the folder of a variant, so that its pages are never taken for canonical ones once it is dropped."""


class Folder:
    """The folder of one variant."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._old = folder.is_dir()
        """Whether there may be pages in it from another time."""
        folder.mkdir(exist_ok=True)
        (folder / _MARK).write_bytes(b"")
        self._made = {""}
        """The folders below it that are there."""

    def write(self, file: str, html: bytes) -> None:
        """Put a page where readers find it. One that is there is not touched."""
        path = self.folder / file
        if self._old and path.is_file() and path.read_bytes() == html:
            return
        below = file.rpartition("/")[0]
        if below not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(below)
        path.write_bytes(html)

    def clear(self, files: Collection[str], feeds: Collection[str] = ()) -> int:
        """Remove every page but `files`, and every feed but `feeds`. Returns how many pages there were."""
        if not self._old:
            return 0
        wanted = {*files, *feeds}
        there = [path for path in self.folder.rglob("*") if path.suffix == ".html" or is_feed(path)]
        gone = [path for path in there if path.relative_to(self.folder).as_posix() not in wanted]
        for path in gone:
            path.unlink()
            for parent in path.relative_to(self.folder).parents[:-1]:
                if not any((self.folder / parent).iterdir()):
                    (self.folder / parent).rmdir()
        return sum(path.suffix == ".html" for path in gone)


def write_all(folders: Sequence[Folder], file: str, forms: Sequence[bytes]) -> None:
    """Put a page into the folder of each variant, in the same order."""
    for folder, html in zip(folders, forms, strict=True):
        folder.write(file, html)


def drop_others(site: Path, variants: tuple[Variant, ...]) -> int:
    """Remove the folders of variants that the settings no longer have. Returns how many pages that were."""
    removed = 0
    for mark in site.glob(f"*/{_MARK}"):
        if mark.parent.name not in {variant.path for variant in variants}:
            removed += sum(1 for _ in mark.parent.rglob("*.html"))
            shutil.rmtree(mark.parent)
    return removed
