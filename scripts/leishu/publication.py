"""From the site that the renderer built to all that readers get. Apart from `project`: it loads far more."""

import json
from collections.abc import Callable
from pathlib import Path

from leishu.base import Summary, write_summary
from leishu.config import Settings
from leishu.errors import SettingsError
from leishu.knowledge.graph import graph
from leishu.knowledge.moves import moves
from leishu.project import Project, load_project
from leishu.publish.catalogued import search_names
from leishu.publish.exports.opensearch import Exported, export_opensearch
from leishu.publish.review import by_address, unreviewed_spots
from leishu.publish.run import publish
from leishu.publish.urls import page_address
from leishu.remembered import remembered_of

GRAPH = "graph.json"
"""Where, below the site, it is told who is mentioned with whom."""


def publish_project(project: Project, site: Path, site_url: str) -> None:
    """Make of the site built in `site` all that readers get; leaves the numbers and the memory of it in build/."""
    corpus = project.corpus
    unreviewed = by_address(unreviewed_spots(project.settings, corpus.catalogue, project.rules))
    moved = {page_address(old): page_address(new) for old, new in moves(corpus.catalogue.all_pages).items()}
    publish(site, site_url, project.settings, search_names(corpus), project.rules, unreviewed, moved)
    address = {path: page_address(path) for path in corpus.pages}
    (site / GRAPH).write_text(json.dumps(graph(corpus, address), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write_summary(project.settings, summary_of(project))
    remembered_of(project.settings).keep()


def export_search(settings: Settings, target: Path, index: str, progress: Callable[[int, int], None]) -> Exported:
    """Write the built site for OpenSearch, as an index called `index`, to the folder `target`.

    Raises SettingsError where the site was not built.
    """
    if not settings.site.is_dir():
        raise SettingsError(f"{settings.site} does not exist: run 'leishu build' first")
    project = load_project(settings.root)
    memory = settings.build / "cache" / "search" / "pages.json"
    memory.parent.mkdir(parents=True, exist_ok=True)
    names = search_names(project.corpus)
    words = project.rules.words
    return export_opensearch(settings.site, settings.variants, names, memory, target, index, words, progress)


def summary_of(project: Project) -> Summary:
    """The numbers of a woven project."""
    sources = project.corpus.catalogue.sources
    return Summary(
        sources=len(sources),
        passages=sum(len(source.passages) for source in sources),
        links=sum(len(links) for links in project.corpus.links.values()),
        repairs=sum(sum(source.repairs.values()) for source in sources),
        pages=len(project.pages),
        variants=1 + len(project.settings.variants),
    )
