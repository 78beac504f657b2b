"""Years counted otherwise than by the common era alone: 光绪二十四年, 昭和20年, 民國113年, 公元前221年, 公元618年.

Reigns and their first Gregorian year after the usual tables (方诗铭《中国历史纪年表》; Japan's since 明治). A Chinese
reign's year begins at the lunar new year and is given as the Gregorian year that most of it falls in; its months and
days are those of the Chinese calendar. Japan's are Gregorian from 1873 on, and before that only the year is given.
"""

import re

from leishu.knowledge.calendar import century, number, years
from leishu.knowledge.periods import Context, Period
from leishu.knowledge.register import match_key
from leishu.knowledge.tails import with_tail

# First year and last year of the reign's own count. From Tang to Yuan only the best known, and none that is a town too:
# 绍兴十年 may well be ten years of a city.
CHINESE_REIGNS = {
    "武德": (618, 626),
    "贞观": (627, 649),
    "永徽": (650, 655),
    "开元": (713, 741),
    "大历": (766, 779),
    "贞元": (785, 805),
    "会昌": (841, 846),
    "景德": (1004, 1007),
    "天圣": (1023, 1032),
    "庆历": (1041, 1048),
    "嘉祐": (1056, 1063),
    "熙宁": (1068, 1077),
    "元丰": (1078, 1085),
    "元祐": (1086, 1094),
    "崇宁": (1102, 1106),
    "宣和": (1119, 1125),
    "靖康": (1126, 1127),
    "建炎": (1127, 1130),
    "淳熙": (1174, 1189),
    "至元": (1264, 1294),
    "至正": (1341, 1368),
    "洪武": (1368, 1398),
    "建文": (1399, 1402),
    "永乐": (1403, 1424),
    "洪熙": (1425, 1425),
    "宣德": (1426, 1435),
    "正统": (1436, 1449),
    "景泰": (1450, 1457),
    "天顺": (1457, 1464),
    "成化": (1465, 1487),
    "弘治": (1488, 1505),
    "正德": (1506, 1521),
    "嘉靖": (1522, 1566),
    "隆庆": (1567, 1572),
    "万历": (1573, 1620),
    "泰昌": (1620, 1620),
    "天启": (1621, 1627),
    "崇祯": (1628, 1644),
    "顺治": (1644, 1661),
    "康熙": (1662, 1722),
    "雍正": (1723, 1735),
    "乾隆": (1736, 1795),
    "嘉庆": (1796, 1820),
    "道光": (1821, 1850),
    "咸丰": (1851, 1861),
    "同治": (1862, 1874),
    "光绪": (1875, 1908),
    "宣统": (1909, 1911),
}
JAPANESE_ERAS = {
    "明治": (1868, 1912),
    "大正": (1912, 1926),
    "昭和": (1926, 1989),
    "平成": (1989, 2019),
    "令和": (2019, 2099),
}
# As a text is compared: 乾隆 is folded to 干隆.
_REIGNS = {match_key(name): span for name, span in (CHINESE_REIGNS | JAPANESE_ERAS).items()}
_JAPANESE = frozenset(map(match_key, JAPANESE_ERAS))
_REPUBLIC = 1911
_GREGORIAN_IN_JAPAN = 1873
_SURELY_OLD = 100
_NAMES = "|".join(_REIGNS)
FIRST = "".join(sorted({name[0] for name in _REIGNS}))
"""The characters that reigns begin with, for a set in a pattern."""
_NUMBER = r"\d{1,2}|[一二三四五六七八九十廿卅]{1,4}"
FORMS = rf"""
      (?P<reign>(?P<rn>{_NAMES})[ ]?(?P<ry>元|{_NUMBER})[ ]?年(?!间))
    | (?P<wholereign>(?P<wn>{_NAMES})(?P<wp>年间|初年|末年|[初末]期|时期(?=[，,的内，]|\Z)))
    | (?P<bc>(?P<bq>(?:公元|西元|纪元)前|(?<=[至—–\-到])前|(?<=[（(])前)[ ]?
        (?P<by>\d{{1,4}}|[〇零一二三四五六七八九十百千]{{1,7}})[ ]?年(?!前))
    | (?P<bccentury>(?:公元|西元)前[ ]?(?P<bw>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[ ]?世纪)
    | (?P<ad>(?:公元|西元)[ ]?
        (?P<ay>\d{{1,4}}|[〇零○一二三四五六七八九]{{2,4}}|[一二三四五六七八九十百千零]{{1,7}})[ ]?年)
    | (?P<medieval>(?<=[于在自从至（(])(?P<ym>1[0-5]\d\d)[ ]?年(?!代|级|之久|的?历史|[余多前来]))
"""
"""The alternatives of a verbose pattern over folded text, each in one group."""


def era(key: str, found: re.Match[str]) -> tuple[Period, int]:
    """The year of a reign or of the common era that was found, with what follows it, and where that ends.

    Raises ValueError where the reign had no such year.
    """
    end = found.end()
    match found.lastgroup:
        case "ad":
            return with_tail(key, end, number(found["ay"]), relative=False)
        case "medieval":
            return with_tail(key, end, number(found["ym"]), relative=False)
    first, last = _REIGNS[found["rn"]]
    year = first - 1 + number(found["ry"])
    if year > last:
        raise ValueError("the reign did not last that long")
    if found["rn"] in _JAPANESE and year < _GREGORIAN_IN_JAPAN:
        return Period(years(year)), end
    return with_tail(key, end, year, relative=False, moons=found["rn"] not in _JAPANESE)


def era_span(found: re.Match[str], context: Context) -> Period:
    """What a form means that nothing narrows: 乾隆年间, 公元前221年, 公元前3世纪.

    Raises ValueError for no year, LookupError for 前206年 where nothing before it is so old.
    """
    match found.lastgroup:
        case "wholereign":
            return _whole_reign(*_REIGNS[found["wn"]], found["wp"])
        case "bc":
            year = number(found["by"])
            # 前206年 is one after a year as old, and （前221年） is; （前3年） is rather the first three.
            old = bool(context.before and context.before.start.year <= 0)
            in_brackets = found.string[found.start() - 1 : found.start()] in ("（", "(")
            if found["bq"] == "前" and not old and not (in_brackets and year >= _SURELY_OLD):
                raise LookupError("nothing before Christ before it")
            if not year:
                raise ValueError("there is no year 0 before Christ")
            return Period(years(1 - year))
        case _:
            return Period(century(1 - number(found["bw"])))


def _whole_reign(first: int, last: int, part: str) -> Period:
    third = max((last - first) // 3, 1)
    match part[0]:
        case "初":
            return Period(years(first, min(first + third, last)), circa=True)
        case "末":
            return Period(years(max(last - third, first), last), circa=True)
        case _:
            return Period(years(first, last))


def republic(year: str) -> int:
    """The Gregorian year of a year of the Republic of China: 113, 一一三, 元."""
    return _REPUBLIC + number(year)
