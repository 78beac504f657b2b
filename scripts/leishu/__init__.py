r"""Leishu 類書: from a folder of messy Chinese source texts to a cross-linked, citable, searchable site.

    >>> import leishu
    >>> leishu.repair("å¼€æº\x90很好").text
    '开源很好'

`repair` is what other programs may use alone; it is imported when it is first asked for.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leishu.repair import repair

__all__ = ["repair"]


def __getattr__(name: str) -> Any:
    # The package of that name can be called (see its end), so that it does not matter which of the two came first.
    if name == "repair":
        return importlib.import_module("leishu.repair")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
