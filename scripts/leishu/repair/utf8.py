"""UTF-8 that was read as GBK: 鍦ㄧ嚎 was 在线.

The bytes of the shown characters are UTF-8 again, and chance makes no run of them. Three bytes of UTF-8 do not fill two
of GBK, and not every pair is a character, so bytes are often lost; `losses` reads across them, as far as it is certain.
"""

import re
from collections.abc import Iterator

from leishu.model import Span
from leishu.repair import codepage, readers
from leishu.repair.common import is_common
from leishu.repair.habits import habits_of
from leishu.repair.language import Language, own_words
from leishu.repair.losses import LOST, Decoder, Judge, certain
from leishu.repair.ngrams import own_ngrams
from leishu.repair.readers import BROWSER, GB18030, GBK, WINDOWS, Reader

EVIDENCE = "its GBK bytes are UTF-8"
SWALLOWED = "its GBK bytes are UTF-8; the last one is gone, with the character of ASCII behind it"
_CONTEXT = 200
"""Characters before a run that tell which quotation marks are open."""
_SAMPLE = 20
_GAIN = 2.5
_PROVEN = 20
"""Characters that were certainly read so, where the whole text was."""
_WITHIN_RUN, _AT_END = 0.5, 0.7
"""Nats by which a reading of a loss must be ahead of others."""
_TRIAL = 600
"""Characters of a text by which it is found what read it."""
_VAIN, _VAIN_EVERY = 30, 500
"""So many places in a row, and one more for so many characters, are looked at in vain."""
_HAN = re.compile("[\u4e00-\u9fff]")


def _pairs(leads: tuple[int, int], trails: tuple[int, int]) -> str:
    """A class of characters, for a regular expression: those whose bytes lie in these ranges."""
    pairs = [
        bytes((lead, trail)) for lead in range(leads[0], leads[1] + 1) for trail in range(trails[0], trails[1] + 1)
    ]
    shown = {codepage.decode(pair) for pair in pairs} | {pair.decode("gb18030", "replace") for pair in pairs}
    return "".join(sorted(char for char in shown if len(char) == 1 and char not in LOST))


_FIRST = _pairs((0xE2, 0xEF), (0x80, 0xBF))
_SECOND = _pairs((0x81, 0xBF), (0xE2, 0xEF))
_THIRD = _pairs((0x81, 0xBF), (0x80, 0xBF))
TRIGGER = re.compile(f"[{_FIRST}](?:[{_SECOND}](?:[{_THIRD}]|[?\ufffd€])|[?\ufffd€])")
_BEHIND_LOST = re.compile(f"[{_THIRD}](?:[{_FIRST}]|[\\x00-\\x7f]|$)")
_RUN = re.compile("[^\\x00-\\x7f]+(?:[?\ufffd][^\\x00-\\x7f]*)*")
_WITHIN = re.compile(f"\ufffd(?![，。、；：！？“”（）《》])[{_SECOND}{_THIRD}]")
"""Lost bytes with others behind them that are no marks of a sound text."""
_PRIVATE = re.compile("[\ue000-\ue864]")


def found(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, what it was, why) for each run."""
    if not any(mark in text for mark in LOST):
        yield from _found(text, WINDOWS, Judge(Language(), _WITHIN_RUN, _AT_END, habits_of(text)), 2)
        return
    # What is certain tells what the text speaks of, and that what is short was read by the same program.
    said = "".join(_surely(text, Language()))
    judge = Judge(Language(own_words(said), own_ngrams(said)), _WITHIN_RUN, _AT_END, habits_of(text))
    yield from _found(text, _reader(text, judge), judge, 0 if len(said) >= _PROVEN else 2)


def _surely(text: str, language: Language) -> Iterator[str]:
    """What is said between losses, whatever read it; not what chance spells in the bytes of a sound name."""
    for run in _RUN.finditer(text):
        at = run.start()
        while trigger := TRIGGER.search(text, at, run.end()):
            read = certain(text, trigger.start(), run.end(), WINDOWS)
            shown = text[trigger.start() : read.end]
            if len(_HAN.findall(read.text)) > 1 and _is_better(read.text, shown, language):
                yield read.text
            at = max(read.end, trigger.start() + 1)


def _found(text: str, reader: Reader, judge: Judge, least: int) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, what it was, why) for each run of at least `least` Han characters."""
    done, said, vain = 0, "", 0
    for run, by in _runs(text, reader):
        at = run.start
        while trigger := TRIGGER.search(text, at, run.end):
            start = trigger.start()
            if vain > _VAIN + start // _VAIN_EVERY:
                break  # else odd characters without end would take ever so long
            near = start - _CONTEXT
            before = (said if near < done else "") + text[max(done, near) : start]
            decoder = Decoder(text, run.end, by, judge)
            end, decoded = decoder.decode(start, before.rpartition("\n")[2])
            if decoded and len(_HAN.findall(decoded)) >= least and _is_better(decoded, text[start:end], judge.language):
                yield start, end, decoded, SWALLOWED if decoder.swallowed else EVIDENCE
                at = done = end
                said = decoded[-_CONTEXT:]
                vain = 0
            else:
                at = start + 1
                vain += 1


def cut_off(text: str, end: int) -> int:
    """Where the loss ends at which the run before `end` broke off; `end` where nothing was lost."""
    rest = _RUN.match(text, end)
    if rest is None:
        return end
    read = certain(text, end, rest.end(), WINDOWS)
    return read.loss + 1 if read.rest and read.loss >= 0 and text[read.loss] == codepage.LOST else end


def goes_on(text: str, at: int) -> bool:
    """Whether a character may end with what is shown at `at`, behind two bytes that were lost, and others follow."""
    return _BEHIND_LOST.match(text, at) is not None


def _runs(text: str, reader: Reader) -> Iterator[tuple[Span, Reader]]:
    """The runs without ASCII, and what read them. With U+FFFD for what is lost, `?` is a mark like any other."""
    replacing = readers.REPLACED in text
    for match in _RUN.finditer(text):
        at = match.start()
        for part in match[0].split("?") if replacing and readers.REPLACED in match[0] else (match[0],):
            yield Span(at, at + len(part)), WINDOWS if replacing and readers.REPLACED not in part else reader
            at += len(part) + 1


def _reader(text: str, judge: Judge) -> Reader:
    """What read `text`: a program that shows more than another does leaves what that one loses."""
    if readers.REPLACED in text:
        if codepage.EURO in text and not _WITHIN.search(text):
            return BROWSER
        return GB18030 if _PRIVATE.search(text) or codepage.EURO in text else GBK
    if codepage.EURO in text or codepage.LOST not in text:
        return WINDOWS
    # A program that shows no byte 80 loses it, and its marks may have become `?` later: what reads more is right.
    trial = text[:_TRIAL]

    def said(reader: Reader) -> int:
        runs = _found(trial, reader, judge, 2)
        return sum(len(decoded) for _, _, decoded, _ in runs)

    return max((WINDOWS, GBK), key=said)


def _is_better(decoded: str, shown: str, language: Language) -> bool:
    sample = decoded[:_SAMPLE]
    if len(sample) == _SAMPLE and all(map(is_common, sample)):
        return True
    return language.mean(sample) > language.mean(shown[: 2 * _SAMPLE]) + _GAIN
