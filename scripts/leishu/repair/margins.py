"""How sure the best reading of a run must be before it is taken: natural logarithm of its odds against all others.

Chosen on the tuning texts with benchmarks/repair/margins.py: what is wrong may be 1.5 % of all places.
"""

import math

SURE = 0.75
"""Where nothing but the lost bytes is missing."""

SIMPLIFIED = 0.35
"""So much more where the page was turned Simplified: what is shown may have been several characters."""

NONE_PRIVATE = 0.65
"""So much more where the text has no private-use character: they may have been taken out, two bytes each."""

ROUGH = 0.17
"""Where they were, `ROUGH` for each nat of the least likely three characters in a row,"""

LONG = 0.94
"""`LONG` for each time that the reading is e times as long,"""

STRIPPED = -1.0
"""and this: a logistic regression on whether the best reading is right."""

ENOUGH = 4.0
"""What is further ahead than this is no surer: what was taken out may not have been thought of."""


def needed(*, simplified: bool, none_private: bool = False) -> float:
    """The odds that a run needs in which nothing but the lost bytes is missing."""
    return SURE + SIMPLIFIED * simplified + NONE_PRIVATE * none_private


def needed_of(roughest: float, length: int) -> float:
    """The odds that a reading needs in a text from which private-use characters were taken.

    Args:
        roughest: natural log of how likely its least likely three characters in a row are.
        length: how many characters it has.
    """
    least = STRIPPED - ROUGH * roughest + LONG * math.log(length + 1)
    return least if least <= ENOUGH else math.inf
