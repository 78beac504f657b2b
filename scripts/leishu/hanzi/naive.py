"""Traditional that a program made from Simplified one character at a time, and how it is turned back.

A Simplified character often stands for several Traditional ones: 后 is 後 (after) or 后 (empress). People, and programs
that know words, write each in its place. A program that maps character to character writes one of them everywhere:
either what it leaves alone (以后, 于是) or the commonest (皇後). So in such a text

- characters stand where a dictionary of words (OpenCC's s2t) expects another one, of several kinds, again and again;
- and no Simplified character has two forms, though the words would ask for them.

Good writers differ about some pairs (布 and 佈, 周 and 週); these tell nothing. A text from Taiwan or Hong Kong has
next to none of the others; a classical one has few kinds, and both forms of some.
"""

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache

from leishu.hanzi.convert import converter
from leishu.hanzi.dictionaries import entries

_WINDOW, _WINDOWS = 2_000, 3
"""Characters that are looked at in one go, and how many such stretches of a long text: they tell as much as all."""
_TRADITIONAL = "這個們來國"
"""Very common, and in no Simplified text: of a Traditional one they are one in two hundred characters at least."""
_EITHER = frozenset("布佈注註托託周週升昇嘆歎回迴涌湧巨鉅并並併盡儘游遊占佔檯台")
"""Of pairs that good writers choose between. Measured on a million characters from Taiwan, none of whose pieces has
five others without also having two forms of something."""
_CLASSICAL = frozenset("于云余采后几")
"""What classical texts write as it stands, in another sense or before the forms were parted."""
_LEAST, _KINDS, _SHARE = 5, 3, 0.03
"""At least so many places, of so many kinds, and such a share of all places where there is a choice."""


@dataclass(frozen=True, slots=True)
class Naive:
    """How a text shows that it was made so."""

    pairs: tuple[tuple[str, str, int], ...]
    """(what it writes, what the words ask for, how often), the most frequent first."""
    choices: int
    """In how many places there was a choice."""


def naive(text: str) -> Naive | None:
    """The traces of a conversion by characters in `text`; None where there are not enough of them."""
    sample = _sample(text)
    if sum(map(sample.count, _TRADITIONAL)) * 400 < len(sample):
        return None
    asked: Counter[tuple[str, str]] = Counter()
    forms: dict[str, Counter[str]] = {}
    fitting: list[tuple[str, str]] = []
    choices = 0
    for simple, written, wanted in _chosen(sample):
        choices += 1
        forms.setdefault(simple, Counter())[written] += 1
        if written != wanted:
            asked[written, wanted] += 1
        else:
            fitting.append((simple, written))
    telling = {pair: count for pair, count in asked.items() if _EITHER.isdisjoint(pair)}
    places = sum(telling.values())
    second = sum(written != forms[simple].most_common(1)[0][0] for simple, written in fitting)
    modern = sum(written not in _CLASSICAL for written, _ in telling)
    enough = places >= max(_LEAST, _SHARE * choices) and len(telling) >= _KINDS and modern
    if not enough or second * 10 > places:
        return None
    ordered = sorted(telling.items(), key=lambda item: (-item[1], item[0]))
    return Naive(tuple((written, wanted, count) for (written, wanted), count in ordered), choices)


def by_character(text: str, careful: str, unsure: Container[str]) -> str:
    """`text`, made so, in Simplified: each character alone.

    Args:
        text: as it was received.
        careful: the same after a conversion that knows words.
        unsure: the characters of the whole text that are `unknowable`: they are taken from `careful`.
    """
    if len(text) != len(careful):
        return careful
    known = entries("TSCharacters")
    # What is no Traditional character, a quotation mark say, is not what that program changed.
    return "".join(
        _simple(char) if char in known and char not in unsure else word
        for char, word in zip(text, careful, strict=True)
    )


def unknowable(text: str) -> dict[str, int]:
    """The characters of such a text that two Simplified ones may have become, and how often they stand there.

    著 was 着 or 著, unless the text has 着 as well: then the program left that alone.
    """
    counts = Counter(text)
    return {written: counts[written] for simple, written in _merging() if counts[written] and not counts[simple]}


@cache
def _merging() -> tuple[tuple[str, str], ...]:
    """(a Simplified character that is made Traditional, one of its forms that is Simplified too)."""
    pairs = [
        (simple, form)
        for simple, forms in _ambiguous().items()
        for form in forms
        if form != simple != forms[0] and _is_common(simple) and _is_common(form) and form in _simplified_forms(form)
    ]
    return (*pairs, ("着", "著"))


def _simplified_forms(char: str) -> list[str]:
    return entries("TSCharacters")[char].split(" ") if char in entries("TSCharacters") else [char]


def _is_common(char: str) -> bool:
    return len(char.encode("gb2312", "ignore")) == 2


def _sample(text: str) -> str:
    if len(text) <= _WINDOW * _WINDOWS:
        return text
    last = len(text) - _WINDOW
    return "\n".join(text[at : at + _WINDOW] for at in range(0, last + 1, last // (_WINDOWS - 1)))


def _chosen(text: str) -> Iterator[tuple[str, str, str]]:
    """(Simplified character, form in the text, form that its words ask for) for each place with a choice."""
    simple = "".join(map(_simple, text))
    expected = converter("s2t")(simple)
    if len(expected) != len(text):
        return
    ambiguous = _ambiguous()
    for char, written, wanted in zip(simple, text, expected, strict=True):
        forms = ambiguous.get(char)
        if forms and _standard(written) in forms:
            yield char, _standard(written), _standard(wanted)


@cache
def _ambiguous() -> dict[str, tuple[str, ...]]:
    """Simplified characters of several Traditional ones, the commonest first."""
    rows = {char: tuple(map(_standard, forms.split(" "))) for char, forms in entries("STCharacters").items()}
    return {char: forms for char, forms in rows.items() if len(set(forms)) > 1}


@cache
def _simple(char: str) -> str:
    return _simplified_forms(char)[0]


@cache
def _standard(char: str) -> str:
    """The form that OpenCC takes as the standard: 裡 and 裏 are no choice of words but of regions."""
    return converter("hk2t")(converter("tw2t")(char))
