"""The words of the theme itself, as its translators wrote them for a script: they know them better than a conversion.

Material has them for zh (Simplified), zh-Hant and zh-TW, and for no other; what it does not have is converted. Ours are
those of the search box that a region says otherwise: on the page of a source, words are exchanged for no region.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from leishu.model import HANS, HANT, HANT_HK, HANT_TW

_FILES: Mapping[str, str] = {HANS: "zh", HANT: "zh-Hant", HANT_TW: "zh-TW"}
_SEARCH = {
    "站内搜索": "站內搜尋",
    "搜索": "搜尋",
    "搜索：名称、词句、拼音": "搜尋：名稱、詞句、拼音",
    "关闭搜索": "關閉搜尋",
    "搜索结果": "搜尋結果",
    "搜索没有载入，请检查网络后再试。": "搜尋沒有載入，請檢查網路後再試。",
    "这个浏览器太旧，不能在此搜索；请用名称索引。": "這個瀏覽器太舊，不能在此搜尋；請用名稱索引。",
    "从磁盘打开的网页不能搜索，请看名称索引": "從磁碟開啟的網頁不能搜尋，請看名稱索引",
}
_OURS: Mapping[str, Mapping[str, str]] = {
    HANT_TW: _SEARCH,
    HANT_HK: {said: there.replace("網路", "網絡") for said, there in _SEARCH.items()},
}
_PAIR = re.compile(r'^\s*"([\w.]+)": "((?:[^"\\]|\\.)*)"', re.MULTILINE)


@cache
def theme_words(source: str, target: str) -> Mapping[str, str]:
    """What the theme says in `source` → what it says in `target`; empty where it does not have one of the two."""
    here, there = _words(_FILES.get(source, "")), _words(_FILES.get(target, ""))
    theirs = {text: there[key] for key, text in here.items() if key in there and "#" not in text}
    return {**theirs, **(_OURS.get(target, {}) if source == HANS else {})}


@cache
def _words(name: str) -> Mapping[str, str]:
    try:
        file = files("material") / "templates" / "partials" / "languages" / f"{name}.html"
        return dict(_PAIR.findall(file.read_text(encoding="utf-8")))
    except (ModuleNotFoundError, FileNotFoundError):
        return {}  # another renderer
