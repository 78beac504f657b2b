"""Where the parts of a text end up when the whole is converted at once, and its length changes."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate

from leishu.hanzi.fold import fold

_BESIDE = 2
"""So many characters on either side of a border tell whether it lies where it lay."""
_QUOTES = str.maketrans("「」『』", "“”‘’")


def shares(parts: Sequence[str], whole: str) -> tuple[int, ...]:
    """How many characters of `whole`, the conversion of the joined `parts`, belong to each of them.

    The lengths are those of the parts wherever the conversion kept its length, which it does for characters. Where a
    word was exchanged for a longer or shorter one, the match keys of both sides tell what stayed; an exchanged word
    that goes over a border is cut after as many characters as before, so that no part loses all of its text.
    """
    lengths = tuple(map(len, parts))
    joined = "".join(parts)
    # A longer word and a shorter one leave the length of the whole as it was, and shift what is between them.
    if len(joined) == len(whole) and all(_is_at(border, joined, whole) for border in accumulate(lengths)):
        return lengths
    blocks = SequenceMatcher(None, _key(joined), _key(whole), autojunk=False).get_opcodes()
    ends: list[int] = []
    at = 0
    for part in parts:
        at += len(part)
        ends.append(next((_carried(at, *block) for block in blocks if at <= block[2]), len(whole)))
    return tuple(end - start for start, end in zip((0, *ends), ends, strict=False))


def _is_at(border: int, joined: str, whole: str) -> bool:
    """Whether the characters beside a border are the same in both, at the same places."""
    beside = slice(max(0, border - _BESIDE), border + _BESIDE)
    return all(map(_is_form, joined[beside], whole[beside]))


@lru_cache(1 << 14)
def _is_form(one: str, other: str) -> bool:
    return one == other or _key(one) == _key(other)


def _key(text: str) -> str:
    """What stays of each character, in any script and with any region's quotation marks."""
    return fold(text).translate(_QUOTES)


def _carried(at: int, same: str, start: int, end: int, new_start: int, new_end: int) -> int:
    """Where an offset in one block of the joined text lies in the converted one."""
    if same == "equal":
        return new_start + at - start
    return new_end if at >= end else min(new_start + at - start, new_end)
