"""Surnames that are written alike in both scripts, though the character is a simplification when it is no surname.

范 is 範 in 规范 and 范 in 范先生; 于 is 於 as a preposition and 于 in 于老师. OpenCC knows thousands of people's names;
here are the forms in which any name comes: with a title, or as jieba's tagger sees a name no dictionary has.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from leishu.hanzi.dictionaries import entries
from leishu.hanzi.fold import fold
from leishu.hanzi.words import Words, frequency, is_word, tagged

SURNAMES = "范于余岳游郁涂朴"
"""Surnames that are written so in Traditional too, though OpenCC converts the character where it stands alone."""
_TITLES = (
    "先生|女士|小姐|太太|夫人|教授|博士|老师|院士|同学|同志|校长|院长|主任|主席|总理|总统|部长|局长|处长|科长|市长|省长|县长|镇长|村长|书记|"
    "委员|议员|大使|将军|司令|上尉|中尉|少校|上校|少将|中将|上将|经理|总裁|总经理|董事长|工程师|律师|法官|医生|大夫|记者|编辑|导演|教练|师傅|"
    "队长|班长|连长|团长|师长|爷爷|奶奶|叔叔|阿姨|大叔|大妈|大爷|伯伯|哥哥|姐姐|某某|某(?!种|个|些|一|类|项|年|月|日|处|地|人)|氏(?!族)|"
    "家(?:村|庄|屯|沟|寨|湾|镇|乡|营|堡|集|店|坡|坝|桥|口|铺|渡)"
)
_VILLAGE = re.compile("家[村庄屯寨堡]")
"""What makes a surname of what is before it whatever stands there: 住在于家村 is not 在于."""
_TITLED = re.compile(f"[{SURNAMES}](?={_TITLES})")
_PERSON = "长任席理者师授士家员记官手和与及是叫对请由给向"
"""Of Chinese characters only these stand before 于 as a surname: titles, and words that lead to somebody."""
# The character comes first in the pattern: Python finds one of a few characters fast, and nothing else. 于 is a
# preposition nearly always: where it can be no surname the expression itself passes it by.
_UNTITLED = re.compile(
    f"[{SURNAMES}](?:(?<=姓.)|(?=[\u4e00-\u9fff])(?:(?<!于)|(?<=[{_PERSON}].)|(?<![\u4e00-\u9fff].)))"
)
_NO_SURNAME = re.compile("(?<=[0-9０-９十百千万亿])余|余[军众党部]|涂[炭抹层料改鸦]")
"""What is left over, and what is smeared."""
_AFTER_A_PERSON_OR_PAUSE = re.compile(f"[^\u4e00-\u9fff]|[{_PERSON}]|")
"""What may stand before 于 as a surname: otherwise it is the preposition (位于, 求助于老师)."""
_TITLE = re.compile("[长任席理者师授士家员记官手人裁]")
_SPEAKER = re.compile(
    f"(?P<name>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=介绍|表示|认为|指出|说[，：“]|担任|出任|主持|报道|告诉|透露|坦言|强调|回应|作报告)"
)
_WHEN = frozenset("上中下内里外日月年时前后间今近昨明此同是会当先本去")
"""What stands behind 于 where it says when or where."""
_FOR = re.compile("而言|来说|看来|之")
"""于老师而言: for the teacher."""
_PLACES = frozenset("中上下内里间畔旁侧")
"""What ends a place, and follows no name."""
_BEFORE_A_NAME = frozenset("、（(《“‘：:·和与及是叫 \n")
"""What stands before a name, besides titles: a list, a quotation, a word that joins or names."""
_HAN = re.compile("[\u4e00-\u9fff]")
_JOINING = frozenset("和与及同跟")
_FAMOUS = 200
"""How often a name is counted at most: 于是, 于今 are words."""
_RARE = 40
"""How often a word is counted at least that the beginning of a name must not be."""
_AROUND = 8
"""How many characters around a name are shown to the tagger."""


@dataclass(frozen=True, slots=True)
class Surname:
    """A surname seen in a text, with the reason."""

    at: int
    char: str
    reason: str
    guess: str = ""
    """The whole name, where nothing but its looks tells that it is one."""


def surnames(text: str, words: Words) -> Iterator[Surname]:
    """The surnames in a Simplified text that must stay as they are, in order. `words` are those of `text`."""
    found = {name.at: name for name in (*_untitled(text, words), *_titled(text, words))}
    yield from (found[at] for at in sorted(found))


def _titled(text: str, words: Words) -> Iterator[Surname]:
    for match in _TITLED.finditer(text):
        at = match.start()
        title = re.compile(_TITLES).match(text, at + 1)
        after = title.end() if title else at + 1
        village = _VILLAGE.match(text, at + 1)
        if (words.inside(at) and not village) or words.inside(at + 1) or words.inside(after):
            continue
        if (
            match[0] == "于"
            and not village
            and (not _AFTER_A_PERSON_OR_PAUSE.fullmatch(text[max(0, at - 1) : at]) or _FOR.match(text, after))
        ):
            continue
        yield Surname(at, match[0], f"姓氏，其后为称谓「{text[at + 1 : after]}」")


def _untitled(text: str, words: Words) -> Iterator[Surname]:
    places: list[int] = []
    for match in _UNTITLED.finditer(text):
        at = match.start()
        before = text[max(0, at - 1) : at]
        if before == "姓" and text[max(0, at - 2) : at] != "百姓":
            yield Surname(at, text[at], "姓氏，前有「姓」字")
        if text[at] not in "余涂" or not _NO_SURNAME.match(text, at) or _TITLE.fullmatch(before):
            places.append(at)
    words.learn(places)
    looks: list[int] = []
    for at in places:
        if words.inside(at):
            continue
        if _joined(text, at, words):
            yield Surname(at, text[at], f"姓氏，「{text[at : at + 2]}」是人名，其后为连词", text[at : at + 2])
            continue
        if name := _speaker(text, at):
            yield Surname(at, text[at], f"姓氏，「{name}」前有称谓，后有言行", name)
            continue
        # The tagger is slow: it is asked only where a name could come of it.
        if any(_plausible(text[at : at + length]) for length in (2, 3, 4)):
            looks.append(at)
    around = [text[max(0, at - _AROUND) : at + _AROUND] for at in looks]
    for at, found in zip(looks, tagged(around, "nr", "ns"), strict=True):
        name = found.get(min(at, _AROUND), "")
        if _plausible(name) and not _known(name) and (name[0] != "于" or _stands_as_a_name(text, at, name)):
            yield Surname(at, name[0], f"姓氏，「{name}」是人名（结巴词性标注）", "" if is_word(name) else name)


def _stands_as_a_name(text: str, at: int, name: str) -> bool:
    """Whether what may be 于 with a place (于壁衣中埋伏, 于长安聚会) stands where a name does."""
    end = at + len(name)
    before, after = text[max(0, at - 1) : at], text[end : end + 1]
    if name[-1] in _PLACES or after in _PLACES:
        return False
    return not before or before in _BEFORE_A_NAME or bool(_TITLE.fullmatch(before)) or not _HAN.match(after)


def _speaker(text: str, at: int) -> str:
    """The name of somebody who has a title and says or does something: 制作人游其昌介绍, not 部长于会上表示."""
    found = _SPEAKER.match(text, at)
    if not found or not _TITLE.fullmatch(text[max(0, at - 1) : at]):
        return ""
    name = found["name"]
    when = name[0] == "于" and (set(name) & _WHEN or is_word(name[1:]))
    return "" if when or frequency(name[:2]) >= _RARE or _known(name) else name


def _joined(text: str, at: int, words: Words) -> bool:
    """Whether a name that OpenCC knows is joined with what follows, though both make a word: 于谦和郭德纲, not 谦和."""
    kept = entries("STPhrases").get(text[at : at + 2], "")
    return kept[:1] == text[at] and text[at + 2 : at + 3] in _JOINING and bool(words.inside(at + 2))


def _known(name: str) -> bool:
    """Whether OpenCC has an entry for what was taken for a name, or its beginning (岳麓): it knows better."""
    return any(name[:end] in entries("STPhrases") for end in range(2, len(name) + 1))


def _plausible(name: str) -> bool:
    """Whether what the tagger took for a name can be one. Of 于 it sees many that are not (于城镇)."""
    if len(name) == 2:
        # 于 only in a name that the dictionary has: 会上 in 于会上表示 is no given name, and 于是 no name.
        return 0 < frequency(name) < _FAMOUS if name[0] == "于" else not is_word(name)
    if len(name) == 4:
        return is_word(name) and name[1] in FAMILIES  # with the husband's name before it
    return len(name) == 3 and (is_word(name) or not (is_word(name[1:]) or is_word(name[:2])))


_FAMILIES = frozenset(
    "王李張劉陳楊趙黃周吳徐孫胡朱高林何郭馬羅梁宋鄭謝韓唐馮于董蕭程曹袁鄧許傅沈曾彭呂蘇盧蔣蔡賈丁魏薛葉閻余潘杜戴夏鍾汪田任姜范方石姚譚廖鄒熊金陸郝孔"
    "白崔康毛邱秦江史顧侯邵孟龍萬段雷錢湯尹黎易常武喬賀賴龔文"
)
FAMILIES = frozenset(fold("".join(sorted(_FAMILIES))))
"""Common surnames, in Simplified."""
_KEPT = re.compile("[乾汎昇陞甯崑祕鉅迺]")
"""Characters that are written in names of people as they are, in Simplified too. 乾 is read qián there; others were
restored for names by the Table of General Standard Chinese Characters (2013)."""
_TITLED_LATER = re.compile(f"(?:{_TITLES})")
_SAID = frozenset("說説道云曰稱問答言")
_NO_NAME = frozenset("了的是在也都不和與就說道等而及之為有著過會個們，。、；：？！「」『』（）《》 \n")


def kept_in_names(text: str, words: Words) -> Iterator[Surname]:
    """The characters in a Traditional text that stand in a person's name of three, and must stay as they are."""
    for match in _KEPT.finditer(text):
        at = match.start()
        for start in (at - 1, at - 2):
            name = text[start : start + 3] if start >= 0 else ""
            if len(name) < 3 or name[0] not in _FAMILIES or words.inside(start):
                continue
            # 徐乾學說: said, though 學說 is a word.
            if words.inside(start + 3) and text[start + 3] not in _SAID:
                continue
            given = fold(name[1:])
            # 高乾 is a word in Simplified (高干), which the title behind 高乾源 outweighs.
            titled = _TITLED_LATER.match(fold(text[start + 3 : start + 7]))
            apart = titled or not is_word(fold(name[:2]))
            if given.isalpha() and not _NO_NAME & set(name) and not is_word(given) and apart:
                yield Surname(at, match[0], f"「{name}」是人名", name)
                break
