"""Which script and region a text is written in, with the evidence.

Script: a character that the Big5 standard lacks and GB 2312 has, and that is a simplification, is Simplified; the other
way round, Traditional. Characters that both standards have (后 里 台) tell nothing.
Region: forms that the standards of Taiwan and Hong Kong draw differently (裡 and 裏), and words that only one of the
two uses (軟體 and 軟件). Japanese and Korean are neither.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from leishu.hanzi.convert import converter
from leishu.model import HANS, HANT, HANT_HK, HANT_TW, UNDETERMINED, LangTag

_TAIWAN = """
軟體 硬體 韌體 網路 網際網路 程式碼 原始碼 資料庫 使用者 人工智慧 智慧型 數位 位元 記憶體 硬碟 晶圓 影片 部落格
部落客 行動電話 行動裝置 計程車 捷運 公車 腳踏車 品質 專案 透過 解析度 螢幕 列印 滑鼠 預設 相容 立法院 行政院
經濟部 國科會 新臺幣 新台幣 兩岸 奈米 寮國 義大利 歐巴馬 川普 看著 隨著 接著 有著 意味著 跟著 憑著 朝著 沿著
帶著 說著 靠著 本著 裡 啟 汙 洩 菸 韁 嚐
"""
"""Words, and forms of characters (OpenCC's TWVariants.txt), that Taiwan writes and Hong Kong does not.
Not 著, 群, 衛, 床: Hong Kong writes them as well, whatever its standard says."""

_HONG_KONG = """
質素 數碼 短片 網誌 手提電話 流動電話 的士 港鐵 單車 立法會 特區政府 行政長官 律政司 港元 港幣 創科局
創新科技及工業局 數碼港 金管局 警務處 電郵 嘅 咗 喺 哋 冇 嚟 咁 佢 啲 嗰 唔 裏 衞 綫 鈎 葱 藴 枱 揾 敍
"""
"""What Hong Kong writes and neither Taiwan nor a converted text from the mainland does."""

_NOT_TAIWAN = """
軟件 硬件 網絡 互聯網 源碼 數據庫 用戶 用户 人工智能 智能 比特 內存 硬盤 屏幕 打印 兼容 巴士 意大利 特朗普
奧巴馬 老撾 納米 隨着 有着 看着 説 脱 税 鋭 悦 閲 啓 羣 峯 牀
"""
"""What Hong Kong writes and Taiwan does not, and a converted text from the mainland does too."""

_ENOUGH = 0.8
"""The share of the telling characters that one script must have before the text is called by it."""


@dataclass(frozen=True, slots=True)
class Detection:
    """A language tag and, in one sentence for a person, why."""

    tag: LangTag
    evidence: str


def detect(text: str) -> Detection:
    """The script and region of `text`: zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK, or und where nothing decides.

    A text is und when it has no Chinese characters, is Japanese or Korean, has no character that tells, or mixes the
    scripts so that neither has four fifths of the telling characters.
    """
    counts = Counter(text)
    han = sum(number for char, number in counts.items() if _is_han(char))
    if not han:
        return Detection(UNDETERMINED, "文中没有汉字")
    for name, first, last in (("日文假名", "\u3041", "\u30ff"), ("韩文", "\uac00", "\ud7a3")):
        foreign = sum(number for char, number in counts.items() if first <= char <= last and char != "・")
        if foreign * 4 > han:
            return Detection(UNDETERMINED, f"{name} {foreign} 个，汉字 {han} 个：不是中文")
    simplified = Counter({char: number for char, number in counts.items() if _script(char) == HANS})
    traditional = Counter({char: number for char, number in counts.items() if _script(char) == HANT})
    hans, hant = simplified.total(), traditional.total()
    if not hans and not hant:
        return Detection(UNDETERMINED, f"{han} 个汉字繁简同形，无从判断")
    if hans >= _ENOUGH * (hans + hant):
        return Detection(HANS, _counted("简体", simplified, "繁体", traditional))
    if hant >= _ENOUGH * (hans + hant):
        return _region(text, _counted("繁体", traditional, "简体", simplified))
    return Detection(UNDETERMINED, _counted("简体", simplified, "繁体", traditional) + "：繁简相混")


def _region(text: str, script: str) -> Detection:
    taiwan, hong_kong, either = (_signs(text, list_) for list_ in (_TAIWAN, _HONG_KONG, _NOT_TAIWAN))
    tw, hk = taiwan.total(), hong_kong.total()
    if tw >= 2 and tw >= 2 * (hk + either.total()):
        return Detection(
            HANT_TW, f"{script}；台湾用字用词 {tw} 处（{_examples(taiwan)}），他处的 {hk + either.total()} 处"
        )
    if hk >= 2 and hk + either.total() >= 2 * tw:
        return Detection(HANT_HK, f"{script}；香港用字用词 {hk} 处（{_examples(hong_kong)}），台湾的 {tw} 处")
    return Detection(HANT, f"{script}；台湾用字用词 {tw} 处，香港 {hk} 处，不足以定地区")


def _signs(text: str, signs: str) -> Counter[str]:
    return Counter({sign: text.count(sign) for sign in signs.split() if sign in text})


@cache
def _script(char: str) -> LangTag:
    if not _is_han(char):
        return UNDETERMINED
    if _in(char, "gb2312") and not _in(char, "big5") and converter("s2t")(char) != char:
        return HANS
    if _in(char, "big5") and not _in(char, "gb2312") and converter("t2s")(char) != char:
        return HANT
    return UNDETERMINED


def _in(char: str, standard: str) -> bool:
    try:
        char.encode(standard)
    except UnicodeEncodeError:
        return False
    return True


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"


def _counted(name: str, found: Counter[str], other: str, others: Counter[str]) -> str:
    examples = f"（{_examples(found)}）" if found else ""
    return f"只见于{name}的字 {found.total()} 个{examples}，只见于{other}的字 {others.total()} 个"


def _examples(found: Counter[str]) -> str:
    # Commonest first, equal counts by the character, so that the sentence does not depend on the order of the text.
    return "、".join(sorted(found, key=lambda sign: (-found[sign], sign))[:3])
