"""One reading of a run while `search` walks along it."""

from dataclasses import dataclass, field

from leishu.repair.language import State, likelihood


@dataclass(slots=True)
class Path:
    """One reading of the run so far."""

    state: State
    text: str
    half: int = -1
    """The first byte of a character whose second has not been met; -1 where shown and true characters are in step."""
    last: int = -1
    """The last true byte."""
    extra: float = 0.0
    split: bool = False
    """Whether a reading stands between the two bytes of the character whose first is `half`: it was never annotated."""
    hidden: bool = False
    """Whether a private-use character was just put back, or need not be: better paths try it."""
    guessed: bool = False
    """Whether it holds a character that nothing shows: what a lost byte swallowed."""
    kinds: tuple[str, ...] = field(default=())
    """Straddling characters whose readings it explains."""

    @property
    def score(self) -> float:
        """Natural log; higher is better."""
        return likelihood(self.state) + self.extra

    def begun(self, half: int) -> "Path":
        """The same with `half` behind it, which nothing shows."""
        return Path(self.state, self.text, half, half, self.extra, self.split, True, self.guessed, self.kinds)
