"""A page made ready for reading by machine: match key, prose, sections, passages, sentences. Each is computed once."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from leishu.knowledge.register import match_key
from leishu.markdown.masks import prose
from leishu.markdown.plain import plain
from leishu.markdown.sections import Section, sections
from leishu.model import AuthoredPage, Passage, Span, Spans

_BREAK = re.compile(
    r"""
      [。！？!?]+[”’」』）)】》\]*_]*                  # with what closes after it, and its notes,
        (?:[ ]?(?:\[[\^@][^\[\]\s]+\]|\\?\[\d{1,3}\\?\](?![(\[:])))*   # of Markdown or numbers in brackets
    | …{2,}[”’」』]+
    | (?<=[a-z0-9)])\.[ ](?=[A-Z])
    | \n[ \t]*(?=\n)                               # paragraphs,
    | \n(?=[ \t]*(?:[-*+>]|\d+[.)])[ \t])          # list items, quoted lines,
    | \n(?=\ {0,3}\#{1,6}[ \t])                    # headings
    | (?:\A|(?<=\n))\ {0,3}\#{1,6}[ \t][^\n]*(?:\n|\Z)
    | \n(?=[ \t]*\{:?[^{}\n]*\}[ \t]*$)            # and attribute lists stand alone
    """,
    re.VERBOSE | re.MULTILINE,
)


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


_T = TypeVar("_T", bound=_Spanned)


@dataclass(frozen=True, slots=True)
class Reading:
    """A page and what it takes to read it. All spans count in the body."""

    page: AuthoredPage
    key: str
    """The body's match key, character for character."""
    prose: Spans
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    """Empty outside of source pages."""
    sentences: Spans
    """Sentences, headings and list items, without surrounding space."""

    def section_at(self, at: int) -> Section | None:
        """The section in which the character `at` stands."""
        return _covering(self.sections, at)

    def passage_at(self, at: int) -> Passage | None:
        """The passage in which the character `at` stands."""
        return _covering(self.passages, at)

    def sentence_at(self, at: int) -> Span:
        """The sentence in which the character `at` stands; empty where it stands in none."""
        return self.sentences.covering(at) or Span(at, at)

    def words(self, span: Span) -> str:
        """What a reader sees of `span`: one line without markup."""
        return plain(span.of(self.page.body))


def read_page(page: AuthoredPage, passages: tuple[Passage, ...] = ()) -> Reading:
    """Read a page; `passages` are those of a source's page."""
    body = page.body
    runs = Spans((run.start, run.end) for run in prose(body))
    return Reading(page, match_key(body), runs, sections(body), passages, Spans(_sentences(body)))


_APPARATUS = (
    "参考",
    "注释",
    "附注",
    "注解",
    "脚注",
    "尾注",
    "资料来源",
    "延伸阅读",
    "相关链接",
    "references",
    "notes",
    "sources",
)


def is_apparatus(headings: tuple[str, ...]) -> bool:
    """Whether these headings stand above a list of references or notes: what it says is said of other texts."""
    return any(match_key(heading).startswith(_APPARATUS) for heading in headings)


def _sentences(body: str) -> Iterator[tuple[int, int]]:
    at = 0
    ends = [found.end() for found in _BREAK.finditer(body)]
    for end in (*ends, len(body)):
        text = body[at:end].rstrip()
        if bare := text.lstrip():
            yield at + len(text) - len(bare), at + len(text)
        at = end


def _covering(items: tuple[_T, ...], at: int) -> _T | None:
    place = bisect_right(items, at, key=lambda item: item.span.start) - 1
    return items[place] if place >= 0 and at < items[place].span.end else None
