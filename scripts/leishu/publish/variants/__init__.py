"""The site in every script: the built canonical HTML, converted. Nothing is rendered twice, and nothing without need.

Beside the canonical pages each variant gets a folder with the same pages under the same addresses; pictures, styles and
scripts are shared. A page that did not change since the last time costs reading and hashing it: the variants are kept
in `cache` under a digest of the page, the settings and the program. A rule of conversion that is added or changed costs
the pages that have a word of it their variants, and the others a look at their words.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from leishu.garbage import uncollected
from leishu.model import Variant
from leishu.publish.urls import address
from leishu.publish.variants.cache import Cache
from leishu.publish.variants.feed_files import SUFFIXES, is_feed
from leishu.publish.variants.feeds import write_feeds
from leishu.publish.variants.folders import Folder, drop_others, write_all
from leishu.publish.variants.page import Rules, Writer
from leishu.publish.variants.sitemap import write_sitemap
from leishu.publish.variants.workers import Todo, convert_pages


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
    folder_rules: Mapping[str, Rules] | None = None,
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
        folder_rules: those of all others, by the folder of the site that they lie in, or else by the empty string.

    Raises SettingsError for an OpenCC config that does not exist.
    """
    removed = drop_others(site, variants)
    files, feeds = _pages(site, variants)
    # Pages with the same rules have the very same tuple (SiteRules).
    by_page, by_folder = page_rules or {}, folder_rules or {}
    sets = {id(own): own for own in ((), *by_page.values(), *by_folder.values())}
    numbers = {key: number for number, key in enumerate(sets)}
    writer = Writer(canonical, variants, site_url, rules, tuple(sets.values()), frozenset(feeds))

    def number(page: str) -> int:
        own = by_page.get(page)
        if own is None:
            own = by_folder.get(page.partition("/")[0], by_folder.get("", ()))
        return numbers[id(own)]

    folders = tuple(Folder(site / variant.path) for variant in variants)
    converted = 0
    with uncollected(), Cache(cache, writer) as kept:
        site_pages = _SitePages(site, kept, folders, number)
        for page, forms in convert_pages(writer, site_pages.todo(files)):
            kept.keep(page.key, page.rules, forms)
            write_all(folders, page.file, forms.html)
            converted += 1
            if progress:
                progress(site_pages.reused + converted, len(files))
        write_feeds(site, feeds, kept, folders)
    removed += sum(folder.clear(files, feeds) for folder in folders)
    write_sitemap(site, (canonical, *variants), site_url)
    return VariantReport(len(files), converted * len(variants), site_pages.reused * len(variants), removed)


class _SitePages:
    """The canonical pages of a site."""

    def __init__(self, site: Path, kept: Cache, folders: tuple[Folder, ...], rules: Callable[[str], int]) -> None:
        self.site = site
        self.kept = kept
        self.folders = folders
        self.rules = rules
        self.reused = 0
        """Pages whose variants were there, or that have none of their own."""

    def todo(self, files: Iterable[str]) -> Iterator[Todo]:
        """Those of which no variants are kept. All of them get their links; the kept variants are put in place."""
        for file in files:
            path = self.site / file
            data = path.read_bytes()
            try:
                source = self.kept.source(data)
            except UnicodeDecodeError:
                forms: Sequence[bytes] = [data] * len(self.folders)  # not ours to convert
            else:
                self._link(path, file, data, source)
                own = self.rules(address(file))
                key = self.kept.key(file, source)
                forms = self.kept.pages(key, source, own)
                if not forms and self.folders:
                    yield Todo(file, source, key, own)
                    continue
            write_all(self.folders, file, forms)
            self.reused += 1

    def _link(self, path: Path, file: str, data: bytes, source: str) -> None:
        """Put the links to its variants into a canonical page."""
        writer = self.kept.writer
        shown = writer.shown(source)
        filled = writer.canonical_page(shown, address(file)).encode("utf-8")
        if shown is not source:
            self.kept.keep_source(filled, source)
        if filled != data:
            with path.open("r+b") as page:  # a file that is emptied first costs the disk five times as much
                page.write(filled)
                page.truncate()


def _pages(site: Path, variants: tuple[Variant, ...]) -> tuple[list[str], list[str]]:
    """The canonical pages, and the feeds, below `site`, in order."""
    top = str(site)
    pages: list[str] = []
    feeds: list[str] = []
    for folder, inner, files in os.walk(top):
        if folder == top:
            inner[:] = [name for name in inner if name not in {variant.path for variant in variants}]
        below = folder[len(top) + 1 :].replace(os.sep, "/")
        for file in files:
            if file.endswith(".html"):
                pages.append(f"{below}/{file}" if below else file)
            elif file.endswith(SUFFIXES) and is_feed(Path(folder, file)):
                feeds.append(f"{below}/{file}" if below else file)
    return sorted(pages), sorted(feeds)
