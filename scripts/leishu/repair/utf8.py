"""UTF-8 that was read as GBK: 鍦ㄧ嚎 was 在线.

The bytes of the shown characters are UTF-8 again, and chance makes no run of them. Three bytes of UTF-8 do not fill two
of GBK, and not every pair is a character, so bytes are often lost. Which can have been lost is known (`_shown`): half a
pair, or a pair that the codec does not assign. The language decides among them; where it cannot, the run ends.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from leishu.hanzi.fold import fold
from leishu.repair import codepage, frames
from leishu.repair.language import START, Choice, Language, State, likelihood

Byte = frozenset[int]
"""What one byte may have been: a single value where it is known."""

EVIDENCE = "its GBK bytes are UTF-8"
_UTF8 = codecs.getincrementaldecoder("utf-8")
_LOST = "?\ufffd"
_ANY_HALF = frozenset(range(0x80, 0xF0))
_NEVER_LAST = frozenset("、，（《“「『【")
_UNENDING = -4.0
"""A mark that no line ends with."""
_OTHER_SCRIPT = -4.0
_WIDTH = 12
_PATIENCE = 24
"""So many shown characters later a lost byte must be certain."""
_PROOF = 1
"""So many shown characters behind a loss must be UTF-8 as well: else the run ends with the loss."""
_BEFORE, _AHEAD = 6, 4
"""Characters of context on either side of a loss."""
_SAMPLE = 200
_GAIN = 2.5
_MARGIN = 0.7
_MOST = 1500
"""Characters that one place may have held; with more nothing is known about it."""
_HAN = re.compile("[\u4e00-\u9fff]")
_SOUND = re.compile("[\u3001-\u3011\u4e00-\u9fff\uff01-\uff0d\uff1a\uff1b\uff1f\u2014-\u2026·]")
"""What is put in the place of a lost character: nothing rare."""


def _pairs(leads: tuple[int, int], trails: tuple[int, int]) -> str:
    """A regular expression for the characters whose GBK bytes lie in these ranges."""
    shown = {
        codepage.decode(bytes((lead, trail)))
        for lead in range(leads[0], leads[1] + 1)
        for trail in range(trails[0], trails[1] + 1)
    }
    return "[" + "".join(sorted(re.escape(char) for char in shown if len(char) == 1 and char != codepage.LOST)) + "]"


_FIRST = _pairs((0xE2, 0xEF), (0x80, 0xBF))
_SECOND = _pairs((0x81, 0xBF), (0xE3, 0xEF))
_THIRD = _pairs((0x81, 0xBF), (0x80, 0xBF))
TRIGGER = re.compile(f"{_FIRST}(?:{_SECOND}(?:{_THIRD}|[?\ufffd€])|[?\ufffd€])")
_RUN = re.compile("[^\\x00-\\x7f]+(?:[?\ufffd][^\\x00-\\x7f]*)*")


@dataclass(frozen=True, slots=True)
class _Path:
    """One reading since the last certain character."""

    state: State
    text: str
    rest: tuple[Byte, ...] = ()
    """The bytes of a character that is not complete."""
    extra: float = 0.0

    @property
    def score(self) -> float:
        return likelihood(self.state) + self.extra


def found(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, what it was, why) for each run."""
    language = Language()
    for run in _RUN.finditer(text):
        at = run.start()
        while trigger := TRIGGER.search(text, at, run.end()):
            start = trigger.start()
            end, decoded = _decode(text, start, run.end(), language)
            if len(_HAN.findall(decoded)) >= 2 and _is_better(decoded, text[start:end], language):
                yield start, end, decoded, EVIDENCE
                at = end
            else:
                at = start + 1


def cut_off(text: str, end: int) -> int:
    """Where the loss ends at which the run before `end` broke off; `end` where nothing was lost."""
    rest = _RUN.match(text, end)
    if rest is None:
        return end
    _, _, loss, _, half = _certain(text, end, rest.end())
    return loss + 1 if half and loss >= 0 and text[loss] == codepage.LOST else end


def _is_better(decoded: str, shown: str, language: Language) -> bool:
    return language.mean(decoded[:_SAMPLE]) > language.mean(shown[: 2 * _SAMPLE]) + _GAIN


def _decode(text: str, start: int, end: int, language: Language) -> tuple[int, str]:
    """(end, what it says) of the longest run from `start` that is UTF-8, as far as it is certain."""
    said = ""
    while start < end:
        sure, more, loss, before, rest = _certain(text, start, end)
        if loss < 0:
            return sure, said + more
        state = language.read(START, (said[-_BEFORE:] + before)[-_BEFORE:])
        path = _Path(state, "", tuple(frozenset((byte,)) for byte in rest))
        bridge = _bridged(text, loss, end, path, language) or _closed(text, loss, path, language)
        if bridge is None:
            return sure, said + more
        start, said = bridge[0], said + before + bridge[1]
    return start, said


