"""Conversion between the scripts by OpenCC. The only importer of opencc.

Which OpenCC config is right depends on the region the text comes from, not only on its script: 看著 is 看着 from Taiwan
and 看著 (untouched) for a config that knows nothing of Taiwan. `config_for` chooses.

OpenCC's dictionaries of rare simplifications (㑮 to 𫝈, 纚 to 𫄥) are off: hardly a font draws their results, nobody
writes them, and the same text must not depend on which of OpenCC's faces was called (its Python class has them on, its
command line off). `fold` alone has them on, where nothing is shown.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import opencc

from leishu.errors import SettingsError
from leishu.hanzi.dictionaries import segmentation
from leishu.hanzi.telling import Telling, telling
from leishu.model import HANS, HANT, HANT_HK, HANT_TW, UNDETERMINED, LangTag

if TYPE_CHECKING:
    from leishu.hanzi.regions import Region, Told

BREAK = "\x1e"
"""Between two texts. It passes through every config unchanged, and no word is seen across it (RECORD SEPARATOR, never
in a text)."""
CUT = "\x1f"
"""As BREAK, between two parts of one text (UNIT SEPARATOR)."""

_UNSAFE = re.compile("([\0\ud800-\udfff])")

_CONFIGS: dict[tuple[str, str], str] = {
    (HANS, HANT): "s2t",
    (HANS, HANT_TW): "s2tw",
    (HANS, HANT_HK): "s2hk",
    # Not t2s, which takes every 著 for the one of 著名: whoever writes Traditional, 看著 is 看着 in Simplified.
    (HANT, HANS): "tw2s",
    (HANT_TW, HANS): "tw2s",
    (HANT_HK, HANS): "hk2s",
    (HANT, HANT_TW): "t2tw",
    (HANT, HANT_HK): "t2hk",
    (HANT_TW, HANT): "tw2t",
    (HANT_HK, HANT): "hk2t",
}
_REGIONS: dict[str, LangTag] = {
    "Hans": HANS,
    "TW": HANT_TW,
    "HK": HANT_HK,
    "MO": HANT_HK,
    "Hant": HANT,
    "CN": HANS,
    "SG": HANS,
    "MY": HANS,
}
"""What a tag is converted as that has this part: the first of them counts."""
_ONE_BY_ONE = frozenset(_CONFIGS.values())
_WITH_VOCABULARY = {"tw2s": "tw2sp", "hk2s": "hk2sp", "s2tw": "s2twp", "s2hk": "s2hkp"}
_REGIONAL = frozenset(("s2tw", "s2hk"))
"""Configs that are s2t, and a second stage of few words."""
_SHORT = 500
"""The length up to which a text is not worth going by way of its region."""
_PAYS = 20_000
"""How much longer text was asked of a config before it pays to prepare that way."""


@lru_cache(maxsize=32)
def converter(config: str, *, rare: bool = False) -> Callable[[str], str]:
    """The OpenCC config of that name (`s2tw`) as a function; made once a process.

    Args:
        config: a name without ".json".
        rare: also use the dictionaries of rare simplifications.

    Raises SettingsError for a name that OpenCC does not have.
    """
    require_config(config)
    return _safe(opencc.OpenCC(config, include_tofu_risk_dictionaries=rare).convert)


def require_config(config: str) -> None:
    """Do nothing where OpenCC has a config of that name, or of each of those with "+" between them.

    Raises SettingsError.
    """
    for step in filter(None, config.split("+")):
        if f"{step}.json" not in opencc.CONFIGS:
            known = ", ".join(sorted(name.removesuffix(".json") for name in opencc.CONFIGS))
            raise SettingsError(f"unknown OpenCC config '{step}': use one of {known}")


def _safe(convert_text: Callable[[str], str]) -> Callable[[str], str]:
    """OpenCC drops what follows a null character, and cannot take half of a surrogate pair: convert around them."""

    def convert_any(text: str) -> str:
        try:
            if "\0" not in text:
                return convert_text(text)
        except UnicodeEncodeError:
            pass
        return "".join(part if _UNSAFE.match(part) else convert_text(part) for part in _UNSAFE.split(text))

    return convert_any


def config_for(source: LangTag, target: LangTag, *, vocabulary: bool = False) -> str:
    """The OpenCC config from `source` to `target`; empty where nothing is to be converted.

    A text in which nothing tells the script is read as the other one, which leaves alone what is as it should be.
    Simplified is written alike everywhere for this purpose: zh-Hans-SG is zh-Hans.

    Args:
        source: the script and region the text is in.
        target: the script and region wanted.
        vocabulary: also exchange words of the region (軟體 and 软件), where there is a config that does.
    """
    start, end = ends(source, target)
    config = _CONFIGS.get((start, end), "")
    if not config and start != end and {start, end} == {HANT_TW, HANT_HK}:
        # Through OpenCC's own standard there is no config in one step.
        return f"{_CONFIGS[start, HANT]}+{_CONFIGS[HANT, end]}"
    return _WITH_VOCABULARY.get(config, config) if vocabulary else config


def one_by_one(config: str) -> bool:
    """Whether a config, or each of several with "+" between them, exchanges characters one by one, and no words.

    What it converts then has the length it had, and every character its place.
    """
    return _ONE_BY_ONE.issuperset(filter(None, config.split("+")))


def convert(text: str, source: LangTag, target: LangTag, *, vocabulary: bool = False) -> str:
    """`text`, written in `source`, as OpenCC alone writes it in `target`; with judgement: `conversion`.

    Raises SettingsError for a tag that is not Chinese.
    """
    return by_config(config_for(source, target, vocabulary=vocabulary), text)


def by_config(config: str, text: str) -> str:
    """`text` after one config, or after several with "+" between them; the empty one changes nothing."""
    for step in filter(None, config.split("+")):
        text = _regional(step, text) if _by_region(step, text) else converter(step)(text)
    return text


def by_parts(config: str, text: str, parts: Sequence[tuple[int, int]]) -> list[str]:
    """Each part of a text as `by_config` writes it alone: no word is seen over the border of one.

    Args:
        config: as for `by_config`.
        text: the whole.
        parts: where each of them begins and ends, in order, without overlap.
    """
    if _by_region(config, text):
        try:
            return _region(config).written(text, parts, _standard_of(text, tuple(parts)))
        except UnicodeEncodeError:
            pass  # half of a surrogate pair
    said = [text[start:end] for start, end in parts]
    done = by_config(config, CUT.join(said)).split(CUT)
    # Where a text holds the break itself the pieces no longer tell which is which.
    return done if len(done) == len(said) else [by_config(config, part) for part in said]


_asked: Counter[str] = Counter()
"""How much text longer than short each of those configs was asked for."""


def _by_region(config: str, text: str) -> bool:
    if config not in _REGIONAL or len(text) <= _SHORT:
        return False
    _asked[config] += len(text)
    return _asked[config] > _PAYS


def _regional(config: str, text: str) -> str:
    try:
        whole = ((0, len(text)),)
        return _region(config).written(text, whole, _standard_of(text, whole))[0]
    except UnicodeEncodeError:
        return converter(config)(text)  # half of a surrogate pair


@cache
def _region(config: str) -> "Region":
    from leishu.hanzi.regions import regional  # noqa: PLC0415 - loads numpy, which short texts do without

    def whole(text: str) -> str:
        return converter(config)(text)  # loaded only when a text asks for it

    return regional(config, whole, _standard().single)


@lru_cache(maxsize=4)
def _standard_of(text: str, parts: tuple[tuple[int, int], ...]) -> "Told":
    from leishu.hanzi.regions import standard  # noqa: PLC0415

    return standard(text, parts, clauses_told(text, "s2t", ()), converter("s2t"))


def _standard() -> Telling:
    return _telling("s2t", segmentation("s2t"))


def clauses_told(text: str, config: str, dictionaries: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Where the clauses of a text begin and end with an entry that tells more than a config makes of its characters.

    Args:
        text: any.
        config: tells what a character is alone.
        dictionaries: whose entries count, besides those of the config.
    """
    return _clauses(text, config, tuple(dict.fromkeys((*segmentation(config), *dictionaries))))


@lru_cache(maxsize=4)
def _clauses(text: str, config: str, dictionaries: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    return tuple(_telling(config, dictionaries).clauses(text))


@cache
def _telling(config: str, dictionaries: tuple[str, ...]) -> Telling:
    return telling(converter(config), dictionaries)


def ends(source: LangTag, target: LangTag) -> tuple[LangTag, LangTag]:
    """What is converted from and to: two of zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK."""
    end = region(target)
    return (HANT if end == HANS else HANS) if source == UNDETERMINED else region(source), end


def region(tag: LangTag) -> LangTag:
    """The script and region that a tag is converted as: zh-Hans, zh-Hant, zh-Hant-TW or zh-Hant-HK.

    Raises SettingsError for a tag that is not Chinese.
    """
    language, *parts = tag.split("-")
    for part, known in _REGIONS.items():
        if language == "zh" and part in parts:
            return known
    raise SettingsError(f"'{tag}' is not a script Leishu converts: use zh-Hans, zh-Hant, zh-Hant-TW or zh-Hant-HK")
