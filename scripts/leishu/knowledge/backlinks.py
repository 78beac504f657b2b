"""Every page's mentions and links, seen from their target: one pass over all pages, in order."""

from collections.abc import Iterable, Mapping

from leishu.knowledge.memory import Memory
from leishu.knowledge.reading import Reading
from leishu.model import Backlink, DocPath, Link, LinkKind, Mention, Span

Backlinks = Mapping[DocPath, tuple[Backlink, ...]]


def backlinks(
    readings: Mapping[DocPath, Reading],
    mentions: Mapping[DocPath, tuple[Mention, ...]],
    links: Mapping[DocPath, tuple[Link, ...]],
    memory: Memory,
) -> Backlinks:
    """For each target, who mentions it or links to it: by page, then by place, a sentence once."""
    leading = memory.each(
        "backlinks", leading_from, {path: (readings[path], mentions[path], links[path]) for path in sorted(readings)}
    )
    found: dict[DocPath, list[Backlink]] = {}
    for page in leading.values():
        for target, seen in page:
            found.setdefault(target, []).append(seen)
    return {target: tuple(found[target]) for target in sorted(found)}


def leading_from(
    reading: Reading, mentions: Iterable[Mention], links: Iterable[Link]
) -> tuple[tuple[DocPath, Backlink], ...]:
    """What one page mentions and links to, each target once a sentence; of `linking: off`, what it links to."""
    seen = [(mention.span, mention.target) for mention in mentions if reading.page.linking]
    seen += [(link.span, link.target) for link in links if link.kind is not LinkKind.MENTION]
    found: dict[tuple[DocPath, int], Backlink] = {}
    made: dict[Span, Backlink] = {}
    for span, target in sorted(seen):
        sentence = reading.sentence_at(span.start)
        if target != reading.page.path and (target, sentence.start) not in found:
            made[sentence] = found[target, sentence.start] = made.get(sentence) or _backlink(reading, sentence)
    return tuple((target, backlink) for (target, _), backlink in found.items())


def _backlink(reading: Reading, sentence: Span) -> Backlink:
    section = reading.section_at(sentence.start)
    passage = reading.passage_at(sentence.start)
    return Backlink(
        page=reading.page.path,
        title=reading.page.title,
        section=section.title if section else "",
        sentence=reading.words(sentence),
        anchor=passage.anchor if passage else "",
    )
