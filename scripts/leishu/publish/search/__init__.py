"""Search: an index of the built site that every variant reads, written as small static files.

    site/search/manifest.json     which folder holds the index, and the site's variants
    site/search/DIGEST/…          the index, never changed once written, so that a browser may keep it for ever

Run it after the variants are written: what a result shows in each script is read off the variant's own pages.
"""

import shutil
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from leishu.garbage import uncollected
from leishu.model import Variant
from leishu.publish.search.client import write_client
from leishu.publish.search.compact import compact
from leishu.publish.search.files import install, report_of, write
from leishu.publish.search.index import FORMAT, build_index
from leishu.publish.search.model import SearchName, SearchReport
from leishu.publish.search.pages import FOLDER, Pages
from leishu.publish.search.regional import Words
from leishu.publish.search.units import with_own_leads

__all__ = ["SearchName", "SearchReport", "write_search"]


@uncollected()
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
        cache: a folder that outlives the site: pages and files that did not change are taken from it.
        progress: told how many pages are read, of how many.
        words: groups of words that say the same in several regions, beyond those that are known anyway.
    """
    cache.mkdir(parents=True, exist_ok=True)
    pages = Pages(site, variants, {name.url: name for name in names}, cache / "pages.json")
    found = pages.read(progress)
    digest = sha256(repr((FORMAT, words, *found)).encode("utf-8")).hexdigest()[:12]
    kept = cache / digest
    report = report_of(kept)
    unchanged = report is not None
    if report is None:
        index = build_index(with_own_leads(found.values()), pages.tables, words)
        report = write(kept, index.files, {"pages": len(found), "units": index.units, "terms": index.terms})
    install(kept, site / FOLDER / digest)
    manifest = _manifest(digest, variants)
    (site / FOLDER / "manifest.json").write_text(manifest, encoding="utf-8")
    write_client(site / "assets" / FOLDER, manifest)
    for other in cache.iterdir():
        if other.is_dir() and other != kept:
            shutil.rmtree(other)
    return SearchReport(**report, unchanged=unchanged, digest=digest)


def _manifest(digest: str, variants: Sequence[Variant]) -> str:
    """Where the index is, and which other variants of the site there are."""
    listed = [{"tag": variant.tag, "path": variant.path} for variant in variants]
    return compact({"format": FORMAT, "index": digest, "variants": listed})
