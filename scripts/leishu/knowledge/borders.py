"""Which of many places stand as words: by the characters beside them where those tell, else by the segmenter.

What `Words.whole` says of one, for all the names of many pages at once. The segmenter is asked in one call, and only
about characters that some word may join. Where two ways to cut are exactly as likely (的新|的, 的|新的), what stands
farther off may tip its sums: there the two may differ, once in some ten thousand names drawn by chance.
"""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from leishu.knowledge.pairs import Codes, Pairs, codes_of
from leishu.knowledge.words import FIRST_HAN, HAN_RUN, JOINTS, REACH, SUFFIXES, TAILS, Words

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]
MARGIN = (REACH + 1) * "\0"
"""Stands before, between and behind texts that are looked at together: it is in no name and in no word."""
_LATIN, _ALNUM, _JOINT, _TAIL = 1, 2, 4, 8
_LAST = np.uint32(0xFFFF)
"""The last character whose kind is in the table."""
_FIRST_HAN = np.uint32(ord(FIRST_HAN))
_SUFFIX_OPENS = codes_of("".join(suffix[0] for suffix in SUFFIXES))
_APART = np.uint32(ord("\n"))
"""Stands between stretches of text that the segmenter is given together."""


class Borders:
    """Where words begin and end."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._pairs = Pairs(words.joined)

    def whole(self, text: str, codes: Codes, starts: Places, ends: Places, names: tuple[Places, Places]) -> Flags:
        """Which of the places in `text` begin and end where words do.

        `text`, folded, has a `MARGIN` around; `codes` are its own; `names` is where names begin and end that were added
        to the segmenter's words.
        """
        named = np.zeros(len(codes), dtype=np.bool_)
        named[_places_in(names[0] + 1, names[1] - names[0] - 1)] = True

        def joined(at: Places) -> Flags:
            """Whether some word may join the characters before and behind."""
            return named[at] | self._pairs.among(codes[at - 1], codes[at])

        left, first, last, right = codes[starts - 1], codes[starts], codes[ends - 1], codes[ends]
        stands, open_ = _latin(left, first, last, right)
        opens = starts - _steps(stands & ~open_ & (first >= _FIRST_HAN) & (left >= _FIRST_HAN), joined, starts, -1)
        closes = ends + _steps(stands & ~open_ & (last >= _FIRST_HAN) & (right >= _FIRST_HAN), joined, ends, 1)
        for at in np.flatnonzero(open_).tolist():
            stands[at] = self._words.whole(text, int(starts[at]), int(ends[at]))
        asked = np.flatnonzero((opens < starts) | (closes > ends))
        if len(asked):
            starts, ends, opens, closes = starts[asked], ends[asked], opens[asked], closes[asked]
            border, place = self._cut(codes, opens, closes)
            begins, ended = border[place + starts - opens], border[place + ends - opens]
            closed = np.flatnonzero(begins & ~ended)
            for at in closed[np.isin(codes[ends[closed]], _SUFFIX_OPENS)].tolist():
                ended[at] = text.startswith(SUFFIXES, int(ends[at]))
            stands[asked] = begins & ended
        return stands

    def _cut(self, codes: Codes, opens: Places, closes: Places) -> tuple[Flags, Places]:
        """Where words begin and end in the stretches of a text, set one behind the other, and where each now begins."""
        lengths = closes - opens + 1
        place = np.cumsum(lengths) - lengths
        stretches = codes[_places_in(opens, lengths)]
        stretches[place[1:] - 1] = stretches[-1] = _APART
        words = self._words.cut(stretches.tobytes().decode("utf-32-le", "surrogatepass"))
        border = np.zeros(len(stretches) + 1, dtype=np.bool_)
        border[0] = True
        border[np.cumsum(np.fromiter(map(len, words), np.int64, len(words)))] = True
        return border, place


def _places_in(opens: Places, lengths: Places) -> Places:
    """Every place of each stretch, one stretch behind the other."""
    return np.arange(lengths.sum()) + np.repeat(opens - np.cumsum(lengths) + lengths, lengths)


def _steps(going: Flags, joined: Callable[[Places], Flags], places: Places, way: int) -> Places:
    """How far words may reach from each place, at most `REACH`; where not `going`, they do not."""
    steps = np.zeros(len(places), dtype=np.int64)
    still = np.flatnonzero(going)
    for step in range(REACH):
        still = still[joined(places[still] + way * step)]
        steps[still] += 1
    return steps


def _latin(left: Codes, first: Codes, last: Codes, right: Codes) -> tuple[Flags, Flags]:
    """Where no Latin word goes on beyond the place, and where more has to be looked at to tell."""
    kinds = _kinds()
    before, behind = kinds[np.minimum(left, _LAST)], kinds[np.minimum(right, _LAST)]
    begins = (first < _FIRST_HAN) & (kinds[np.minimum(first, _LAST)] & _ALNUM != 0)
    ends = (last < _FIRST_HAN) & (kinds[np.minimum(last, _LAST)] & _ALNUM != 0)
    stands = ~(begins & (before & _LATIN != 0) | ends & (behind & (_LATIN | _TAIL) != 0))
    open_ = begins & ((before & _JOINT != 0) | (left > _LAST)) | ends & ((behind & _JOINT != 0) | (right > _LAST))
    return stands, stands & open_


@cache
def _kinds() -> NDArray[np.uint8]:
    """What each character is in a Latin word. Five milliseconds, when first asked."""
    chars = "".join(map(chr, range(int(_LAST) + 1)))
    kinds = np.fromiter(map(str.isalnum, chars), np.uint8, len(chars)) * np.uint8(_LATIN | _ALNUM)
    for run in HAN_RUN.finditer(chars):
        kinds[run.start() : run.end()] &= _ALNUM
    kinds[codes_of(JOINTS)] |= _JOINT
    kinds[codes_of(TAILS)] |= _TAIL
    return kinds
