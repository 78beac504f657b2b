"""Which places of which page a person should look at, because their conversion is in doubt (`hanzi.doubts`).

Asked of what people wrote, page by page; what a page said is remembered under a digest of its words and of the rules
that touch them, so that a second run looks only at what changed.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from typing import Any

from leishu.config import Settings
from leishu.hanzi.conversion import OWN_RULES, Conversion
from leishu.hanzi.convert import ends
from leishu.hanzi.doubts import Doubtful, doubts
from leishu.hanzi.markup import MARKUP, plain
from leishu.hanzi.rules import Rule, Rulebook
from leishu.knowledge.catalogue import Catalogue
from leishu.markdown.visible import SEPARATOR, Visible, visible
from leishu.model import AuthoredPage, DocPath, LangTag, Variant
from leishu.publish.conversion import SiteRules
from leishu.publish.urls import page_address
from leishu.records import Record

_AROUND = 24
"""How many characters of its sentence are shown on each side of a place."""
_LONGEST = 200
"""How long conversion markup is taken to be, at most, that reaches out of what is shown."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that is in doubt, in one variant or several."""

    path: DocPath
    """The page, below docs/."""
    line: int
    """In its file, from 1."""
    column: int
    """From 1, in code points."""
    word: str
    """What a rule would be about."""
    forms: tuple[tuple[LangTag, str], ...]
    """What it became, in each variant in which it is in doubt."""
    others: tuple[str, ...]
    """What else it could be."""
    reason: str
    before: str
    """What stands before the word in its line, shortened, as the canonical page shows it."""
    behind: str
    around: tuple[tuple[LangTag, str, str], ...] = ()
    """The same two as each of those variants shows them."""


