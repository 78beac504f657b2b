"""The YAML head of a page, split from its body and joined again without losing a byte of the body."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leishu.problems import Problem
from leishu.records import Record, dump_record, parse_record

_FENCED = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file in its two parts."""

    meta: Record
    body: str
    body_line: int
    """The line of the file, from 1, on which the body begins."""
    problems: tuple[Problem, ...] = ()


def split(text: str, path: str) -> Document:
    """Part a file into front matter and body. A file without front matter has an empty record."""
    fenced = _FENCED.match(text)
    if not fenced:
        return Document(Record(path, {}, {}), text, 1)
    record, problems = parse_record(fenced["yaml"], path, first_line=2)
    return Document(record, text[fenced.end() :], text.count("\n", 0, fenced.end()) + 1, problems)


def join(meta: Mapping[str, Any], body: str) -> str:
    """The file again. `split(join(meta, body), …)` gives both back."""
    return f"---\n{dump_record(meta)}---\n{body}" if meta else body
