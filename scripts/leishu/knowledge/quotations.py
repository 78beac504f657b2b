"""Speech in quotation marks and who speaks: 梁文锋表示“…”, 「…」，她說, 他的回答是: followed by a quoted paragraph.

A quotation has a speaker where a verb of speech ties it to a person or organisation with an entry: the verb before it,
after it, or in the sentence or paragraph that leads up to it. 他 and 她 are the last person named. Where a title
stands between name and verb (华为的总裁表示) somebody else speaks: neither this nor what nothing ties is given.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from leishu.hanzi.fold import fold
from leishu.knowledge.reading import Reading
from leishu.model import DocPath, Mention, Span

_QUOTE = re.compile(r"“(?P<curly>[^“”]*)(?:”|\Z)|「(?P<corner>(?:[^「」『』]|『[^『』]*』)*)(?:」|\Z)")
_VERB = (
    r"(?:表示|指出|强调|认为|坦言|直言|声称|宣称|透露|回应|答复|解释|补充|警告|承认|回忆|写道|写下|提到|反问|谈到|感叹|"
    r"主张|呼吁|告诉[^，。：]{1,8}|(?<!据)(?<!人)(?<!所)[称说问](?![法明服话道谎])|说道|名言|回答|说法|看法)"
)
_LEAD = re.compile(rf"{_VERB}[^，。！？；：:,!?;“”「」]{{0,6}}[：:，,]\s*$|{_VERB}道?\s*$")
_LEAD_PARAGRAPH = re.compile(r"[：:]\s*$")
_FOLLOWS = re.compile(rf"^[，,]?\s*(?P<gap>[^，。！？；：:,“”「」]{{0,20}}?)(?!名言|回答|说法|看法){_VERB}")
_RANK = re.compile(
    r"总裁|CEO|首席|执行官|创始人|创办人|负责人|发言人|董事|经理|部长|主任|教授|院士|工程师|员工|律师|分析师|官员|主席|秘书长|代表",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?<![其吉])[他她](?![们人])")
_STOP = re.compile(r"[。！？!?]")
_SHORTEST = 4
_GAP = 30
"""How far, in characters, a verb may stand from its subject."""
SPEAKERS = ("person", "organisation")


@dataclass(frozen=True, slots=True)
class Quotation:
    """That somebody is quoted."""

    page: DocPath
    passage: str
    """The id of the passage; empty outside of source pages."""
    span: Span
    """The words within the marks, in the body."""
    words: str
    speaker: DocPath
    called: str
    """What the text calls the speaker: a name, or 他."""


@dataclass(frozen=True, slots=True)
class _Voice:
    speaker: DocPath
    called: str


def find_quotations(
    reading: Reading, mentions: Iterable[Mention], kinds: Mapping[DocPath, str]
) -> tuple[Quotation, ...]:
    """The quotations of a page whose speaker is known, in order. `kinds` is the kind of each entry."""
    people = tuple(m for m in mentions if kinds.get(m.target) in SPEAKERS)
    return tuple(_quotations(reading, people, kinds))


def _quotations(reading: Reading, people: tuple[Mention, ...], kinds: Mapping[DocPath, str]) -> Iterator[Quotation]:
    carried: _Voice | None = None
    for paragraph in _paragraphs(reading.page.body):
        text = fold(paragraph.of(reading.page.body))
        quotes = list(_QUOTE.finditer(text))
        said = _Paragraph(reading, paragraph, people, kinds)
        for at, quote in enumerate(quotes):
            words = Span(quote.start() + 1, quote.end() - (quote.group()[-1] in "”」")).shifted(paragraph.start)
            closed = quote.group()[-1] in "”」"
            if words.end - words.start < _SHORTEST:
                continue
            alone = not text[: quote.start()].strip()
            until = quotes[at + 1].start() if at + 1 < len(quotes) else len(text)
            voice = said.before(quote.start()) or (carried if alone else None)
            if not voice and closed:
                voice = said.after(quote.end(), until)
            if voice:
                passage = reading.passage_at(words.start)
                shown = reading.words(words)
                yield Quotation(
                    reading.page.path, passage.id if passage else "", words, shown, voice.speaker, voice.called
                )
        carried = said.carries(carried, quotes)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    reading: Reading
    span: Span
    people: tuple[Mention, ...]
    kinds: Mapping[DocPath, str]

    @property
    def text(self) -> str:
        """Folded, with the marks that the match key makes one of still apart."""
        return fold(self.span.of(self.reading.page.body))

    def before(self, quote: int) -> _Voice | None:
        """Who speaks by what stands before the quotation."""
        text = self.text[:quote]
        clause = max((stop.end() for stop in _STOP.finditer(text)), default=0)
        if lead := _LEAD.search(text, clause):
            return self._subject(clause, lead.start())
        # A sentence of reported speech, and then the words themselves.
        if clause == len(text.rstrip()) and clause:
            start = max((stop.end() for stop in _STOP.finditer(text[: clause - 1])), default=0)
            if verb := re.search(_VERB, text[start:clause]):
                return self._subject(start, start + verb.start())
        return None

    def after(self, quote: int, until: int) -> _Voice | None:
        """Who speaks by what stands behind the quotation: “…”，梁文锋说."""
        found = _FOLLOWS.match(self.text[quote:until])
        return self._subject(quote, quote + found.end("gap")) if found else None

    def carries(self, carried: _Voice | None, quotes: list[re.Match[str]]) -> _Voice | None:
        """Whose words a quoted paragraph after this one may be."""
        text = self.text.rstrip()
        if _LEAD_PARAGRAPH.search(text):
            clause = max((stop.end() for stop in _STOP.finditer(text)), default=0)
            verb = re.search(_VERB, text[clause:])
            return self._subject(clause, clause + verb.start()) if verb else None
        whole = len(quotes) == 1 and quotes[0].start() == 0 and not text[quotes[0].end() :].strip()
        return carried if whole else self._reported(text)

    def _reported(self, text: str) -> _Voice | None:
        """The speaker of a paragraph whose last sentence reports speech without marks."""
        end = len(text.rstrip("。！？!?"))
        clause = max((stop.end() for stop in _STOP.finditer(text[:end])), default=0)
        verb = re.search(rf"{_VERB}[：:，,]", text[clause:end])
        return self._subject(clause, clause + verb.start()) if verb else None

    def _subject(self, start: int, verb: int) -> _Voice | None:
        """Who is named last between the places `start` and `verb` of the paragraph, and speaks."""
        begin, end = self.span.start + start, self.span.start + verb
        named = [m for m in self.people if begin <= m.span.start and m.span.end <= end]
        pronoun = max((found.start() for found in _PRONOUN.finditer(self.text, start, verb)), default=-1)
        if pronoun >= 0 and (not named or named[-1].span.start < self.span.start + pronoun):
            return self._last_person(self.span.start + pronoun)
        if not named:
            return None
        between = self.reading.page.body[named[-1].span.end : end]
        # A title before the name is the speaker's own: 创始人李彦宏; behind an organisation it is somebody else's.
        if len(between) > _GAP or (self.kinds[named[-1].target] == "organisation" and _RANK.search(between)):
            return None
        return _Voice(named[-1].target, named[-1].surface)

    def _last_person(self, before: int) -> _Voice | None:
        near = [m for m in self.people if m.span.end <= before and self.kinds[m.target] == "person"]
        return _Voice(near[-1].target, self.reading.page.body[before]) if near else None


def _paragraphs(body: str) -> Iterator[Span]:
    """Paragraphs without their attribute lists."""
    for found in re.finditer(r"(?:(?!\n[ \t]*\n)[\s\S])+", body):
        text = re.sub(r"\n?\{:?[^{}\n]*\}[ \t]*\Z", "", found.group())
        lead = len(text) - len(text.lstrip())
        if text.strip():
            yield Span(found.start() + lead, found.start() + len(text.rstrip()))
