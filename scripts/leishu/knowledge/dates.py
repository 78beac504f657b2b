"""Dates and periods in Chinese text as intervals of days: 2018 年, 2000 年代初, 去年, 十四五, 光绪二十四年, 前221年.

One pattern finds where a date begins and of which form it is; a year may be followed by a month, a day or a part. A
date without a year takes it from the date before it in the same text, or from the day of publication; what cannot be
resolved is no date. Dates inside 《》 belong to a title and say nothing of when the sentence happens.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from leishu.knowledge import eras, lunar
from leishu.knowledge.calendar import Interval, century, day, decade, month, number, part_of_year, years
from leishu.knowledge.periods import FORMS as PERIOD_FORMS
from leishu.knowledge.periods import Context, Period, period
from leishu.knowledge.register import match_key
from leishu.knowledge.tails import FIRSTS, MONTH, month_alone, names_a_month, with_tail
from leishu.model import Span

_YEAR = (
    r"(?:(?<![\d.\-/])(?:1[6-9]|20|21)\d\d"
    r"|(?<![〇零○一二三四五六七八九十])(?:一[六七八九]|二[〇零○一])[〇零○一二三四五六七八九]{2})"
)
_YEAR_TO = _YEAR.replace(r"(?<![\d.\-/])", "")
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_ENGLISH_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
# What a date may begin with: most characters begin none, and each form is tried only where one may.
_FIRST = (
    r"[《“\d〇零○一二三四五六七八九十廿两元年上下本公西纪前民大去今明后同次翌隔第这那是当昨近半日期不最过未农首末阴旧夏（(jfmasond"
    rf"{eras.FIRST}]"
)
_START = re.compile(
    rf"""
    (?={_FIRST})(?:
      (?P<title>《[^《》\n]*》)
    | (?P<iso>(?<![a-z\d.\-/])(?P<iy>1[6-9]\d\d|20\d\d)(?P<sep>[-/.])(?P<im>0?[1-9]|1[0-2])(?P=sep)
        (?P<id>3[01]|[12]\d|0?[1-9])(?![\d]|[-/.]\d))
    | (?P<isomonth>(?<![a-z\d.\-/])(?P<jy>19\d\d|20\d\d)-(?P<jm>0[1-9]|1[0-2])(?![\d年\-/.]))
    | (?P<decade>(?:(?P<dc>上个?世纪|本世纪|\d\d世纪|[一二]?十[一二三四五六七八九]?世纪)[ ]?)?
        (?:(?P<d0>[二三四五六七八])(?=[三四五六七八九]十)
        |(?P<d1>[1-9]0|[一二三四五六七八九]十)(?:年代)?[、和至到\-—–]{{1,2}})?
        (?P<d2>(?<!\d)(?:1[6-9]|20)?[0-9]0|[一二三四五六七八九]十)[ ]?年代
        (?P<dp>初期?|前期|中后?期?(?![国华])|末期?|后期)?)
    | (?P<century>(?P<cw>上个?|本|(?<!\d)\d\d|二十一?|廿一|十[六七八九])世纪(?!经济|互联|末日)
        (?P<cp>初叶?|中[叶期]|末[叶期]?|[上下前后]半[叶期]|头十年)?)
    | (?P<span>(?P<s1>{_YEAR})[ ]?(?P<slash>/|[-—–~～至到]{{1,2}})[ ]?
        (?P<s2>{_YEAR_TO}|(?<=[-—–~～/])\d\d)[ ]?(?:[财学]?年(?!代|级)度?(?:间|期间)?|赛季))
    | (?P<year>(?:公元|西元)?(?P<y>{_YEAR})[ ]?[财学]?年度?
        (?!代|级|之久|的?历史|的文明史|[余多轻龄薪款])(?!来(?![到华京港台自]))(?!(?!{FIRSTS})前(?![后夕])))
    | (?P<early>(?P<ey>{_YEAR})[ ]?年前(?![后夕]))
    | (?P<rocdecade>民国[ ]?(?P<rd>[1-9]0|[一二三四五六七八九]十)[ ]?年代)
    | (?P<told>[去今明前][（(](?P<ty>\d{{2,4}})[)）][ ]?年度?)
    | (?P<roc>(?:民国[ ]?(?P<r>\d{{1,3}}|[〇零一二三四五六七八九十百]{{1,6}}|元)|(?<!\d)(?P<rm>1\d\d))[ ]?年度?(?!间))
    | (?P<short>(?<![\d.第〇零一二三四五六七八九十百])(?P<sy>[5-9]\d|0\d|[12]\d
        |[〇零][一二三四五六七八九]|[七八九][一二三四五六七八九])[ ]?年(?=[ ]?{MONTH}[ ]?月))
    | (?P<latin>(?<![\w.])(?P<ly4>20\d\d)[ ]?(?P<lk>[qh])(?P<ln4>[1-4])(?!\w))
    | (?P<english>(?<![\w.])(?:(?P<ed>{_ENGLISH_DAY})(?:st|nd|rd|th)?[ ])?(?P<em>{_ENGLISH_MONTH})\.?[ ]
        (?:(?P<ed2>{_ENGLISH_DAY})(?:st|nd|rd|th)?,?[ ])?(?P<en>(?:1[6-9]|20)\d\d)(?!\d))
    | (?P<relative>(?<![比较])(?:大前年|前年(?!度)|[去今]年(?!同期)|本年(?!度)|明年|后年(?!度)|同年|次年|翌年|隔年
        |[上前后]一年(?![级])|第二年|[这那]一年(?=[，,里])|是年(?=[，,])
        |当年(?=[ ]?{MONTH}[ ]?月)|(?<=[，,；;。、（(])当年(?![的度头我他她你您奶爷爸妈父母祖])))
    | (?P<bare>(?<![\d〇零一二三四五六七八九十百第个年闰.])
        (?=(?:{MONTH}[ ]?[至到\-–—~～][ ]?)?{MONTH}[ ]?月(?!球|饼|亮|老|刊|薪|光|流火)))
    | (?P<moon>(?<!年)(?<!年[（(]){lunar.CALENDAR}(?P<moontold>{lunar.MONTH}(?:{lunar.DAY})?))
    | {eras.FORMS}
    | {PERIOD_FORMS})
    """,
    re.VERBOSE,
)
_FORMAL = re.compile(
    "[零〇壹贰叁肆伍陆柒捌玖]{4}年(?:[零壹贰叁肆伍陆柒捌玖拾]{1,3}月(?:[零壹贰叁肆伍陆柒捌玖拾]{1,4}[日号])?)?"
)
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_REPUBLIC = re.compile(r"民国(?:[\d〇零一二三四五六七八九十元]|年)")
"""A text that counts by the Republic: its 99年10月 is 2010."""
_JOIN = re.compile(r"(?:[-—–~～]{1,2}|至|到)[ ]?$")
_BEFORE = re.compile(r"”?(?:以前|之前|底?前(?![后夕沿往])|为止)")
_AFTER = re.compile(r"”?(?:(?P<since>以来|起|至今)|以后|之后|后(?![来期续勤]))")
_ABOUT_BEFORE = re.compile(r"(?:大约|大概|约)[ ]?$")
_ABOUT_AFTER = re.compile(r"(?:左右|前后)")
_AHEAD = re.compile(r"(?:将[于在]?|[定拟]于|预[计定]于?)[ ]?$")
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
    # 贰零贰伍年, as on cheques and stones.
    key = _FORMAL.sub(lambda told: told.group().translate(_PLAIN), match_key(text))
    out: list[Dated] = []
    anchor: Interval | None = None
    at = 0
    while found := _START.search(key, at):
        # A bare month is found by looking ahead, without taking a character.
        at = max(found.end(), found.start() + 1)
        # May is a month, may is none.
        if found.lastgroup == "title" or (found["em"] and not text[found.start("em")].isupper()):
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
    form, end = found.lastgroup or "", found.end()
    match form:
        case "iso":
            return Period(day(int(found["iy"]), int(found["im"]), int(found["id"]))), end
        case "isomonth":
            return Period(month(int(found["jy"]), int(found["jm"]))), end
        case "decade":
            return Period(_decade(found), circa=bool(found["dp"])), end
        case "century":
            which = {"上": 20, "上个": 20, "本": 21}.get(found["cw"]) or number(found["cw"])
            return Period(century(which, found["cp"] or ""), circa=bool(found["cp"])), end
        case "span":
            return Period(_years_between(found["s1"], found["s2"], next_to=found["slash"] == "/")), end
        case "early":
            # 2000年前 is rather two thousand years ago.
            if number(found["ey"]) < 2010:
                raise ValueError("so many years ago")
            return Period(years(number(found["ey"]))), end - 1
        case "year":
            return with_tail(key, end, number(found["y"]), relative=False)
        case "short":
            short = number(found["sy"])
            if _REPUBLIC.search(key):
                return with_tail(key, end, eras.republic(found["sy"]), relative=False)
            return with_tail(key, end, short + (1900 if short >= 50 else 2000), relative=False)
        case "roc":
            # Without its name the Republic's year is only safe before a month, as Taiwan writes it.
            if found["rm"] and not names_a_month(key, end):
                raise ValueError("so many years")
            return with_tail(key, end, eras.republic(found["rm"] or found["r"]), relative=False)
        case "rocdecade":
            first = eras.republic(found["rd"])
            return Period(years(first, first + 9)), end
        case "told":
            # 去（113）年: the year is said, whatever the day of publication.
            told = number(found["ty"])
            return with_tail(key, end, told if told > 1000 else eras.republic(found["ty"]), relative=False)
        case "latin":
            part = f"{found['ln4']}季" if found["lk"] == "q" else {"1": "上半年", "2": "下半年"}[found["ln4"]]
            return Period(part_of_year(int(found["ly4"]), part)), end
        case "english":
            return Period(_english(found)), end
        case "relative":
            return with_tail(key, end, _relative_year(found[form], context), relative=True)
        case "bare" if context.before:
            return month_alone(key, found.start(), context.before.start.year, None)
        case "bare":
            now = context.issued
            if _AHEAD.search(key[max(0, found.start() - 4) : found.start()]):
                read, end = month_alone(key, found.start(), now.year, None)
                past = read.interval.start.month < now.month
                return month_alone(key, found.start(), now.year + 1, None) if past else (read, end)
            read, end = month_alone(key, found.start(), now.year, now.month)
            # 12月 is the last one, but 12月前 the next.
            return month_alone(key, found.start(), now.year, None) if _BEFORE.match(key, end) else (read, end)
        case "moon":
            return Period(lunar.lunar(context.year, found["moontold"]), relative=True), end
        case "reign" | "ad" | "medieval":
            return eras.era(key, found)
        case "wholereign" | "bc" | "bccentury":
            return eras.era_span(found, context), end
        case _:
            return period(found, context), end


def _years_between(first: str, last: str, *, next_to: bool) -> Interval:
    start, end = number(first), number(last)
    end += start // 100 * 100 if end < 100 else 0
    if end < start or (next_to and end != start + 1):
        raise ValueError("a range that runs backwards")
    return years(start, end)


def _english(found: re.Match[str]) -> Interval:
    which = 1 + _ENGLISH_MONTHS.index(found["em"][:3])
    told = found["ed"] or found["ed2"]
    return day(int(found["en"]), which, int(told)) if told else month(int(found["en"]), which)


def _relative_year(word: str, context: Context) -> int:
    beside = {"同": 0, "当": 0, "次": 1, "翌": 1, "隔": 1, "第": 1, "后一": 1, "前一": -1, "上一": -1}
    beside |= {"这": 0, "那": 0, "是": 0}
    step = beside.get(word[:2], beside.get(word[0]))
    if step is not None:
        if not context.before:
            raise LookupError("no date before")
        return context.before.start.year + step
    return context.issued.year + {"大前年": -3, "前年": -2, "去年": -1, "明年": 1, "后年": 2}.get(word, 0)


def _decade(found: re.Match[str]) -> Interval:
    last = number(found["d2"])
    if last < 100:
        words = found["dc"]
        which = {"上世纪": 20, "上个世纪": 20, "本世纪": 21}.get(words) or (number(words[:-2]) if words else 20)
        last += 100 * (which - 1)
    whole = decade(last, found["dp"] or "")
    if found["d0"] or found["d1"]:
        first = 10 * number(found["d0"]) if found["d0"] else number(found["d1"])
        return Interval(decade(first + last // 100 * 100).start, whole.end)
    return whole


def _circumstances(key: str, dated: Dated) -> Dated:
    """The same date with what stands before and after it: about, before, after, as of."""
    start, end = dated.span.start, dated.span.end
    head = key[max(0, start - 6) : start]
    circa, interval = dated.circa or bool(_ABOUT_BEFORE.search(head)), dated.interval
    if about := _ABOUT_AFTER.match(key, end):
        circa, end = True, about.end()
    bound = ""
    if after := _AFTER.match(key, end):
        # Since a plan began, but after it ended.
        bound, end, interval = "after", after.end(), interval.first if after["since"] else interval.last
    elif before := _BEFORE.match(key, end):
        # Before the end of a year is before its last month.
        interval = interval.last if "底" in key[end - 1 : end + 1] else interval.first
        bound, end = "before", before.end()
    as_of = bool(_AS_OF.search(head)) or key[end - 2 : end] == "为止"
    if as_of:
        # As of a day is that day, whatever 为止 adds.
        bound, interval = "", dated.interval
    return replace(dated, span=Span(start, end), interval=interval, circa=circa, bound=bound, as_of=as_of)


def _anchors(key: str, dated: Dated) -> bool:
    """Whether what follows may be counted from it: not from an aim (到2025年), a decade or a plan."""
    aim = bool(_AIM.search(key[max(0, dated.span.start - 3) : dated.span.start]))
    return not aim and dated.bound != "before" and dated.interval.days <= _YEAR_OF_DAYS


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
