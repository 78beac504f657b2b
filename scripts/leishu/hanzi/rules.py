"""Rules that people write for conversion: words of a subject, names, and what one page needs.

A group of rules is a record of its own (docs/conversion/it.yml); a page has them in its front matter (`conversion:`):

    conversion:
      - it                                  # a group
      - 默认: {zh-Hant-TW: 預設, zh-Hant-HK: 預設}
      - 内存=>zh-hant-tw:記憶體              # or as MediaWiki writes it (`notation`)

A rule says what a Simplified word is in the other scripts, and, read backwards, what those are in Simplified.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import daachorse

from leishu.hanzi.fold import fold
from leishu.hanzi.notation import ONE_WAY, TAGS, forms_in, unknown_tags
from leishu.model import HANS, LangTag
from leishu.problems import Problem, did_you_mean
from leishu.records import Key, Kind, Record, check_record

GROUP_KEYS = (
    Key("title", required=True),
    Key("description"),
    Key("words", Kind.MAP),
    Key("one-way", Kind.MAP),
    Key("everywhere", Kind.FLAG),
)


class Scope(StrEnum):
    """Where a rule holds."""

    WORD = "word"
    """Vocabulary: not in quotations and titles of works, which keep the words of their author."""
    CHARACTERS = "characters"
    """With which characters a word is written, which stays the same word: everywhere."""
    NAME = "name"
    """A name: everywhere."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one word is in each script."""

    forms: tuple[tuple[LangTag, str], ...]
    origin: str
    """Who says so, for a person: `docs/conversion/it.yml:12`."""
    scope: Scope = Scope.WORD
    one_way: bool = False
    """Only from the first form to the others."""

    def form(self, tag: LangTag) -> str:
        """What `tag` writes: its own form, else that of its script without region; empty where there is none."""
        forms = dict(self.forms)
        return forms.get(tag) or forms.get(_script(tag), "")


@dataclass(frozen=True)
class Rulebook:
    """Rules put together for one way of conversion. Of two rules for one word the later one counts."""

    rules: tuple[Rule, ...]
    source: LangTag
    target: LangTag

    def find(self, text: str) -> Iterator[tuple[int, int, Rule, str]]:
        """Start, end, rule and result of each word with a rule, longest first, from left to right."""
        if self._table:
            for start, end, number in self._matcher.find(text):
                rule, result = self._results[number]
                yield start, end, rule, result

    @cached_property
    def _table(self) -> dict[str, tuple[Rule, str]]:
        table: dict[str, tuple[Rule, str]] = {}
        for rule in self.rules:
            result = rule.form(self.target)
            word = rule.forms[0][1] if rule.one_way else rule.form(self.source)
            backwards = rule.one_way and rule.forms[0][0] not in (self.source, _script(self.source))
            if word and not backwards and (result or rule.scope is Scope.NAME):
                table[word] = (rule, result)
        return table

    @cached_property
    def _results(self) -> tuple[tuple[Rule, str], ...]:
        return tuple(self._table.values())

    @cached_property
    def _matcher(self) -> daachorse.CharwiseDoubleArrayAhoCorasick:
        return daachorse.CharwiseDoubleArrayAhoCorasick(list(self._table), daachorse.MATCH_KIND_LEFTMOST_LONGEST)


def read_group(record: Record) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """The rules of a group, and what is wrong with it."""
    problems = list(check_record(record, GROUP_KEYS))
    rules: list[Rule] = []
    for key in ("words", "one-way"):
        given = record.get(key)
        for word, forms in given.items() if isinstance(given, Mapping) else ():
            rule, found = _rule(record, f"{key}.{word}", str(word), forms, one_way=key == "one-way")
            problems += found
            rules += [rule] if rule else []
    return tuple(rules), tuple(problems)


def read_page(record: Record, groups: Mapping[str, tuple[Rule, ...]]) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """The rules that the front matter of a page asks for: those of `groups` that it names, and its own."""
    given = record.get("conversion") or []
    rules: list[Rule] = []
    problems: list[Problem] = []
    for number, item in enumerate(given if isinstance(given, list) else [given]):
        place = f"conversion.{number}" if isinstance(given, list) else "conversion"
        if isinstance(item, Mapping):
            for word, forms in item.items():
                rule, found = _rule(record, place, str(word), forms, one_way=False)
                problems += found
                rules += [rule] if rule else []
        elif str(item) in groups:
            rules += groups[str(item)]
        else:
            rule = noted_rule(str(item), f"{record.path}:{record.line(place)}")
            rules += [rule] if rule else []
            unknown = unknown_tags(str(item))
            problems += (_unknown(record, place, tag["tag"]) for tag in unknown)
            if not (rule or unknown):
                problems.append(_nothing(record, place, str(item), groups))
    return tuple(rules), tuple(problems)


def _nothing(record: Record, place: str, item: str, groups: Mapping[str, tuple[Rule, ...]]) -> Problem:
    """What to say of an item that is no rule and no group."""
    if forms_in(item):
        message = f"规则「{item}」里要有 zh-hans 与另一种文字 (a rule needs both)"
        return record.problem(
            "HAN101", place, message, "例如 zh-hans:老挝;zh-hant-tw:寮國 (name the Simplified word too)"
        )
    message = f"没有转换规则组「{item}」 (no such group of conversion rules)"
    return record.problem("HAN101", place, message, did_you_mean(item, groups))


def _rule(
    record: Record, place: str, word: str, forms: object, *, one_way: bool
) -> tuple[Rule | None, tuple[Problem, ...]]:
    if not isinstance(forms, Mapping) or not forms:
        message = f"「{word}」应为 {{zh-Hant-TW: …}} (expected a form for each script)"
        return None, (record.problem("HAN101", place, message),)
    problems = tuple(_unknown(record, place, str(tag)) for tag in forms if str(tag).lower() not in TAGS)
    known = {TAGS[str(tag).lower()]: str(form) for tag, form in forms.items() if str(tag).lower() in TAGS}
    return _made(word, known, f"{record.path}:{record.line(place)}", one_way=one_way), problems


def noted_rule(body: str, origin: str) -> Rule | None:
    """The rule that `body` notes as MediaWiki does; None where it notes none, or none from Simplified."""
    if one_way := ONE_WAY.fullmatch(body):
        forms = forms_in(one_way["forms"])
        return _made(one_way["word"].strip(), forms, origin, one_way=True) if forms else None
    forms = forms_in(body)
    word = forms.pop(HANS, "")
    return _made(word, forms, origin) if word and forms else None


def _made(word: str, forms: Mapping[LangTag, str], origin: str, *, one_way: bool = False) -> Rule:
    same = all(fold(form) == fold(word) for form in forms.values())
    return Rule(((HANS, word), *forms.items()), origin, Scope.CHARACTERS if same else Scope.WORD, one_way)


def _unknown(record: Record, place: str, tag: str) -> Problem:
    hint = did_you_mean(tag.lower(), TAGS)
    return record.problem("HAN101", place, f"不认识的文字「{tag}」 (unknown script)", hint)


def _script(tag: LangTag) -> LangTag:
    return LangTag("-".join(tag.split("-")[:2]))
