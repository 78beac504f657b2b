"""Words by their sound, for a question that was typed with a wrong homophone: 开原 is said like 开源.

Readings are those of pypinyin, without tones, one for each character: the browser has no more to go by. A word is what
rjieba cuts out of the site's own text, so that only words come back which can be found.
"""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence

import rjieba
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.seg.mmseg import seg

from leishu.publish.search.bounds import separators, told
from leishu.publish.search.compact import compact, encoded

_LONGEST = 4  # characters of a word: the browser asks for no more at once
_FILE = 4_000  # bytes of a file, before compression
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0302\u0304\u030c"))
COMMON = "".join(
    bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)
)
"""The characters of slips: GB 2312, level 1, in its order."""


def readings(present: Iterable[str]) -> dict[str, str]:
    """How characters are mostly read: those `present` on the site, and the common ones."""
    read = [character for character in sorted({*present, *COMMON}) if ord(character) in PINYIN_DICT]
    return dict(zip(read, _toneless(map(_reading, read)), strict=True))


def spoken(text: str) -> list[str]:
    """The syllable of each character of a text as it is read there; a character without one stands for itself.

    The same as pypinyin's `lazy_pinyin`, from its own segmenter and tables, in a third of the time.
    """
    read: list[str] = []
    for word in seg.cut(text):
        known = PHRASES_DICT.get(word)
        read += [ways[0] for ways in known] if known else map(_reading, word)
    return _toneless(read)


def _reading(character: str) -> str:
    return str(PINYIN_DICT.get(ord(character), character)).partition(",")[0]


def _toneless(syllables: Iterable[str]) -> list[str]:
    together = unicodedata.normalize("NFD", " ".join(syllables))
    return together.replace("u\u0308", "v").translate(_TONES).split(" ") if together else []


def sounds_file(sounds: Mapping[str, str], typed: Collection[str], first: Sequence[str]) -> bytes:
    """What a browser needs to go by the ear, as JSON.

    GB 2312 has its first level sorted by sound, and a browser can list it: so `stretches` says of each stretch that is
    read alike the syllable and how many characters. `others` says of each syllable which characters are mostly read so
    that stand elsewhere there, or, being `typed`, nowhere. `firsts` is what stands `first` in each of the `word_files`.
    """
    stretches: list[tuple[str, list[str]]] = []
    for character in COMMON:
        ways = _toneless(PINYIN_DICT[ord(character)].split(","))
        last = stretches[-1][0] if stretches else ""
        if last not in ways:
            last = min((way for way in ways if way > last), default=ways[0])
            stretches.append((last, []))
        stretches[-1][1].append(character)
    standing = {character: sound for sound, characters in stretches for character in characters}
    others: dict[str, list[str]] = {}
    for character, sound in sounds.items():
        if character in typed and sound != standing.get(character):
            others.setdefault(sound, []).append(character)
    parts = {
        "stretches": " ".join(f"{sound}{len(characters)}" for sound, characters in stretches),
        "others": " ".join(f"{sound}{''.join(others[sound])}" for sound in sorted(others)),
        "firsts": told(first),
    }
    return encoded(compact(parts))


def words_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The words of folded texts that may be meant by their sound, each once."""
    return tuple(sorted({word for word in rjieba.cut("\n".join(texts)) if 1 < len(word) <= _LONGEST}))


def word_files(words: Iterable[str], sounds: Mapping[str, str]) -> tuple[list[bytes], list[str]]:
    """Words sorted by sound into files, and what stands between the files.

    A line is the syllables with spaces between, a tab, and the words with spaces between.
    """
    said: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        if all(character in sounds for character in word):
            said.setdefault(" ".join(sounds[character] for character in word), []).append(word)
    files: list[list[str]] = []
    borders: list[tuple[str, str]] = []
    room = 0
    last = ""
    for sound in sorted(said):
        if not files or room < 0:
            files.append([])
            borders.append((last, sound))
            room = _FILE
        files[-1].append(f"{sound}\t{' '.join(said[sound])}")
        room -= len(files[-1][-1].encode("utf-8"))
        last = sound
    return [encoded("\n".join(lines)) for lines in files], separators(borders)
