"""Spans of days, and what Chinese calls them: numbers, parts of a year, decades, centuries, five-year plans."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "元": 1, "两": 2}


class Day(NamedTuple):
    """A day of the Gregorian calendar, also before there was one. As in ISO 8601 the year 0 is 1 BC, -220 is 221 BC."""

    year: int
    month: int
    day: int

    @classmethod
    def of(cls, one: date) -> "Day":
        """The same day."""
        return cls(one.year, one.month, one.day)

    def plus(self, days: int) -> "Day":
        """So many days later. Raises ValueError or OverflowError before the year 1."""
        return Day.of(date(*self) + timedelta(days=days))

    def iso(self, parts: int = 3) -> str:
        """The year, the year and month, or all three: `2018-03`, `-0220`."""
        year = f"-{-self.year:04}" if self.year < 0 else f"{self.year:04}"
        return "-".join((year, f"{self.month:02}", f"{self.day:02}")[:parts])


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From a day to a day, both included."""

    start: Day
    end: Day

    @property
    def _parts(self) -> int:
        """How much of a day it takes to say where this begins and ends: 1 for whole years, 2 for months, 3 for days."""
        whole_months = self.start.day == 1 and self.end == month(self.end.year, self.end.month).end
        whole_years = whole_months and self.start.month == 1 and self.end.month == 12
        return 1 if whole_years else 2 if whole_months else 3

    @property
    def iso(self) -> str:
        """As short as ISO 8601 allows: `2018`, `2018-03`, `2018-03-05`, `2021/2025`, `2018-03/2018-05`."""
        start, end = self.start.iso(self._parts), self.end.iso(self._parts)
        return start if start == end else f"{start}/{end}"

    @property
    def first(self) -> "Interval":
        """Its first year, month or day, whichever it is made of."""
        return replace(self, end=_whole(self.start, self._parts).end)

    @property
    def last(self) -> "Interval":
        """Its last year, month or day."""
        return replace(self, start=_whole(self.end, self._parts).start)

    @property
    def days(self) -> int:
        """How long it is, not to the day for what begins before the year 1."""
        years_, months_ = self.end.year - self.start.year, self.end.month - self.start.month
        return round(years_ * 365.25 + months_ * 30.4) + self.end.day - self.start.day + 1


def _whole(one: Day, parts: int) -> Interval:
    return years(one.year) if parts == 1 else month(one.year, one.month) if parts == 2 else Interval(one, one)


def number(text: str) -> int:
    """An Arabic or Chinese number below ten thousand, or one digit by digit: 12, 十二, 廿一, 二百二十一, 二〇二五.

    Raises ValueError or KeyError for anything else.
    """
    if text.isascii():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not any(unit in text for unit in _UNITS):
        return int("".join(str(_DIGITS[char]) for char in text))
    value = 0
    for unit, worth in _UNITS.items():
        head, found, rest = text.partition(unit)
        if found:
            value += (_DIGITS[head.removeprefix("零")] if head.removeprefix("零") else 1) * worth
            text = rest
    rest = text.removeprefix("零").removeprefix("〇")
    return value + (_DIGITS[rest] if rest else 0)


_UNITS = {"千": 1000, "百": 100, "十": 10}


def years(first: int, last: int | None = None) -> Interval:
    """From the first day of a year to the last day of the same or another."""
    return Interval(Day(first, 1, 1), Day(first if last is None else last, 12, 31))


def months(year: int, first: int, last: int) -> Interval:
    """From the first day of a month to the last day of another; a month beyond 12 is in the next year."""
    return Interval(month(year, first).start, month(year, last).end)


def month(year: int, number_: int) -> Interval:
    """One month; 0 is the December before, 13 the January after."""
    year, index = year + (number_ - 1) // 12, (number_ - 1) % 12 + 1
    return Interval(Day(year, index, 1), Day(year, index, calendar.monthrange(year, index)[1]))


def day(year: int, month_: int, day_: int) -> Interval:
    """One day. Raises ValueError where the month has no such day."""
    if not (1 <= month_ <= 12 and 1 <= day_ <= month(year, month_).end.day):
        raise ValueError("no such day")
    one = Day(year, month_, day_)
    return Interval(one, one)


_PARTS_OF_A_YEAR = {
    "初": (1, 3),
    "年初": (1, 3),
    "中": (5, 8),
    "年中": (5, 8),
    "末": (10, 12),
    "底": (10, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "春": (3, 5),
    "夏": (6, 8),
    "秋": (9, 11),
    "冬": (12, 14),
    **{f"{index}季": (3 * index - 2, 3 * index) for index in range(1, 5)},
}


def part_of_year(year: int, part: str) -> Interval:
    """The months that 初, 中, 末, 底, 上半年, 下半年, a season or `2季` (the second quarter) may mean."""
    return months(year, *_PARTS_OF_A_YEAR[part])


def part_of_month(whole: Interval, part: str) -> Interval:
    """The days that 上旬 or 初, 中旬 or 中, 下旬 or 底 or 末 may mean."""
    first, last = {"上": (1, 10), "初": (1, 10), "中": (11, 20)}.get(part[0], (21, whole.end.day))
    return Interval(whole.start._replace(day=first), whole.start._replace(day=last))


def decade(first: int, part: str = "") -> Interval:
    """Ten years from `first`; with 初, 中, 末 or 后 the years that this may mean."""
    begin, end = {"初": (0, 3), "前": (0, 4), "中": (3, 6), "末": (7, 9), "后": (6, 9)}.get(part[:1], (0, 9))
    return years(first + begin, first + end)


def century(which: int, part: str = "") -> Interval:
    """A hundred years (the 21st from 2001); with 初, 中叶, 末, 上半叶, 下半叶 the years that this may mean."""
    spans = {
        "初": (1, 10),
        "头": (1, 10),
        "中": (41, 60),
        "末": (91, 100),
        "上": (1, 50),
        "前": (1, 50),
        "下": (51, 100),
        "后": (51, 100),
    }
    begin, end = spans.get(part[:1], (1, 100))
    first = 100 * (which - 1)
    return years(first + begin, first + end)


def five_year_plan(which: int) -> Interval:
    """The years of a Chinese five-year plan: the first was 1953–1957, the sixth 1981–1985, the fourteenth 2021–2025."""
    if which >= 3:
        # Three years of readjustment (1963–1965) lie between the second and the third.
        return years(1951 + 5 * which, 1955 + 5 * which)
    return years(1948 + 5 * which, 1952 + 5 * which)


def around(one: date, days_before: int, days_after: int = 0) -> Interval:
    """So many days before and after a day."""
    return Interval(Day.of(one - timedelta(days=days_before)), Day.of(one + timedelta(days=days_after)))
