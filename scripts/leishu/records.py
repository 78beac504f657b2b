"""YAML records (front matter, sidecars, settings) with the line of every key. The only importer of yaml.

A record is read once into a `Record`; `check_record` compares it with the keys it may have. Everything that is wrong is
a `Problem` with its line; nothing here raises for bad content.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import yaml

from leishu.problems import Problem, did_you_mean

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True, slots=True, eq=False)
class Record(Mapping[str, object]):
    """A mapping that was read from YAML and knows where."""

    path: str
    fields: Mapping[str, object]
    lines: Mapping[str, int]
    """The line of each key in its file, from 1; nested keys joined with a dot (`names.en`), items of a list by
    their number (`conversion.0`)."""
    first_line: int = 1
    columns: Mapping[str, int] = field(default_factory=dict)
    """Where in its line the text of each key begins that is written there as it is, from 1."""

    def __getitem__(self, key: str) -> object:
        return self.fields[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)

    def line(self, key: str) -> int:
        """The line of `key`, or of the record where it has no such key."""
        return self.lines.get(key, self.first_line)

    def column(self, key: str) -> int:
        """The column at which the text of `key` begins; 1 where it is not on the line of the key."""
        return self.columns.get(key, 1)

    def text(self, key: str) -> str:
        """The value of `key` as text; empty where it is missing."""
        value = self.fields.get(key)
        return "" if value is None else str(value).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """The value of `key` as a tuple, whether one string or a list was written."""
        return texts(self.fields.get(key))

    def date(self, key: str) -> date | None:
        """The value of `key` where it is a date."""
        value = self.fields.get(key)
        return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None

    def problem(self, rule: str, key: str, message: str, hint: str = "") -> Problem:
        """A problem at the line of `key`."""
        return Problem(self.path, self.line(key), 1, rule, message, hint)


class Kind(StrEnum):
    """What a value may be."""

    TEXT = "text"
    TEXTS = "text or list of texts"
    DATE = "date (YYYY-MM-DD)"
    FLAG = "on or off"
    COUNT = "whole number"
    MAP = "mapping"
    ANY = "anything"


@dataclass(frozen=True, slots=True)
class Key:
    """One key that a record may have."""

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    """The allowed values of a text, or the allowed keys of a mapping; empty for any."""


def texts(value: object) -> tuple[str, ...]:
    """One string or a list of them as a tuple; None is empty."""
    if value is None:
        return ()
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)


def parse_record(text: str, path: str, first_line: int = 1) -> tuple[Record, tuple[Problem, ...]]:
    """Read YAML whose first line stands on line `first_line` of the file `path`.

    Returns an empty record and one problem (MET101) where it cannot be read.
    """
    try:
        node, values = _load(text)
    except _UNREADABLE as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        cause = getattr(error, "problem", None) or str(error).partition("\n")[0]
        problem = Problem(path, line, column, "MET101", f"YAML 无法读取 (YAML cannot be read): {cause}")
        return Record(path, {}, {}, first_line), (problem,)
    if node is None:
        return Record(path, {}, {}, first_line), ()
    if not isinstance(node, yaml.MappingNode):
        message = "此处应为「键: 值」的列表 (expected a mapping of keys to values)"
        return Record(path, {}, {}, first_line), (Problem(path, first_line, 1, "MET101", message),)
    lines: dict[str, int] = {}
    problems = tuple(_note_lines(node, "", path, first_line, lines, set()))
    fields = {key: value for key, value in values.items() if isinstance(key, str)}
    return Record(path, fields, lines, first_line, dict(_columns(node))), problems


def _columns(node: yaml.MappingNode) -> Iterator[tuple[str, int]]:
    for key, value in node.value:
        mark = value.start_mark
        if isinstance(value, yaml.ScalarNode) and mark.line == key.start_mark.line and value.style not in ("|", ">"):
            yield str(key.value), mark.column + (2 if value.style else 1)


# The last four: `2025-02-30`, `!!timestamp x`, `!!bool x`, and what PyYAML makes of stranger tags.
_UNREADABLE = (yaml.YAMLError, ValueError, AttributeError, LookupError, TypeError)


def _load(text: str) -> tuple[yaml.Node | None, Any]:
    """The tree of a document, and its values; None for an empty one."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        return node, None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def _note_lines(
    node: yaml.MappingNode, prefix: str, path: str, first_line: int, lines: dict[str, int], seen: set[int]
) -> Iterator[Problem]:
    """Fill `lines` with where each key stands; what is wrong with keys. An aliased mapping is gone through once."""
    seen.add(id(node))
    for key, value in node.value:
        name = prefix + str(key.value)
        line = key.start_mark.line + first_line
        if name in lines:
            # YAML keeps the last one and drops the first without a word.
            yield Problem(path, line, 1, "MET101", f"键「{name}」重复，上一处在第 {lines[name]} 行 (key given twice)")
        if not prefix and key.tag not in ("tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"):
            message = f"键「{name}」不是文字 (YAML takes this key for something other than text)"
            yield Problem(path, line, 1, "MET101", message, "请加引号 (put it in quotes)")
        lines[name] = line
        if isinstance(value, yaml.MappingNode) and id(value) not in seen:
            yield from _note_lines(value, name + ".", path, first_line, lines, seen)
        elif isinstance(value, yaml.SequenceNode):
            lines |= {f"{name}.{n}": item.start_mark.line + first_line for n, item in enumerate(value.value)}


def check_record(record: Record, keys: tuple[Key, ...]) -> tuple[Problem, ...]:
    """What in `record` does not fit `keys`."""
    known = {key.name: key for key in keys}
    problems = [
        record.problem("MET102", name, f"不认识的键「{name}」 (unknown key)", did_you_mean(name, known))
        for name in record
        if name not in known
    ]
    for key in keys:
        if record.fields.get(key.name) is None:
            if key.required:
                problems.append(record.problem("MET103", key.name, f"缺少「{key.name}」 (required key missing)"))
            continue
        problems += _check_value(record, key)
    return tuple(problems)


def _check_value(record: Record, key: Key) -> Iterator[Problem]:
    value = record[key.name]
    if not _fits(value, key.kind):
        hint = "数字与日期请加引号 (put numbers in quotes)" if key.kind in (Kind.TEXT, Kind.TEXTS) else ""
        yield record.problem("MET104", key.name, f"「{key.name}」应为 {key.kind.value} (wrong kind of value)", hint)
    elif key.choices:
        given = list(value) if isinstance(value, Mapping) else texts(value)
        for item in given:
            if item not in key.choices:
                place = f"{key.name}.{item}" if isinstance(value, Mapping) else key.name
                hint = did_you_mean(str(item), key.choices) or f"可用 (one of): {', '.join(key.choices)}"
                yield record.problem("MET104", place, f"「{key.name}」不能是「{item}」 (not an allowed value)", hint)


def _fits(value: object, kind: Kind) -> bool:
    match kind:
        case Kind.TEXT:
            return isinstance(value, str)
        case Kind.TEXTS:
            return isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, str) for item in value))
        case Kind.DATE:
            return isinstance(value, date)
        case Kind.FLAG:
            return isinstance(value, bool)
        case Kind.COUNT:
            return isinstance(value, int) and not isinstance(value, bool)
        case Kind.MAP:
            return isinstance(value, Mapping)
        case _:
            return True


def dump_record(values: Mapping[str, Any]) -> str:
    """YAML for `values`: keys in the order given, Chinese as itself, long lines whole; ends with a newline."""
    plain = {
        key: unicodedata.normalize("NFC", value) if isinstance(value, str) else value for key, value in values.items()
    }
    text: str = yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text
