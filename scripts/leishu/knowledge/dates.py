"""Dates and periods in Chinese text as intervals of days: 2018 年, 2000 年代初, 去年, 十四五, 民國113年3月.

One pattern finds where a date begins and of which form it is; a year may be followed by a month, a day or a part. A
date without a year takes it from the date before it in the same text, or from the day of publication; what cannot be
resolved is no date. Dates inside 《》 belong to a title and say nothing of when the sentence happens.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from leishu.knowledge.calendar import Interval, century, day, decade, month, number, part_of_month, part_of_year, years
from leishu.knowledge.periods import FORMS as PERIOD_FORMS
from leishu.knowledge.periods import Context, Period, period
from leishu.knowledge.register import match_key
from leishu.model import Span

_YEAR = (
    r"(?:(?<![\d.\-/])(?:1[6-9]|20|21)\d\d"
    r"|(?<![〇零○一二三四五六七八九十])(?:一[六七八九]|二[〇零○一])[〇零○一二三四五六七八九]{2})"
)
_YEAR_TO = _YEAR.replace(r"(?<![\d.\-/])", "")
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|[二廿]十?[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_START = re.compile(
    rf"""
      (?P<title>《[^《》\n]*》)
    | (?P<iso>(?<![\d.\-/])(?P<iy>1[6-9]\d\d|20\d\d)(?P<sep>[-/.])(?P<im>0?[1-9]|1[0-2])(?P=sep)
        (?P<id>3[01]|[12]\d|0?[1-9])(?![\d]|[-/.]\d))
    | (?P<isomonth>(?<![\d.\-/])(?P<jy>19\d\d|20\d\d)-(?P<jm>0[1-9]|1[0-2])(?![\d年\-/.]))
    | (?P<decade>(?:(?P<dc>上个?世纪|本世纪|\d\d世纪|[一二]?十[一二三四五六七八九]?世纪)[ ]?)?
        (?:(?P<d1>[1-9]0|[一二三四五六七八九]十)(?:年代)?[、和至到\-—–]{{1,2}})?
        (?P<d2>(?<!\d)(?:1[6-9]|20)?[0-9]0|[一二三四五六七八九]十)[ ]?年代
        (?P<dp>初期?|前期|中后?期?(?![国华])|末期?|后期)?)
    | (?P<century>(?P<cw>上个?|本|(?<!\d)\d\d|二十一?|廿一|十[六七八九])世纪(?!经济|互联|末日)
        (?P<cp>初叶?|中[叶期]|末[叶期]?|[上下前后]半[叶期])?)
    | (?P<span>(?P<s1>{_YEAR})[ ]?[-—–~～至到]{{1,2}}[ ]?
        (?P<s2>{_YEAR_TO}|(?<=[-—–~～])\d\d)[ ]?年(?!代|级)(?:间|期间)?)
    | (?P<year>(?:公元|西元)?(?P<y>{_YEAR})[ ]?年度?
        (?!代|级|之久|的?历史|[余多])(?!来(?![到华京港台自]))(?!前(?![后夕])))
    | (?P<early>(?P<ey>{_YEAR})[ ]?年前(?![后夕]))
    | (?P<roc>(?:民国[ ]?(?P<r>\d{{1,3}}|[〇零一二三四五六七八九十]{{1,3}}|元)|(?<!\d)(?P<rm>1\d\d))[ ]?年度?)
    | (?P<short>(?<![\d.第])(?P<sy>[5-9]\d|0\d|[12]\d)[ ]?年(?={_MONTH}月))
    | (?P<relative>大前年|前年(?!度)|去年|今年|本年(?!度)|明年|后年(?!度)|同年|次年|翌年|隔年
        |当年(?=[ ]?{_MONTH}[ ]?月))
    | (?P<bare>(?<![\d〇零一二三四五六七八九十百第个年.])(?={_MONTH}[ ]?月(?!球|饼|亮|老|刊|薪|光)))
    | {PERIOD_FORMS}
    """,
    re.VERBOSE,
)
_TAIL_MONTH = re.compile(
    rf"[ ]?(?P<m>{_MONTH})[ ]?月份?"
    rf"(?:[ ]?(?P<d>{_DAY})(?:[ ]?日?[ ]?[-—~～至到]{{1,2}}[ ]?(?P<to>{_DAY}))?[ ]?(?:日|号(?![称召码线文]))"
    r"|的?(?P<mp>[上中下]旬|初(?![次一二三])|中(?![国华央])|底|末))?"
)
_TAIL_PART = re.compile(
    r"[ ]?(?:的?(?P<half>[上下]半年)|第?(?P<q>[一二三四1-4]|首|末)季度?|(?:q(?P<e>[1-4]))(?![\w])"
    r"|(?P<season>[春夏秋冬])(?=[季天]|[，。、；,.)”」\s]|\Z)[季天]?"
    r"|(?P<part>年?初(?![次中一二三步创级始衷])|年?底(?!层|部|下)|年?末(?!日)"
    r"|年?中(?![国华央科关美日英欧东西南北小大文共间心外等芯医学型])|岁末))"
)
_JOIN = re.compile(r"(?:[-—–~～]{1,2}|至|到)[ ]?$")
_BEFORE = re.compile(r"(?:以前|之前|底?前(?![后夕沿往])|为止)")
_AFTER = re.compile(r"(?:以来|以后|之后|后(?![来期续勤])|起|至今)")
_ABOUT_BEFORE = re.compile(r"(?:大约|大概|约)[ ]?$")
_ABOUT_AFTER = re.compile(r"(?:左右|前后)")
_AIM = re.compile(r"(?:到|至|预计|预期|计划|力争)[ ]?$")
_YEAR_OF_DAYS = 366
_AS_OF = re.compile(r"(?:截至|截止到?|截止至)[ ]?$")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or period that a text names."""

    span: Span
    """In the text given."""
    interval: Interval
    circa: bool = False
    """Whether the borders are ours: 初, 左右, 近日."""
    relative: bool = False
    """Whether it was resolved against another date or the day of publication."""
    bound: str = ""
    """`before` (2025年前), `after` (2018年以来), or empty."""
    as_of: bool = False
    """Whether the text says how things stood then: 截至2024年底."""

    @property
    def iso(self) -> str:
        """`2018`; about: `2000/2003~`; before and after: `../2025`, `2018/..`."""
        text = self.interval.iso + ("~" if self.circa else "")
        return {"before": f"../{text}", "after": f"{text}/.."}.get(self.bound, text)


