"""`page furniture`: what stood around a text on its web page or on the pages of its PDF, and is no part of it.

Known by what it says (`signs`) and where it stands: below the text, from its end upwards, as far as one such line
follows another; above it, within the first lines; and by repetition: a short line that stands at the edge of several
texts of one site is the site's. Page numbers are known because they count on; one alone below the text, by its marks.
A line that names author, translator, source or licence stays (`convert.credits` reads it), and so does a list of works
with their titles or years, or one that the text itself leads to.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from leishu.hanzi.fold import fold
from leishu.model import RepairStep, Span
from leishu.repair.shields import Shields
from leishu.repair.signs import LEAST_PAGES, RELATED, label_of, page_number, sign_of, within
from leishu.repair.steps import NOTHING, Found

NAME = "page furniture"

HEAD, TAIL = 12, 40
"""How many lines that are not blank are looked at above and below."""
_SHORT = 40
"""No line that is known by repetition alone is longer."""
_LABEL = 8
"""A line of so many characters may be a heading."""
_SEVERAL = 3
"""Texts of one site that a line must be common to."""
_KEPT = 4
"""How many lines that stay (credits) the walk upwards passes."""
_PROSE = 12
"""Han characters of a line of text that the number of a page may part."""
_BODY = 30
"""Han characters of a line that is text: without one such line nothing is taken from around it."""

_LONG = 9_000
"""Characters of which the ends, a third each, hold all the lines that may be around a text."""
_PAGE = 4
"""Lines of a page, at the least, where its number is a bare one."""

_HAN = re.compile("[\u3400-\u9fff]")
_BODY_OF_HAN = re.compile(f"(?:[^\u3400-\u9fff]*+[\u3400-\u9fff]){{{_BODY}}}")
_CREDIT = re.compile(
    r"(?:文章|本文|原文|原)?(?:作者|译者|譯者|来源|來源|出处|出處|编辑|編輯|责任编辑|責任編輯|责编|责任校对|审核|记者|記者|撰文|撰稿"
    r"|编译|供稿|摄影|攝影|链接|连结|日期|发布时间|發布時間)[^。！？]{0,4}[:：]|[（(【]\s*(?:责编|责任编辑|編輯|编辑|记者|完|全文完)"
)
_SENTENCE_END = re.compile(r"[。！？!?；;]$")
_WORK = re.compile(r"《|〈|\(\d{4}\)|（\d{4}|\d{4}\s?年|https?:|\[\d+\]")
_LISTED = re.compile("[·•▪◆] ?[\u3400-\u9fff]")
"""The title of another page, as lists below a text have them."""
_FEW_TITLES = 2
"""So many with bullets, without a heading: more are a list of the text."""
_CLOSED = re.compile(r"[。！？!?…：:；;.”’」』》）)]$")
_FILLED = re.compile(r"[^\n]*\S[^\n]*")
_NONE: Mapping[str, int] = MappingProxyType({})


def line_key(words: str) -> str:
    """What one line has in common with the same one of another text: no spaces, one script, any number a zero."""
    return re.sub(r"\d+", "0", re.sub(r"\s+", "", fold(words)))


def edges(text: str) -> frozenset[str]:
    """The keys of the short lines at both ends of a text: what `find` may be told of other texts of its site."""
    rows = _rows(text)
    return frozenset(line_key(words) for words in (*rows[:HEAD], *rows[-HEAD:]) if len(words) <= _SHORT)


def find(text: str, site: Mapping[str, int] = _NONE) -> Found:
    """The lines around `text` that are not of it.

    Args:
        text: with its tags gone.
        site: how many texts of the same site have a line at their edge, by its key (see `edges`).
    """
    own = within(text)
    if not (own.labels or own.numbers or _may_be_framed(text, site)):
        return NOTHING
    rows = _rows(text)
    why = (_numbered(rows) if own.numbers else {}) | _around(rows, site, labels=own.labels)
    if not why:
        return NOTHING
    shields = Shields(text)
    steps = [
        RepairStep(NAME, span, span.of(text), "", why[at])
        for at, span in _spans(text, why)
        if not shields.cover(span.end - len(rows[at]), span.end) or "://" in rows[at]
    ]
    return Found(tuple(steps))


def _may_be_framed(text: str, site: Mapping[str, int]) -> bool:
    """A cheap look at both ends of a long text, where nearly every one ends."""
    return len(text) <= _LONG or bool(
        _around(_rows(f"{text[: _LONG // 3]}\n{text[-_LONG // 3 :]}"), site, labels=False)
    )


def _rows(text: str) -> list[str]:
    """The words of every line that is not blank."""
    return list(filter(None, map(str.strip, text.split("\n"))))


def _spans(text: str, why: Mapping[int, str]) -> Iterator[tuple[int, Span]]:
    """What goes with each line: the breaks before it, or after it where nothing is left before it."""
    places = [Span(*line.span()) for line in _FILLED.finditer(text)]
    leading = True
    for at, place in enumerate(places):
        if at not in why:
            leading = False
        elif leading:
            yield at, Span(place.start, places[at + 1].start if at + 1 < len(places) else place.end)
        else:
            yield at, Span(places[at - 1].end, place.end)


def _around(rows: Sequence[str], site: Mapping[str, int], *, labels: bool) -> dict[int, str]:
    """Line → why, for what stands above and below the text, and labels within it where there may be `labels`."""
    first = next((at for at, words in enumerate(rows) if len(words) >= _BODY and _is_text(words)), -1)
    if first < 0:
        return {}
    above, below = range(min(first, HEAD)), range(max(first + 1, len(rows) - TAIL), len(rows))
    why = {at: sign for at in above if (sign := sign_of(rows[at], head=True)) and not _is_subject(rows, at)}
    why |= _repeated_above(rows, above, site)
    why |= _below(rows, below, site)
    return why | _labels(rows, first) if labels else why


def _is_text(words: str) -> bool:
    return not words.isascii() and _BODY_OF_HAN.match(words) is not None


def _labels(rows: Sequence[str], first: int) -> dict[int, str]:
    """Labels of advertisements and players between paragraphs; not what ends the text, which may be its title."""
    return {
        at: sign
        for at in range(first + 1, len(rows) - 1)
        if len(rows[at]) <= _SHORT and (sign := label_of(rows[at])) and not _is_subject(rows, at)
    }


def _is_subject(rows: Sequence[str], at: int) -> bool:
    """Whether the text itself speaks of what a short line names: then it may be a heading, if it stands there once."""
    subject = rows[at].strip("（()）【】[]—- ")[:2]
    return (
        len(rows[at]) <= _LABEL
        and rows.count(rows[at]) == 1
        and any(subject in words and words != rows[at] and not label_of(words) for words in rows)
    )


def _repeated_above(rows: Sequence[str], above: range, site: Mapping[str, int]) -> dict[int, str]:
    """From the first line downwards what other texts begin with too; one line alone may be the name of a book."""
    why = {}
    for at in above:
        many = _repeats(rows[at], site)
        if not many and not sign_of(rows[at], head=True):
            break
        if many:
            why[at] = _repetition(many)
    return why if len(why) > 1 else {}


def _below(rows: Sequence[str], below: range, site: Mapping[str, int]) -> dict[int, str]:
    """From the last line upwards, as far as one follows another; lists of other pages with what stands above them."""
    why: dict[int, str] = {}
    kept = 0
    listed: list[int] = []
    for at in reversed(below):
        words = rows[at]
        if RELATED.fullmatch(words) and (listed or why):
            why |= dict.fromkeys([at, *listed], "other pages of the site")
            listed = []
        elif listed:
            if not _names_a_page(words) or len(listed) >= TAIL // 2:
                break
            listed.append(at)
        elif sign := sign_of(words, head=False):
            why[at] = sign
        elif why and (bullets := _bullets_above(rows, at)):
            why |= dict.fromkeys(bullets, "other pages of the site")
        elif many := _repeats(words, site):
            why[at] = _repetition(many)
        elif _CREDIT.match(words) and kept < _KEPT:
            kept += 1
        elif _names_a_page(words):
            listed.append(at)
        else:
            break
    return why


def _bullets_above(rows: Sequence[str], at: int) -> range:
    """The titles with bullets that end at line `at`, if they are a few and the text does not lead to them."""
    first = at
    while first > 0 and _LISTED.match(rows[first]) and _names_a_page(rows[first]):
        first -= 1
    own = at - first > _FEW_TITLES or rows[first].endswith(("：", ":"))
    return range(0) if own else range(first + 1, at + 1)


def _names_a_page(words: str) -> bool:
    """Whether a line below a text may be the title of another page, and names no work."""
    return len(words) <= _SHORT and not _SENTENCE_END.search(words) and not _WORK.search(words)


def _repeats(words: str, site: Mapping[str, int]) -> int:
    """How many texts of the site have this line, where that tells that it is the site's."""
    if not site or len(words) > _SHORT or _CREDIT.match(words) or _SENTENCE_END.search(words):
        return 0
    many = site.get(line_key(words), 0)
    return many if many >= _SEVERAL else 0


