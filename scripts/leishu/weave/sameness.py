"""What two sources say is shown once, with both of them named."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from leishu.knowledge.corpus import Corpus
from leishu.knowledge.quotations import Quotation
from leishu.markdown.escape import escape_label
from leishu.model import DocPath
from leishu.weave.words import passage_label, relative_url

_T = TypeVar("_T")


def once(corpus: Corpus, items: Iterable[_T], passage: Callable[[_T], str]) -> Iterator[_T]:
    """`items` without those whose passage says what the passage of one before them says."""
    told: set[str] = set()
    for item in items:
        id_ = passage(item)
        if told.isdisjoint(corpus.also_in.get(id_, ())):
            told.add(id_)
            yield item


def also_in(corpus: Corpus, page: DocPath, passage: str) -> tuple[str, ...]:
    """Links from `page` to the passages of other sources that say what `passage` says."""
    others = (corpus.passages[id_] for id_ in corpus.also_in.get(passage, ()))
    return tuple(place_link(corpus, page, corpus.source_paths[o.source], o.anchor) for o in others)


def echoed(corpus: Corpus, page: DocPath, quotation: Quotation) -> tuple[str, ...]:
    """Links from `page` to where the words of `quotation`, or most of them, are quoted too."""
    others = corpus.echoes_of.get(quotation, ())
    return tuple(dict.fromkeys(quotation_link(corpus, page, other) for other in others))


def quotation_link(corpus: Corpus, page: DocPath, quotation: Quotation) -> str:
    """A link from `page` to where something is quoted."""
    return place_link(corpus, page, quotation.page, quotation.passage.partition("#")[2])


def place_link(corpus: Corpus, page: DocPath, target: DocPath, anchor: str) -> str:
    """A link from `page` to a passage of a source, or to another page: `《题》第 3 段`."""
    title = escape_label(corpus.titles[target])
    label = f"《{title}》{passage_label(anchor)}" if anchor else title
    return f"[{label}]({relative_url(page, target, anchor)}){{.leishu-cite}}"
