"""`compatibility characters`: ⽤⼾ was 用户. Look-alikes from PDF and old encodings, and what cannot be seen at all.

Only what nobody types is changed: ①, ㎡ and ㈱ are meant, ideographic variation selectors say which form is meant, and
private-use characters may carry text (see `shifted`): they stay, and a doubt says where they are. A no-break space is a
valid space: whoever normalises the text chooses another (`convert.normalise`).
"""

import re
import unicodedata
from collections.abc import Iterator

from leishu.hanzi.fold import fold
from leishu.model import Doubt, RepairStep, Span
from leishu.repair.glance import glance
from leishu.repair.shields import Shields, line_of, near, speaks_of
from leishu.repair.steps import NOTHING, Found

NAME = "compatibility characters"

_RADICALS = dict(
    zip(
        "⺀⺁⺂⺃⺆⺈⺊⺋⺌⺍⺗⺘⺟⺠⺡⺢⺣⺩⺫⺬⺭⺮⺰⺳⺼⺾⻀⻁⻄⻅⻆⻈⻉⻋⻌⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⻑⻒⻗⻫⻭⻯⻲⻟⻠",
        "冫厂乛乚冂𠂊卜㔾小⺍㣺扌母民氵氺灬王罒示礻𥫗纟罓月艹艹虎西见角讠贝车辶长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟長镸雨齊歯竜亀飠飠",
        strict=True,
    )
)
"""CJK Radicals Supplement → the ideograph it shows (Unicode's EquivalentUnifiedIdeograph.txt; NFKC knows two)."""

_HAN_OR_RADICAL = "\u2e80-\u2fd5\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CJK = f"{_HAN_OR_RADICAL}\u3000-\u303f\uff01-\uff65“”‘’…—"
_RADICAL = re.compile(f"(?<=[{_HAN_OR_RADICAL}])[\u2e80-\u2fd5]|[\u2e80-\u2fd5](?=[{_HAN_OR_RADICAL}])")
_ORDINARY = re.compile("[\u3400-\u9fff]")
_ANY_RADICAL = re.compile("[\u2e80-\u2fd5]")
_IDEOGRAPH = re.compile("[\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufaff]")
_HALF_MARK = re.compile(f"(?<=[{_CJK}])[\uff61-\uff64]|[\uff61-\uff64](?=[{_CJK}])")
_ANY_HALF_MARK = re.compile("[\uff61-\uff64]")
_ANY_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_UNSEEN = re.compile(
    f"(?<=[A-Za-z{_CJK}])\u00ad(?=[A-Za-z{_CJK}])"
    f"|[\u200b\u2060\ufeff](?![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])"
    f"|(?<=[{_CJK}])[\u200c\u200d\u200e\u200f\u202a-\u202e\u2066-\u2069]+"
    f"|[\u200c\u200d\u200e\u200f\u202a-\u202e\u2066-\u2069]+(?=[{_CJK}])"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f\u2028\u2029]")
_LINE_ENDS = frozenset("\x0b\x0c\u2028\u2029")
_PRIVATE = re.compile("[\ue000-\uf8ff]+")
_ABOUT = (
    *("部首", "康熙", "偏旁", "兼容汉字", "兼容字", "兼容区", "相容字", "相容表意"),
    *("零宽", "零寬", "控制字符", "不可见", "不可見", "U+"),
    *("Unicode", "unicode", "radical", "zero width", "zero-width", "compatib"),
)
_SEVERAL = 3
"""So many beside Chinese show that a program made them, and that those beside Latin are its own too."""
_KANA = re.compile("[\u3041-\u30ff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def find(text: str) -> Found:
    """Every such character in running text; none where the text is about them."""
    odd = glance(text).odd
    if not odd:
        return NOTHING
    doubts = tuple(
        Doubt(NAME, Span(*match.span()), match[0], (), "private-use characters: their meaning went with their font")
        for match in (_PRIVATE.finditer(text) if _PRIVATE.search(odd) else ())
    )
    changes = sorted(_changes(text, odd))
    if not changes:
        return Found((), doubts)
    about = speaks_of(text, _ABOUT)
    shields = Shields(text)
    steps = []
    done = 0
    for start, end, after, evidence in changes:
        meant = shields.cover(start, end) or (about and speaks_of(near(text, start, end), _ABOUT))
        if start >= done and text[start:end] != after and not meant:
            steps.append(RepairStep(NAME, Span(start, end), text[start:end], after, evidence))
            done = end
    return Found(tuple(steps), doubts)


def _changes(text: str, odd: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, what it was, why) for each.

    Args:
        text: where to look.
        odd: every odd character of `text`: only what is there is looked for.
    """
    if _ANY_RADICAL.search(odd):
        yield from _radicals(text)
    for match in _IDEOGRAPH.finditer(text) if _IDEOGRAPH.search(odd) else ():
        if not _KANA.search(line_of(text, match.start())):
            yield *match.span(), unicodedata.normalize("NFC", match[0]), "canonically equal to the ideograph"
    marks = _HALF_MARK.findall(text) if _ANY_HALF_MARK.search(odd) else []
    for match in (_ANY_HALF_MARK if len(marks) >= _SEVERAL else _HALF_MARK).finditer(text) if marks else ():
        if (
            not _KANA.search(line_of(text, match.start()))
            and not "\uff65" <= text[match.end() : match.end() + 1] <= "\uff9f"
        ):
            yield *match.span(), unicodedata.normalize("NFKC", match[0]), "a half-width mark of an old encoding"
    for match in _CONTROL.finditer(text) if _CONTROL.search(odd) else ():
        if match[0] in _LINE_ENDS:
            beside = "\n" in text[max(0, match.start() - 1) : match.end() + 1]
            yield *match.span(), "" if beside else "\n", "the end of a line, as another program writes it"
        else:
            yield *match.span(), "", "a control character: nothing to see"
    if _ANY_UNSEEN.search(odd):
        mixed = _RIGHT_TO_LEFT.search(text)
        for match in _UNSEEN.finditer(text):
            if not (mixed and _RIGHT_TO_LEFT.search(line_of(text, match.start()))):
                yield *match.span(), "", "cannot be seen, and parts words"


def _radicals(text: str) -> Iterator[tuple[int, int, str, str]]:
    simplified = all(fold(character) == character for character in set(_ORDINARY.findall(text)))
    within = len(_RADICAL.findall(text)) >= _SEVERAL
    for match in (_ANY_RADICAL if within else _RADICAL).finditer(text):
        ideograph = _RADICALS.get(match[0]) or unicodedata.normalize("NFKC", match[0])
        if simplified:
            ideograph = fold(ideograph)  # ⼾ is 戶; in a Simplified text it was 户
        yield *match.span(), ideograph, "a radical that stands for the ideograph of its shape"
