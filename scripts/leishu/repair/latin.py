"""Chinese text whose bytes were read as Latin-1 or Windows-1252: å¼€æº was 开源 (UTF-8), ¿ªÔ´ was 开源 (GBK).

UTF-8 proves itself: its bytes fit together in a way that other text does not. GBK and Big5 do not, so a run of them
must be long enough, and read as likely Chinese.
"""

import re
from collections import Counter
from collections.abc import Iterator

from leishu.repair.common import is_common
from leishu.repair.language import Language

_CP1252 = {0x80 + i: char for i, char in enumerate("€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ")}
_BYTES = {chr(byte): byte for byte in range(0x100)} | {char: byte for byte, char in _CP1252.items()}


def _class(first: int, last: int) -> str:
    """A regular expression for every character that one of these bytes may be shown as."""
    shown = {char for char, byte in _BYTES.items() if first <= byte <= last}
    return "[" + "".join(map(re.escape, sorted(shown))) + "]"


_NEXT = _class(0x80, 0xBF)
_THREE = f"{_class(0xE0, 0xEF)}{_NEXT}{{2}}"
_THREE_OR_FOUR = re.compile(f"{_class(0xC2, 0xF4)}{_NEXT}{{1,3}}")
_SECOND_HALF = re.compile("[\u00a1-\u00ff]")
"""Most bytes of common characters; the others look like quotes and dashes, and a row of these is no Chinese."""
_LETTER = re.compile("[\u00c0-\u00ff]")
_UTF8 = re.compile(f"(?:{_class(0xC2, 0xDF)}{_NEXT}|{_THREE}|{_class(0xF0, 0xF4)}{_NEXT}{{3}})+")
_TRIGGER = re.compile("[\u00c0-\u00ff]")
_KNOWN = "".join(map(re.escape, sorted(char for char in _BYTES if char >= "\x80")))
_RUN = re.compile(f"[{_KNOWN}](?:[{_KNOWN}\\x20-\\x7e]*[{_KNOWN}])?[\\x40-\\x7e]?")
_CHINESE = re.compile("[\u2014-\u2026\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
_CODECS = {"GBK": "gbk", "Big5": "big5hkscs"}
_LIKELY = -11.0
"""Nats a character, at most, that Chinese text costs; wrongly decoded text costs 13 and more."""
_POSSIBLE = -17.0
_SURE = 3
"""So many likely runs, and even what is short or no Chinese was read by the same codec."""


def found(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, what it was, why) for each run."""
    if not _TRIGGER.search(text):
        return
    lines = list(_lines(text))
    runs = list(_utf8_runs(text, lines))
    explained = sum(len(_LETTER.findall(text, start, end)) for start, end, _, _ in runs)
    if 2 * explained < len(_LETTER.findall(text)):
        # By chance a short line of GBK or Big5 is UTF-8 as well; never most of a text.
        others = list(_double_byte_runs(text, lines))
        if sum(len(_LETTER.findall(text, start, end)) for start, end, _, _ in others) > explained:
            runs = others
    yield from runs


def _utf8_runs(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int, str, str]]:
    explained = [(start, end) for start, end in lines if _explains(text[start:end])]
    if not any(_CHINESE.search(_as_utf8(match[0])[0]) for line in explained for match in _UTF8.finditer(text, *line)):
        return
    for line in explained:
        for match in _UTF8.finditer(text, *line):
            after, rounds = _as_utf8(match[0])
            yield (
                *match.span(),
                after,
                f"its bytes are UTF-8, read as Windows-1252 {'once' if rounds == 1 else 'twice'}",
            )


def _double_byte_runs(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int, str, str]]:
    runs = [run for start, end in lines for run in _RUN.finditer(text, start, end)]
    sure = Counter(best[0] for run in runs if (best := _double_byte(run[0], ("GBK", "Big5"))))
    for codec, count in sure.most_common(1):
        # A text was decoded in one go: names, symbols and short lines go with the rest.
        for run in runs:
            if best := _double_byte(run[0], (codec,), sure=count >= _SURE):
                yield *run.span(), best[1], f"its bytes are {codec}, read as Windows-1252"


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each line with an accented letter."""
    end = 0
    while letter := _TRIGGER.search(text, end):
        start = text.rfind("\n", end, letter.start()) + 1 or end
        end = text.find("\n", letter.end())
        end = end if end >= 0 else len(text)
        yield start, end


def _explains(line: str) -> bool:
    """Whether UTF-8 explains nearly every accented letter of `line`: each begins a sequence, or stands within one."""
    letters = len(_LETTER.findall(line))
    within = sum(len(_LETTER.findall(match[0])) for match in _UTF8.finditer(line))
    starts = sum(len(_THREE_OR_FOUR.findall(match[0])) for match in _UTF8.finditer(line))
    return within >= 0.9 * letters and 2 * starts >= 0.8 * letters


def _data(shown: str) -> bytes:
    return bytes(_BYTES[char] for char in shown)


def _as_utf8(shown: str) -> tuple[str, int]:
    """`shown` decoded as often as it can be, and how often that was."""
    rounds = 0
    while rounds < 3 and (match := _UTF8.search(shown)):
        try:
            decoded = _data(match[0]).decode("utf-8")
        except UnicodeDecodeError:
            break
        shown = shown[: match.start()] + decoded + shown[match.end() :]
        rounds += 1
        if not all(char in _BYTES for char in decoded):
            break
    return shown, rounds


def _double_byte(shown: str, codecs: tuple[str, ...], *, sure: bool = False) -> tuple[str, str] | None:
    """`shown` in the likeliest of `codecs`; None where it is no likely Chinese. With `sure`, most of the text is."""
    high = sum(not char.isascii() for char in shown)
    if 4 * high < len(shown) or 2 * len(_SECOND_HALF.findall(shown)) < high:
        return None
    if high < (2 if sure else 4):
        return None
    readings = []
    for name in codecs:
        for body in {shown, shown[:-1] if shown[-1].isascii() else shown}:
            try:
                decoded = _data(body).decode(_CODECS[name])
            except UnicodeDecodeError:
                continue
            others = [char for char in decoded if not char.isascii()]
            if sure or (len(others) >= 2 and len(_CHINESE.findall("".join(others))) >= 0.9 * len(others)):
                readings.append((name, decoded, shown[len(body) :]))
    if not any(sure or _may_be_read(decoded) for _, decoded, _ in readings):
        return None
    language = Language()
    options = [(language.mean(decoded), name, decoded + rest) for name, decoded, rest in readings]
    cost, name, decoded = max(options, default=(-99.0, "", ""))
    return (name, decoded) if cost > (_POSSIBLE if sure else _LIKELY) else None


def _may_be_read(decoded: str) -> bool:
    """A look before the language is loaded: Chinese is mostly common characters, and not one over and over."""
    han = [char for char in decoded if char >= "\u3400"]
    return 2 * sum(map(is_common, han)) >= len(han) and len(set(han)) >= min(3, len(han))
