"""MediaWiki's notation of a rule, in markup (`-{…}-`) and in front matter.

zh-hans:网络;zh-hant-tw:網路       what one word is in each script
内存=>zh-hant-tw:記憶體            what it is in one of them, from there only
"""

import re
from collections.abc import Mapping

from leishu.model import HANS, HANT, HANT_HK, HANT_TW, LangTag

TAGS: Mapping[str, LangTag] = {
    **{tag.lower(): tag for tag in (HANS, HANT, HANT_TW, HANT_HK)},
    **dict.fromkeys(("zh-cn", "zh-sg", "zh-my", "zh-hans-cn", "zh-hans-sg"), HANS),
    "zh-tw": HANT_TW,
    "zh-hk": HANT_HK,
    "zh-mo": HANT_HK,
    "zh-hant-mo": HANT_HK,
}
"""What a rule may call a script, in small letters: our own tags, and those that MediaWiki has."""

FORM = re.compile(r"(?:^|;|=>)\s*(?P<tag>zh(?:-[a-z]+)*)\s*:", re.IGNORECASE)
ONE_WAY = re.compile(r"(?P<word>[^;]*?)=(?:>|&gt;)\s*(?P<forms>zh.*)", re.DOTALL | re.IGNORECASE)


def forms_in(body: str) -> dict[LangTag, str]:
    """The form of each script in `zh-hans:…;zh-hant-tw:…`; empty where that is not what `body` says."""
    forms: dict[LangTag, str] = {}
    starts = [form for form in FORM.finditer(body) if form["tag"].lower() in TAGS]
    if not starts or body[: starts[0].start()].strip():
        return {}
    for form, following in zip(starts, (*starts[1:], None), strict=True):
        value = body[form.end() : following.start() if following else len(body)]
        forms[TAGS[form["tag"].lower()]] = value.strip().removesuffix(";").strip()
    return forms


def unknown_tags(body: str) -> list[re.Match[str]]:
    """What stands where a script should, and is none."""
    return [form for form in FORM.finditer(body) if form["tag"].lower() not in TAGS]
