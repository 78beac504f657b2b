"""Lists: a lead-in that ends in a colon, and short items that say what they mean only together with it."""

import re
from collections.abc import Iterable, Mapping

from leishu.model import Passage

_ITEM = re.compile(
    r"[ \t]*(?:[-*+][ \t]|\d{1,3}[.)、]|[（(](?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)]"
    r"|[一二三四五六七八九十]{1,3}、)"
)
_LONGEST = 60
"""Characters of an item: a longer one speaks for itself."""


def wholes_of(passages: Iterable[Passage]) -> Mapping[str, tuple[Passage, ...]]:
    """By the id of every passage what it is judged by: itself; of a list the whole, what leads up to it first.

    `passages` are those of one source in the order of the text.
    """
    out: dict[str, tuple[Passage, ...]] = {}
    group: list[Passage] = []
    for passage in passages:
        text = passage.text.rstrip()
        if group and _ITEM.match(text) and len(text) <= _LONGEST and passage.headings == group[0].headings:
            group.append(passage)
        else:
            group = [passage] if text.endswith(("：", ":")) else []
        whole = tuple(group) or (passage,)
        out |= {one.id: whole for one in whole}
    return out


def joined(text: str, whole: Iterable[Passage]) -> str:
    """The part of `text` that some passages cover: the body of their page, or its match key."""
    return "\n".join(passage.span.of(text) for passage in whole)
