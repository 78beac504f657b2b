"""What a link tells of the page it leads to, before a reader follows it: that page's own description."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from leishu.knowledge.corpus import Corpus
from leishu.model import DocPath, Link, LinkKind

_UNFIT = frozenset('{}<>"\n')
"""In an attribute list these would end it, or the attribute."""


def carded(corpus: Corpus, links: Iterable[Link]) -> Iterator[Link]:
    """`links`, each with what its target says of itself; citations show their passage in a note."""
    for link in links:
        yield link if link.kind is LinkKind.CITATION else replace(link, card=_card(corpus, link.target))


def _card(corpus: Corpus, target: DocPath) -> str:
    text = corpus.descriptions.get(target, "")
    return text if _UNFIT.isdisjoint(text) else ""
