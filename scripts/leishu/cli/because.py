"""Why things are on a page, as lines for a person: passage by passage, each name once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from leishu.knowledge.corpus import Corpus
from leishu.knowledge.explain import Because, Matter
from leishu.markdown.plain import plain
from leishu.model import DocPath

_ORDER = (Matter.TOPIC, Matter.BANNED, Matter.LINK, Matter.MENTION, Matter.EVENT, Matter.QUOTATION, Matter.SAME)
_HEADS = {Matter.PASSAGE: "passages under this topic", Matter.RELATED: "related pages"}
"""What has no place in the text."""
_WORDS = 60
"""How much of a sentence is shown: enough to find it by."""


def because_lines(corpus: Corpus, found: Iterable[Because]) -> Iterator[str]:
    """What `explain` found, one thing a line under the passage or the line of the file it stands in."""
    for (passage, line), group in groupby(found, key=_place):
        told = tuple(group)
        yield ""
        yield _HEADS.get(told[0].matter) or (f"{passage} (line {line})" if passage else f"line {line}")
        for matter in (*_ORDER, *_HEADS):
            yield from _lines(corpus, [one for one in told if one.matter is matter])


def _place(one: Because) -> tuple[str, int]:
    return (str(one.matter), 0) if one.matter in _HEADS else (one.passage, one.line)


def _lines(corpus: Corpus, told: list[Because]) -> Iterator[str]:
    counted = Counter((one.matter, one.what, one.leads_to, one.reasons) for one in told)
    for (matter, what, leads_to, reasons), times in counted.items():
        often = f" ×{times}" if times > 1 else ""
        why = "；".join(reasons)
        match matter:
            case Matter.TOPIC | Matter.BANNED | Matter.RELATED:
                shown = _title(corpus, leads_to)
            case Matter.PASSAGE:
                shown = f"{what}  {_short(plain(corpus.passages[what].text))}"
            case Matter.EVENT:
                shown = f"{leads_to}  {_short(what)}"
            case Matter.QUOTATION:
                shown = f"“{_short(what)}” → {_title(corpus, leads_to)}"
            case _:
                shown = f"{what}{often} → {_title(corpus, leads_to)}"
        yield f"  {matter:<13} {shown}"
        yield f"  {'':<13}   {why}"


def _title(corpus: Corpus, target: str) -> str:
    """A page by its title and path; anything else as it is."""
    page = corpus.pages.get(DocPath(target.partition("#")[0]))
    return f"{page.title} ({target})" if page else target


def _short(words: str) -> str:
    return words if len(words) <= _WORDS else words[:_WORDS] + "……"
