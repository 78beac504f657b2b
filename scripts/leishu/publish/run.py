"""All that is done to a built site, in order: variants, old addresses, notes on what is in doubt, search."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from leishu.config import Settings
from leishu.publish.conversion import SiteRules
from leishu.publish.moves import write_moves
from leishu.publish.review import Spot
from leishu.publish.search import SearchName, SearchReport, write_search
from leishu.publish.unreviewed import write_notes
from leishu.publish.variants import VariantReport, write_variants


@dataclass(frozen=True, slots=True)
class Published:
    """What was made of a built site."""

    variants: VariantReport
    search: SearchReport


def publish(
    site: Path,
    site_url: str,
    settings: Settings,
    names: Iterable[SearchName],
    rules: SiteRules,
    unreviewed: Mapping[str, tuple[Spot, ...]],
    moved: Mapping[str, str],
    progress: Callable[[int, int], None] | None = None,
) -> Published:
    """Make the variants of the site in `site`, then the search index that all of them read.

    Args:
        site: what the renderer built; the canonical variant.
        site_url: its address, or empty where it is not known.
        settings: the knowledge base's.
        names: what the catalogue knows of the pages.
        rules: how words are written in the other scripts.
        unreviewed: the places of each page that are in doubt, by its address.
        moved: old addresses of pages, and their new ones.
        progress: told how many pages are done, of how many.
    """
    cache = settings.build / "cache"
    variants = write_variants(
        site,
        settings.canonical,
        settings.variants,
        cache / "variants",
        site_url,
        progress,
        rules.names,
        rules.pages,
        rules.made,
    )
    write_moves(site, site_url, (settings.canonical, *settings.variants), moved)
    write_notes(site, settings.canonical, settings.variants, unreviewed)
    search = write_search(site, names, settings.variants, cache / "search", progress, rules.words)
    return Published(variants, search)
