"""Search: an index of the built site that every variant reads, written as small static files.

    site/search/manifest.json     which folder holds the index, and the site's variants
    site/search/DIGEST/…          the index, never changed once written, so that a browser may keep it for ever

Run it after the variants are written: what a result shows in each script is read off the variant's own pages.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from leishu.model import Variant
from leishu.publish.search.client import write_client
from leishu.publish.search.index import FORMAT, Index, build_index
from leishu.publish.search.model import IndexedPage, ReadPage, SearchName, SearchReport
from leishu.publish.search.read import read_page
from leishu.publish.search.regional import Words
from leishu.publish.search.shards import packed
from leishu.publish.search.units import indexed, own_leads, same_structure, tables

__all__ = ["SearchName", "SearchReport", "write_search"]

FOLDER = "search"
_SUFFIX = ".bin"
_KEPT = "report.json"


def write_search(
    site: Path,
    names: Iterable[SearchName],
    variants: Sequence[Variant],
    cache: Path,
    progress: Callable[[int, int], None] | None = None,
    words: Words = (),
) -> SearchReport:
    """Write the index of the site under `site`/search.

    Args:
        site: the built site; its pages and those of `variants` are read.
        names: what the catalogue knows of the pages; one it does not know is found by its title only.
        variants: all but the canonical one.
        cache: a folder that outlives the site; an index whose pages did not change is taken from it.
        progress: told how many pages are read, of how many.
        words: groups of words that say the same in several regions, beyond those that are known anyway.
    """
    by_url = {name.url: name for name in names}
    paths = _pages(site, variants)
    digest = _digest(site, paths, by_url, variants, words)
    kept = cache / digest
    unchanged = (kept / _KEPT).is_file()
    if not unchanged:
        pages, scripts = _read(site, paths, by_url, variants, progress)
        index = build_index(pages, scripts, words)
        _write(kept, index, len(pages))
    report = SearchReport(**json.loads((kept / _KEPT).read_text(encoding="utf-8")), unchanged=unchanged, digest=digest)
    _install(kept, site / FOLDER, digest)
    manifest = _manifest(digest, variants)
    (site / FOLDER / "manifest.json").write_text(manifest, encoding="utf-8")
    write_client(site / "assets" / FOLDER, manifest)
    for other in cache.iterdir():
        if other.name != digest:
            shutil.rmtree(other)
    return report


def _pages(site: Path, variants: Sequence[Variant]) -> list[Path]:
    """The canonical pages, relative to the site."""
    elsewhere = {variant.path for variant in variants} | {FOLDER, "assets"}
    found = (path.relative_to(site) for path in site.rglob("*.html"))
    return sorted(path for path in found if path.parts[0] not in elsewhere and path.name != "404.html")


def _digest(
    site: Path, paths: Sequence[Path], names: Mapping[str, SearchName], variants: Sequence[Variant], words: Words
) -> str:
    """What the index depends on: the program, the names, the site's own words, every page in every variant."""
    whole = hashlib.sha256()
    for module in sorted(Path(__file__).parent.iterdir()):
        if module.is_file():
            whole.update(module.read_bytes())
    whole.update(repr((FORMAT, sorted(names.items()), [variant.tag for variant in variants], words)).encode("utf-8"))
    for path in paths:
        for folder in ("", *(variant.path for variant in variants)):
            file = site / folder / path
            whole.update(str(path).encode("utf-8") + (file.read_bytes() if file.is_file() else b""))
    return whole.hexdigest()[:12]


def _read(
    site: Path,
    paths: Sequence[Path],
    names: Mapping[str, SearchName],
    variants: Sequence[Variant],
    progress: Callable[[int, int], None] | None,
) -> tuple[list[IndexedPage], list[Mapping[int, str]]]:
    urls: list[str] = []
    read: list[list[ReadPage]] = []
    for number, path in enumerate(paths, 1):
        page = _page(site / path)
        if page is not None:
            urls.append(_url(path))
            read.append([page, *(same_structure(page, _page(site / variant.path / path)) for variant in variants)])
        if progress is not None:
            progress(number, len(paths))
    found = list(zip(*map(own_leads, zip(*read, strict=True)), strict=True))
    scripts = tables(((page, others) for page, *others in found), len(variants))
    pages = [
        indexed(url, page, others, names.get(url), scripts) for url, (page, *others) in zip(urls, found, strict=True)
    ]
    return sorted(pages, key=lambda page: (page.kind, page.url)), list(scripts)


def _page(path: Path) -> ReadPage | None:
    return read_page(path.read_text(encoding="utf-8")) if path.is_file() else None


def _url(path: Path) -> str:
    return path.as_posix().removesuffix("index.html")


def _write(kept: Path, index: Index, pages: int) -> None:
    """Put the index where it is kept, its report last: a folder without one is not whole."""
    shutil.rmtree(kept, ignore_errors=True)
    total = 0
    for name, data in index.files.items():
        path = kept / f"{name}{_SUFFIX}"
        path.parent.mkdir(parents=True, exist_ok=True)
        total += path.write_bytes(packed(data))
    report = {
        "pages": pages,
        "units": index.units,
        "terms": index.terms,
        "files": len(index.files),
        "bytes": total,
    }
    (kept / _KEPT).write_text(json.dumps(report), encoding="utf-8")


def _install(kept: Path, folder: Path, digest: str) -> None:
    """Link or copy the index into the site."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(kept, folder / digest, ignore=shutil.ignore_patterns(_KEPT), copy_function=_link)


def _manifest(digest: str, variants: Sequence[Variant]) -> str:
    """Where the index is, and which other variants of the site there are."""
    listed = [{"tag": variant.tag, "path": variant.path} for variant in variants]
    manifest = {"format": FORMAT, "index": digest, "variants": listed}
    return json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, target)
    return target
