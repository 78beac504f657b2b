"""A title → an ASCII slug: its Latin words as they are, its Chinese words in pinyin.

`DeepSeek 为什么开源` gives `deepseek-weishenme-kaiyuan`. The slug becomes a URL, so the same title gives the same slug
on every machine, in whichever script it is written.
"""

import hashlib
import re
import unicodedata

import rjieba
from pypinyin import Style, lazy_pinyin

from leishu.hanzi.convert import convert
from leishu.model import HANS, HANT

_LONGEST = 60
_RUN = re.compile(r"[㐀-鿿豈-﫿𠀀-𿿿]+|[a-z0-9]+")


def slug_of(title: str, longest: int = _LONGEST) -> str:
    """The slug of `title`, at most `longest` characters, cut between words.

    A title without a letter, digit or Chinese character gives `text-` and eight hexadecimal digits of its digest.
    """
    words: list[str] = []
    for run in _RUN.findall(_plain(title)):
        words += [run] if run.isascii() else ["".join(_reading(word)) for word in rjieba.cut(run)]
    slug = ""
    for word in filter(None, words):
        longer = f"{slug}-{word}" if slug else word[:longest]
        if len(longer) > longest:
            break
        slug = longer
    return slug or f"text-{hashlib.sha256(title.encode()).hexdigest()[:8]}"


def _plain(title: str) -> str:
    """Simplified, as the dictionaries of words and readings are; half width, small, without accents."""
    parted = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", convert(title, HANT, HANS)).lower())
    return "".join(char for char in parted if not unicodedata.combining(char))


def _reading(word: str) -> list[str]:
    readings = lazy_pinyin(word, style=Style.NORMAL, errors="ignore", v_to_u=False)
    return [re.sub(r"[^a-z]", "", unicodedata.normalize("NFD", reading)) for reading in readings]
