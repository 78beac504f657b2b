"""The same passage in two sources, also in another script, also shortened; and quotations that overlap.

Texts are cut into runs of four characters of their match key, without punctuation and space. Min-hashes (rensa) with
banding name the pairs that may be alike; each pair is then measured exactly, so that chance in the hashes can lose a
pair that is hardly alike but never make one up. What counts is how much of the shorter text the longer one holds.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rensa import RMinHash, RMinHashLSH

from leishu.knowledge.quotations import Quotation
from leishu.knowledge.reading import is_apparatus
from leishu.knowledge.register import match_key
from leishu.model import Passage

_RUN = 4
_FEWEST = 12
"""Runs that a text needs: shorter ones are alike by chance (a heading, 本报讯)."""
_ALIKE = 0.7
"""The part of the shorter text's runs that the longer one must hold."""
_HASHES, _BANDS = 128, 64
"""Two hashes to a band: a pair that shares a quarter of all runs is compared in 98 of 100 cases."""
_MOST = 50
"""With how many others one text is compared: what a hundred sources share is boilerplate."""
_SEED = 42
_NOISE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Alike:
    """That two texts say the same: passages by their ids, quotations by their place in the corpus' tuple."""

    first: str
    second: str
    held: float
    """The part of the shorter one that stands in the longer one: up to 1."""


def alike_passages(passages: Iterable[Passage]) -> tuple[Alike, ...]:
    """The pairs of passages of different sources that say the same, in the order of ids; lists of references aside."""
    found = tuple(passage for passage in passages if not is_apparatus(passage.headings))
    sources = {passage.id: passage.source for passage in found}
    pairs = _alike({passage.id: passage.text for passage in found})
    return tuple(pair for pair in pairs if sources[pair.first] != sources[pair.second])


def alike_quotations(quotations: Iterable[Quotation]) -> tuple[Alike, ...]:
    """The pairs of quotations that overlap and stand in different passages."""
    found = {str(at): quotation for at, quotation in enumerate(quotations)}
    pairs = _alike({at: quotation.words for at, quotation in found.items()})
    return tuple(pair for pair in pairs if _place(found[pair.first]) != _place(found[pair.second]))


def _place(quotation: Quotation) -> str:
    return quotation.passage or quotation.page


def _alike(texts: Mapping[str, str]) -> Iterator[Alike]:
    runs = {id_: _runs(text) for id_, text in sorted(texts.items())}
    runs = {id_: found for id_, found in runs.items() if len(found) >= _FEWEST}
    ids = tuple(runs)
    near = RMinHashLSH(threshold=_ALIKE, num_perm=_HASHES, num_bands=_BANDS)
    for at, found in enumerate(runs.values()):
        hashed = RMinHash(num_perm=_HASHES, seed=_SEED)
        hashed.update(sorted(found))
        # Only what came before: each pair once.
        for other in sorted(near.query(hashed))[:_MOST]:
            held = len(found & runs[ids[other]]) / min(len(found), len(runs[ids[other]]))
            if held >= _ALIKE:
                yield Alike(ids[other], ids[at], round(held, 3))
        near.insert(at, hashed)


def _runs(text: str) -> frozenset[str]:
    key = _NOISE.sub("", match_key(text))
    return frozenset(key[at : at + _RUN] for at in range(len(key) - _RUN + 1))
