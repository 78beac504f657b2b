"""The site in every script: the built canonical HTML, converted. Nothing is rendered twice, and nothing without need.

Beside the canonical pages each variant gets a folder with the same pages under the same addresses; pictures, styles and
scripts are shared. A page that did not change since the last time costs reading and hashing it: the variants are kept
in `cache` under a digest of the page, the settings and the program.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from leishu.model import Variant
from leishu.publish.urls import address
from leishu.publish.variants.cache import Cache
from leishu.publish.variants.page import Rules, Writer
from leishu.publish.variants.sitemap import write_sitemap
from leishu.publish.variants.workers import Todo, convert_pages

_MARK = ".leishu-variant"
"""Stands in the folder of a variant, so that its pages are never taken for canonical ones once it is dropped."""


@dataclass(frozen=True, slots=True)
class VariantReport:
    """What was done. `pages` counts canonical pages; the others, pages in all variants."""

    pages: int
    converted: int
    reused: int
    removed: int


def write_variants(
    site: Path,
    canonical: Variant,
    variants: tuple[Variant, ...],
    cache: Path,
    site_url: str,
    progress: Callable[[int, int], None] | None = None,
    rules: Rules = (),
    page_rules: Mapping[str, Rules] | None = None,
) -> VariantReport:
    """Write every variant of the site in `site`, and into its canonical pages the links to them.

    Args:
        site: what the renderer built; may have been published before.
        canonical: the form that the renderer built.
        variants: the others, in the order of the switcher.
        cache: a folder of ours below build/; may be deleted at any time.
        site_url: the site's URL, for canonical and alternate links; empty if not known.
        progress: is called with pages done and pages in all.
        rules: of conversion, for every page: names, say.
        page_rules: those of single pages, by the page's address (`topics/chip-isa/`).

    Raises SettingsError for an OpenCC config that does not exist.
    """
    removed = _drop_others(site, variants)
    files = tuple(_pages(site, variants))
    writer = Writer(canonical, variants, site_url, rules)
    kept = Cache(cache, writer)
    todo: list[Todo] = []
    keys: dict[str, str] = {}
    sources: set[str] = set()
    for file in files:
        path = site / file
        data = path.read_bytes()
        try:
            source = kept.source(data)
        except UnicodeDecodeError:
            continue  # not ours to convert: a variant has it as it is
        own = (page_rules or {}).get(address(file), ())
        keys[file] = kept.key(file, source, own)
        filled = writer.canonical_page(source, address(file)).encode("utf-8")
        if "-{" in source:
            sources.add(kept.keep_source(filled, source))
        if filled != data:
            path.write_bytes(filled)
        if not kept.has(keys[file]):
            todo.append(Todo(file, keys[file], own))
    convert_pages(site, kept, todo, progress)
    for variant in variants:
        folder = site / variant.path
        removed += _place(site, folder, files, {file: kept.file(key, variant) for file, key in keys.items()})
    kept.forget_all_but({*keys.values(), *sources})
    write_sitemap(site, (canonical, *variants), site_url)
    converted = len(todo) * len(variants)
    return VariantReport(len(files), converted, len(files) * len(variants) - converted, removed)


def _pages(site: Path, variants: tuple[Variant, ...]) -> Iterator[str]:
    """The canonical pages, below `site`, in order."""
    folders = {variant.path for variant in variants}
    for path in sorted(site.rglob("*.html")):
        file = path.relative_to(site)
        if file.parts[0] not in folders and path.is_file():
            yield file.as_posix()


def _place(site: Path, folder: Path, files: tuple[str, ...], sources: dict[str, Path]) -> int:
    """Copy the pages of one variant to where readers find them. Returns how many that are gone were removed."""
    folder.mkdir(exist_ok=True)
    (folder / _MARK).write_bytes(b"")
    for file in files:
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sources.get(file, site / file), target)
    gone = [path for path in folder.rglob("*.html") if path.relative_to(folder).as_posix() not in set(files)]
    for path in gone:
        path.unlink()
        for parent in path.relative_to(folder).parents[:-1]:
            if not any((folder / parent).iterdir()):
                (folder / parent).rmdir()
    return len(gone)


def _drop_others(site: Path, variants: tuple[Variant, ...]) -> int:
    """Remove the folders of variants that the settings no longer have. Returns how many pages that were."""
    removed = 0
    for mark in site.glob(f"*/{_MARK}"):
        if mark.parent.name not in {variant.path for variant in variants}:
            removed += sum(1 for _ in mark.parent.rglob("*.html"))
            shutil.rmtree(mark.parent)
    return removed
