"""TXT: damage that was left in a source is not forgotten, until a person has mended its page or settled it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from leishu.convert.record import LeftLine, NaiveLine, SourceRecord
from leishu.convert.standing import standing
from leishu.model import SourceFile, SourceName, SourcePage, Span
from leishu.problems import Problem
from leishu.read.sidecar import SUFFIX, settlement_line
from leishu.repair import settled

_REFUSALS = {
    settled.NOWHERE: "文中没有这几个字：来源变了，或程序已能自行修复",
    settled.SOUND: "那里没有留下损坏：别的错误请改在页面上",
    settled.PART: "只写了损坏处的一部分：请写全",
    settled.UNPROVEN: "与还看得见的字节矛盾",
}
_TOLD = 3
"""How many characters that a program may have put one line tells of."""


def damage_problems(
    sources: Iterable[SourcePage], files: Sequence[SourceFile], records: Mapping[SourceName, SourceRecord]
) -> tuple[Problem, ...]:
    """What the sources' records leave to a person.

    A TXT101 for each piece of damage that still stands on a page, a TXT102 for each settled repair that does not apply,
    a TXT103 for each text that a program made Traditional by characters and that nobody has looked at.
    """
    left = (
        _left(source, line, span)
        for source in sources
        if source.name in records
        for line, span in standing(source, records[source.name].left)
    )
    refused = (
        problem for file in files if file.name in records for problem in _refused(file, records[file.name].refused)
    )
    naive = (
        _naive(file, line)
        for file in files
        if file.provenance.naive is None and file.name in records and (line := records[file.name].naive)
    )
    return tuple(sorted((*left, *refused, *naive)))


def _left(source: SourcePage, left: LeftLine, span: Span) -> Problem:
    page = source.page
    line = page.body_line + page.body.count("\n", 0, span.start)
    column = span.start - page.body.rfind("\n", 0, span.start)
    candidates = "、".join(f"「{text}」({score:.1f})" for text, score in left.candidates)
    maybe = f"，可能是{candidates}" if candidates else ""
    message = f"「{left.text}」有损坏，未能复原{maybe} (damage that could not be repaired)"
    record, settling = f"sources/{source.name}{SUFFIX}", settlement_line(*left.proposal)
    hint = f"查明后在 {record} 的 repairs: 之下写一行 (settle it with one line below repairs:) {settling}"
    return Problem(f"docs/{page.path}", line, column, "TXT101", message, hint)


def _naive(file: SourceFile, naive: NaiveLine) -> Problem:
    told = "、".join(f"「{written}」{count} 处应作「{wanted}」" for written, wanted, count in naive.pairs[:_TOLD])
    unsure = "、".join(f"「{char}」{count} 处" for char, count in naive.unknowable)
    doubt = f"，其中{unsure}的原字只能凭词语判断" if unsure else ""
    message = f"此文的繁体是逐字转成的（{told}），已逐字转回{doubt} (made Traditional one character at a time)"
    hint = "看过之后写一行 naive: on，不是这样就写 naive: off (say so in one line)"
    return Problem(f"sources/{file.name}{SUFFIX}", 1, 1, "TXT103", message, hint)


def _refused(file: SourceFile, refused: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    lines = {decision.shown: decision.line for decision in file.settled}
    for shown, why in refused:
        message = f"「{shown}」的断定没有生效：{_REFUSALS[why]} (not applied: {why})"
        yield Problem(f"sources/{file.name}{SUFFIX}", lines[shown], 1, "TXT102", message)
