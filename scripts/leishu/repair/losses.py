"""Reads UTF-8 out of characters that GBK shows, across the bytes that were lost on the way.

Which bytes can have been lost is known (`readers`), and that they are UTF-8: seldom more than a few characters fit. The
language decides among them; where it cannot, reading ends.
"""

import codecs
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import NamedTuple

from leishu.hanzi.fold import fold
from leishu.repair import codepage, readers
from leishu.repair.habits import Habits
from leishu.repair.language import LONGEST, START, Choice, Language, State, likelihood
from leishu.repair.quotes import QUOTES, fits, opened
from leishu.repair.readers import Bytes, Reader

LOST = codepage.LOST + readers.REPLACED
_UTF8 = codecs.getincrementaldecoder("utf-8")
_LEADS, _CONTINUES = frozenset(range(0xC2, 0xF0)), frozenset(range(0x80, 0xC0))
_NEVER_LAST = frozenset("、，（《“「『【")
_NUMERAL, _RATHER = "三", 1.5
"""What may have stood before a line, and nats by which the end of a line is likelier than it."""
_LAST = frozenset("。！？：…”」』")
"""Marks that a line may end with: half of one, then the end of the line, is one lost pair."""
_UNENDING = -4.0
"""A mark that no line ends with."""
_OTHER_SCRIPT = -8.0
_UNPAIRED = -4.0
"""A quotation mark that closes what is not open, or opens what is."""
_WIDTH = 5
_HOPELESS = 12.0
"""Nats that a reading may be behind the likeliest."""
_PATIENCE = 16
"""So many shown characters later a lost byte must be certain."""
_PROOF = 1
"""So many shown characters behind a loss must be UTF-8 as well: else the run ends with the loss."""
_BEFORE, _AHEAD = 6, 4
"""Characters of context on either side of a loss."""
_SWALLOWED = 2.0
"""So much more where the next character is gone as well."""
_MOST = 1500
"""Characters that one place may have held; with more nothing is known about it."""
_SOUND = re.compile("[\u3001-\u3011\u4e00-\u9fff\uff01-\uff0d\uff1a\uff1b\uff1f\u2014-\u2026·]")
"""What is put in the place of a lost character: nothing rare."""


@dataclass(frozen=True, slots=True)
class Judge:
    """What decides which character was lost."""

    language: Language
    within: float
    """Nats by which it must be ahead of every other, where what follows is decoded too: else all of that is lost."""
    at_end: float
    """The same where the run ends with it."""
    habits: Habits


@dataclass(frozen=True, slots=True)
class Certain:
    """How far the bytes that are shown are UTF-8."""

    end: int
    """The last place where a shown and a true character end together."""
    text: str
    """What it says up to there."""
    loss: int = -1
    """The place of the next loss; -1: none."""
    before: str = ""
    """What it says up to the loss."""
    rest: bytes = b""
    """The bytes of a character that is not complete there."""


def certain(text: str, start: int, end: int, reader: Reader) -> Certain:
    """What `text` says from `start` to the next loss, or to `end`."""
    decoder = _UTF8()
    said: list[str] = []
    sure = (start, 0)
    for at in range(start, end):
        pair = None if text[at] in LOST else reader.bytes_of(text[at])
        if pair is None:
            loss = at if text[at] in LOST else -1
            return Certain(sure[0], "".join(said[: sure[1]]), loss, "".join(said), decoder.getstate()[0])
        try:
            said.append(decoder.decode(pair))
        except UnicodeDecodeError:
            break
        if not decoder.getstate()[0]:
            sure = at + 1, len(said)
    return Certain(sure[0], "".join(said[: sure[1]]))


class _Path(NamedTuple):
    """One reading since the last certain character."""

    state: State
    text: str
    rest: Bytes = ()
    """The bytes of a character that is not complete."""
    extra: float = 0.0

    @property
    def score(self) -> float:
        return likelihood(self.state) + self.extra