def _certain(text: str, start: int, end: int) -> tuple[int, str, int, str, bytes]:
    """How far the bytes that are shown are UTF-8.

    Returns the last place where a shown and a true character end together, and what it says up to there; then the
    place of the next loss (-1: none), what it says up to there, and the bytes of a character that is not complete.
    """
    decoder = _UTF8()
    said: list[str] = []
    sure = (start, 0)
    for at in range(start, end):
        pair = None if text[at] in _LOST else codepage.bytes_of(text[at])
        if pair is None:
            loss = at if text[at] in _LOST else -1
            return sure[0], "".join(said[: sure[1]]), loss, "".join(said), decoder.getstate()[0]
        try:
            said.append(decoder.decode(pair))
        except UnicodeDecodeError:
            break
        if not decoder.getstate()[0]:
            sure = at + 1, len(said)
    return sure[0], "".join(said[: sure[1]]), -1, "", b""


def _bridged(text: str, start: int, end: int, path: _Path, language: Language) -> tuple[int, str] | None:
    """(end, what it says) from the loss at `start` to where it is certain again; None where it never is."""
    paths = [path]
    for at in range(start, min(end, start + _PATIENCE)):
        grown = [longer for one in paths for data in _shown(text, at, end) for longer in _longer(one, data, language)]
        best: dict[tuple[str, tuple[Byte, ...]], _Path] = {}
        for one in sorted(grown, key=lambda one: -one.score):
            best.setdefault((one.text, one.rest), one)
        paths = list(best.values())[:_WIDTH]
        if not paths:
            return None
        proven = at > start + _PROOF or at + 1 == end
        if proven and not any(one.rest for one in paths) and _is_sure(paths):
            return at + 1, paths[0].text
    return None


def _closed(text: str, loss: int, path: _Path, language: Language) -> tuple[int, str] | None:
    """(end, what it says) where the run ends with the loss, and with it the codec's work: the rest is sound."""
    end = loss + (2 if text[loss : loss + 2] == "\ufffd\ufffd" else 1)
    following = text[end : end + _AHEAD].partition("\n")[0]
    if text[loss] == codepage.LOST and following[:1].isascii() and following:
        return None  # a character of ASCII went with the byte, and nothing tells which
    lost = (_ANY_HALF,) if end == loss + 1 else (_lost_before(None), _ANY_HALF)
    paths = []
    for one in _longer(path, lost, language):
        unending = _UNENDING if not following and one.text[-1:] in _NEVER_LAST else 0.0
        paths.append(replace(one, state=language.read(one.state, following), extra=one.extra + unending))
    paths = sorted((one for one in paths if not one.rest), key=lambda one: -one.score)
    return (end, paths[0].text) if paths and _is_sure(paths) else None


def _is_sure(paths: list[_Path]) -> bool:
    return len(paths) == 1 or paths[0].score - paths[1].score >= _MARGIN


def _shown(text: str, at: int, end: int) -> list[tuple[Byte, ...]]:
    """What bytes may stand behind the character shown at `at`."""
    shown = text[at]
    if shown not in _LOST:
        data = codepage.bytes_of(shown)
        return [tuple(frozenset((byte,)) for byte in data)] if data else []
    if shown == "\ufffd":
        following = text[at + 1] if at + 1 < end else ""
        if following in _LOST:
            return [(_lost_before(None) if following else _ANY_HALF,)]
        data = codepage.bytes_of(following)
        return [(_lost_before(data[0]) if data else _ANY_HALF,)]
    return list(_lost_pairs())  # Windows shows one `?` for two bytes


@cache
def _lost_before(second: int | None) -> Byte:
    """The bytes that a codec which replaces one at a time loses before `second`: they make no character with it."""
    seconds = range(0x80, 0xF0) if second is None else (second,)
    return frozenset(one for one in _ANY_HALF if not all(_is_pair(bytes((one, other))) for other in seconds))


def _is_pair(data: bytes) -> bool:
    try:
        return len(data.decode("gbk")) == 1
    except UnicodeDecodeError:
        return False


@cache
def _lost_pairs() -> tuple[tuple[Byte, ...], ...]:
    """Pairs that are no character, by their first byte."""
    seconds: dict[int, set[int]] = {}
    for first, second in frames.unassigned():
        seconds.setdefault(first, set()).add(second)
    return tuple((frozenset((first,)), frozenset(second)) for first, second in seconds.items() if first < 0xF0)


def _longer(path: _Path, data: tuple[Byte, ...], language: Language) -> Iterator[_Path]:
    rest = path.rest + data
    size = 2 if max(rest[0]) <= 0xDF else 3
    if max(rest[0]) < 0xC2:
        return
    if len(rest) < size:
        yield replace(path, rest=rest)
        return
    made = _characters(rest[:size])
    lost = any(len(byte) > 1 for byte in rest[:size])
    for _, character in language.likely(path.state, made) if lost else made.common():
        extra = path.extra
        if lost and fold(character) != character and fold(path.text) == path.text:
            extra += _OTHER_SCRIPT
        grown = _Path(language.read(path.state, character), path.text + character, (), extra)
        if len(rest) > size:
            yield from _longer(grown, rest[size:], language)
        else:
            yield grown


@cache
def _characters(parts: tuple[Byte, ...]) -> Choice:
    """The characters that these bytes of UTF-8 can be."""
    count = 1
    for part in parts:
        count *= len(part)
    if count > _MOST:
        return Choice(())
    made = (bytes(data).decode("utf-8", "ignore") for data in product(*parts))
    return Choice(
        (0, character) for character in made if len(character) == 1 and (count == 1 or _SOUND.match(character))
    )
