"""Where the parts of a text end up when the whole is converted at once, and its length changes."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from leishu.hanzi.fold import fold

_QUOTES = str.maketrans("「」『』", "“”‘’")


def shares(parts: Sequence[str], whole: str) -> tuple[int, ...]:
    """How many characters of `whole`, the conversion of the joined `parts`, belong to each of them.

    The lengths are those of the parts wherever the conversion kept its length, which it does for characters. Where a
    word was exchanged for a longer or shorter one, the match keys of both sides tell what stayed; an exchanged word
    that goes over a border is cut after as many characters as before, so that no part loses all of its text.
    """
    lengths = tuple(map(len, parts))
    joined = "".join(parts)
    if len(joined) == len(whole) and _in_step(lengths, joined, whole):
        return lengths
    blocks = SequenceMatcher(None, _key(joined), _key(whole), autojunk=False).get_opcodes()
    ends: list[int] = []
    at = 0
    for part in parts:
        at += len(part)
        ends.append(next((_carried(at, *block) for block in blocks if at <= block[2]), len(whole)))
    return tuple(end - start for start, end in zip((0, *ends), ends, strict=False))


def _in_step(lengths: Sequence[int], joined: str, whole: str) -> bool:
    """Whether at each border the same characters stand beside it in both.

    A longer word and a shorter one leave the length of the whole as it was, and shift what is between them.
    """
    at = 0
    for length in lengths:
        at += length
        here, there = joined[at - 1 : at + 1], whole[at - 1 : at + 1]
        if here != there and not all(map(_is_form, here, there)):
            return False
    return True


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
