"""How a base learns from passages that people sorted: how much each run of one to three characters tells of a topic.

Ridge regression, topic by topic, of yes (1) and no (-1) on the runs that two examples at least hold, each weighing its
rarity idf = ln(1 + (n + 20) / held), a passage's weights brought to length 1. It has a closed form, and so has what
would be said of each example had it been left out (Hastie, Tibshirani, Friedman: The Elements of Statistical Learning,
7.10); the bar is where these answers are best, by the mean F1 of the topics. Runs need no cutting into words, hold in
every script once folded, and add up: what a passage is like can be told word by word. An example teaches the runs of
all the ways that it would be said in, on the mainland (芯片), in Taiwan and in Hong Kong (晶片). Loads numpy, so it is
imported only where there is something to learn or to judge anew.
"""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import rjieba

from leishu.knowledge.examples import Example
from leishu.knowledge.lessons import NOTHING, Lessons
from leishu.knowledge.regions import everywhere
from leishu.knowledge.register import match_key
from leishu.model import DocPath

_LONGEST = 3
_BITS = 21
"""Of a code point: three stand side by side in a number of 64 bits."""
_HELD_BY = 2
_SILENT = 20
_RIDGE = 0.3
_BARS = np.arange(-0.8, 0.4, 0.02)
_TOLD = 3
"""So many words are told of those that decided."""

_Floats = npt.NDArray[np.float64]
_Runs = npt.NDArray[np.uint64]


def learn(examples: Sequence[Example], topics: Collection[DocPath]) -> Lessons:
    """The lessons of some examples; none where none of them belongs under one of `topics`."""
    taught = tuple(sorted({topic for one in examples for topic in one.topics}.intersection(topics)))
    runs = [
        np.unique(np.concatenate([_runs(match_key(version)) for version in versions]))
        for versions in everywhere([one.text for one in examples])
    ]
    held = Counter(int(run) for found in runs for run in found)
    known = np.array(sorted(run for run, times in held.items() if times >= _HELD_BY), np.uint64)
    if not taught or not len(known):
        return NOTHING
    rarities = np.array([math.log(1 + (len(examples) + _SILENT) / held[int(run)]) for run in known], np.float64)
    places = [_places(found, known) for found in runs]
    lengths = np.array([np.sqrt((rarities[found] ** 2).sum()) for found in places], np.float64)
    rows = [rarities[found] / max(length, 1e-9) for found, length in zip(places, lengths, strict=True)]
    said = np.array([[1.0 if topic in one.topics else -1.0 for topic in taught] for one in examples], np.float64)
    mean = said.mean(axis=0)
    inverse = np.linalg.inv(_alike(places, rows, len(known)) + _RIDGE * np.eye(len(examples), dtype=np.float64))
    shares = inverse @ (said - mean)
    left_out = said - shares / np.diag(inverse)[:, None]
    weights = np.zeros((len(known), len(taught)), np.float64)
    for found, row, share in zip(places, rows, shares, strict=True):
        weights[found] += row[:, None] * share
    rest = mean - _best_bar(left_out, said > 0)
    return Lessons(
        taught,
        known.tobytes(),
        rarities.tobytes(),
        weights.tobytes(),
        tuple(map(float, rest)),
        float(lengths.mean()) / 2,
    )


def leaning(lessons: Lessons, key: str) -> tuple[float, ...]:
    """By topic, in their order, how far folded text is like its examples: above 0, more so than the bar asks."""
    if not lessons.topics:
        return ()
    known, rarities, weights = _arrays(lessons)
    places = _places(np.unique(_runs(key)), known)
    held = rarities[places]
    length = max(float(np.sqrt(held @ held)), lessons.shortest)
    said = (held @ weights[places]) / length
    return tuple(round(float(rest + one), 6) for rest, one in zip(lessons.rest, said, strict=True))


def telling(lessons: Lessons, key: str, topic: DocPath) -> tuple[tuple[int, int], ...]:
    """Which words of folded text speak most for a topic: from where to where, the strongest first."""
    known, rarities, weights = _arrays(lessons)
    column = weights[:, lessons.topics.index(topic)] * rarities
    worth = np.zeros(len(key) + 1)
    seen: set[int] = set()
    for size in range(1, min(_LONGEST, len(key)) + 1):
        runs = _runs(key, size)
        for at, place in enumerate(np.minimum(np.searchsorted(known, runs), len(known) - 1)):
            if known[place] == runs[at] and int(place) not in seen:
                seen.add(int(place))
                worth[at : at + size] += column[place] / size
    summed = np.concatenate(([0.0], np.cumsum(worth)))
    words, at = [], 0
    for word in rjieba.cut(key, False):
        words.append((float(summed[at + len(word)] - summed[at]), at, at + len(word)))
        at += len(word)
    firm = [word for word in words if word[2] - word[1] > 1 and word[0] > 0]
    best: dict[str, tuple[int, int]] = {}
    for _, start, end in sorted(firm, key=lambda word: (-word[0], word[1])):
        best.setdefault(key[start:end], (start, end))
    return tuple(best.values())[:_TOLD]


def _arrays(lessons: Lessons) -> tuple[_Runs, _Floats, _Floats]:
    weights = np.frombuffer(lessons.weights, np.float64).reshape(-1, max(len(lessons.topics), 1))
    return np.frombuffer(lessons.runs, np.uint64), np.frombuffer(lessons.rarities, np.float64), weights


def _runs(key: str, *sizes: int) -> _Runs:
    """Every run of `sizes` characters (all sizes, where none is given) as a number, in the order of the text."""
    chars = np.frombuffer(key.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    out = []
    for size in sizes or range(1, _LONGEST + 1):
        count = max(len(chars) - size + 1, 0)
        run = chars[:count].copy()
        for at in range(1, size):
            run = (run << np.uint64(_BITS)) | chars[at : at + count]
        out.append(run)
    return np.concatenate(out)


def _places(runs: _Runs, known: _Runs) -> npt.NDArray[Any]:
    """Where in `known` those of `runs` stand that stand there."""
    places = np.minimum(np.searchsorted(known, runs), len(known) - 1)
    found: npt.NDArray[Any] = places[known[places] == runs]
    return found


def _alike(places: Sequence[npt.NDArray[Any]], rows: Sequence[_Floats], width: int) -> _Floats:
    """The cosine of every two examples, reckoned by a few thousand runs at a time: all at once take too much room."""
    alike = np.zeros((len(rows), len(rows)), np.float64)
    step = 4096
    for first in range(0, width, step):
        block = np.zeros((len(rows), step), np.float64)
        for line, (found, row) in enumerate(zip(places, rows, strict=True)):
            here = (found >= first) & (found < first + step)
            block[line, found[here] - first] = row[here]
        alike += block @ block.T
    return alike


def _best_bar(answers: _Floats, right: npt.NDArray[np.bool_]) -> float:
    """The bar above which `answers` agree best with what is `right`: by the mean F1 of the columns."""

    def agreement(bar: float) -> float:
        given = answers > bar
        both = (given & right).sum(axis=0)
        return float(np.mean(2 * both / np.maximum(given.sum(axis=0) + right.sum(axis=0), 1)))

    return float(max(_BARS, key=agreement))
