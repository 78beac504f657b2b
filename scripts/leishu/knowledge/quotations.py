"""Speech in quotation marks and who speaks: 梁文锋表示“…”, 「…」，她說, 他的回答是: followed by a quoted paragraph.

A quotation has a speaker where a verb of speech ties it to a person or organisation with an entry: the verb before it,
after it, or in the sentence or paragraph that leads up to it. 他 and 她 are the last person named. Where a title
stands between name and verb (华为的总裁表示) somebody else speaks: neither this nor what nothing ties is given.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from leishu.knowledge.reading import Reading
from leishu.knowledge.speakers import Paragraph, Voice
from leishu.model import DocPath, Mention, Span

_QUOTE = re.compile(r"“(?P<curly>[^“”]*)(?:”|\Z)|「(?P<corner>(?:[^「」『』]|『[^『』]*』)*)(?:」|\Z)")
_BLOCK = re.compile(r"[ \t]*>[ \t]?")
_SHORTEST = 4
SPEAKERS = ("person", "organisation")


@dataclass(frozen=True, slots=True)
class Quotation:
    """That somebody is quoted."""

    page: DocPath
    passage: str
    """The id of the passage; empty outside of source pages."""
    span: Span = field(compare=False)
    """The words within the marks, in the body. As with an event, what stands further on is the same."""
    words: str
    speaker: DocPath
    called: str
    """What the text calls the speaker: a name, or 他."""


def find_quotations(
    reading: Reading, mentions: Iterable[Mention], kinds: Mapping[DocPath, str]
) -> tuple[Quotation, ...]:
    """The quotations of a page whose speaker is known, in order. `kinds` is the kind of each entry."""
    people = tuple(m for m in mentions if kinds.get(m.target) in SPEAKERS)
    return tuple(_quotations(reading, people, kinds))


def _quotations(reading: Reading, people: tuple[Mention, ...], kinds: Mapping[DocPath, str]) -> Iterator[Quotation]:
    carried: Voice | None = None
    for span in _paragraphs(reading.page.body):
        paragraph = Paragraph(reading, span, people, kinds)
        text = paragraph.text
        quotes = list(_QUOTE.finditer(text))
        block = _BLOCK.match(text)
        if block and carried and not quotes:
            # > a quotation set apart, without marks, after 写道：
            yield _quotation(reading, Span(span.start + block.end(), span.end), carried)
            continue
        last: tuple[Voice, int] | None = None
        for at, quote in enumerate(quotes):
            closed = quote.group()[-1] in "”」"
            words = Span(quote.start() + 1, quote.end() - closed).shifted(span.start)
            if words.end - words.start < _SHORTEST:
                continue
            alone = not text[: quote.start()].strip("> \t\n")
            until = quotes[at + 1].start() if at + 1 < len(quotes) else len(text)
            voice = paragraph.before(quote.start()) or (carried if alone else None)
            if not voice and last and paragraph.goes_on(last[1], quote.start()):
                voice = last[0]
            if not voice and closed:
                voice = paragraph.after(quote.end(), until)
            if voice:
                last = voice, quote.end()
                yield _quotation(reading, words, voice)
        whole = len(quotes) == 1 and quotes[0].start() == 0 and not text[quotes[0].end() :].strip()
        carried = paragraph.carries(carried, whole)


def _quotation(reading: Reading, words: Span, voice: Voice) -> Quotation:
    passage = reading.passage_at(words.start)
    shown = reading.words(words)
    return Quotation(reading.page.path, passage.id if passage else "", words, shown, voice.speaker, voice.called)


def _paragraphs(body: str) -> Iterator[Span]:
    """Paragraphs without their attribute lists."""
    for found in re.finditer(r"(?:(?!\n[ \t]*\n)[\s\S])+", body):
        text = re.sub(r"\n?\{:?[^{}\n]*\}[ \t]*\Z", "", found.group())
        lead = len(text) - len(text.lstrip())
        if text.strip():
            yield Span(found.start() + lead, found.start() + len(text.rstrip()))