def find_dates(text: str, published: date | None = None) -> tuple[Dated, ...]:
    """The dates and periods that `text` names, in any script, in order."""
    key = match_key(text)
    out: list[Dated] = []
    anchor: Interval | None = None
    at = 0
    while found := _START.search(key, at):
        # A bare month is found by looking ahead, without taking a character.
        at = max(found.end(), found.start() + 1)
        if found.lastgroup == "title":
            continue
        try:
            read, end = _read(key, found, Context(published, anchor))
        except (LookupError, ValueError, OverflowError):
            continue
        dated = _circumstances(key, Dated(Span(found.start(), end), read.interval, read.circa, read.relative))
        at = max(at, dated.span.end)
        if _anchors(key, dated):
            anchor = dated.interval
        if out and _joined(key, out[-1], dated):
            out[-1] = _range(out[-1], dated)
        else:
            out.append(dated)
    return tuple(out)


def _read(key: str, found: re.Match[str], context: Context) -> tuple[Period, int]:
    """What the date found means, and where it ends."""
    form = found.lastgroup or ""
    match form:
        case "iso":
            return Period(day(int(found["iy"]), int(found["im"]), int(found["id"]))), found.end()
        case "isomonth":
            return Period(month(int(found["jy"]), int(found["jm"]))), found.end()
        case "decade":
            return Period(_decade(found), circa=bool(found["dp"])), found.end()
        case "century":
            which = {"上": 20, "上个": 20, "本": 21}.get(found["cw"]) or number(found["cw"])
            return Period(century(which, found["cp"] or ""), circa=bool(found["cp"])), found.end()
        case "span":
            first, last = number(found["s1"]), number(found["s2"])
            last += first // 100 * 100 if last < 100 else 0
            if last < first:
                raise ValueError("a range that runs backwards")
            return Period(years(first, last)), found.end()
        case "early":
            # 2000年前 is rather two thousand years ago.
            if number(found["ey"]) < 2010:
                raise ValueError("so many years ago")
            return Period(years(number(found["ey"]))), found.end() - 1
        case "year":
            return _with_tail(key, found.end(), number(found["y"]), relative=False)
        case "short":
            short = number(found["sy"])
            return _with_tail(key, found.end(), short + (1900 if short >= 50 else 2000), relative=False)
        case "roc":
            # Without its name the Republic's year is only safe before a month, as Taiwan writes it.
            if found["rm"] and not _TAIL_MONTH.match(key, found.end()):
                raise ValueError("so many years")
            return _with_tail(key, found.end(), 1911 + number(found["rm"] or found["r"]), relative=False)
        case "relative":
            return _with_tail(key, found.end(), _relative_year(found[form], context), relative=True)
        case "bare":
            return _bare(key, found.start(), context)
        case _:
            return period(found, context), found.end()


