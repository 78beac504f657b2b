"""TXT: damage that was left in a source is not forgotten, until a person has mended its page or settled it."""

from collections.abc import Iterable, Iterator, Mapping

from leishu.convert.record import LeftLine, SourceRecord
from leishu.hanzi.fold import fold
from leishu.model import SourceName, SourcePage
from leishu.problems import Problem


def damage_problems(sources: Iterable[SourcePage], records: Mapping[SourceName, SourceRecord]) -> tuple[Problem, ...]:
    """A TXT101 for each piece of damage that the record of a source left, and that still stands on its page."""
    return tuple(
        problem
        for source in sources
        if source.name in records
        for left in records[source.name].left
        for problem in _standing(source, left)
    )


def _standing(source: SourcePage, left: LeftLine) -> Iterator[Problem]:
    page = source.page
    passage = next((passage for passage in source.passages if passage.anchor == left.anchor), None)
    start, end = (passage.span.start, passage.span.end) if passage else (0, len(page.body))
    # The page was converted to another script since; the match key is the same in all, character for character.
    at = fold(page.body).find(fold(left.text), start, end)
    if at < 0:
        return
    line = page.body_line + page.body.count("\n", 0, at)
    column = at - page.body.rfind("\n", 0, at)
    candidates = "、".join(f"「{text}」" for text in left.candidates[:3])
    maybe = f"，或为{candidates}" if candidates else ""
    message = f"「{left.text}」有损坏，未能复原{maybe} (damage that could not be repaired)"
    hint = f"请查原文后改正这一页，或写进 {source.name}.source.yml 的 settle (mend the page, or settle it)"
    yield Problem(f"docs/{page.path}", line, column, "TXT101", message, hint)