def unreviewed_spots(
    settings: Settings, catalogue: Catalogue, rules: SiteRules, *, remember_as: str = "review"
) -> tuple[Spot, ...]:
    """Every place in doubt, by page and line.

    Args:
        settings: which variants there are, and where build/ is.
        catalogue: all pages.
        rules: what people decided.
        remember_as: the name of the file in build/cache/ with what each page said; it may be deleted at any time.
    """
    memory = settings.build / "cache" / f"{remember_as}.json"
    # Whatever was asked: the same words under the same rules have the same answer.
    known = {key: kept for file in memory.parent.glob("review*.json") for key, kept in _recalled(file).items()}
    asked = _Asked(rules, settings.canonical.tag, settings.variants)
    found: list[Spot] = []
    kept: dict[str, list[dict[str, Any]]] = {}
    for page in catalogue.all_pages:
        words = _words(page)
        key = asked.key(page, words)
        kept[key] = known[key] if key in known else [asdict(spot) for spot in asked.spots(page, words)]
        found += (_spot(page.path, record) for record in kept[key])
    if kept.keys() != _recalled(memory).keys():
        memory.parent.mkdir(parents=True, exist_ok=True)
        part = memory.with_suffix(".part")
        part.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        part.replace(memory)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Words:
    """What a page says, head first, and where each of it stands."""

    text: str
    heads: tuple[tuple[int, int, int], ...]
    """Where in the text each key of the front matter ends, and its line and column."""
    shown: Visible
    starts: tuple[int, ...]
    """Where each line of the body begins."""
    first_line: int
    """Of the body, in its file."""

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of an offset in `text`."""
        start = 0
        for end, line, column in self.heads:
            if at < end:
                # Where its text is not on the line of the key, that line has to do.
                return line, column + at - start if column > 1 else 1
            start = end
        at = self.shown.origin(at - (self.heads[-1][0] if self.heads else 0))
        row = bisect_right(self.starts, at) - 1
        return self.first_line + row, at - self.starts[row] + 1


def _words(page: AuthoredPage) -> _Words:
    text, heads = "", []
    for key in ("title", "description"):
        if isinstance(page.meta, Record) and (value := page.meta.text(key)):
            text += value + SEPARATOR
            heads.append((len(text), page.meta.line(key), page.meta.column(key)))
    shown = visible(page.body)
    starts = (0, *accumulate(len(line) for line in page.body.splitlines(keepends=True)))
    return _Words(text + shown.text, tuple(heads), shown, starts, page.body_line)


class _Asked:
    """The conversions of a site."""

    def __init__(self, rules: SiteRules, canonical: LangTag, variants: tuple[Variant, ...]) -> None:
        self.rules = rules
        self.canonical = canonical
        self.variants = variants
        self._made: dict[int, tuple[Conversion, ...]] = {}

    def _conversions(self, path: DocPath) -> tuple[Conversion, ...]:
        own = self.rules.pages.get(page_address(path), ())
        # Pages with the same rules have the very same tuple: comparing thousands of rules would cost more than asking.
        if id(own) not in self._made:
            self._made[id(own)] = tuple(self._conversion(variant, own) for variant in self.variants)
        return self._made[id(own)]

    def _conversion(self, variant: Variant, own: tuple[Rule, ...]) -> Conversion:
        book = Rulebook((*OWN_RULES, *self.rules.names, *own), *ends(self.canonical, variant.tag))
        return Conversion(variant.config, book, markup=True)

    def key(self, page: AuthoredPage, words: _Words) -> str:
        """A digest of all that decides what is in doubt on a page, and where that stands."""
        decides = (_program(), self.canonical, self.variants, page.path, page.body_line, page.body, words.heads)
        digest = sha256(repr((*decides, words.text)).encode("utf-8", "replace"))
        for conversion in self._conversions(page.path):
            touching = {(rule.forms, rule.scope, rule.one_way) for _, _, rule, _ in conversion.book.find(words.text)}
            digest.update(repr(sorted(touching)).encode("utf-8", "replace"))
        return digest.hexdigest()

    def spots(self, page: AuthoredPage, words: _Words) -> Iterator[Spot]:
        """The places in doubt on a page."""
        met: dict[tuple[int, str], tuple[Doubtful, dict[LangTag, str]]] = {}
        conversions = {
            variant.tag: one for variant, one in zip(self.variants, self._conversions(page.path), strict=True)
        }
        for tag, conversion in conversions.items():
            for doubt in doubts(conversion, words.text):
                _, forms = met.setdefault((doubt.span.start, doubt.word), (doubt, {}))
                forms[tag] = doubt.after
        for (at, word), (doubt, forms) in sorted(met.items(), key=lambda item: item[0]):
            line, column = words.place(at)
            before, behind = _context(words.text, at, at + len(word))
            yield Spot(
                page.path,
                line,
                column,
                word,
                tuple(forms.items()),
                doubt.others,
                doubt.reason,
                plain(before, self.canonical),
                plain(behind, self.canonical),
                tuple((tag, conversions[tag](before), conversions[tag](behind)) for tag in forms),
            )


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands around a word, within its line. No conversion markup is cut in two."""
    first, last = max(0, start - _AROUND), end + _AROUND
    for found in MARKUP.finditer(text, max(0, first - _LONGEST), last + _LONGEST):
        first = found.start() if found.start() < first < found.end() else first
        last = found.end() if found.start() < last < found.end() else last
    before, behind = text[first:start], text[end:last]
    for stop in ("\n", SEPARATOR):
        before, behind = before.rpartition(stop)[2], behind.partition(stop)[0]
    return before.lstrip(), behind.rstrip()


def _recalled(memory: Path) -> Mapping[str, list[dict[str, Any]]]:
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _spot(path: DocPath, record: Mapping[str, Any]) -> Spot:
    forms = tuple((LangTag(tag), form) for tag, form in record["forms"])
    around = tuple((LangTag(tag), before, behind) for tag, before, behind in record["around"])
    return Spot(**{**record, "path": path, "forms": forms, "others": tuple(record["others"]), "around": around})


@cache
def _program() -> str:
    """A digest of the code that decides, and the version of OpenCC's dictionaries."""
    digest = sha256(version("opencc").encode())
    for file in sorted(files("leishu.hanzi").iterdir(), key=lambda file: file.name):
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()


def by_address(found: Sequence[Spot]) -> Mapping[str, tuple[Spot, ...]]:
    """The spots of each page, by the page's address."""
    pages: dict[str, list[Spot]] = {}
    for spot in found:
        pages.setdefault(page_address(spot.path), []).append(spot)
    return {address: tuple(here) for address, here in pages.items()}
