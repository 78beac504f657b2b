"""All names of all entries and topics, looked up by match key, whatever the script, the width or the spacing."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import daachorse

from leishu.hanzi.fold import ByCharacter, fold
from leishu.knowledge.regions import regional
from leishu.knowledge.schema import key_of_name
from leishu.knowledge.words import BODIES, HAN, Words, is_han, is_latin, words_with
from leishu.model import DocPath, Entry, Name, NameOrigin, Topic
from leishu.problems import Problem, did_you_mean
from leishu.records import Record

_SAME = str.maketrans(
    {
        **dict.fromkeys("•‧∙⋅・･⸱ᐧ", "·"),
        **dict.fromkeys("‐‑‒–－−", "-"),
        **dict.fromkeys("\u00a0\u3000\u2009\u202f\t\n", " "),
        **dict.fromkeys("「『‘", "“"),
        **dict.fromkeys("」』", "”"),
        "’": "'",
    }
)
"""Characters that are written for one another in names, one for one: middle dots, hyphens, spaces, quotation marks."""


@dataclass(frozen=True, slots=True)
class Claim:
    """That a page is called a name."""

    target: DocPath
    name: Name
    kind: str
    """The entry's kind, or `topic`."""
    title: str
    """The title of the target."""


def match_key(text: str) -> str:
    """`text` as names are compared: folded, one form of dots, hyphens, spaces and quotation marks; of its length."""
    return _MATCH_KEY(text)


_MATCH_KEY = ByCharacter(lambda char: fold(char).translate(_SAME))


_NO_LETTERS = re.compile("[^0-9A-Za-z]+")
_ONE_SPELLING = re.compile(f"{HAN}+|(?:(?!{HAN})[^·“”])+")
"""Chinese alone, or none, without a mark that may be left out."""


def spellings(key: str) -> Iterator[str]:
    """The match key of a name as it may be set: with and without spaces beside Latin, middle dots, quotation marks."""
    if _ONE_SPELLING.fullmatch(key):
        yield key
        return
    joins = [
        at for at in range(1, len(key)) if _borders(key[at - 1], key[at]) and key[at - 1] != " " and key[at] != " "
    ]
    bare = "".join(char for at, char in enumerate(key) if char != " " or not _spacing(key, at))
    spaced = "".join((" " if at in joins else "") + char for at, char in enumerate(key))
    for form in dict.fromkeys((key, bare, spaced)):
        yield form
        # 山姆奥特曼 for 山姆·奥特曼; a short name without its dot may be any two words.
        if "·" in form and len(form) > 5:
            yield form.replace("·", "")
        # 十四五规划 for “十四五”规划.
        if "“" in form and len(form) > 5:
            yield form.replace("“", "").replace("”", "")


def _borders(left: str, right: str) -> bool:
    return (is_han(left) and is_latin(right)) or (is_latin(left) and is_han(right))


def _spacing(key: str, at: int) -> bool:
    return 0 < at < len(key) - 1 and _borders(key[at - 1], key[at + 1])


def case_fits(name: str, surface: str) -> bool:
    """Whether `surface`, equal to `name` but for case, may be it: ARM is not arm, but deepseek is DeepSeek.

    Free are names in lower case (open source → Open Source), with Chinese in them, or odd enough to be no common word:
    a capital inside, a digit or a hyphen, and five letters. Any other may also stand in capitals.
    """
    given, seen = _letters(name), _letters(surface)
    if given == seen or name == name.lower() or any(is_han(char) for char in name):
        return True
    odd = " " not in name and len(name) >= 5 and re.search(r"[a-z][A-Z]|\d|-", name)
    return bool(odd) or seen == given.upper()


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True)
class Register:
    """Every name, by the match key of each of its spellings. Equal claims make an equal register."""

    claims: Mapping[str, tuple[Claim, ...]]
    """In the order of their keys."""
    excluded: frozenset[str]
    """Match keys of what some entry says does not mean it."""

    def __getstate__(self) -> dict[str, object]:
        """What follows from the names is made anew: it cannot be pickled."""
        return {"claims": self.claims, "excluded": self.excluded}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every match key, in order; the matcher's answers are places in it."""
        return tuple(self.claims)

    @cached_property
    def matcher(self) -> daachorse.CharwiseDoubleArrayAhoCorasick:
        """Finds every key, overlapping, in one pass over folded text; and the words that tell of the name of a body."""
        return daachorse.CharwiseDoubleArrayAhoCorasick(
            [*self.keys, *sorted(BODIES - self.claims.keys())], daachorse.MATCH_KIND_STANDARD
        )

    @cached_property
    def bodies(self) -> frozenset[int]:
        """Those of the matcher's answers that tell of the name of a body."""
        named = {at for at, key in enumerate(self.keys) if key in BODIES}
        return frozenset((*named, *range(len(self.keys), len(self.keys) + len(BODIES) - len(named))))

    @cached_property
    def words(self) -> Words:
        """Tells a name from a part of a longer word."""
        return words_with(self.keys)

    def meant(self, key: str, surface: str) -> tuple[Claim, ...] | None:
        """Who may be meant where a text says `surface`, whose match key is `key`; None where nobody is called so.

        Empty where an entry says that this expression means none. All who claim the key where that has neither case
        nor is `excluded`.
        """
        claims = self._claimed(key, surface)
        if not claims or key not in self.excluded:
            return claims or None
        # What one entry excludes may be the name of another.
        return tuple(claim for claim in claims if claim.name.origin is not NameOrigin.EXCLUDED)

    def _claimed(self, key: str, surface: str) -> tuple[Claim, ...]:
        """The claims of `key` that `surface` fits; its case decides where it can."""
        found = self.claims.get(key, ())
        if len(found) == 1 and found[0].name.text == surface:
            return found
        letters = _letters(surface)
        exact = tuple(claim for claim in found if _letters(claim.name.text) == letters)
        return exact or tuple(claim for claim in found if case_fits(claim.name.text, surface))

    def find(self, name: str) -> tuple[DocPath, ...]:
        """The pages called `name`, in any script and case: none, one, or several where the name is ambiguous."""
        key = match_key(name.strip())
        found = self._claimed(key, name.strip()) or self.claims.get(key, ())
        return tuple(sorted({claim.target for claim in found if claim.name.origin is not NameOrigin.EXCLUDED}))

    def near(self, name: str) -> str:
        """`是否为「x」？` for a name like `name`, or the empty string."""
        texts = (claim.name.text for claims in self.claims.values() for claim in claims)
        return did_you_mean(name.strip(), set(texts))


