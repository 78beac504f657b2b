"""The words of the theme itself, as its translators wrote them for a script: they know them better than a conversion.

Material has them for zh (Simplified), zh-Hant and zh-TW, and for no other; what it does not have is converted.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from leishu.model import HANS, HANT, HANT_TW

_FILES: Mapping[str, str] = {HANS: "zh", HANT: "zh-Hant", HANT_TW: "zh-TW"}
_PAIR = re.compile(r'^\s*"([\w.]+)": "((?:[^"\\]|\\.)*)"', re.MULTILINE)


@cache
def theme_words(source: str, target: str) -> Mapping[str, str]:
    """What the theme says in `source` → what it says in `target`; empty where it does not have one of the two."""
    here, there = _words(_FILES.get(source, "")), _words(_FILES.get(target, ""))
    return {text: there[key] for key, text in here.items() if key in there and "#" not in text}


@cache
def _words(name: str) -> Mapping[str, str]:
    try:
        file = files("material") / "templates" / "partials" / "languages" / f"{name}.html"
        return dict(_PAIR.findall(file.read_text(encoding="utf-8")))
    except (ModuleNotFoundError, FileNotFoundError):
        return {}  # another renderer
