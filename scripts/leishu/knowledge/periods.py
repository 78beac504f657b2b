"""Periods that have no number of their own year: five-year plans, 本月, 上周五, 近日, 近年来, 次日, 三年后, 上半年."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from leishu.knowledge.calendar import (
    Day,
    Interval,
    around,
    day,
    five_year_plan,
    month,
    number,
    part_of_month,
    part_of_year,
    years,
)

_COUNT = r"[岁个人年天名位次万亿元米条章款倍月公里家项届点秒分折斤吨枚]"
_WEEKDAYS = "一二三四五六日"
_FEW = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"
DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|[二廿]十?[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
# Where a period without a year stands: after a pause, or after a word that leads up to a time.
_HERE = r"(?:(?<=[，,。；;：:（(、！？!?\n\0在到至于从自和与及])|(?<![\s\S]))"
FORMS = rf"""
      (?P<plan>第(?P<pn>十[一二三四五六]?|[一二三四五六七八九])个五年(?:规划|计划)(?:期间|时期)?(?P<pe>[初末](?!次))?)
    | (?P<planword>(?<![一二三四五六七八九第廿\d])(?P<pw>十[一二三四五六七])五
        (?!{_COUNT}|[六七八九十])(?:”?(?:期间|时期))?(?:”?(?P<we>期?[初末](?!次))(?:期)?)?)
    | (?P<planquoted>(?:“(?P<pq>[六七八九十])五”(?!普法)
        |(?<![一二三四五六七八九十第月])(?P<pp>[六七八九])五(?=计划|规划|期间|时期))(?:期间|时期)?(?P<qe>期?末)?)
    | (?P<monthword>(?P<mw>上个?月|本月|这个月|当月|下个?月|同月|次月|翌月)
        (?:(?P<md>[上中下]旬|初|中(?![国华央])|底|末)|[ ]?(?P<mn>{DAY})[ ]?[日号](?![内前]))?)
    | (?P<dayword>前天|昨[天日晚夜](?!的太阳)|(?<!的)(?<!时至)(?<!乃至)今[天日晚晨早](?!头条)
        |明[天日晚](?!会|的(?:栋梁|希望|主人|太阳|世界))
        |后天(?!的努力|性|培养)|同日|{_HERE}同一天(?![的生出])|次日|翌日|隔日|当日(?!的)|当天(?!的))
    | (?P<toldday>[今昨明][（(](?P<td>\d{{1,2}})[)）][日天晚]?)
    | (?P<dayalone>(?:(?:当地|北京|美东|欧洲中部)时间|{_HERE})(?P<dn>3[01]|[12]\d|[1-9])[ ]?日
        (?=[，,上下晚早中凌清傍电讯]))
    | (?P<week>(?P<ww>上上?周|本周|这周|下周|上个?星期|本星期|下个?星期)
        (?P<wd>[一二三四五六日天])?(?!期刊|刊|年|边|围|知|转))
    | (?P<lately>近日|日前|近期|不久前|最近(?!的)(?=[，,]|[一几]))
    | (?P<lastyears>(?:近|最近|过去的?|未来的?|今后)(?P<ly>{_FEW}|几)
        [ ]?年(?!代|级|前)(?:间|来|里|内)?|近年来?)
    | (?P<later>{_HERE}(?:(?P<ln>{_FEW})[ ]?(?P<lu>年|个月|天)|半年)[之以]?后(?!来|期|续))
    | (?P<ago>(?<![\d.第])(?P<an>{_FEW})[ ]?年(?:多)?[之以]?前(?![后夕]))
    | (?P<agodays>{_HERE}(?P<gn>{_FEW})[ ]?(?P<gu>个?星期|周|天|日|个月)[之以]?前(?![后夕]))
    | (?P<quarterword>(?P<qw>上个?|本|这个?|下个?)季(?:度|(?=[营财业获毛净销出])))
    | (?P<bareq>{_HERE}(?:第?(?P<qn>[一二三四])季度(?!假)|(?P<qw1>[首末])季(?!节|军)度?))
    | (?P<barehalf>(?:{_HERE}|(?<=的))(?P<hw>[上下]半年))
    | (?P<bareend>{_HERE}年(?P<ew>[底末初])(?![层部下次中一二三步创级始衷日]))
