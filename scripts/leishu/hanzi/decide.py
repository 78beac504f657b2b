"""What is decided about a text before OpenCC sees it: rules of people, names, and where words end."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from leishu.hanzi.contexts import contexts
from leishu.hanzi.cuts import Cut, cuts
from leishu.hanzi.fold import fold
from leishu.hanzi.markup import shown
from leishu.hanzi.names import Surname, kept_in_names, surnames
from leishu.hanzi.quotes import Quotes, requoted
from leishu.hanzi.readings import finished
from leishu.hanzi.rules import Rulebook, Scope
from leishu.hanzi.words import Words, frequency, words_of
from leishu.model import HANS, HANT_HK, Span

_WORK = re.compile(r"《[^《》\x1e]*》|〈[^〈〉\x1e]*〉")
"""A title of a work: it keeps the words of its author. (It does not go on over the break between two texts.)"""

_SPEECH = re.compile(r"(?<=[：:])\s*(?:“[^“”\x1e]*[，。！？；][^“”\x1e]*”|「[^「」\x1e]*[，。！？；][^「」\x1e]*」)")
"""What somebody says or writes, as the colon and the sentence tell; quotation marks alone may stand around any word."""

# What is called by a long name begins behind the last of these characters, which hardly any name has.
_PLAIN = "[^\\W\\d_的在由与與和及是了为為于於向对對从從把被等并並至到]"
_BODY = re.compile(
    f"{_PLAIN}{{0,16}}(?:有限公司|有限责任公司|有限責任公司|研究所|研究院|研究中心|协会|協會|基金会|基金會|委员会|委員會|办公室|辦公室|总局)"
)
_LAW = re.compile(
    f"{_PLAIN}{{0,12}}?(?:(?:安全|保护|促进)法(?![律学规人院])|管理办法|暂行办法|管理条例|管理规定|(?<!头)条例)"
)
_BEFORE = re.compile(f"{_PLAIN}{{2}}$")
"""What follows a word in the name of a body, and in that of a law; and what stands before it in that of a body."""
_RIVAL = 10
"""How many times as frequent as a word another must be to leave no doubt."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that is not left to OpenCC."""

    span: Span
    """In the text. An empty one is a place where the text is cut."""
    text: str | None
    """What stands there instead; None where the span is converted, but apart from what is around it."""
    reason: str
    guess: str = ""
    """The word that this is about, where it could well be otherwise; empty where it is sure."""


def decide(
    text: str,
    config: str,
    book: Rulebook,
    *,
    quotes: Quotes = Quotes.KEEP,
    markup: bool = False,
    quoted: bool = False,
) -> list[Decision]:
    """All decisions on `text`, in order, without overlap.

    Args:
        text: written in `book.source`.
        config: the OpenCC config that converts the rest.
        book: the rules of people.
        quotes: which quotation marks are written.
        markup: whether `-{…}-` in the text is markup.
        quoted: whether the text is a quotation, in which no vocabulary is exchanged.
    """
    words = words_of(text, book.source)
    held = list(_marked(text, book)) if markup and "-{" in text else []
    held = _with(held, _ruled(text, book, words, quoted=quoted))
    if quotes is not Quotes.KEEP:
        held = _quotes(text, held, quotes)
    find = surnames if book.source == HANS else kept_in_names if book.target == HANS else None
    if find:
        held = _with(held, _names(find(text, words)))
    # From Taiwan to Hong Kong too: 拿著書 is 拿着書 there.
    if (book.source == HANS) != (book.target == HANS) or book.target == HANT_HK != book.source:
        held = _with(held, _contexts(words, config))
    reason = "「{0.entry}」不是一个词：其中断开了「{0.word}」"
    found = cuts(text, book.source, config) if config else ()
    return _with(held, (Decision(Span(cut.at, cut.at), None, reason.format(cut), _guess(cut)) for cut in found))


def _guess(cut: Cut) -> str:
    """The word for which the text was cut, where what it cuts may well be a word too."""
    return cut.word if _RIVAL * frequency(fold(cut.entry)) >= frequency(fold(cut.word)) else ""


def _contexts(words: Words, config: str) -> Iterator[Decision]:
    for span, context in contexts(words, config):
        written = context.written and finished(context.written, config)
        yield Decision(span, written, f"「{context.word}」：{context.reason}")


def _names(found: Iterable[Surname]) -> Iterator[Decision]:
    for name in found:
        yield Decision(Span(name.at, name.at + 1), name.char, name.reason, name.guess)


def _marked(text: str, book: Rulebook) -> Iterator[Decision]:
    for piece in shown(text, book.target):
        if piece.kept is None:
            yield Decision(piece.span, piece.text, "页内标记")
        else:
            yield Decision(Span(piece.span.start, piece.kept.start), "", "页内标记")
            yield Decision(Span(piece.kept.end, piece.span.end), "", "页内标记")


def _ruled(text: str, book: Rulebook, words: Words, *, quoted: bool) -> Iterator[Decision]:
    works = [found.span() for found in _WORK.finditer(text)] if "《" in text or "〈" in text else []
    works += [found.span() for found in _SPEECH.finditer(text)] if "“" in text or "「" in text else []
    found = list(book.find(text))
    words.learn(start for start, *_ in found)
    for start, end, rule, result in found:
        if words.parted(start, end):
            continue  # 数组 is no word in 少数组织
        if rule.scope is Scope.NAME:
            yield Decision(Span(start, end), result or None, f"名称：{rule.origin}")
        elif rule.scope is Scope.CHARACTERS:
            # A rule for one character is for where it stands alone: in a word, the word decides.
            if end - start > 1 or words.around(start) == (start, end):
                yield Decision(Span(start, end), result, f"规则：{rule.origin}")
        elif not quoted and not any(first < start < last for first, last in works) and not _in_name(text, start, end):
            yield Decision(Span(start, end), result, f"规则：{rule.origin}")


def _in_name(text: str, start: int, end: int) -> bool:
    """Whether a word is part of what a body or a law is called: a legal name never changes words.

    中国科学院软件研究所, 网络安全法; but not 软件研究所 by itself, which may be any.
    """
    return bool(_LAW.match(text, end) or (_BODY.match(text, end) and _BEFORE.search(text, max(0, start - 2), start)))


def _quotes(text: str, held: list[Decision], style: Quotes) -> list[Decision]:
    """`held` with the quotation marks of a style, also in names that are converted and not given."""
    marks = [Decision(Span(at, at + 1), mark, "引号") for at, mark in sorted(requoted(text, style))]
    apart = [one for one in held if one.text is None and one.span.end > one.span.start]
    for name in apart:
        inside = [mark.span.start for mark in marks if name.span.start <= mark.span.start < name.span.end]
        if inside:
            edges = [name.span.start, *(edge for at in inside for edge in (at, at + 1)), name.span.end]
            parts = (Span(first, last) for first, last in zip(edges[::2], edges[1::2], strict=True) if first < last)
            held = [one for one in held if one is not name] + [replace(name, span=part) for part in parts]
    return _with(sorted(held, key=lambda decision: decision.span), marks)


def _with(held: list[Decision], more: Iterable[Decision]) -> list[Decision]:
    """`held` and those of `more` that do not touch what is held already. It stays in order and without overlap."""
    starts = [one.span.start for one in held]
    taken = list(held)
    for decision in more:
        span = decision.span
        before = bisect_left(starts, max(span.end, span.start + 1)) - 1
        if before < 0 or held[before].span.end <= span.start:
            taken.append(decision)
    return sorted(taken, key=lambda decision: decision.span)
