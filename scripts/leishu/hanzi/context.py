"""A character and the grammar beside it that decides how it is written: the type of which `patterns` is a list."""

from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """How a context's word must lie among the words of the text."""

    ALONE = "alone"
    """It is one of them."""
    LOOSE = "loose"
    """No common word has it as a part of it."""
    LATER = "later"
    """It is part of one that began before it."""
    ANY = "any"
    """It may be part of a word, but not of two."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where one word is written in one way."""

    word: str
    """As the source has it."""
    written: str | None
    """As OpenCC's standard of the target has it, which a region may write its own way; None where the word is only
    parted from what is before it."""
    pattern: str
    """A regular expression that matches the word where it is that, by what stands around it."""
    reason: str
    where: Where = Where.ALONE
    weak: bool = False
    """Whether an entry of OpenCC that holds the word counts for more."""
    config: str = ""
    """A part of the name of the OpenCC configs that it is for; every one of its direction by default."""
    before: str = ""
    """Another pattern, for what must end where the word begins, of any length."""
