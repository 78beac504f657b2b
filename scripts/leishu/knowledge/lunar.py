"""The Chinese calendar: its months and days as days of the Gregorian one, and the feasts that follow it."""

import re

from lunar_python import Lunar, LunarMonth

from leishu.knowledge.calendar import Day, Interval, day, number

MONTH = r"闰?(?:正|元|冬|腊|十[一二]?|[一二三四五六七八九])月"
DAY = r"(?:初[一二三四五六七八九十]|十[一二三四五六七八九]|廿[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十)日?"
CALENDAR = r"(?:[（(]?(?:农历|阴历|旧历|夏历)[）)]?)"
# Without the calendar's name a month is told by its own (正月, 腊月), or by a day that only this calendar has (初三).
UNMISTAKABLE = rf"(?:闰?(?:正|冬|腊)月(?:{DAY})?|{MONTH}初[一二三四五六七八九十]日?)"
FEASTS = {
    "春节": (1, 1),
    "元宵节": (1, 15),
    "端午节": (5, 5),
    "七夕": (7, 7),
    "中元节": (7, 15),
    "中秋节": (8, 15),
    "重阳节": (9, 9),
    "腊八节": (12, 8),
}
_EVE = "除夕"
_HOLIDAYS = {
    "元旦": (1, 1),
    "劳动节": (5, 1),
    "国庆节": (10, 1),
    "双十一": (11, 11),
    "平安夜": (12, 24),
    "圣诞节": (12, 25),
}
FEAST = "|".join((*FEASTS, "端午", "中秋", "重阳", _EVE, *_HOLIDAYS, "国庆", "圣诞"))
_MONTHS = {"正": 1, "元": 1, "冬": 11, "腊": 12}


def lunar(year: int, text: str) -> Interval:
    """The day or month that `text` (八月初六, 闰二月) names in the lunar year that begins in `year`.

    Raises ValueError where there is no such month or day.
    """
    name, _, rest = text.partition("月")
    leap, name = name.startswith("闰"), name.removeprefix("闰")
    month = _MONTHS.get(name) or number(name)
    days = _days_in(year, -month if leap else month)
    if told := re.sub(r"[初日]", "", rest):
        which = number(told)
        if which > days:
            raise ValueError("the month has no such day")
        one = _gregorian(year, -month if leap else month, which)
        return Interval(one, one)
    return Interval(_gregorian(year, -month if leap else month, 1), _gregorian(year, -month if leap else month, days))


def feast(year: int, name: str) -> Interval:
    """The day of a feast in a year. Raises ValueError for a feast that is not known."""
    if name == _EVE:
        one = feast(year, "春节").start.plus(-1)
        return Interval(one, one)
    for known, (month, day_) in _HOLIDAYS.items():
        if known.startswith(name):
            return day(year, month, day_)
    for known, (month, day_) in FEASTS.items():
        if known.startswith(name):
            one = _gregorian(year, month, day_)
            return Interval(one, one)
    raise ValueError("no such feast")


def _days_in(year: int, month: int) -> int:
    found = LunarMonth.fromYm(year, month)
    if not found:
        raise ValueError("no such lunar month")
    return int(found.getDayCount())


def _gregorian(year: int, month: int, day_: int) -> Day:
    solar = Lunar.fromYmd(year, month, day_).getSolar()
    return Day(solar.getYear(), solar.getMonth(), solar.getDay())