"""
"""The alternatives of a verbose pattern over folded text, each in one group."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a date without a year is counted from."""

    published: date | None
    before: Interval | None
    """The date before it in the text."""

    @property
    def issued(self) -> date:
        """The day of publication. Raises LookupError where it is not known."""
        if self.published is None:
            raise LookupError("no day of publication")
        return self.published

    @property
    def last_day(self) -> Day:
        """The day named before. Raises LookupError where the date before is not a single day."""
        if self.before is None or self.before.start != self.before.end:
            raise LookupError("no day before")
        return self.before.start

    @property
    def year(self) -> int:
        """The year that the text is in: that of the date before, or of publication. Raises LookupError for neither."""
        return self.before.start.year if self.before else self.issued.year


@dataclass(frozen=True, slots=True)
class Period:
    """What a date means."""

    interval: Interval
    circa: bool = False
    relative: bool = False


def period(found: re.Match[str], context: Context) -> Period:
    """What the form that was found means.

    Raises LookupError where there is nothing to count it from, ValueError where it means no date.
    """
    match found.lastgroup:
        case "plan":
            return _plan(number(found["pn"]), found["pe"])
        case "planword":
            return _plan(number(found["pw"]), found["we"])
        case "planquoted":
            return _plan(number(found["pq"] or found["pp"]), found["qe"])
        case "monthword":
            return _month(found["mw"], found["md"], found["mn"], context)
        case "dayalone":
            return _day_alone(int(found["dn"]), context)
        case "dayword":
            return Period(_day(found["dayword"], context), relative=True)
        case "toldday":
            return Period(_told_day(found["toldday"][0], int(found["td"]), context), relative=True)
        case "week":
            return _week(found["ww"], found["wd"], context)
        case "lately":
            return Period(around(context.issued, 30), circa=True, relative=True)
        case "lastyears":
            return _last_years(found["lastyears"], found["ly"], context)
        case "later":
            return _later(number(found["ln"] or "6"), found["lu"] or "个月", context)
        case "ago":
            year = context.issued.year - number(found["an"])
            return Period(years(year), circa=True, relative=True)
        case "agodays":
            return _ago(number(found["gn"]), found["gu"], context)
        case _:
            return _part_of_some_year(found, context)


def _plan(which: int, part: str | None) -> Period:
    whole = five_year_plan(which)
    if not part:
        return Period(whole)
    return Period(whole.first if part.endswith("初") else whole.last, circa=True)


def _later(count: int, unit: str, context: Context) -> Period:
    """三年后: after the date before it."""
    if not context.before:
        raise LookupError("no date before")
    start, end = context.before.start, context.before.end
    if unit == "天":
        one = context.last_day.plus(count)
        return Period(Interval(one, one), relative=True)
    if unit == "个月":
        if context.before.days > _A_MONTH:
            raise LookupError("no month before")
        return Period(month(start.year, start.month + count), circa=True, relative=True)
    return Period(Interval(years(start.year + count).start, years(end.year + count).end), circa=True, relative=True)


def _ago(count: int, unit: str, context: Context) -> Period:
    """三天前, 两个月前: before publication, unless the text tells of another year."""
    issued = Day.of(context.issued)
    if context.before and context.before.end.year < issued.year - 1:
        raise LookupError("told of another time")
    if unit == "个月":
        return Period(month(issued.year, issued.month - count), circa=True, relative=True)
    one = issued.plus(-count * (1 if unit in ("天", "日") else 7))
    return Period(Interval(one, one), circa=unit not in ("天", "日"), relative=True)


