"""Periods that have no number of their own year: five-year plans, 本月, 上周五, 近日, 近年来, 次日."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from leishu.knowledge.calendar import Interval, around, five_year_plan, month, number, part_of_month, years

_COUNT = r"[岁个人年天名位次万亿元米条章款倍月公里家项届点秒分折斤吨枚]"
_WEEKDAYS = "一二三四五六日"
FORMS = rf"""
      (?P<plan>第(?P<pn>十[一二三四五六]?|[一二三四五六七八九])个五年(?:规划|计划)(?:期间|时期)?)
    | (?P<planword>(?<![一二三四五六七八九第廿\d])(?P<pw>十[一二三四五六七])五
        (?!{_COUNT}|[六七八九十])(?:”?(?:期间|时期))?)
    | (?P<planquoted>(?:“(?P<pq>[六七八九十])五”
        |(?<![一二三四五六七八九十第月])(?P<pp>[六七八九])五(?=计划|规划|期间|时期))(?:期间|时期)?)
    | (?P<monthword>(?P<mw>上个?月|本月|这个月|当月|下个?月|同月|次月|翌月)
        (?P<md>[上中下]旬|初|中(?![国华央])|底|末)?)
    | (?P<dayword>前天|昨[天日晚夜](?!的太阳)|今[天日晚晨早]|明[天日晚](?!会)
        |后天(?!的努力|性|培养)|同日|次日|翌日|隔日)
    | (?P<toldday>[今昨明][（(](?P<td>\d{{1,2}})[)）][日天晚]?)
    | (?P<week>(?P<ww>上上?周|本周|这周|下周|上个?星期|本星期|下个?星期)
        (?P<wd>[一二三四五六日天])?(?!期刊|刊|年|边|围|知|转))
    | (?P<lately>近日|日前|近期|不久前|最近(?!的)(?=[，,]|[一几]))
    | (?P<lastyears>(?:近|最近|过去|未来|今后)(?P<ly>\d{{1,2}}|[一二三四五六七八九十两]{{1,3}}|几)
        [ ]?年(?!代|级|前)(?:间|来|里|内)?|近年来?)
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
    def last_day(self) -> date:
        """The day named before. Raises LookupError where the date before is not a single day."""
        if self.before is None or self.before.start != self.before.end:
            raise LookupError("no day before")
        return self.before.start


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
            return Period(five_year_plan(number(found["pn"])))
        case "planword":
            return Period(five_year_plan(number(found["pw"])))
        case "planquoted":
            return Period(five_year_plan(number(found["pq"] or found["pp"])))
        case "monthword":
            return _month(found["mw"], found["md"], context)
        case "dayword":
            return Period(_day(found["dayword"], context), relative=True)
        case "toldday":
            return Period(_told_day(found["toldday"][0], int(found["td"]), context), relative=True)
        case "week":
            return _week(found["ww"], found["wd"], context)
        case "lately":
            return Period(around(context.issued, 30), circa=True, relative=True)
        case _:
            return _last_years(found["lastyears"], found["ly"], context)


def _month(word: str, part: str | None, context: Context) -> Period:
    if word in ("当月", "同月", "次月", "翌月"):
        if not context.before:
            raise LookupError("no date before")
        base, step = context.before.start, int(word in ("次月", "翌月"))
    else:
        base, step = context.issued, {"上": -1, "下": 1}.get(word[0], 0)
    whole = month(base.year, base.month + step)
    if part:
        return Period(part_of_month(whole, part), circa="旬" not in part, relative=True)
    return Period(whole, relative=True)


def _day(word: str, context: Context) -> Interval:
    if word in ("同日", "次日", "翌日", "隔日"):
        one = context.last_day + timedelta(days=int(word != "同日"))
    else:
        steps = {"前": -2, "昨": -1, "明": 1, "后": 2}
        one = context.issued + timedelta(days=steps.get(word[0], 0))
    return Interval(one, one)


def _told_day(word: str, day: int, context: Context) -> Interval:
    """今（5）日: the day is said, the month is that of publication; it must be a day that the word can mean."""
    one = context.issued + timedelta(days={"昨": -1, "明": 1}.get(word, 0))
    nearest = min(
        (one + timedelta(days=step) for step in range(-3, 4)), key=lambda other: (other.day != day, abs(other - one))
    )
    if nearest.day != day:
        raise ValueError("the day said is not near the day of publication")
    return Interval(nearest, nearest)


def _week(word: str, weekday: str | None, context: Context) -> Period:
    weeks = -2 if word.startswith("上上") else {"上": -1, "下": 1}.get(word[0], 0)
    monday = context.issued + timedelta(days=7 * weeks - context.issued.weekday())
    if weekday:
        one = monday + timedelta(days=_WEEKDAYS.index(weekday.replace("天", "日")))
        return Period(Interval(one, one), relative=True)
    return Period(Interval(monday, monday + timedelta(days=6)), relative=True)


def _last_years(words: str, count: str | None, context: Context) -> Period:
    some = not count or count == "几"
    span = 5 if some else number(count or "")
    year = context.issued.year
    ahead = words.startswith(("未来", "今后"))
    return Period(years(year, year + span) if ahead else years(year - span, year), circa=True, relative=True)
