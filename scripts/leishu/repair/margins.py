"""How sure the best reading of a run must be before it is taken: natural logarithm of its odds against all others.

Chosen on the tuning texts with benchmarks/repair/margins.py: what is wrong may be 1.5 % of all places.
"""

SURE = 0.85
"""Where nothing but the lost bytes is missing."""

SIMPLIFIED = 0.35
"""So much more where the page was turned Simplified: what is shown may have been several characters."""

NONE_PRIVATE = 0.65
"""So much more where the text has no private-use character: they may have been taken out, two bytes each."""

ROUGH = 0.67
SMOOTH = 9.0
"""Where they were, `ROUGH` for each nat by which the least likely three characters in a row fall below `-SMOOTH`."""


def needed(*, simplified: bool, none_private: bool = False) -> float:
    """The odds that a run needs in which nothing but the lost bytes is missing."""
    return SURE + SIMPLIFIED * simplified + NONE_PRIVATE * none_private


def needed_of(roughest: float) -> float:
    """The odds that a run needs in a text from which private-use characters were taken."""
    return ROUGH * (-roughest - SMOOTH)
