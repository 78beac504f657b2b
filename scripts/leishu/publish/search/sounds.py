"""Words by their sound, for a question that was typed with a wrong homophone: 开原 is said like 开源.

Readings are those of pypinyin, without tones. A word is what rjieba cuts out of the site's own text, so that only words
come back which can be found.
"""

from collections.abc import Iterable

import rjieba
from pypinyin import Style, lazy_pinyin

from leishu.publish.search.tokens import runs

_LONGEST = 4  # characters of a word: the browser asks for no more at once
_FILE = 8_000  # bytes of a file, before compression


def characters_by_sound(present: Iterable[str]) -> bytes:
    """A line for each syllable: the syllable, then the characters that are mostly read so.

    Besides those `present` on the site these are the common ones, level 1 of GB 2312: a slip is made with one of them.
    """
    common = (bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    lines: dict[str, list[str]] = {}
    for character in sorted({*present, *common} - {""}):
        for sound in lazy_pinyin(character, style=Style.NORMAL, errors="ignore"):
            lines.setdefault(sound, []).append(character)
    return "\n".join(f"{sound} {''.join(lines[sound])}" for sound in sorted(lines)).encode("utf-8")


def word_files(texts: Iterable[str]) -> tuple[list[bytes], list[str]]:
    """The words of folded texts, sorted by sound into files, and the first sound of each file.

    A line is the syllables with spaces between, a tab, and the words with spaces between.
    """
    words: set[str] = set()
    for text in texts:
        for han, run in runs(text):
            if han:
                words.update(word for word in rjieba.cut(run) if 1 < len(word) <= _LONGEST)
    said: dict[str, list[str]] = {}
    for word in sorted(words):
        sound = " ".join(lazy_pinyin(word, style=Style.NORMAL, errors="ignore"))
        said.setdefault(sound, []).append(word)
    files: list[list[str]] = []
    firsts: list[str] = []
    room = 0
    for sound in sorted(said):
        if not files or room < 0:
            files.append([])
            firsts.append(sound)
            room = _FILE
        files[-1].append(f"{sound}\t{' '.join(said[sound])}")
        room -= len(files[-1][-1].encode("utf-8"))
    return ["\n".join(lines).encode("utf-8") for lines in files], firsts