def _with_tail(key: str, at: int, year: int, *, relative: bool) -> tuple[Period, int]:
    """A year, or the month, day or part of it that follows."""
    if tail := _TAIL_MONTH.match(key, at):
        return _of_month(tail, year, relative=relative), tail.end()
    if tail := _TAIL_PART.match(key, at):
        quarter = tail["q"] or tail["e"]
        if quarter:
            index = {"首": 1, "末": 4}.get(quarter) or number(quarter)
            return Period(part_of_year(year, f"{index}季"), relative=relative), tail.end()
        if tail["half"]:
            return Period(part_of_year(year, tail["half"]), relative=relative), tail.end()
        part = tail["season"] or tail["part"][-1]
        return Period(part_of_year(year, part), circa=True, relative=relative), tail.end()
    return Period(years(year), relative=relative), at


def _of_month(tail: re.Match[str], year: int, *, relative: bool) -> Period:
    which = number(tail["m"])
    if tail["d"]:
        first = day(year, which, number(tail["d"]))
        last = day(year, which, number(tail["to"])) if tail["to"] else first
        return Period(Interval(first.start, last.end), relative=relative)
    if tail["mp"]:
        return Period(part_of_month(month(year, which), tail["mp"]), circa="旬" not in tail["mp"], relative=relative)
    return Period(month(year, which), relative=relative)


def _bare(key: str, at: int, context: Context) -> tuple[Period, int]:
    """A month without a year: that of the date before it, or the last one before the text was published."""
    tail = _TAIL_MONTH.match(key, at)
    if not tail:
        raise ValueError("no month")
    if context.before:
        year = context.before.start.year
    else:
        year = context.issued.year - (number(tail["m"]) > context.issued.month)
    return _of_month(tail, year, relative=True), tail.end()


def _relative_year(word: str, context: Context) -> int:
    beside = {"同年": 0, "当年": 0, "次年": 1, "翌年": 1, "隔年": 1}
    if word in beside:
        if not context.before:
            raise LookupError("no date before")
        return context.before.start.year + beside[word]
    return context.issued.year + {"大前年": -3, "前年": -2, "去年": -1, "明年": 1, "后年": 2}.get(word, 0)


def _decade(found: re.Match[str]) -> Interval:
    last = number(found["d2"])
    if last < 100:
        words = found["dc"]
        which = {"上世纪": 20, "上个世纪": 20, "本世纪": 21}.get(words) or (number(words[:-2]) if words else 20)
        last += 100 * (which - 1)
    whole = decade(last, found["dp"] or "")
    if found["d1"]:
        first = number(found["d1"]) + last // 100 * 100
        return Interval(decade(first).start, whole.end)
    return whole


def _circumstances(key: str, dated: Dated) -> Dated:
    """The same date with what stands before and after it: about, before, after, as of."""
    start, end = dated.span.start, dated.span.end
    head = key[max(0, start - 6) : start]
    circa = dated.circa or bool(_ABOUT_BEFORE.search(head))
    if about := _ABOUT_AFTER.match(key, end):
        circa, end = True, about.end()
    bound = ""
    if after := _AFTER.match(key, end):
        bound, end = "after", after.end()
    elif before := _BEFORE.match(key, end):
        bound, end = "before", before.end()
    as_of = bool(_AS_OF.search(head))
    if as_of or key[end - 2 : end] == "为止":
        # As of a day is that day, whatever 为止 adds.
        bound = ""
    return replace(dated, span=Span(start, end), circa=circa, bound=bound, as_of=as_of)


def _anchors(key: str, dated: Dated) -> bool:
    """Whether what follows may be counted from it: not from an aim (到2025年), a decade or a plan."""
    aim = bool(_AIM.search(key[max(0, dated.span.start - 3) : dated.span.start]))
    return not aim and dated.bound != "before" and (dated.interval.end - dated.interval.start).days <= _YEAR_OF_DAYS


def _joined(key: str, first: Dated, second: Dated) -> bool:
    between = key[first.span.end : second.span.start]
    plain = not first.bound and first.interval.start <= second.interval.start
    return plain and bool(_JOIN.fullmatch(between.strip(" ")))


def _range(first: Dated, second: Dated) -> Dated:
    return replace(
        first,
        span=Span(first.span.start, second.span.end),
        interval=Interval(first.interval.start, max(first.interval.end, second.interval.end)),
        circa=first.circa or second.circa,
        bound=second.bound,
    )
