"""Which rules of conversion hold on which page: the names of entries, groups of words, and what a page asks for.

Groups are records in docs/conversion/. One that says `everywhere: on` holds on every page; on those of sources, whose
words are their authors', only what it says of characters. Any page can ask for any group by name, and what a topic asks
for holds for the entries that stand under it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from leishu.hanzi.conversion import HAN
from leishu.hanzi.convert import convert
from leishu.hanzi.markup import problems as markup_problems
from leishu.hanzi.markup import rules as markup_rules
from leishu.hanzi.names import SURNAMES
from leishu.hanzi.rules import Rule, Scope, read_group, read_page
from leishu.knowledge.catalogue import DOCS, Catalogue
from leishu.model import HANS, HANT, HANT_HK, HANT_TW, UNDETERMINED, AuthoredPage, DocPath, Entry, LangTag, NameOrigin
from leishu.problems import Problem
from leishu.publish.urls import page_address
from leishu.records import Record, parse_record

FOLDER = "conversion"

_NAMES_STAY = ("person", "organisation", "policy", "product", "event")
"""Kinds of entries whose title is a name: it holds in quotations too, and is converted apart from its neighbours. The
words of a policy never change at all, whatever it is called elsewhere."""


@dataclass(frozen=True, slots=True)
class SiteRules:
    """The rules of a site."""

    names: tuple[Rule, ...] = ()
    """On every page."""
    pages: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    """By the page's address."""
    made: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    """On pages that no file stands for (timelines, lists of repairs): by the folder that they lie in, or by the empty
    string in all others."""
    problems: tuple[Problem, ...] = ()

    @property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """What the rules hold to be the same word, each in all its forms."""
        rules = {*self.names, *chain.from_iterable((*self.pages.values(), *self.made.values()))}
        groups = {tuple(dict.fromkeys(text for _, text in rule.forms)) for rule in rules}
        return tuple(sorted(group for group in groups if len(group) > 1))


def site_rules(root: Path, catalogue: Catalogue) -> SiteRules:
    """The rules of the knowledge base in `root`."""
    problems: list[Problem] = []
    groups: dict[str, tuple[Rule, ...]] = {}
    everywhere: tuple[Rule, ...] = ()
    for name, record in _groups(root, problems):
        groups[name], found = read_group(record)
        problems += found
        if record.get("everywhere"):
            everywhere += groups[name]
    own: dict[DocPath, tuple[Rule, ...]] = {}
    for page in catalogue.all_pages:
        own[page.path], found = _own(page, groups)
        problems += found
    above = {entry.page.path: entry.topics for entry in catalogue.entries}
    sources = {source.page.path for source in catalogue.sources}
    characters = tuple(rule for rule in everywhere if rule.scope is Scope.CHARACTERS)
    pages: dict[str, tuple[Rule, ...]] = {}
    for path, rules in own.items():
        shared = chain.from_iterable(own.get(topic, ()) for topic in above.get(path, ()))
        if all_ := (*(characters if path in sources else everywhere), *shared, *rules):
            pages[page_address(path)] = all_
    made = {"sources": characters, "": everywhere}
    # One tuple for equal rules: they are compared and hashed on every page.
    same = {rules: rules for rules in (*pages.values(), *made.values())}
    names = tuple(rule for entry in catalogue.entries for rule in (*_name(entry), *_titles(entry)))
    by_address, by_folder = ({where: same[rules] for where, rules in all_.items()} for all_ in (pages, made))
    return SiteRules(names, by_address, by_folder, tuple(sorted(problems)))


def _own(page: AuthoredPage, groups: Mapping[str, tuple[Rule, ...]]) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """The rules that a page asks for, in its front matter and in its text, and what is wrong with its markup."""
    file = f"{DOCS}/{page.path}"
    found = markup_problems(page.body, file, page.body_line)
    rules: tuple[Rule, ...] = ()
    if isinstance(page.meta, Record):
        rules, problems = read_page(page.meta, groups)
        found += (*problems, *chain.from_iterable(_of_head(page.meta, file, key) for key in ("title", "description")))
    return (*rules, *markup_rules(page.body, file, page.body_line)), found


def _of_head(meta: Record, file: str, key: str) -> Iterator[Problem]:
    """What is wrong with the markup in a text of the front matter."""
    text = meta.text(key)
    for problem in markup_problems(text, file, meta.line(key)) if "-{" in text or "}-" in text else ():
        here = problem.line == meta.line(key)
        yield replace(problem, column=problem.column + meta.column(key) - 1) if here else problem


def _groups(root: Path, problems: list[Problem]) -> Iterator[tuple[str, Record]]:
    for file in sorted((root / DOCS / FOLDER).glob("*.yml")):
        path = file.relative_to(root).as_posix()
        try:
            record, found = parse_record(file.read_text(encoding="utf-8-sig"), path)
        except UnicodeDecodeError as error:
            message = f"不是 UTF-8 文本 (not UTF-8): {error.reason}"
            problems.append(Problem(path, 1, 1, "MET101", message, "请以 UTF-8 保存 (save it as UTF-8)"))
            continue
        problems += found
        if record:
            yield file.stem, record


def _name(entry: Entry) -> Iterator[Rule]:
    """The title of an entry as a rule, where it is Chinese and a conversion could spoil it."""
    title = entry.page.title
    if not HAN.search(title):
        return
    forms = {} if entry.kind == "policy" else _regional(entry)
    if entry.kind == "person" and title[0] in SURNAMES:
        forms = {**{tag: _surnamed(title, tag) for tag in (HANT_TW, HANT_HK, HANT)}, **forms}
    if forms or entry.kind in _NAMES_STAY:
        scope = Scope.NAME if entry.kind in _NAMES_STAY else Scope.WORD
        yield Rule(((HANS, title), *sorted(forms.items())), f"{DOCS}/{entry.page.path}", scope)


def _titles(entry: Entry) -> Iterator[Rule]:
    """What else a law is called, in full or in short: its words don't change either."""
    for name in entry.names if entry.kind == "policy" else ():
        known = name.origin in (NameOrigin.AUTHORED, NameOrigin.ALIAS) and name.lang in (HANS, UNDETERMINED)
        if known and name.text != entry.page.title and HAN.search(name.text):
            yield Rule(((HANS, name.text),), f"{DOCS}/{entry.page.path}", Scope.NAME)


def _regional(entry: Entry) -> dict[LangTag, str]:
    """What a region calls an entry, where its page gives one such name: several are aliases, to be found by."""
    forms: dict[LangTag, str] = {}
    for tag in (HANT_TW, HANT_HK, HANT):
        names = [name.text for name in entry.names if name.lang == tag and name.origin is NameOrigin.AUTHORED]
        if len(names) == 1:
            forms[tag] = names[0]
    return forms


def _surnamed(name: str, tag: LangTag) -> str:
    return name[0] + convert(name[1:], HANS, tag)
