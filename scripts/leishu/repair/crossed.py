"""Big5 read as GBK (秨方 was 開源), and GBK read as Big5. Whole lines: such a text was decoded in one go.

Within a text that is sound otherwise, a line may be part sound (the header that a site puts before somebody's words):
there only the words that gain by the other reading are taken.

Nothing in the bytes proves either; both readings are compared as Chinese, and the other one must be far better.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from leishu.model import Span
from leishu.repair import codepage, frames
from leishu.repair.common import is_common
from leishu.repair.language import START, Choice, Language, likelihood

_HAN = re.compile("[\u4e00-\u9fff]")


_COMMON = "的一是不了在有人我他這这中大上個个國国"
_SAMPLE = 800
_WIDTH = 12
_MARGIN = 2.0
_LIKELY = -10.5
_GAIN = 3.0
_PRIVATE = re.compile("[\ue000-\ue765]")
_LINE = re.compile("[^\n]+")
_WORD = re.compile(r"[^ \t\n]+")
_NEVER = -1e9
_SURE = 3
"""So many likely lines, and even short ones were read by the same codec."""

Codec = tuple[str, str]
"""What the text was written in, and what it was read as."""


def found(text: str, *, private: bool) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, what it was, why) for each line; `private` says whether the text holds private-use characters."""
    everywhere = _is_strange(text) and _is_usual(text)
    if not everywhere and not private:
        return
    if not everywhere:
        for place in _private_lines(text):
            if any(map(_may_gain, _WORD.findall(text, place.start, place.end))):
                yield from _words(text, place, Language())
        return
    language = Language()
    lines = [line for line in _LINE.finditer(text) if not line[0].isascii()]
    likely = {
        line.start(): best for line in lines if _HAN.search(line[0]) and (best := _other_reading(line[0], language))
    }
    codecs = Counter(codec for _, codec in likely.values())
    sure = codecs.most_common(1)[0][0] if len(likely) >= _SURE and len(codecs) == 1 else None
    for line in lines:
        best = likely.get(line.start())
        if best is None and sure:  # such a text was decoded in one go: names and short lines go with the rest
            best = next(((decoded, codec) for decoded, codec in _readings(line[0]) if codec == sure), None)
        if best:
            yield *line.span(), *_explained(best, language)


def _private_lines(text: str) -> Iterator[Span]:
    """The lines with a private-use character, one after the other."""
    end = 0
    while private := _PRIVATE.search(text, end):
        start = text.rfind("\n", end, private.start()) + 1 or end
        end = text.find("\n", private.end())
        end = end if end >= 0 else len(text)
        yield Span(start, end)


def _words(text: str, line: Span, language: Language) -> Iterator[tuple[int, int, str, str]]:
    """The words of `line`, from one space to another, that another reading gains most for, where it is far likelier."""
    words = [Span(*word.span()) for word in _WORD.finditer(text, line.start, line.end)]
    most, best = 0.0, Span(0, 0)
    gained, start = 0.0, 0
    for word in words:
        if gained <= 0:
            gained, start = 0.0, word.start
        gained += _gain(word.of(text), language)
        if gained > most:
            most, best = gained, Span(start, word.end)
    shown = best.of(text)
    if _HAN.search(shown) and (other := _other_reading(shown, language)):
        yield best.start, best.end, *_explained(other, language)


def _may_gain(word: str) -> bool:
    """A look before the language is loaded: whether another reading of `word` has more common characters."""
    usual = sum(map(is_common, word))
    return any(sum(map(is_common, decoded)) * len(word) > usual * len(decoded) for decoded, _ in _readings(word))


def _gain(word: str, language: Language) -> float:
    """Nats by which the likeliest other reading of `word` is likelier than `word`; far below zero without any."""
    if word.isascii():
        return 0.0
    others = [language.mean(decoded) * len(decoded) for decoded, _ in _readings(word)]
    return max(others, default=_NEVER) - language.mean(word) * len(word)


def _explained(reading: tuple[str, Codec], language: Language) -> tuple[str, str]:
    """What the words were, and why."""
    decoded, (written, read) = reading
    restored = _restored(decoded, language) if read == "GBK" else decoded
    return restored, f"its bytes are {written}, read as {read}"


def _is_strange(text: str) -> bool:
    """Whether the text has Han characters but hardly any that every text has."""
    sample = text[:_SAMPLE]
    common = 0
    for character in _COMMON:
        common += sample.count(character)
        if 100 * common >= len(sample):
            return False
    return 100 * common < len(han := _HAN.findall(sample)) and len(han) >= 30


def _is_usual(text: str) -> bool:
    """Whether the other reading of the text's beginning has the characters that every text has."""
    lines = text[: 4 * _SAMPLE].split("\n")
    read = "".join(decoded for line in lines if not line.isascii() for decoded, _ in _readings(line))
    return 100 * sum(map(read.count, _COMMON)) >= len(read) > 0


def _other_reading(shown: str, language: Language) -> tuple[str, Codec] | None:
    """What the line was, where that is far likelier than what is shown."""
    options = [(language.mean(decoded), decoded, codec) for decoded, codec in _readings(shown)]
    cost, decoded, codec = max(options, default=(-99.0, "", ("", "")))
    return (decoded, codec) if cost > _LIKELY and cost > language.mean(shown) + _GAIN else None


def _readings(shown: str) -> Iterator[tuple[str, Codec]]:
    """`shown` read by either codec after the other."""
    for written, read in (("big5hkscs", "GBK"), ("gbk", "Big5")):
        try:
            data = codepage.encode(shown) if read == "GBK" else shown.encode("big5hkscs")
            yield data.decode(written), (written.removesuffix("hkscs").upper(), read)
        except UnicodeError:
            continue


def _restored(decoded: str, language: Language) -> str:
    """`decoded` with the characters whose Big5 bytes are no pair of GBK, and became `?`."""
    paths = [(START, "")]
    for character in decoded:
        grown = []
        for state, text in paths:
            options = {character}
            if character == "?":
                options |= {option for _, option in language.likely(state, _unassigned())}
            grown += [(language.read(state, option), text + option) for option in options]
        paths = sorted(grown, key=lambda path: -likelihood(path[0]))[:_WIDTH]
    sure = len(paths) == 1 or likelihood(paths[0][0]) - likelihood(paths[1][0]) >= _MARGIN
    return paths[0][1] if sure else decoded


@cache
def _unassigned() -> Choice:
    pairs = (bytes(pair).decode("big5", "ignore") for pair in frames.unassigned())
    return Choice((0, character) for character in pairs if len(character) == 1)
