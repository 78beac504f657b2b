"""Learn the weights of `leishu.repair.weighing` from simulated damage.

    python benchmarks/repair/weigh.py FOLDER [--count N] [--later simplified]

A conditional logit (McFadden 1974): the weights that make the true readings of the tuning texts likeliest among those
that the search finds for their runs, found by Newton's method. FOLDER is that of score.py.
"""

import argparse
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path
from unittest import mock

import numpy as np
from numpy.typing import NDArray
from score import damaged, same, scrape

from leishu.repair import shifted
from leishu.repair.table import NOTE
from leishu.repair.weighing import WEIGHTS, Scales

Evidence = dict[str, tuple[float, ...]]
_PRIOR = 1e-3
"""Keeps weights from running away where little is known."""


def runs(pieces: list[scrape.Piece], shown: list[str]) -> list[tuple[NDArray[np.float64], int]]:
    """For each run whose truth is among its readings: their evidence, and which of them is true."""
    found: dict[int, tuple[NDArray[np.float64], int]] = {}
    text, starts = "".join(shown), list(accumulate(map(len, shown), initial=0))
    seen: Evidence = {}
    weight, decided = Scales.weight, shifted._decided  # noqa: SLF001 - where the readings of a run are judged

    def weigh(scales: Scales, before: str, text: str, *rest: object) -> float:
        seen[text] = scales.evidence(before, text, *rest)  # type: ignore[arg-type]
        return weight(scales, before, text, *rest)  # type: ignore[arg-type]

    def decide(run: shifted._Run, damage: str, span: shifted.Span, site: str) -> object:
        readings = run.readings
        first, last = bisect_right(starts, span.start) - 1, bisect_right(starts, max(span.start, span.end - 1))
        truth = same("".join(piece.truth for piece in pieces[first:last]))
        before, behind = text[starts[first] : span.start], text[span.end : starts[last]]
        whole = [same(NOTE.sub(r"\1", before) + r.text + NOTE.sub(r"\1", behind)) for r in readings]
        # A page that was turned Simplified shows other forms than were read: nothing to learn from those here.
        if len(readings) > 1 and truth in whole and all(reading.text in seen for reading in readings):
            # What was read twice counts as it was read last.
            found[span.start] = np.array([seen[reading.text] for reading in readings]), whole.index(truth)
        return decided(run, damage, span, site)

    with mock.patch.object(Scales, "weight", weigh), mock.patch.object(shifted, "_decided", decide):
        shifted.find(text)
    return list(found.values())


def learn(found: list[tuple[NDArray[np.float64], int]]) -> NDArray[np.float64]:
    """The likeliest weights."""
    weights = np.array(WEIGHTS)
    for _ in range(30):
        slope, curve = _PRIOR * len(found) * weights, _PRIOR * len(found) * np.eye(len(weights))
        for evidence, true in found:
            score = evidence @ weights
            chance = np.exp(score - score.max())
            chance /= chance.sum()
            mean = chance @ evidence
            apart = evidence - mean
            slope += mean - evidence[true]
            curve += (apart * chance[:, None]).T @ apart
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-4:
            break
    return weights


def main() -> None:
    """Print the weights as they are and as they would be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=530)
    parser.add_argument("--later", choices=("", "simplified", "stripped"), default="")
    arguments = parser.parse_args()
    found = []
    for pieces, shown in damaged(arguments.folder, "tuning", arguments.count, arguments.later):
        found += runs(pieces, shown)
    print(f"{len(found)} runs with more than one reading, the true one among them")
    print("now    ", " ".join(f"{weight:6.2f}" for weight in WEIGHTS))
    print("learnt ", " ".join(f"{weight:6.2f}" for weight in learn(found)))


if __name__ == "__main__":
    main()
