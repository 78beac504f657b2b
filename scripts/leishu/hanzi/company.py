"""A lone character, read by the company it keeps.

Where 面 stands by itself no dictionary has it. But 卖 stands beside 面条 and 面粉 (麪條, 麪粉), hardly ever beside
表面: in 卖的面 it is 麪. How much each word tells was counted in pairs of words
(`benchmarks/conversion/build_company.py`); what the words around tell is added up, and has to outweigh what OpenCC
takes without them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from leishu.hanzi.convert import by_config
from leishu.hanzi.dictionaries import in_an_entry
from leishu.hanzi.fold import fold
from leishu.hanzi.readings import finished
from leishu.hanzi.words import Words, frequency
from leishu.model import Span

NOTICE = """\
# Beside which words of Simplified text a lone character is read otherwise than OpenCC reads it, and how much they tell.
# Made by benchmarks/conversion/build_company.py from the language model of the open-gram project, as it is in Debian's
# package sunpinyin-data 0.1.22+20170109 (https://sourceforge.net/projects/open-gram/files/). Changed: its pairs of
# words were weighed against each other by how OpenCC writes one of them; all else is left out.
# Copyright (c) 1997-2010 MDBG; 2010 Kov Chai, virus huo, Tinyfool; by Kefu Chai, Yong Sun, Wei Xue and Mike Qin.
# Licence of this file, unlike that of the program: Creative Commons Attribution-ShareAlike 3.0 Unported
# (https://creativecommons.org/licenses/by-sa/3.0/).
# A line: the character and what it becomes in OpenCC's standard, a score in tenths of a nat, the words that have it.
"""
TABLE = "company.txt"
STEPS = 10
_ENOUGH = 2.0
"""The score from which a reading is taken: the words around make it seven times as likely as before."""
_COMMON = 100
"""The count in jieba's dictionary from which two characters are a word wherever they stand together."""
_AROUND = 8
"""How many characters away a word may stand, within the clause."""


@dataclass(frozen=True, slots=True)
class Companion:
    """A lone character and how it is read."""

    at: int
    char: str
    written: str
    """As the config writes it."""
    told_by: tuple[str, ...]
    """The words that tell most, first."""
    phrase: str
    """The character with the nearest of those: what a rule would be about."""


def companions(words: Words, config: str) -> Iterator[Companion]:
    """The lone characters in a Simplified text whose company reads them otherwise than OpenCC does, in order.

    Args:
        words: the text's.
        config: what converts it, to Traditional.
    """
    text = words.text
    # Nearly always the character is part of a word, which is cheaper to see than where words end.
    lone = [found.start() for found in _asked().finditer(text) if not _in_a_word(text, found.start())]
    words.learn(lone)
    for at in lone:
        char = text[at]
        if words.around(at) != (at, at + 1) or in_an_entry(text, at, config, usual=by_config("s2t", char)):
            continue
        beside = list(_beside(words, at))
        for form, scores in _scores()[char].items():
            told = [(scores[span.of(text)], span) for span in beside if span.of(text) in scores]
            if sum(score for score, _ in told) >= _ENOUGH * STEPS:
                spans = [span for score, span in sorted(told, reverse=True) if score > 0]
                near = min(spans, key=lambda span: max(span.start - at, at - span.end))
                phrase = text[min(at, near.start) : max(at + 1, near.end)]
                telling = tuple(dict.fromkeys(span.of(text) for span in spans))
                yield Companion(at, char, finished(form, config), telling[:3], phrase)
                break


def _in_a_word(text: str, at: int) -> bool:
    """Whether the character makes a common word with one of its neighbours, in either script: 面積 may be quoted."""
    near = text[max(0, at - 1) : at + 2]
    return any(frequency(fold(pair)) >= _COMMON for pair in (near[:2], near[-2:]) if len(pair) > 1)


def _beside(words: Words, at: int) -> Iterator[Span]:
    """The words of the clause that begin or end near an offset, in order."""
    first, last = words.clause(at)
    start = words.around(max(first, at - _AROUND))[0]
    while start < min(last, at + _AROUND):
        start, end = words.around(start)
        if start != at:
            yield Span(start, end)
        start = end


@cache
def _scores() -> dict[str, dict[str, dict[str, int]]]:
    """Character → what it becomes → word → score."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for line in (files("leishu.hanzi") / TABLE).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            read, score, listed = line.split("\t")
            forms = found.setdefault(read[0], {})
            forms.setdefault(read[1], {}).update(dict.fromkeys(listed.split(" "), int(score)))
    return found


@cache
def _asked() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_scores())}]")
