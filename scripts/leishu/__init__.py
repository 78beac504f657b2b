r"""Leishu 類書: from a folder of messy Chinese source texts to a cross-linked, citable, searchable site.

    >>> import leishu
    >>> leishu.repair("å¼€æº\x90很好").text
    '开源很好'
    >>> leishu.convert_text("头发被发明了", "zh-Hant-TW").text
    '頭髮被發明了'

These two are what other programs may use alone; each is imported when it is first asked for.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leishu.hanzi.text import convert_text
    from leishu.repair import repair

__all__ = ["convert_text", "repair"]


def __getattr__(name: str) -> Any:
    # The package of that name can be called (see its end), so that it does not matter which of the two came first.
    if name == "repair":
        return importlib.import_module("leishu.repair")
    if name == "convert_text":
        return importlib.import_module("leishu.hanzi.text").convert_text
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