def build_register(named: Iterable[Entry | Topic]) -> Register:
    """The register of all names of `named`; the order of `named` does not matter."""
    items = sorted(named, key=lambda item: item.page.path)
    own = [
        Claim(item.page.path, name, item.kind if isinstance(item, Entry) else "topic", item.page.title)
        for item in items
        for name in item.names
        # A name of marks alone would be seen in every line.
        if any(char.isalnum() for char in name.text)
    ]
    claims: dict[str, dict[Claim, None]] = {}
    for claim in own:
        for spelling in spellings(match_key(claim.name.text)):
            claims.setdefault(spelling, {}).setdefault(claim)
    authored = frozenset(claims)
    elsewhere = list(_regional(own))
    for claim in elsewhere:
        for spelling in spellings(match_key(claim.name.text)):
            # What somebody gave as a name is not overruled by what a converter makes of another.
            if spelling not in authored:
                claims.setdefault(spelling, {}).setdefault(claim)
    excluding = (claim.name.text for claim in (*own, *elsewhere) if claim.name.origin is NameOrigin.EXCLUDED)
    excluded = frozenset(spelling for text in excluding for spelling in spellings(match_key(text)))
    return Register({key: tuple(claims[key]) for key in sorted(claims)}, excluded)


def _regional(claims: list[Claim]) -> Iterator[Claim]:
    """The names as a converter writes them in Taiwan and Hong Kong, where its words differ: 人工智能 → 人工智慧.

    Regional names are often not what a converter makes of them; those are given in front matter, and these do no harm.
    """
    by_text: dict[str, list[Claim]] = {}
    for claim in claims:
        by_text.setdefault(claim.name.text, []).append(claim)
    for text, region, there in regional(by_text):
        if match_key(there) != match_key(text):
            for claim in by_text[text]:
                made = claim.name.origin in (NameOrigin.AUTHORED, NameOrigin.ALIAS)
                origin = NameOrigin.VARIANT if made else claim.name.origin
                yield replace(claim, name=Name(there, region, origin))


def name_problems(register: Register, heads: Mapping[DocPath, Record]) -> Iterator[Problem]:
    """Names that two pages claim and that not both call ambiguous (NAM101), at the later page."""
    told: set[tuple[DocPath, str]] = set()
    for key in register.keys:
        ours = (NameOrigin.EXCLUDED, NameOrigin.VARIANT)
        claims = [claim for claim in register.claims[key] if claim.name.origin not in ours]
        for first, claim in itertools.combinations(claims, 2):
            if claim.target == first.target or (claim.target, claim.name.text) in told or not _clash(first, claim):
                continue
            told.add((claim.target, claim.name.text))
            message = f"名称「{claim.name.text}」已属于 {first.target}「{first.name.text}」 (name already taken)"
            hint = "确有歧义时，两处都写在 names.ambiguous 下 (if it is ambiguous, say so in both)"
            head = heads[claim.target]
            yield head.problem("NAM101", key_of_name(head, claim.name.text), message, hint)


def _clash(first: Claim, second: Claim) -> bool:
    if first.name.origin is NameOrigin.AMBIGUOUS and second.name.origin is NameOrigin.AMBIGUOUS:
        return False
    return case_fits(first.name.text, second.name.text) or case_fits(second.name.text, first.name.text)
