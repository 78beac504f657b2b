"""A whole knowledge base: from its files to the renderer's pages, and from the built site to what readers get.

This is all that the command line and the hook need to know of the stages between.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from leishu.config import Settings, load_settings
from leishu.convert.record import load_records
from leishu.errors import SettingsError
from leishu.hanzi.convert import require_config
from leishu.knowledge.catalogue import load_catalogue
from leishu.knowledge.corpus import Corpus, build_corpus
from leishu.knowledge.graph import graph
from leishu.knowledge.moves import moves
from leishu.model import AuthoredPage, Entry, Page
from leishu.problems import Problem
from leishu.publish import Published, publish
from leishu.publish.conversion import SiteRules, site_rules
from leishu.publish.exports.opensearch import Exported, export_opensearch
from leishu.publish.review import by_address, unreviewed_spots
from leishu.publish.search import SearchName
from leishu.publish.urls import page_address
from leishu.weave import derived_paths, weave

GRAPH = "graph.json"
"""Where, below the site, it is told who is mentioned with whom."""


@dataclass(frozen=True, slots=True)
class Project:
    """A knowledge base, woven."""

    settings: Settings
    corpus: Corpus
    pages: tuple[Page, ...]
    rules: SiteRules
    """How its words are written in the other scripts."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A site in numbers."""

    sources: int
    passages: int
    links: int
    """Those that people wrote and those at first mentions."""
    repairs: int
    pages: int
    """In one variant."""
    variants: int
    """With the canonical one."""


def settings_of(root: Path) -> Settings:
    """What leishu.yml in `root` says.

    Raises SettingsError where it cannot be used; now, not after the renderer has done its work.
    """
    settings = load_settings(root)
    for variant in settings.variants:
        require_config(variant.config)
    return settings


def load_project(root: Path) -> Project:
    """Read and weave the knowledge base in `root`.

    Raises SettingsError where leishu.yml cannot be used; bad content is in `problems`.
    """
    settings = settings_of(root)
    catalogue = load_catalogue(root)
    corpus = build_corpus(catalogue, derived_paths(catalogue))
    rules = site_rules(root, corpus.catalogue)
    problems = tuple(sorted((*corpus.problems, *rules.problems)))
    return Project(settings, corpus, weave(corpus, settings, load_records(settings)), rules, problems)


def publish_project(project: Project, site: Path, site_url: str) -> Published:
    """Make of the site built in `site` all that readers get; leaves the numbers in build/summary.json."""
    unreviewed = by_address(unreviewed_spots(project.settings, project.corpus.catalogue, project.rules))
    corpus = project.corpus
    moved = {page_address(old): page_address(new) for old, new in moves(corpus.catalogue.all_pages).items()}
    names = search_names(corpus)
    published = publish(site, site_url, project.settings, names, project.rules, unreviewed, moved)
    address = {path: page_address(path) for path in corpus.pages}
    (site / GRAPH).write_text(json.dumps(graph(corpus, address), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _summary_file(project.settings).parent.mkdir(parents=True, exist_ok=True)
    summary = json.dumps(asdict(summary_of(project)), indent=1) + "\n"
    _summary_file(project.settings).write_text(summary, encoding="utf-8")
    return published


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


def read_summary(settings: Settings) -> Summary:
    """The numbers of the site as it was last published.

    Raises SettingsError where it was not: the renderer ran, and its hook did not.
    """
    try:
        return Summary(**json.loads(_summary_file(settings).read_text(encoding="utf-8")))
    except FileNotFoundError:
        hook = "add to it: hooks: [scripts/mkdocs_hook.py]"
        raise SettingsError(f"{settings.root / 'mkdocs.yml'} does not name Leishu's hook: {hook}") from None


def forget_summary(settings: Settings) -> None:
    """Before a build: what was published earlier is not what this build publishes."""
    _summary_file(settings).unlink(missing_ok=True)


def _summary_file(settings: Settings) -> Path:
    return settings.build / "summary.json"


def search_names(corpus: Corpus) -> Iterator[SearchName]:
    """What search should know of every page beyond its text."""
    for entry in corpus.catalogue.entries:
        yield _name(entry.page, "entry", entry)
    for topic in corpus.catalogue.topics:
        above = (page_address(topic.parent),) if topic.parent else ()
        yield SearchName(page_address(topic.page.path), topic.page.title, "topic", topic.names, topics=above)
    for source in corpus.catalogue.sources:
        under = {found.topic for passage in source.passages for found in corpus.topics_of.get(passage.id, ())}
        published = source.provenance.published
        yield SearchName(
            page_address(source.page.path),
            source.page.title,
            "source",
            topics=tuple(sorted(map(page_address, under))),
            year=published.year if published else None,
        )
    for page in corpus.catalogue.pages:
        yield _name(page, "page")


def _name(page: AuthoredPage, kind: str, entry: Entry | None = None) -> SearchName:
    names = entry.names if entry else ()
    topics = tuple(page_address(topic) for topic in entry.topics) if entry else ()
    return SearchName(page_address(page.path), page.title, kind, names, entry.kind if entry else "", topics)
