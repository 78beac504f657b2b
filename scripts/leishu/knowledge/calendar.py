"""Spans of days, and what Chinese calls them: numbers, parts of a year, decades, centuries, five-year plans."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "元": 1, "两": 2}


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From a day to a day, both included."""

    start: date
    end: date

    @property
    def iso(self) -> str:
        """As short as ISO 8601 allows: `2018`, `2018-03`, `2018-03-05`, `2021/2025`, `2018-03/2018-05`."""
        whole_months = self.start.day == 1 and self.end == month(self.end.year, self.end.month).end
        whole_years = whole_months and self.start.month == 1 and self.end.month == 12
        form = "%Y" if whole_years else "%Y-%m" if whole_months else "%Y-%m-%d"
        start, end = self.start.strftime(form), self.end.strftime(form)
        return start if start == end else f"{start}/{end}"


def number(text: str) -> int:
    """An Arabic or Chinese number below a hundred, or a year digit by digit: 12, 十二, 廿一, 二〇二五, 一一三.

    Raises ValueError or KeyError for anything else.
    """
    if text.isascii():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS[char]) for char in text))


def years(first: int, last: int | None = None) -> Interval:
    """From the first day of a year to the last day of the same or another."""
    return Interval(date(first, 1, 1), date(last or first, 12, 31))


def months(year: int, first: int, last: int) -> Interval:
    """From the first day of a month to the last day of another; a month beyond 12 is in the next year."""
    return Interval(month(year, first).start, month(year, last).end)


def month(year: int, number_: int) -> Interval:
    """One month; 0 is the December before, 13 the January after."""
    year, index = year + (number_ - 1) // 12, (number_ - 1) % 12 + 1
    return Interval(date(year, index, 1), date(year, index, calendar.monthrange(year, index)[1]))


def day(year: int, month_: int, day_: int) -> Interval:
    """One day. Raises ValueError where the month has no such day."""
    one = date(year, month_, day_)
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
    return Interval(whole.start.replace(day=first), whole.start.replace(day=last))


def decade(first: int, part: str = "") -> Interval:
    """Ten years from `first`; with 初, 中, 末 or 后 the years that this may mean."""
    begin, end = {"初": (0, 3), "前": (0, 4), "中": (3, 6), "末": (7, 9), "后": (6, 9)}.get(part[:1], (0, 9))
    return years(first + begin, first + end)


def century(which: int, part: str = "") -> Interval:
    """A hundred years (the 21st from 2001); with 初, 中叶, 末, 上半叶, 下半叶 the years that this may mean."""
    spans = {
        "初": (1, 10),
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
    return Interval(one - timedelta(days=days_before), one + timedelta(days=days_after))
