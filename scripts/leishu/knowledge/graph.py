"""Who is mentioned with whom, as data: for graphs, for other programs, for whoever asks."""

from collections.abc import Mapping
from typing import Any

from leishu.knowledge.corpus import Corpus
from leishu.model import DocPath


def graph(corpus: Corpus, address: Mapping[DocPath, str]) -> dict[str, Any]:
    """Entries as nodes, pairs that are mentioned together as edges, by the addresses of their pages.

    An edge's `weight` is normalised pointwise mutual information, damped (see `related`): above 0 more often together
    than by chance. `passages` are the first few places; a node's `links` counts the pages that mention it.
    """
    linked = dict(corpus.hubs)
    return {
        "nodes": [
            {
                "id": address[path],
                "title": entry.page.title,
                "kind": entry.kind,
                "topics": [address[topic] for topic in entry.topics if topic in address],
                "links": linked.get(path, 0),
            }
            for path, entry in corpus.entries.items()
        ],
        "edges": [
            {
                "source": address[pair.first],
                "target": address[pair.second],
                "together": pair.together,
                "weight": pair.weight,
                "passages": list(pair.passages),
            }
            for pair in corpus.neighbours
        ],
    }
