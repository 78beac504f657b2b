"""How likely a run of Chinese text is, by two witnesses.

One (`phrases`) cuts it into words and asks of each how often it stands behind the word before it; the other (`ngrams`)
asks the same of each character and the two before it. Small models on purpose. They never decide alone: what they are
asked to compare are the few readings that the bytes of a damaged run allow. A text's own words (names, terms) are
learnt from its sound part and count as well.
"""

import gzip
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from heapq import nlargest
from importlib.resources import files

from leishu.hanzi.fold import fold
from leishu.repair import phrases
from leishu.repair.ngrams import Ngrams, key, plain
from leishu.repair.table import HAN

LONGEST = 5
COMMON = 12
"""So many of the characters that may stand in a place are tried even where they complete no word."""
KNOWN = 40
_OPEN = 4
RARE = -12.5
_MARKS = {
    "，": -3.0, "。": -3.4, "、": -4.6, "“": -5.3, "”": -5.3, "：": -5.6, "；": -7.0,
    "？": -6.5, "！": -6.5, "《": -6.6, "》": -6.6, "（": -6.0, "）": -6.0, "…": -8.0,
    "—": -8.0, "·": -8.0, "‘": -8.0, "’": -8.0, "「": -7.5, "」": -7.5, "『": -8.5,
    "』": -8.5, "【": -8.0, "】": -8.0, "〈": -9.5, "〉": -9.5, " ": -6.0,
    "\u3000": -9.0, "○": -9.5, "●": -10.0, "■": -10.5, "◆": -10.5, "★": -10.0,
    "→": -10.0, "×": -10.0, "□": -6.0, "。”": -5.2, "？”": -7.5, "！”": -7.5, "：“": -6.0,
    "，“": -6.3, "。“": -6.6, "”，": -6.0, "”。": -6.3, "”、": -7.5, "、“": -7.2,
    "”“": -8.5, "……": -7.5, "——": -7.2, "。”“": -8.5, "》、": -8.5, "、《": -8.5,
    "。《": -8.5, "，《": -8.5, "》，": -8.0, "》（": -8.5, "）、": -7.5, "），": -7.2,
    "）。": -7.4, "。（": -8.5, "：《": -8.5, "》。": -8.5,
}  # fmt: skip
"""Marks, and pairs that usually go together: natural log of their share of all words, estimated (jieba counts none)."""

_MARKS |= {
    end + opening: _MARKS[end] + _MARKS[opening]
    for end in ("。", "”")
    for opening in "【（《●■◆★→"
    if end + opening not in _MARKS
}
"""What begins a sentence, a paragraph or an item of a list that lost its break may stand behind any sentence."""

_OTHER_QUOTES = ((str.maketrans("“”", "「」"), -1.0), (str.maketrans("“”", "『』"), -1.5))
_MARKS |= {
    pair.translate(quotes): share + rarer
    for pair, share in list(_MARKS.items())
    for quotes, rarer in _OTHER_QUOTES
    if pair.translate(quotes) not in _MARKS
}

_CURLY = str.maketrans("「」『』", "“”‘’")
_RARER = {"「": -1.0, "」": -1.0, "『": -1.5, "』": -1.5}
"""Corner quotes count as the curly ones; fewer texts use them."""
_UNPAIRED = -5.5
"""Two marks in a row that do not usually stand so."""

_LATIN = -5.0
_UNKNOWN = -17.0
_RUN = re.compile(rf"[{HAN}]{{2,}}(?![{HAN}?])|[{HAN}]{{2,}}(?=[{HAN}]\?)")

State = tuple[str, tuple[tuple[float, str], ...], str, float]
"""All that is needed to go on: the last characters; for each of the last places where a word may begin, the words'
score and the word before it; the last two characters in the form that `ngrams` counts, and its score."""

START: State = ("", ((0.0, ""),), "", 0.0)
_OF_NGRAMS = 0.3
"""The share of the second witness."""


def likelihood(state: State) -> float:
    """What both witnesses say together: natural log, higher is better."""
    return (1 - _OF_NGRAMS) * state[1][-1][0] + _OF_NGRAMS * state[3]


@cache
def _extensions() -> dict[str, dict[str, float]]:
    """Beginning of a word → the characters that complete it."""
    return _by_beginning(_words())


def _by_beginning(words: Mapping[str, float]) -> dict[str, dict[str, float]]:
    extensions: dict[str, dict[str, float]] = {}
    for word, share in words.items():
        if len(word) > 1:
            extensions.setdefault(word[:-1], {})[word[-1]] = share
    return extensions


@cache
def _words() -> dict[str, float]:
    """Word → natural log of its share."""
    data = gzip.decompress((files("leishu.repair") / "words.txt.gz").read_bytes()).decode("utf-8")
    rows = [row.split("\t") for row in data.splitlines() if not row.startswith("#")]
    counted = [(int(count), words.split(" ")) for count, words in rows]
    total = sum(count * len(words) for count, words in counted)
    shares: dict[str, float] = {}
    for count, words in counted:
        shares.update(dict.fromkeys(words, math.log(count / total)))
    return shares | _MARKS


