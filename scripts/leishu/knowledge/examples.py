"""Passages that people sorted by hand, for a base to learn from: docs/topics/examples/*.txt.

A line is `topics | text`: the slugs of the topics with commas between, or `-` where the passage belongs under none.
`#` begins a note. A name may be marked as ⟦name|entry⟧: tests of mentions read that, sorting does not.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from leishu.model import DocPath
from leishu.problems import Problem, did_you_mean

FOLDER = "topics/examples/"
NO_TOPIC = "-"
_MARK = re.compile(r"⟦([^|⟧]+)\|[^⟧]*⟧")


@dataclass(frozen=True, slots=True)
class Example:
    """A passage and what it belongs under."""

    text: str
    topics: frozenset[DocPath]
    line: int
    """Of its file, from 1."""


def read_examples(text: str) -> tuple[Example, ...]:
    """The examples of a file. A line that is none has no topics and no text: `example_problems` tells of it."""
    return tuple(
        _read(line, number) for number, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"
    )


def _read(line: str, number: int) -> Example:
    given, bar, said = line.partition(" | ")
    slugs = [slug.strip() for slug in given.split(",")]
    topics = frozenset(DocPath(f"topics/{slug}.md") for slug in slugs if slug != NO_TOPIC)
    return Example(_MARK.sub(r"\1", said).strip() if bar else "", topics, number)


def example_problems(path: str, examples: Collection[Example], known: Collection[DocPath]) -> Iterator[Problem]:
    """Lines of the file `path` that are no example, and topics that there are none of."""
    for one in examples:
        if not one.text:
            message = "例段应写成「主题 | 文字」 (an example is `topics | text`)"
            yield Problem(path, one.line, 1, "MET101", message, "不属任何主题时写 `- | 文字` (or `- | text`)")
            continue
        for missing in sorted(one.topics.difference(known)):
            slug = PurePosixPath(missing).stem
            hint = did_you_mean(slug, [PurePosixPath(other).stem for other in known])
            yield Problem(path, one.line, 1, "MET105", f"没有主题「{slug}」 (no such topic)", hint)
