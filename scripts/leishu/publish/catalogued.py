"""What search should know of every page beyond its text."""

from collections.abc import Iterator

from leishu.knowledge.corpus import Corpus
from leishu.model import AuthoredPage, Entry
from leishu.publish.search import SearchName
from leishu.publish.urls import page_address


def search_names(corpus: Corpus) -> Iterator[SearchName]:
    """Every page of the corpus, by kind."""
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
