"""Every page's mentions and links, seen from their target: one pass over all pages, in order."""

from collections.abc import Iterable, Mapping

from leishu.knowledge.reading import Reading
from leishu.model import Backlink, DocPath, Link, LinkKind, Mention, Span

Backlinks = Mapping[DocPath, tuple[Backlink, ...]]


def backlinks(
    readings: Iterable[Reading],
    mentions: Mapping[DocPath, tuple[Mention, ...]],
    links: Mapping[DocPath, tuple[Link, ...]],
) -> Backlinks:
    """For each target, who mentions it or links to it: by page, then by place, a sentence once."""
    found: dict[DocPath, dict[tuple[DocPath, int], Backlink]] = {}
    for reading in sorted(readings, key=lambda reading: reading.page.path):
        path = reading.page.path
        seen = [(mention.span, mention.target) for mention in mentions.get(path, ())]
        seen += [(link.span, link.target) for link in links.get(path, ()) if link.kind is not LinkKind.MENTION]
        for span, target in sorted(seen):
            if target != path:
                sentence = reading.sentence_at(span.start)
                found.setdefault(target, {}).setdefault((path, sentence.start), _backlink(reading, sentence))
    return {target: tuple(found[target].values()) for target in sorted(found)}


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
