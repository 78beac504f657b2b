"""What follows a year and narrows it: a month, a day, 上旬, 上半年, 三季度, 年底, 农历八月十五, 春节."""

import re

from leishu.knowledge import lunar
from leishu.knowledge.calendar import Interval, day, month, months, number, part_of_month, part_of_year, years
from leishu.knowledge.periods import DAY, Period, quarter

FIRSTS = r"前(?:[一二两三四五六七八九十]{1,2}|1[01]|[1-9])个月|前[二两三23]季度?"
"""今年前两个月, 前三季度: not before the year, but its first part."""
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_IN_MONTH = re.compile(
    rf"[ ]?(?:(?P<m0>{MONTH})[ ]?[、至到\-–—~～][ ]?)?(?P<m>{MONTH})[ ]?月份?(?!刊)"
    rf"(?:[ ]?(?P<d>{DAY})(?:[ ]?日?[ ]?[-—–~～至到]{{1,2}}[ ]?(?P<to>{DAY}))?[ ]?(?:日|号(?![称召码线文]))"
    r"|的?(?P<mp>[上中下]旬|初(?![次一二三])|中(?![国华央])|底|末))?"
)
_IN_PART = re.compile(
    r"[ ]?(?:的?(?P<half>[上下]半年)"
    r"|(?:第?(?P<q0>[一二三1-3])(?:季度?)?[、和至到\-–—])?第?(?P<q>[一二三四1-4]|首|末)季度?"
    rf"|(?P<firsts>{FIRSTS})"
    r"|(?:q(?P<e>[1-4]))(?![\w])"
    r"|(?P<season>[春夏秋冬])(?=[季天]|[，。、；,.)”」\s]|\Z)[季天]?"
    r"|(?P<part>年?初(?![次中一二三步创级始衷])|年?底(?!层|部|下)|年?末(?!日)"
    r"|年?中(?![国华央科关美日英欧东西南北小大文共间心外等芯医学型])|岁末))"
)
_IN_MOON = re.compile(
    rf"[ ]?(?:{lunar.CALENDAR}(?P<told>{lunar.MONTH}(?:{lunar.DAY})?)|(?P<plain>{lunar.UNMISTAKABLE}))"
)
_MOON = re.compile(rf"[ ]?(?P<told>{lunar.MONTH}(?:{lunar.DAY})?)")
_AT_FEAST = re.compile(rf"(?:的|[ ])?(?P<feast>{lunar.FEAST})(?!档|联欢|快乐|消费)(?P<near>期间|假期|前夕|长假)?")


def names_a_month(key: str, at: int) -> bool:
    """Whether a month follows."""
    return bool(_IN_MONTH.match(key, at))


def with_tail(key: str, at: int, year: int, *, relative: bool, moons: bool = False) -> tuple[Period, int]:
    """A year, or the part of it that follows at `at`, and where that ends; `moons` for months of the Chinese calendar.

    Raises ValueError for a day that there is not.
    """
    if moon := (_MOON if moons else _IN_MOON).match(key, at):
        told = moon["told"] or moon["plain"]
        return Period(lunar.lunar(year, told), relative=relative), moon.end()
    if tail := _IN_MONTH.match(key, at):
        return _of_month(tail, year, relative=relative), tail.end()
    if feast := _AT_FEAST.match(key, at):
        return Period(lunar.feast(year, feast["feast"]), circa=bool(feast["near"]), relative=relative), feast.end()
    if tail := _IN_PART.match(key, at):
        return _of_year(tail, year, relative=relative), tail.end()
    return Period(years(year), relative=relative), at


def month_alone(key: str, at: int, year: int, latest: int | None) -> tuple[Period, int]:
    """A month without a year: in `year`, or in the one before where it is later than the month `latest`.

    Raises ValueError where no month stands there.
    """
    tail = _IN_MONTH.match(key, at)
    if not tail:
        raise ValueError("no month")
    return _of_month(tail, year - (latest is not None and number(tail["m"]) > latest), relative=True), tail.end()


def _of_month(tail: re.Match[str], year: int, *, relative: bool) -> Period:
    which = number(tail["m"])
    if tail["m0"]:
        # 3、4月, 7—9月: what follows the last month, a day even, is not looked at.
        return Period(months(year, number(tail["m0"]), which), relative=relative)
    if tail["d"]:
        first = day(year, which, number(tail["d"]))
        last = day(year, which, number(tail["to"])) if tail["to"] else first
        return Period(Interval(first.start, last.end), relative=relative)
    if tail["mp"]:
        return Period(part_of_month(month(year, which), tail["mp"]), circa="旬" not in tail["mp"], relative=relative)
    return Period(month(year, which), relative=relative)


def _of_year(tail: re.Match[str], year: int, *, relative: bool) -> Period:
    if firsts := tail["firsts"]:
        last = 3 * number(firsts[1]) if "季" in firsts else number(firsts[1:-2])
        return Period(months(year, 1, last), relative=relative)
    if which := tail["q"] or tail["e"]:
        whole = part_of_year(year, f"{quarter(which)}季")
        if tail["q0"]:
            whole = Interval(part_of_year(year, f"{number(tail['q0'])}季").start, whole.end)
        return Period(whole, relative=relative)
    if tail["half"]:
        return Period(part_of_year(year, tail["half"]), relative=relative)
    part = tail["season"] or tail["part"][-1]
    return Period(part_of_year(year, part), circa=True, relative=relative)
