"""Why each link, topic, date, quotation and relation is on a page, or in a passage: the evidence, for a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from leishu.knowledge.corpus import Corpus
from leishu.knowledge.links import unlinkable
from leishu.knowledge.quotations import Quotation
from leishu.model import Assignment, DocPath, LinkKind, Mention, NameOrigin


class Matter(StrEnum):
    """What is explained."""

    MENTION = "mention"
    LINK = "link"
    TOPIC = "topic"
    BANNED = "not under"
    """A topic that the passage does not stand under, whatever it says."""
    EVENT = "event"
    QUOTATION = "quotation"
    SAME = "same passage"
    PASSAGE = "passage"
    """One that stands under the topic whose page it is."""
    RELATED = "related page"


@dataclass(frozen=True, slots=True)
class Because:
    """One thing that is there, and why."""

    matter: Matter
    passage: str
    """The id of the passage it stands in; empty outside of source pages."""
    line: int
    """Of the page's file, from 1; 0 where it has no place in the text."""
    what: str
    """What the text says, or the page that is related."""
    leads_to: str
    """A page, a passage id or an interval of days."""
    reasons: tuple[str, ...]
    """Chinese, strongest first."""


_KINDS = {
    NameOrigin.AUTHORED: "页首所列名称",
    NameOrigin.ALIAS: "页首所列别名",
    NameOrigin.MISSPELLING: "页首所列误写",
    NameOrigin.VARIANT: "名称的地区写法，由转换得出",
    NameOrigin.AMBIGUOUS: "有歧义的名称",
    NameOrigin.SURNAME: "同节上文已有全名",
}


def explain(corpus: Corpus, path: DocPath, passage: str = "") -> tuple[Because, ...]:
    """Everything that was found on the page `path`, or in one passage of it (`NAME#p12`), in the order of the text.

    Raises KeyError where there is no such page or passage.
    """
    reading = corpus.readings[path]
    if passage:
        span = corpus.passages[passage].span
        begin, end = span.start, span.end
    else:
        begin, end = 0, len(reading.page.body) + 1
    found = [one for one in (*_written(corpus, path), *_read(corpus, path)) if begin <= one[0] < end]
    found.sort(key=lambda one: one[0])
    whole = () if passage else (*_sorted_here(corpus, path), *_related(corpus, path))
    return (*(because for _, because in found), *whole)


def why_under(corpus: Corpus, assignment: Assignment) -> tuple[str, ...]:
    """Why a passage stands under a topic. What a person pinned needs no score."""
    pinned = assignment.passage in corpus.topics[assignment.topic].pinned
    return assignment.reasons if pinned else (*assignment.reasons, f"得分 {assignment.score:.1f}")


def _because(
    corpus: Corpus, path: DocPath, at: int, matter: Matter, what: str, leads_to: str, reasons: tuple[str, ...]
) -> Because:
    """What stands at the place `at` of a page's body."""
    reading = corpus.readings[path]
    passage = reading.passage_at(at)
    line = reading.page.body_line + reading.page.body.count("\n", 0, at)
    return Because(matter, passage.id if passage else "", line, what, leads_to, reasons)


def _written(corpus: Corpus, path: DocPath) -> Iterator[tuple[int, Because]]:
    """Mentions and links."""
    linked = {link.span for link in corpus.links[path] if link.kind is LinkKind.MENTION}
    for mention in corpus.mentions[path]:
        at, is_link = mention.span.start, mention.span in linked
        fate = "本节首次提到，加链接" if is_link else unlinkable(corpus.readings[path], mention) or "本节已有链接"
        matter = Matter.LINK if is_link else Matter.MENTION
        reasons = (*_why(mention), fate)
        yield at, _because(corpus, path, at, matter, mention.surface, mention.target, reasons)
    for made in corpus.links[path]:
        if made.kind is not LinkKind.MENTION:
            at, target = made.span.start, f"{made.target}#{made.anchor}" if made.anchor else made.target
            yield at, _because(corpus, path, at, Matter.LINK, made.surface, target, ("编者所写",))


def _why(mention: Mention) -> tuple[str, ...]:
    kind = _KINDS.get(mention.name.origin, "")
    name = f"{kind}「{mention.name.text}」" if kind else ""
    return tuple(reason for reason in (name, mention.reason) if reason)


def _read(corpus: Corpus, path: DocPath) -> Iterator[tuple[int, Because]]:
    """Topics, dates, quotations and passages that say the same."""
    for passage in corpus.readings[path].passages:
        at = passage.span.start
        for assignment in corpus.topics_of.get(passage.id, ()):
            why = why_under(corpus, assignment)
            yield at, _because(corpus, path, at, Matter.TOPIC, passage.id, assignment.topic, why)
        for topic in corpus.topics.values():
            if passage.id in topic.banned:
                yield at, _because(corpus, path, at, Matter.BANNED, passage.id, topic.page.path, ("编者排除",))
        for other in corpus.also_in.get(passage.id, ()):
            yield at, _because(corpus, path, at, Matter.SAME, passage.id, other, ("两段文字大体相同",))
    for event in corpus.events:
        if event.page == path:
            at, counted = event.span.start, "由前文日期或发布日期推算" if event.relative else "文中写明"
            state = ("说的是当时的状况",) if event.as_of else ()
            reasons = (f"「{event.said}」", counted, *state)
            yield at, _because(corpus, path, at, Matter.EVENT, event.sentence, event.iso, reasons)
    for quotation in corpus.quotations:
        if quotation.page == path:
            at = quotation.span.start
            yield at, _because(corpus, path, at, Matter.QUOTATION, quotation.words, quotation.speaker, _said(quotation))


def _said(quotation: Quotation) -> tuple[str, ...]:
    return (f"说话者在文中作「{quotation.called}」",)


def _sorted_here(corpus: Corpus, path: DocPath) -> Iterator[Because]:
    """The passages that stand under a topic."""
    for one in corpus.passages_under.get(path, ()):
        yield Because(Matter.PASSAGE, "", 0, one.passage, one.passage, why_under(corpus, one))


def _related(corpus: Corpus, path: DocPath) -> Iterator[Because]:
    for one in corpus.related.get(path, ()):
        yield Because(Matter.RELATED, "", 0, corpus.readings[one.page].page.title, one.page, one.reasons)
