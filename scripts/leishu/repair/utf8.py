"""UTF-8 that was read as GBK: 鍦ㄧ嚎 was 在线.

The bytes of the shown characters are UTF-8 again, and chance makes no run of them. Three bytes of UTF-8 do not fill two
of GBK, so where the run meets other text a byte is often lost (`?`, U+FFFD): such a byte is looked for among the 64
that UTF-8 allows, and the language decides.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from leishu.hanzi.fold import fold
from leishu.repair import codepage
from leishu.repair.language import START, Choice, Language, State, likelihood

_ANY, _ANY_MOSTLY_80 = -1, -2
"""A lost byte, as shown by `?` and by U+FFFD."""
_NOT_80 = -3.0
_NEVER_LAST = frozenset("、，：；（《“「『【")
_UNENDING = -4.0
"""A mark that no line ends with."""
_OTHER_SCRIPT = -4.0
_WIDTH = 12
_PATIENCE = 8
"""So many characters later a lost byte must be certain."""
_OF_MARKS = (0xE3, 0xEF)
"""First bytes of full-width marks: of such a character two lost bytes can be borne, since there are few."""
_GAIN = 2.5
_MARGIN = 1.5
_MARK = re.compile("[\u3001-\u3011\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]")
_HAN = re.compile("[\u4e00-\u9fff]")


def _pairs(leads: tuple[int, int], trails: tuple[int, int]) -> str:
    """A regular expression for the characters whose GBK bytes lie in these ranges."""
    shown = {
        codepage.decode(bytes((lead, trail)))
        for lead in range(leads[0], leads[1] + 1)
        for trail in range(trails[0], trails[1] + 1)
    }
    return "[" + "".join(sorted(re.escape(char) for char in shown if len(char) == 1 and char != codepage.LOST)) + "]"


_FIRST = _pairs((0xE3, 0xEF), (0x80, 0xBF))
_SECOND = _pairs((0x81, 0xBF), (0xE3, 0xEF))
_THIRD = _pairs((0x81, 0xBF), (0x80, 0xBF))
TRIGGER = re.compile(f"{_FIRST}(?:{_SECOND}{_THIRD}|[?\ufffd€])")
_RUN = re.compile("[^\\x00-\\x7f]+(?:[?\ufffd][^\\x00-\\x7f]*)*")


@dataclass(frozen=True, slots=True)
class _Path:
    """One reading of the run so far."""

    state: State
    text: str
    rest: tuple[int, ...] = ()
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
            shown = text[start:end]
            if len(_HAN.findall(decoded)) >= 2 and language.mean(decoded) > language.mean(shown) + _GAIN:
                yield start, end, decoded, "its GBK bytes are UTF-8"
                at = end
            else:
                at = start + 1


def _decode(text: str, start: int, end: int, language: Language) -> tuple[int, str]:
    """(end, what it says) of the longest run from `start` that is UTF-8.

    Where a lost byte stays uncertain for some characters more, the run ends before it.
    """
    paths = [_Path(START, "")]
    sure, sure_text = start, ""
    for at in range(start, end):
        grown = [longer for path in paths for data in _bytes(text, at) for longer in _longer(path, data, language)]
        if text[at + 1 : at + 2] in {"", "\n"}:
            grown = [replace(path, extra=path.extra + _UNENDING * (path.text[-1:] in _NEVER_LAST)) for path in grown]
        best: dict[tuple[str, tuple[int, ...]], _Path] = {}
        for path in sorted(grown, key=lambda path: -path.score):
            best.setdefault((path.text, path.rest), path)
        paths = list(best.values())[:_WIDTH]
        if not paths:
            break
        whole = paths if at + 1 < end else [path for path in paths if not path.rest]
        known = whole and not any(path.rest for path in whole)
        if known and (len(whole) == 1 or whole[0].score - whole[1].score >= _MARGIN):
            sure, sure_text = at + 1, whole[0].text
            paths = whole[:1]
        if at - sure > 3 * _PATIENCE:
            break
    return sure, sure_text


def _bytes(text: str, at: int) -> list[tuple[int, ...]]:
    """What bytes may stand behind the character shown at `at`."""
    shown = text[at]
    if shown == "?":
        # A pair that is not assigned; or half a pair, which took the next character with it unless the line ended.
        return [(_ANY, _ANY), *([(_ANY,)] if text[at + 1 : at + 2] in {"", "\n"} else [])]
    if shown == "\ufffd":
        return [(_ANY_MOSTLY_80,)]  # Python's codec replaces byte by byte, and knows no 80
    data = codepage.bytes_of(shown)
    return [tuple(data)] if data else []


def _longer(path: _Path, data: tuple[int, ...], language: Language) -> Iterator[_Path]:
    rest = path.rest + data
    size = 3 if rest[0] < 0 or 0xE0 <= rest[0] <= 0xEF else 2 if 0xC2 <= rest[0] <= 0xDF else 0
    if len(rest) < size:
        yield _Path(path.state, path.text, rest, path.extra)
    if not size or len(rest) < size:
        return
    lost = sum(byte < 0 for byte in rest[:size])
    if lost > (2 if rest[0] in _OF_MARKS else 1):
        return
    made = _characters(rest[:size])
    for byte, character in language.likely(path.state, made) if lost else made.common():
        extra = path.extra + (_NOT_80 if _ANY_MOSTLY_80 in rest[:size] and byte != 0x80 else 0.0)
        if lost and fold(character) != character and fold(path.text) == path.text:
            extra += _OTHER_SCRIPT
        grown = _Path(language.read(path.state, character), path.text + character, (), extra)
        if len(rest) > size:
            yield from _longer(grown, rest[size:], language)
        else:
            yield grown


@cache
def _characters(triple: tuple[int, ...]) -> Choice:
    """The characters that these bytes of UTF-8 can be, each with the byte that was lost (0 for none)."""
    made = []
    marks = sum(byte < 0 for byte in triple) == 2
    for data in product(*(_options(byte, first=not at) for at, byte in enumerate(triple))):
        character = bytes(data).decode("utf-8", "ignore")
        if len(character) == 1 and not "\ue000" <= character <= "\uf8ff" and (not marks or _MARK.match(character)):
            made.append((next((byte for byte, was in zip(data, triple, strict=True) if was < 0), 0), character))
    return Choice(made)


def _options(byte: int, *, first: bool) -> Iterable[int]:
    if byte >= 0:
        return (byte,)
    return range(0xE3, 0xF0) if first else range(0x80, 0xC0)