def _repetition(many: int) -> str:
    return f"the same line stands at the edge of {many} texts of the site"


def _numbered(rows: Sequence[str]) -> dict[int, str]:
    """The numbers of pages: each one more than the last. Bare ones only where they part lines of running text."""
    found = [(at, number) for at, words in enumerate(rows) if (number := page_number(words))]
    runs: list[list[int]] = []
    bare: list[bool] = []
    last, page = -2, -2
    for at, number in found:
        if number.page == page + 1 and at > last + (_PAGE if number.bare else 1):
            runs[-1].append(at)
            bare[-1] |= number.bare
        else:
            runs.append([at])
            bare.append(number.bare)
        last, page = at, number.page
    good = (run for run, is_bare in zip(runs, bare, strict=True) if _counts(rows, run, bare=is_bare))
    return {at: f"the number of a page: {len(run)} such lines count on" for run in good for at in run}


def _counts(rows: Sequence[str], run: Sequence[int], *, bare: bool) -> bool:
    """Whether a run of numbers is of pages: enough of them, and bare ones mostly in the middle of sentences."""
    cut = sum(0 < at < len(rows) - 1 and _runs_on(rows[at - 1]) and _is_prose(rows[at + 1]) for at in run)
    return len(run) >= LEAST_PAGES[bare] and (not bare or 2 * cut > len(run))


def _runs_on(words: str) -> bool:
    return _is_prose(words) and not _CLOSED.search(words)


def _is_prose(words: str) -> bool:
    return len(_HAN.findall(words)) >= _PROSE
