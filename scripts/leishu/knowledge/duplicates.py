"""The same passage in two sources, also in another script, also shortened; and quotations that overlap.

Texts are cut into runs of characters of their match key, without punctuation and space. Min-hashes (rensa) over runs
of six, two to a band, name the pairs that may be alike; each pair is then measured exactly, so that chance in the
hashes can lose a pair that is hardly alike but never make one up. What counts is how much of the shorter text the
longer one holds, in runs of four.

Of each text only its bands are kept, four bytes each, and they are compared band by band: what all runs and a table of
all bands would take is ten times the texts themselves.
"""

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from rensa import RMinHash

from leishu.knowledge.memory import Memory
from leishu.knowledge.quotations import Quotation
from leishu.knowledge.reading import is_apparatus
from leishu.knowledge.register import match_key
from leishu.model import DocPath, Passage

_RUN = 4
_HASHED_RUN = 6
"""Longer than what is measured: hardly any two texts that say different things share one, so that few are compared."""
_FEWEST = 12
"""Runs that a text needs: shorter ones are alike by chance (a heading, 本报讯)."""
_ALIKE = 0.7
"""The part of the shorter text's runs that the longer one must hold."""
_HASHES, _BANDS = 128, 64
"""Two hashes to a band: a pair that shares a quarter of all runs is compared in 98 of 100 cases."""
_MOST = 20
"""With how many others one text is compared, those that share most bands with it: the rest is boilerplate."""
_SEED = 42
_NOISE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Alike:
    """That two texts say the same: passages by their ids, quotations by their place in the corpus' tuple."""

    first: str
    second: str
    held: float
    """The part of the shorter one that stands in the longer one: up to 1."""


def alike_passages(passages: Mapping[DocPath, tuple[Passage, ...]], memory: Memory) -> tuple[Alike, ...]:
    """The pairs of passages of different sources that say the same, in the order of ids; lists of references aside.

    `passages` is by page.
    """
    banded = memory.each("bands", _bands_of, {path: (found,) for path, found in passages.items()})
    texts = {passage.id: passage for found in passages.values() for passage in found}
    bands = {id_: found for page in banded.values() for id_, found in page}

    def held(first: str, second: str, shared: int) -> float:
        one, other = texts[first], texts[second]
        if one.source == other.source:
            return 0.0
        return memory.recall("alike", f"{first} {second}", _held, one.text, other.text, shared)

    return tuple(_alike(bands, held, "near passages", memory))


def alike_quotations(quotations: Iterable[Quotation], memory: Memory) -> tuple[Alike, ...]:
    """The pairs of quotations that overlap and stand in different passages."""
    found = {str(at): quotation for at, quotation in enumerate(quotations)}

    def held(first: str, second: str, shared: int) -> float:
        one, other = found[first], found[second]
        return _held(one.words, other.words, shared) if _place(one) != _place(other) else 0.0

    keys = {at: _bare(quotation.words) for at, quotation in found.items()}
    bands = {at: _bands(key) for at, key in keys.items() if _long_enough(key)}
    return tuple(_alike(bands, held, "near quotations", memory))


def _place(quotation: Quotation) -> str:
    return quotation.passage or quotation.page


def _alike(
    bands: Mapping[str, "array[int]"], held: Callable[[str, str, int], float], what: str, memory: Memory
) -> Iterator[Alike]:
    """The pairs among texts by id, each once, the first id the lower; `held` measures two that share some bands."""
    ids = sorted(bands)
    joined = b"".join(bands[id_].tobytes() for id_ in ids)
    # What all bands are would be remembered anew with each edit: their digest says as much.
    digest = blake2b(joined, digest_size=16).digest()
    for at, others in memory.recall(what, "", lambda _: tuple(_candidates(joined)), digest):
        for other in sorted(others):
            part = held(ids[other], ids[at], others[other])
            if part >= _ALIKE:
                yield Alike(ids[other], ids[at], round(part, 3))


def _bands_of(passages: tuple[Passage, ...]) -> tuple[tuple[str, "array[int]"], ...]:
    told = ((passage.id, _bare(passage.text)) for passage in passages if not is_apparatus(passage.headings))
    return tuple((id_, _bands(key)) for id_, key in told if _long_enough(key))


@lru_cache(maxsize=256)
def _bare(text: str) -> str:
    """What of a text is compared: its match key without punctuation and space."""
    return _NOISE.sub("", match_key(text))


def _long_enough(key: str) -> bool:
    return len(key) - _RUN + 1 >= _FEWEST


def _bands(key: str) -> "array[int]":
    """The min-hashes of a key, two and two made one."""
    hashed = RMinHash(num_perm=_HASHES, seed=_SEED)
    hashed.update(_runs(key, _HASHED_RUN))
    digest = hashed.digest()
    pairs = zip(digest[::2], digest[1::2], strict=True)
    return array("I", [(first * 0x9E3779B1 + second) & 0xFFFFFFFF for first, second in pairs])


def _candidates(texts: bytes) -> Iterator[tuple[int, dict[int, int]]]:
    """The place of each text that shares bands with others before it, and theirs with how many, the most alike only.

    `texts` are the bands of one behind those of the other.
    """
    import numpy as np  # noqa: PLC0415 - where nothing changed nobody asks

    groups: dict[int, list[list[int]]] = {}
    for band in np.frombuffer(texts, np.uint32).reshape(-1, _BANDS).T:
        order = np.argsort(band, kind="stable")
        ordered = band[order]
        begins = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
        lengths = np.diff(begins, append=len(order))
        several = lengths > 1
        for begin, length in zip(begins[several].tolist(), lengths[several].tolist(), strict=True):
            group = order[begin : begin + length].tolist()
            for at in group[1:]:
                groups.setdefault(at, []).append(group)
    for at, found in sorted(groups.items()):
        count = Counter(other for group in found for other in group[: _MOST + 1] if other < at)
        nearest = sorted(count, key=lambda other: (-count[other], other))[:_MOST]
        yield at, {other: count[other] for other in nearest}


def _held(one: str, other: str, shared: int) -> float:
    """The part of the shorter text's runs that the longer one holds; 0 where `shared`, their bands, are too few."""
    # Two that are alike and of one length share seven bands of 64; one alone is shared by chance.
    if shared == 1 and min(len(one), len(other)) > max(len(one), len(other)) / 2:
        return 0.0
    short, long = sorted((_bare(one), _bare(other)), key=len)
    runs = set(_runs(short, _RUN))
    return len(runs.intersection(_runs(long, _RUN))) / len(runs)


def _runs(key: str, length: int) -> list[str]:
    return [key[at : at + length] for at in range(len(key) - length + 1)]