class Choice:
    """Characters that may stand in one place, each with the byte that makes it."""

    __slots__ = ("_by_key", "_common", "known")

    def __init__(self, options: Iterable[tuple[int, str]]) -> None:
        self._by_key: dict[str, list[tuple[int, str]]] = {}
        for option in options:
            self._by_key.setdefault(key(option[1]), []).append(option)
        single = sorted(self._by_key, key=lambda character: -_single(character))
        self._common = tuple(option for character in single[:COMMON] for option in self._by_key[character])
        self.known = tuple((plain(c), option) for c in single[:KNOWN] for option in self._by_key[c])
        """The more frequent ones, each with the form that `ngrams` counts."""

    def common(self) -> tuple[tuple[int, str], ...]:
        """The most frequent ones."""
        return self._common

    def completing(self, endings: Mapping[str, float]) -> Iterator[tuple[int, str]]:
        """Those that are among `endings`."""
        if len(endings) > len(self._by_key):
            for character, options in self._by_key.items():
                if character in endings:
                    yield from options
        else:
            for character in endings:
                yield from self._by_key.get(character, ())


class Language:
    """The language of one text."""

    def __init__(self, own: Mapping[str, float] | None = None, ngrams: Mapping[str, int] | None = None) -> None:
        self._ngrams = Ngrams(ngrams)
        self._own = own or {}
        self._own_extensions = _by_beginning(own or {})
        self._between: dict[tuple[str, Choice, str, int], list[tuple[int, str]]] = {}

    def read(self, state: State, characters: str) -> State:
        """`state` after `characters`."""
        tail, borders, before, joint = state
        own, words, known, share, heard = self._own, _words(), phrases.alone(), phrases.share, self._ngrams.cost
        for character in characters:
            simple, extra = _written(character)
            if simple in _MARKS and tail[-1:] in _MARKS and tail[-1:] + simple not in _MARKS:
                extra += _UNPAIRED
            tail += simple
            best, said = -math.inf, ""
            for length, (score, last) in enumerate(reversed(borders), 1):
                word = tail[-length:]
                if word in known:
                    cost = share(last, word)
                else:
                    cost = words.get(word) or (_alone(word) if length == 1 else None)
                if word in own and (cost is None or own[word] > cost):
                    cost = own[word]
                if cost is not None and score + cost > best:
                    best, said = score + cost, word
            tail = tail[-LONGEST:]
            borders = (*borders[1 - LONGEST :], (best + extra, said))
            before, cost = heard(before, character)
            joint += cost
        return tail, borders, before, joint

    def mean(self, text: str) -> float:
        """What the words of `text` cost: nats a character."""
        return self.read(START, text)[1][-1][0] / max(1, len(text))

    def roughest(self, before: str, text: str) -> float:
        """What the least likely three characters in a row of `text`, read behind `before`, say: natural log."""
        state = self.read(START, before)
        heard = [likelihood(state), *(likelihood(state := self.read(state, character)) for character in text)]
        return min(heard[at] - heard[max(0, at - 3)] for at in range(1, len(heard))) if text else 0.0

    def is_rare(self, text: str) -> bool:
        """Whether `text` holds a character that hardly ever stands anywhere."""
        return any(_single(key(character)) < RARE for character in text)

    def between(self, state: State, choice: Choice, following: str, count: int) -> list[tuple[int, str]]:
        """The `count` of `choice` that stand best between what was read and the character `following` (or nothing)."""
        asked = (state[2], choice, following, count)
        if (known := self._between.get(asked)) is not None:
            return known
        share, before, after = self._ngrams.share, state[2], plain(following)
        fits = [(share(before, written), written, option) for written, option in choice.known]
        if after:  # only of those that may stand there at all is it asked what follows
            likely = nlargest(_OPEN * count, fits)
            fits = [(fit * share(before[-1:] + written, after), written, option) for fit, written, option in likely]
        found = [option for _, _, option in nlargest(count, fits)]
        self._between[asked] = found
        return found

    def likely(self, state: State, choice: Choice) -> set[tuple[int, str]]:
        """Those of `choice` that may follow `state`: the common ones and what completes a word."""
        found = set(choice.common())
        for length in range(1, LONGEST):
            beginning = state[0][-length:]
            for extensions in (_extensions(), self._own_extensions):
                if beginning in extensions:
                    found.update(choice.completing(extensions[beginning]))
        return found


@cache
def _written(character: str) -> tuple[str, float]:
    """(the form of `character` that words are kept in, natural log of how much rarer this form is)."""
    return key(character).translate(_CURLY), _RARER.get(character, 0.0)


def _single(character: str) -> float:
    return _words().get(character) or _alone(character)


@cache
def _alone(character: str) -> float:
    """A character that no word count knows."""
    if character.isascii() and character.isalnum():
        return _LATIN
    if "一" <= character <= "鿿":
        return _UNKNOWN
    return _UNKNOWN + 3


def own_words(text: str) -> dict[str, float]:
    """What a text says more than once, as words of its own: two to four characters, with their share."""
    counts: Counter[str] = Counter()
    total = 0
    for run in _RUN.findall(text):
        line = fold(run)
        total += len(line)
        for length in (2, 3, 4):
            counts.update(line[at : at + length] for at in range(len(line) - length + 1))
    return dict(_shares(counts.items(), max(total, 2000)))


def _shares(counts: Iterable[tuple[str, int]], total: int) -> Iterable[tuple[str, float]]:
    for word, count in counts:
        if count >= 2:
            yield word, math.log((count - 0.5) / total) - 1.0
