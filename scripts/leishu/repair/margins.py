"""How far the best reading of a run must lead before it is taken. All in nats (natural logarithm).

Chosen on the tuning texts with benchmarks/repair/margins.py: what is wrong may be 1.5 % of all places.
"""

HINTED = 1.3
"""Where a reading was left behind: it nearly names the lost byte."""

BARE = 2.5
"""Where none was: then nothing but the language tells a lost byte."""

SIMPLIFIED = 0.7
"""So much more where the page was turned Simplified: what is shown may have been several characters."""

STRIPPED = 5.0
"""Where private-use characters, two bytes each, may be missing from the run."""

ROUGH = 10.0
"""Where they are missing from the text, and some three characters in a row are less likely than `ROUGHEST`."""

ROUGHEST = -24.0


def needed(*, hinted: bool, simplified: bool) -> float:
    """The lead that a run needs in which nothing but the lost bytes is missing."""
    return (HINTED if hinted else BARE) + (SIMPLIFIED if simplified else 0.0)
