"""Whether a stretch of folded text stands there as a word, or is only part of a longer one.

Latin is decided by its neighbours, Han by segmentation with rjieba's dictionary, to which the names are added. The
segmenter's guessing of unknown words (its HMM) stays off: it would swallow a verb into a name (梁说).
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate

import rjieba

HAN = "[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_HAN = re.compile(HAN)
HAN_RUN = re.compile(f"{HAN}+")
REACH = 4
"""How far, in characters, around a name is looked for longer words. Four is the longest usual idiom."""
FIRST_HAN = "\u3400"
"""From here on characters are Chinese, or at least none that a Latin word goes on with."""
_TITLE = 12
"""How far before a name the name of a body may begin."""
SUFFIXES = ("公司", "集团", "先生", "女士")
"""The dictionary has 苹果公司 as one word; it is a mention of 苹果 all the same."""
JOINTS = ".@_&'’"
"""Between two Latin characters these make one word: 01.ai, user@ai, at&t."""
TAILS = "+#"
"""After a Latin letter these belong to it: c++, c#."""
_WITHIN = r"(?:(?!成立|设立|创立|创办|加入|参加|发起|组建|发布|宣布)[\u3400-\u9fff](?<![的了在是和与及或把被将由]))"
_SCOPE = re.compile(
    r"(?:中国|中华|全国|国家|国际|世界|全球|亚洲|亚太|欧洲|美国|日本|香港|台湾|北京|上海|深圳|广东|浙江|杭州)"
    rf"{_WITHIN}{{0,8}}\Z"
)
BODIES = frozenset(
    "联盟 协会 学会 委员会 基金会 研究院 研究所 实验室 联合会 促进会 研究会 商会".split()  # noqa: SIM905
)
"""中国开源软件推进联盟 is the name of a body, which may have no entry; the 开源软件 in it is no mention."""
BODY_REACH = 8
"""How far behind a name the word may stand that tells of a body."""
_BODY = re.compile(rf"{_WITHIN}{{0,{BODY_REACH}}}?(?:{'|'.join(sorted(BODIES))})")
_BODY_ENDS = frozenset(word[-1] for word in BODIES)


def is_han(char: str) -> bool:
    """Whether `char` is a Chinese character."""
    return "\u3400" <= char <= "\u9fff" or bool(_HAN.match(char))


def is_latin(char: str) -> bool:
    """Whether `char` is part of a Latin (or Greek, Cyrillic) word or number."""
    return char.isalnum() and not is_han(char)


@lru_cache(maxsize=4)
def words_with(names: tuple[str, ...]) -> "Words":
    """The dictionary with `names`, folded, added: loading it takes a tenth of a second, so it is kept."""
    return Words(names)


class Words:
    """A segmenter's dictionary with names added to it."""

    def __init__(self, names: Iterable[str]) -> None:
        self._jieba = rjieba.Jieba()
        runs = [(run, name) for name in names for run in HAN_RUN.findall(name) if len(run) > 1]
        for run, _ in runs:
            self._jieba.add_word(run, None, None)
        self.joined = tuple(run for run, name in runs if run != name)
        """Those of its words that are no names, as 芯片 of ai芯片."""

    def cut(self, text: str) -> list[str]:
        """The words of `text`, to the last character."""
        return self._jieba.cut(text, False)

    def stands(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end], folded, begins and ends where words do, and is no part of the name of a body."""
        return self.whole(text, start, end) and not self.within_body(text, start, end)

    def whole(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end], folded, begins and ends where words do: decided by `REACH` characters around it."""
        begins, ends = self._edges(text, start, end)
        return begins and ends

    def opens_or_closes(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end], folded, begins or ends where a word does: 监管 in 监管者, 个资 in 个资法."""
        begins, ends = self._edges(text, start, end)
        return begins or ends

    def _edges(self, text: str, start: int, end: int) -> tuple[bool, bool]:
        """Whether a word begins at `start`, and one ends at `end`; neither in the midst of a Latin word."""
        joined_left = joined_right = False
        if text[start] >= FIRST_HAN:
            joined_left = start > 0 and text[start - 1] >= FIRST_HAN
        elif not _latin_begins(text, start):
            return False, False
        if text[end - 1] >= FIRST_HAN:
            joined_right = end < len(text) and text[end] >= FIRST_HAN
        elif not _latin_ends(text, end):
            return False, False
        if not joined_left and not joined_right:
            return True, True
        left = max(0, start - REACH) if joined_left else start
        words = self.cut(text[left : end + REACH if joined_right else end])
        borders = [0, *accumulate(map(len, words))]
        return start - left in borders, end - left in borders or text.startswith(SUFFIXES, end)

    def within_body(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end], folded, stands in what looks like the name of a body."""
        if _BODY_ENDS.isdisjoint(text[end : end + BODY_REACH + 3]):
            return False
        return bool(_BODY.match(text, end) and _SCOPE.search(text, max(0, start - _TITLE), start))


def _latin_begins(text: str, start: int) -> bool:
    if start == 0 or not text[start].isalnum():
        return True
    before = text[start - 1]
    return not (is_latin(before) or (before in JOINTS and start > 1 and is_latin(text[start - 2])))


def _latin_ends(text: str, end: int) -> bool:
    if end == len(text) or not text[end - 1].isalnum():
        return True
    after = text[end]
    if is_latin(after):
        return False
    if after in JOINTS and end + 1 < len(text) and is_latin(text[end + 1]):
        # OpenAI's and DeepSeek’s are still themselves.
        return after in "'’" and text[end + 1] == "s" and not is_latin(text[end + 2 : end + 3] or " ")
    return after not in TAILS
