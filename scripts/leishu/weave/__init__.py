"""From the corpus to the pages that the renderer gets. Pure: the same corpus and settings give the same bytes."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from leishu.config import Settings
from leishu.convert.record import SourceRecord
from leishu.knowledge.catalogue import Catalogue
from leishu.knowledge.corpus import Corpus
from leishu.model import DocPath, Page, SourceName
from leishu.weave.entries import entry_page
from leishu.weave.events import timeline_path
from leishu.weave.frame import plain_page
from leishu.weave.glossary import GLOSSARY, glossary_pages
from leishu.weave.indexes import index_page
from leishu.weave.loom import Loom, Work
from leishu.weave.received import received_page, received_path
from leishu.weave.repairs import repairs_page, repairs_path
from leishu.weave.sources import source_page
from leishu.weave.timelines import WHOLE, timeline_pages
from leishu.weave.topics import topic_pages

_NONE: Mapping[SourceName, SourceRecord] = MappingProxyType({})
_INDEXES = (DocPath("topics/index.md"), DocPath("entries/index.md"), DocPath("sources/index.md"))


def derived_paths(catalogue: Catalogue) -> frozenset[DocPath]:
    """Pages that have no file but that people may link to: index pages, timelines, the glossary, those of sources."""
    named = [entry.page.path for entry in catalogue.entries] + [topic.page.path for topic in catalogue.topics]
    return frozenset(
        (
            *_INDEXES,
            WHOLE,
            GLOSSARY,
            *map(timeline_path, named),
            *map(repairs_path, catalogue.sources),
            *map(received_path, catalogue.sources),
        )
    )


def weave(
    corpus: Corpus, settings: Settings, records: Mapping[SourceName, SourceRecord] = _NONE, loom: Loom | None = None
) -> tuple[Page, ...]:
    """Every page of the site, in the order of paths; a `loom` gives again what it wove from the same.

    Authored pages come with what the corpus adds to them; index pages nobody wrote are made whole. `records` say what
    was done to the sources; one without repairs needs no page.
    """
    works = _works(corpus, settings, records)
    pages = loom.weave(corpus, works) if loom else [work.make(corpus, *work.given) for work in works]
    return tuple(sorted(pages, key=lambda page: page.path))


def _works(corpus: Corpus, settings: Settings, records: Mapping[SourceName, SourceRecord]) -> Iterator[Work]:
    """Every page of the site, to be woven."""
    recorded = {name: record for name, record in records.items() if record.repairs or record.left}
    received = {name: record.received for name, record in records.items() if record.received}
    for entry in corpus.catalogue.entries:
        yield Work(entry.page.path, entry_page, (entry,))
    for source in corpus.catalogue.sources:
        given = (source, recorded.get(source.name), source.name in received)
        yield Work(source.page.path, source_page, given)
    for topic in corpus.catalogue.topics:
        yield from topic_pages(corpus, topic, settings.topic_passages)
    for page in corpus.catalogue.pages:
        if page.path not in (*_INDEXES, WHOLE, GLOSSARY):
            yield Work(page.path, plain_page, (page,))
    for name, passages in received.items():
        yield Work(received_path(corpus.source_by_name[name]), received_page, (name, passages))
    for name, record in recorded.items():
        yield Work(repairs_path(corpus.source_by_name[name]), repairs_page, (name, record))
    yield from timeline_pages(corpus)
    yield from glossary_pages(corpus)
    for path in _INDEXES:
        yield Work(path, index_page, (path,))
