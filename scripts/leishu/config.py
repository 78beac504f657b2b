"""The settings of a knowledge base: `leishu.yml` at its root, every key of which has a default."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leishu.errors import SettingsError
from leishu.model import HANS, HANT_HK, HANT_TW, LangTag, Variant
from leishu.problems import Problem
from leishu.records import Key, Kind, Record, check_record, parse_record

FILE = "leishu.yml"

_KEYS = (
    Key("canonical", Kind.MAP, choices=("tag", "label", "fonts")),
    Key("variants", Kind.ANY),
    Key("limits", Kind.MAP, choices=("source_bytes",)),
    Key("topics", Kind.MAP, choices=("passages",)),
)
_VARIANT_KEYS = (
    Key("tag", required=True),
    Key("path", required=True),
    Key("label", required=True),
    Key("config"),
    Key("fonts", Kind.TEXTS),
    Key("quotes", choices=("corner", "curly", "keep")),
)
_CANONICAL_KEYS = tuple(
    Key(key.name, key.kind) for key in _VARIANT_KEYS if key.name not in ("path", "config", "quotes")
)
_PATH = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TAKEN = ("assets", "search", "entries", "topics", "sources", "timeline", "contributing")
"""Folders of every site: a variant there would overwrite them."""


_CANONICAL = Variant(HANS, "简体")
_VARIANTS = (
    Variant(HANT_TW, "繁體（臺灣）", "zh-hant-tw", "s2tw"),
    Variant(HANT_HK, "繁體（香港）", "zh-hant-hk", "s2hk"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What `leishu.yml` says, checked."""

    root: Path
    """The project's folder: where leishu.yml, mkdocs.yml, docs/ and sources/ are."""
    canonical: Variant = _CANONICAL
    variants: tuple[Variant, ...] = _VARIANTS
    """The others, in the order of the switcher."""
    source_bytes: int = 20_000_000
    """The largest source file that is taken in."""
    topic_passages: int = 60
    """How many passages stand on one page of a topic."""

    @property
    def docs(self) -> Path:
        """What people write."""
        return self.root / "docs"

    @property
    def sources(self) -> Path:
        """What was received."""
        return self.root / "sources"

    @property
    def build(self) -> Path:
        """What the machine makes on the way: caches, proposals, staged pages. Never committed."""
        return self.root / "build"

    @property
    def site(self) -> Path:
        """The site."""
        return self.root / "site"


def find_root(start: Path) -> Path:
    """The folder at or above `start` that holds leishu.yml.

    Raises SettingsError where there is none.
    """
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise SettingsError(f"no {FILE} in {start} or above: go to your knowledge base, or make one with 'leishu init DIR'")


def load_settings(root: Path) -> Settings:
    """Read `leishu.yml` in `root`.

    Raises SettingsError with the first problem: file, line, remedy.
    """
    path = root / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}: make one with 'leishu init'") from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: byte {error.start} is not UTF-8: save the file as UTF-8") from None
    record, problems = parse_record(text, FILE)
    _refuse(*problems, *check_record(record, _KEYS))
    default = Settings(root)
    return Settings(
        root,
        canonical=_canonical(record, default.canonical),
        variants=_variants(record) if "variants" in record else default.variants,
        source_bytes=_count(record, "limits", "source_bytes", default.source_bytes),
        topic_passages=_count(record, "topics", "passages", default.topic_passages),
    )


def _refuse(*problems: Problem) -> None:
    if problems:
        raise SettingsError(str(problems[0]))


def _section(record: Record, key: str) -> Mapping[str, object]:
    value = record.get(key)
    return value if isinstance(value, Mapping) else {}


def _count(record: Record, section: str, key: str, default: int) -> int:
    value = _section(record, section).get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        name = f"{section}.{key}"
        _refuse(record.problem("MET104", name, f"「{name}」应为正整数 (expected a whole number above 0)"))
    return int(str(value))


def _canonical(record: Record, default: Variant) -> Variant:
    given = Record(FILE, _section(record, "canonical"), {}, record.line("canonical"))
    _refuse(*check_record(given, _CANONICAL_KEYS))
    return Variant(
        LangTag(given.text("tag") or default.tag), given.text("label") or default.label, fonts=given.texts("fonts")
    )


def _variants(record: Record) -> tuple[Variant, ...]:
    given = record["variants"] or []
    if not isinstance(given, list) or not all(isinstance(item, Mapping) for item in given):
        _refuse(record.problem("MET104", "variants", "「variants」应为列表，每项有 tag, path, label"))
        return ()
    seen: set[str] = set()
    out: list[Variant] = []
    for item in given:
        # The items of a list have no line of their own; the list's is near enough.
        one = Record(FILE, item, {}, record.line("variants"))
        _refuse(*check_record(one, _VARIANT_KEYS))
        path = one.text("path")
        if not _PATH.fullmatch(path) or path in seen or path in _TAKEN:
            message = f"「{path}」不能作为目录名 (not a folder name of a-z, 0-9 and -, or taken already)"
            _refuse(one.problem("MET104", "path", message))
        seen.add(path)
        tag, label, config = LangTag(one.text("tag")), one.text("label"), one.text("config")
        out.append(Variant(tag, label, path, config, one.texts("fonts"), one.text("quotes")))
    return tuple(out)
