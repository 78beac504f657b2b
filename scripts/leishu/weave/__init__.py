"""From the corpus to the pages that the renderer gets. Pure: the same corpus and settings give the same bytes."""

from leishu.config import Settings
from leishu.knowledge.corpus import Corpus
from leishu.model import DocPath, Page
from leishu.weave.entries import entry_page
from leishu.weave.frame import plain_page
from leishu.weave.indexes import index_page
from leishu.weave.sources import source_page
from leishu.weave.topics import topic_pages

_INDEXES = (DocPath("topics/index.md"), DocPath("entries/index.md"), DocPath("sources/index.md"))


def weave(corpus: Corpus, settings: Settings) -> tuple[Page, ...]:
    """Every page of the site, in the order of paths.

    Authored pages come with what the corpus adds to them; index pages nobody wrote are made whole.
    """
    pages = [entry_page(corpus, entry) for entry in corpus.catalogue.entries]
    pages += [source_page(corpus, source) for source in corpus.catalogue.sources]
    pages += [page for topic in corpus.catalogue.topics for page in topic_pages(corpus, topic, settings.topic_passages)]
    pages += [index_page(corpus, path) for path in _INDEXES]
    pages += [plain_page(corpus, page) for page in corpus.catalogue.pages if page.path not in _INDEXES]
    return tuple(sorted(pages, key=lambda page: page.path))
