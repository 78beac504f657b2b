"""Which passage gets which anchor: one that was there before keeps its own, a new one gets a number never used."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from leishu.hanzi.fold import fold
from leishu.markdown.plain import plain

_ALIKE = 0.6
"""Passages that share this much of their characters are the same, edited: half of a split paragraph still is (0.67)."""
_CLEARLY_ALIKE = 0.75
"""The same for a passage that also moved: out of its order there is less reason to believe it."""
_WINDOW = 12
"""How many passages before and after its place in a gap a passage is compared with."""
_MOST_COMPARED = 10_000
"""Pairs of passages: beyond it the text is another one, and a look at every pair would take long."""


def key_of(markdown: str) -> str:
    """The words of a passage without what a repair or another script may change: marks, spaces, variants."""
    return "".join(char for char in fold(plain(markdown)) if unicodedata.category(char)[0] in "LNS")


def assign(new: Sequence[str], old: Sequence[tuple[str, str]], last: int) -> tuple[str, ...]:
    """An anchor for each passage.

    Args:
        new: the passages' Markdown, in order.
        old: anchor and Markdown of the passages that were there before, in order.
        last: the highest number ever given on this page.

    First come equal words in order, then equal words that moved, then, between these, similar words in order, and last
    words so similar that they are the same though they moved.
    """
    new_keys, old_keys = [key_of(text) for text in new], [key_of(text) for _, text in old]
    taken: dict[int, int] = {}
    for block in SequenceMatcher(None, new_keys, old_keys, autojunk=False).get_matching_blocks():
        taken |= {block.a + step: block.b + step for step in range(block.size)}
    _match_moved(new_keys, old_keys, taken)
    _match_similar(new_keys, old_keys, taken)
    _match_moved_and_edited(new_keys, old_keys, taken)
    out: list[str] = []
    for number in range(len(new)):
        if number in taken:
            out.append(old[taken[number]][0])
        else:
            last += 1
            out.append(f"p{last}")
    return tuple(out)


def highest(anchors: Sequence[str]) -> int:
    """The highest number among `anchors`; 0 where there is none."""
    return max((int(found[1]) for anchor in anchors if (found := re.fullmatch(r"p(\d+)", anchor))), default=0)


def _match_moved(new: Sequence[str], old: Sequence[str], taken: dict[int, int]) -> None:
    used = set(taken.values())
    free: dict[str, list[int]] = {}
    for place, key in enumerate(old):
        if place not in used and key:
            free.setdefault(key, []).append(place)
    for place, key in enumerate(new):
        if place not in taken and free.get(key):
            taken[place] = free[key].pop(0)


def _match_similar(new: Sequence[str], old: Sequence[str], taken: dict[int, int]) -> None:
    used = set(taken.values())
    rest = [place for place in range(len(old)) if place not in used]
    run: list[int] = []
    low = -1
    for place in range(len(new) + 1):
        if place < len(new) and place not in taken:
            run.append(place)
            continue
        high = taken.get(place, len(old))
        if run:
            # Where passages moved, the gap is not one: everything that is left may be meant.
            gap = [at for at in rest if low < at < high] if low < high else list(rest)
            for a, b in _aligned([new[at] for at in run], [old[at] for at in gap]):
                taken[run[a]] = gap[b]
                rest.remove(gap[b])
            run = []
        low = high


def _match_moved_and_edited(new: Sequence[str], old: Sequence[str], taken: dict[int, int]) -> None:
    used = set(taken.values())
    fresh = [place for place in range(len(new)) if place not in taken]
    rest = [place for place in range(len(old)) if place not in used]
    if len(fresh) * len(rest) > _MOST_COMPARED:
        return
    alike = sorted((-_likeness(new[a], old[b]), a, b) for a in fresh for b in rest)
    for score, a, b in alike:
        if -score >= _CLEARLY_ALIKE and a not in taken and b not in used:
            taken[a] = b
            used.add(b)


def _aligned(new: list[str], old: list[str]) -> list[tuple[int, int]]:
    """Pairs in order with the greatest likeness in sum: the classical alignment of two sequences, near its diagonal."""
    best: dict[tuple[int, int], float] = {}
    alike: dict[tuple[int, int], float] = {}
    for a in range(len(new) - 1, -1, -1):
        for b in reversed(_near(a, len(new), len(old))):
            score = _likeness(new[a], old[b])
            if score >= _ALIKE:
                alike[a, b] = score
            skipped = max(best.get((a + 1, b), 0.0), best.get((a, b + 1), 0.0))
            best[a, b] = max(skipped, best.get((a + 1, b + 1), 0.0) + alike.get((a, b), 0.0))
    pairs: list[tuple[int, int]] = []
    a = b = 0
    while a < len(new) and b < len(old):
        down, right = best.get((a + 1, b), 0.0), best.get((a, b + 1), 0.0)
        if (a, b) in alike and best[a, b] == best.get((a + 1, b + 1), 0.0) + alike[a, b]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif right > down or b < _near(a, len(new), len(old)).start:
            b += 1
        else:
            a += 1
    return pairs


def _near(a: int, news: int, olds: int) -> range:
    """The old passages near the place where the new one at `a` should be."""
    middle = a * olds // news
    return range(max(0, middle - _WINDOW), min(olds, middle + _WINDOW + 1))


def _likeness(one: str, other: str) -> float:
    """The share of characters that two texts have in common in the same order; 0 where it is below the bar."""
    if 2 * min(len(one), len(other)) < _ALIKE * (len(one) + len(other)):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0