_A_MONTH = 31


def _part_of_some_year(found: re.Match[str], context: Context) -> Period:
    """A quarter, a half or an end of a year that is not said."""
    match found.lastgroup:
        case "quarterword":
            now = context.issued
            step = {"上": -1, "下": 1}.get(found["qw"][0], 0)
            first = (now.month - 1) // 3 * 3 + 1 + 3 * step
            return Period(Interval(month(now.year, first).start, month(now.year, first + 2).end), relative=True)
        case "bareq":
            return Period(part_of_year(context.year, f"{quarter(found['qn'] or found['qw1'])}季"), relative=True)
        case "barehalf":
            return Period(part_of_year(context.year, found["hw"]), relative=True)
        case _:
            return Period(part_of_year(context.year, found["ew"]), circa=True, relative=True)


def quarter(word: str) -> int:
    """Which quarter of a year a word or number says: 首, 末, 三, 3."""
    return {"首": 1, "末": 4}.get(word) or number(word)


def _month(word: str, part: str | None, told: str | None, context: Context) -> Period:
    if word in ("当月", "同月", "次月", "翌月"):
        if not context.before:
            raise LookupError("no date before")
        base, step = context.before.start, int(word in ("次月", "翌月"))
    else:
        base, step = Day.of(context.issued), {"上": -1, "下": 1}.get(word[0], 0)
    whole = month(base.year, base.month + step)
    if told:
        return Period(day(whole.start.year, whole.start.month, number(told)), relative=True)
    if part:
        return Period(part_of_month(whole, part), circa="旬" not in part, relative=True)
    return Period(whole, relative=True)


def _day_alone(told: int, context: Context) -> Period:
    """23日: in the month of the date before, or the next one; else the last such day before publication."""
    if context.before and context.before.days <= _A_MONTH:
        start = context.before.start
        return Period(day(*_month_from(start, told < start.day), told), relative=True)
    issued = Day.of(context.issued)
    return Period(day(*_month_from(issued, -(told > issued.day)), told), relative=True)


def _month_from(one: Day, step: int) -> tuple[int, int]:
    start = month(one.year, one.month + step).start
    return start.year, start.month


def _day(word: str, context: Context) -> Interval:
    if word in ("同日", "同一天", "当日", "当天"):
        one = context.last_day
    elif word in ("次日", "翌日", "隔日"):
        one = context.last_day.plus(1)
    else:
        steps = {"前": -2, "昨": -1, "明": 1, "后": 2}
        one = Day.of(context.issued).plus(steps.get(word[0], 0))
    return Interval(one, one)


def _told_day(word: str, day: int, context: Context) -> Interval:
    """今（5）日: the day is said, the month is that of publication; it must be a day that the word can mean."""
    one = context.issued + timedelta(days={"昨": -1, "明": 1}.get(word, 0))
    nearest = min(
        (one + timedelta(days=step) for step in range(-3, 4)), key=lambda other: (other.day != day, abs(other - one))
    )
    if nearest.day != day:
        raise ValueError("the day said is not near the day of publication")
    return Interval(Day.of(nearest), Day.of(nearest))


def _week(word: str, weekday: str | None, context: Context) -> Period:
    weeks = -2 if word.startswith("上上") else {"上": -1, "下": 1}.get(word[0], 0)
    monday = context.issued + timedelta(days=7 * weeks - context.issued.weekday())
    if weekday:
        one = Day.of(monday).plus(_WEEKDAYS.index(weekday.replace("天", "日")))
        return Period(Interval(one, one), relative=True)
    return Period(around(monday, 0, 6), relative=True)


def _last_years(words: str, count: str | None, context: Context) -> Period:
    some = not count or count == "几"
    span = 5 if some else number(count or "")
    year = context.issued.year
    ahead = words.startswith(("未来", "今后"))
    return Period(years(year, year + span) if ahead else years(year - span, year), circa=True, relative=True)
