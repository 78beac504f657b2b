"""Which entries occur with a topic: those that its passages mention, weighed against how often they occur anywhere."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from leishu.model import Assignment, DocPath, Entry, Mention


@dataclass(frozen=True, slots=True)
class Occurrence:
    """That an entry is mentioned in passages of a topic."""

    entry: DocPath
    passages: int
    """In how many of the topic's passages."""
    share: float
    """Of all passages that mention the entry, which part stands under the topic: 0 to 1."""


def occurrences(
    assignments: Iterable[Assignment], mentions: Mapping[DocPath, tuple[Mention, ...]], entries: Iterable[Entry]
) -> Mapping[DocPath, tuple[Occurrence, ...]]:
    """By topic: its entries, those in most of its passages first, then those that are most its own."""
    paths = {entry.page.path for entry in entries}
    mentioned: dict[str, set[DocPath]] = {}
    for found in mentions.values():
        for mention in found:
            if mention.passage and mention.target in paths:
                mentioned.setdefault(mention.passage, set()).add(mention.target)
    everywhere = Counter(entry for held in mentioned.values() for entry in held)
    under: dict[DocPath, Counter[DocPath]] = {}
    for assignment in assignments:
        under.setdefault(assignment.topic, Counter()).update(mentioned.get(assignment.passage, ()))
    return {
        topic: tuple(
            Occurrence(entry, count, round(count / everywhere[entry], 3))
            for entry, count in sorted(
                under[topic].items(), key=lambda held: (-held[1], -held[1] / everywhere[held[0]], held[0])
            )
        )
        for topic in sorted(under)
    }
