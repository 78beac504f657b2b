"""What a base has learnt from passages that people sorted, as plain values; `learning` makes and reads them."""

from dataclasses import dataclass

from leishu.model import DocPath


@dataclass(frozen=True, slots=True)
class Lessons:
    """What was learnt. Arrays are kept as their bytes, which can be compared, pickled, and loaded without numpy."""

    topics: tuple[DocPath, ...]
    """Those that some example belongs under."""
    runs: bytes
    """uint64, ascending: the runs that tell something."""
    rarities: bytes
    """float64, one a run."""
    weights: bytes
    """float64, runs × topics."""
    rest: tuple[float, ...]
    """What is said of a passage that holds none of the runs, less the bar."""
    shortest: float
    """A passage of a few characters weighs as if it were this long: half of what an example is."""


NOTHING = Lessons((), b"", b"", b"", (), 0.0)