class Decoder:
    """Reads one run of a text."""

    __slots__ = ("_end", "_judge", "_language", "_open", "_reader", "_text", "swallowed")

    def __init__(self, text: str, end: int, reader: Reader, judge: Judge) -> None:
        """A run that ends at `end` at the latest."""
        self._text, self._end, self._reader, self._judge = text, end, reader, judge
        self.swallowed = False
        """Whether a character of ASCII went with the byte at which the run ended: the `?` for both is left."""
        self._language = judge.language
        self._open: tuple[str, ...] = ()

    def decode(self, start: int, context: str) -> tuple[int, str]:
        """(end, what it says) of the longest run from `start`, behind `context`, that is UTF-8, while it is certain."""
        self._open = opened(context)
        said = ""
        while start < self._end:
            read = certain(self._text, start, self._end, self._reader)
            if read.loss < 0:
                return read.end, said + read.text
            self._open = opened(read.before, self._open)
            before = (context + said[-_BEFORE:] + read.before)[-_BEFORE:]
            state = self._language.read(START, before)
            bridge = self._over(read.loss, _Path(state, "", tuple(frozenset((byte,)) for byte in read.rest)))
            if bridge is None:
                return read.end, said + read.text
            self._open = opened(bridge[1], self._open)
            start, said = bridge[0], said + read.before + bridge[1]
            if start == read.loss:
                self.swallowed = True
                break
        return start, said

    def _over(self, loss: int, path: _Path) -> tuple[int, str] | None:
        """(end, what it says) from a loss to where it is certain again, or to where it ends; None where neither is."""
        end, paths = self._bridged(loss, path)
        if not paths:
            end, paths = self._closed(loss, path)
        margin = self._judge.within if loss < end < self._end else self._judge.at_end
        if not paths or _ahead(paths) < margin:
            return None
        said = paths[0].text
        if gone := self._gone_with(loss, end, said[-1]):
            return loss + 1, said + gone
        return None if end == loss and _ahead(paths) < margin + _SWALLOWED else (end, said)

    def _gone_with(self, loss: int, end: int, last: str) -> str:
        """The character of ASCII that the mark at `loss` stands for beside `last`, where that is beyond doubt."""
        after, follows = self._judge.habits, self._text[loss + 1 : loss + 2]
        if end == loss and last in _LAST and "\n" in self._text and self._begins(loss + 1):
            return "\n"
        if end == loss and after.spaced and follows.isalnum() and follows.isascii():
            return " "
        parted = self._reader.pairs and after.parted and end == loss + 1 and last in _LAST and follows == "\n"
        return "\n" if parted and self._text[loss + 2 : loss + 3] not in {"", "\n"} else ""

    def _bridged(self, start: int, path: _Path) -> tuple[int, list[_Path]]:
        """(end, readings, the likeliest first) from the loss at `start` to where it is certain; else none."""
        paths = [path]
        for at in range(start, min(self._end, start + _PATIENCE)):
            shown = self._shown(at)
            paths = _best(longer for one in paths for data in shown for longer in self._longer(one, data))
            if at + 1 == self._end:
                paths = _best(self._ended(one, at + 1) for one in paths)
            if not paths:
                break
            if _ahead(paths) < self._judge.within:
                if paths[0].text[-LONGEST:] == paths[1].text[-LONGEST:]:
                    break  # what comes cannot tell them apart
            elif (at > start + _PROOF or at + 1 == self._end) and not any(one.rest for one in paths):
                return at + 1, paths
        return start, []

    def _closed(self, loss: int, path: _Path) -> tuple[int, list[_Path]]:
        """The same where the run ends with the loss, and with it the program's work: what follows is sound."""
        marks = 2 if self._text[loss : loss + 2] == 2 * readers.REPLACED else 1
        end = loss + marks
        following = self._text[end : end + _AHEAD].partition("\n")[0]
        paths = []
        for lost in readers.lost_at_the_end(self._reader, marks):
            for one in self._longer(path, lost):
                ended = self._ended(one, end)
                paths.append(ended._replace(state=self._language.read(one.state, following)))
        paths = sorted((one for one in paths if not one.rest), key=lambda one: -one.score)
        return loss if self._is_swallowed(end) else end, paths

    def _ended(self, path: _Path, end: int) -> _Path:
        """`path` where the run ends with it, at `end`."""
        last = path.text[-1:] in _NEVER_LAST and (self._text[end : end + 1] in {"", "\n"} or self._goes_on(end))
        return path._replace(extra=path.extra + _UNENDING) if last else path

    def _is_swallowed(self, end: int) -> bool:
        """Whether the `?` before `end` stands for a character of ASCII as well: that one is gone, and the `?` stays."""
        following = self._text[end : end + 1]
        return self._reader.pairs and following not in {"", "\n"} and (following.isascii() or self._goes_on(end))

    def _begins(self, at: int) -> bool:
        """Whether a line may begin at `at`: with what rather stands behind a full stop than behind a numeral."""
        line = certain(self._text, at, min(self._end, at + _PATIENCE), self._reader).text[:_AHEAD]

        def behind(before: str) -> float:
            state = self._language.read(START, before)
            return likelihood(self._language.read(state, line)) - likelihood(state)

        return bool(line) and behind("。") > behind(_NUMERAL) - _RATHER

    def _goes_on(self, end: int) -> bool:
        """Whether what stands at `end` is UTF-8 again."""
        return bool(certain(self._text, end, min(self._end, end + 3), self._reader).text)

    def _shown(self, at: int) -> tuple[Bytes, ...]:
        """What bytes may stand behind the character shown at `at`."""
        shown = self._text[at]
        if shown not in LOST:
            data = self._reader.bytes_of(shown)
            return (tuple(frozenset((byte,)) for byte in data),) if data else ()
        if self._reader.pairs:
            return readers.lost_pairs(self._reader)
        following = self._text[at + 1] if at + 1 < self._end else ""
        if not following:
            return readers.lost_at_the_end(self._reader, 1)
        data = None if following == readers.REPLACED else self._reader.bytes_of(following)
        return ((readers.lost_before(self._reader, data[0] if data else None),),)

    def _longer(self, path: _Path, data: Bytes) -> Iterator[_Path]:
        """`path` with `data` behind it, once for each character that it may complete."""
        rest = path.rest + data
        if max(rest[0]) < 0x80:  # a letter that became the second half of a shown character
            letter = chr(max(rest[0]))
            grown = _Path(self._language.read(path.state, letter), path.text + letter, (), path.extra)
            yield from self._longer(grown, rest[1:]) if len(rest) > 1 else (grown,)
            return
        lead = rest[0] & _LEADS
        if not lead:
            return
        size = 2 if max(lead) <= 0xDF else 3
        if len(rest) < size:
            yield path._replace(rest=rest)
            return
        made = _characters((lead, *(byte & _CONTINUES for byte in rest[1:size])))
        lost = any(len(byte) > 1 for byte in rest[:size])
        for _, character in self._language.likely(path.state, made) if lost else made.common():
            extra = path.extra + (self._unlikely(path.text, character) if lost else 0.0)
            grown = _Path(self._language.read(path.state, character), path.text + character, (), extra)
            if len(rest) > size:
                yield from self._longer(grown, rest[size:])
            else:
                yield grown

    def _unlikely(self, before: str, character: str) -> float:
        """What speaks against a character that was lost, beside the language: natural log."""
        if character in QUOTES:
            return 0.0 if fits(character, opened(before, self._open)) else _UNPAIRED
        return _OTHER_SCRIPT if _is_traditional(character) and fold(before) == before else 0.0


def _best(paths: Iterable[_Path]) -> list[_Path]:
    """The likeliest of `paths`, each once."""
    best: dict[tuple[str, Bytes], _Path] = {}
    for one in sorted(paths, key=lambda one: -one.score):
        best.setdefault((one.text, one.rest), one)
    kept = list(best.values())[:_WIDTH]
    return [one for one in kept if one.score > kept[0].score - _HOPELESS]


def _ahead(paths: Sequence[_Path]) -> float:
    """Nats by which the first of `paths` is ahead of the next."""
    return paths[0].score - paths[1].score if len(paths) > 1 else math.inf


@cache
def _is_traditional(character: str) -> bool:
    """Whether no Simplified text has `character`."""
    return fold(character) != character and not character.encode("gb2312", "ignore")


@cache
def _characters(parts: Bytes) -> Choice:
    """The characters that these bytes of UTF-8 can be."""
    count = math.prod(map(len, parts))
    if count > _MOST:
        return Choice(())
    made = (bytes(data).decode("utf-8", "ignore") for data in product(*parts))
    return Choice(
        (0, character) for character in made if len(character) == 1 and (count == 1 or _SOUND.match(character))
    )
