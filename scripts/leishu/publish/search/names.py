"""The register of names as sorted files: what is typed is looked up as a beginning, from any word of a name.

A key is a name, folded, without spaces and signs: `01.AI` is `01ai`. Each name gives keys from each of its characters
and words onwards, in writing, in pinyin (`shenduqiusuo`, `qiusuo`) and in initials (`sdqs`), so 求索, `qiusuo` and `qs`
all lead to 深度求索.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from pypinyin import Style, pinyin

from leishu.model import Name
from leishu.publish.search.bounds import separators
from leishu.publish.search.compact import compact, encoded
from leishu.publish.search.form import form
from leishu.publish.search.model import ENTRY, TOPIC, IndexedPage
from leishu.publish.search.sounds import spoken
from leishu.publish.search.tokens import runs

WRITTEN, PINYIN, INITIALS = range(3)
"""How a key was made. In the files, twice this, and one more where the key begins inside of the name."""

_STARTS = 12  # a longer name is a sentence: nobody types its middle
_LONGEST = 24  # code points of a key: more never decides
_SPOKEN = 8  # characters of a name each of which may also be read in its other ways
_WAYS = 3
_INITIALS = 6  # characters of a title that is still typed by its initials, and by all of them
_FILE = 1_600  # bytes of a file, before compression


def key_of(text: str) -> str:
    """The form in which names are compared."""
    return "".join(run if han else "".join(filter(str.isalnum, run)) for han, run in runs(form(text)))


def names_of(title: str, names: Iterable[Name]) -> tuple[str, ...]:
    """The title of a page, then everything else it is called; no two with the same key."""
    found: dict[str, str] = {}
    for text in (title, *(name.text for name in names)):
        found.setdefault(key_of(text), text)
    return tuple(found.values())


def page_keys(names: Sequence[str], kind: int) -> tuple[tuple[str, int, int], ...]:
    """All keys of one page: the key, which name, how; the best way only where one name gives a key twice."""
    best: dict[tuple[str, int], int] = {}
    for which, name in enumerate(names):
        for key, how in keys_of(name, from_within=kind in (ENTRY, TOPIC)):
            best[key, which] = min(how, best.get((key, which), how))
    return tuple((key, which, how) for (key, which), how in best.items())


def keys_of(name: str, *, from_within: bool = True) -> Iterator[tuple[str, int]]:
    """Each key of a name with how it was made.

    Args:
        name: as it is written.
        from_within: also from each of its words on. The title of a text is looked up by its beginning only: the rest
            is found as text.
    """
    written: list[str] = []
    sounded: list[str] = []
    short: list[str] = []
    folded = form(name)
    end = 0
    for han, run in runs(folded):
        start = folded.index(run, end)
        end = start + len(run)
        if han:
            # Read as it was written: 著 is said zhu, and 着, to which it folds, is not.
            syllables = spoken(name[start:end])
            written += run
            sounded += syllables
            short += (syllable[:1] for syllable in syllables)
        else:
            word = "".join(filter(str.isalnum, run))
            written.append(word)
            sounded.append(word)
            short.append(word)
    if from_within and len(written) <= _SPOKEN:
        for at, character in enumerate(written):
            for other in _readings(character):
                if other != sounded[at]:
                    yield "".join((*sounded[:at], other, *sounded[at + 1 :]))[:_LONGEST], PINYIN * 2
    longest = len(written) if from_within else _INITIALS
    starts = range(min(len(written), _STARTS if from_within else 1))
    for at in starts:
        within = int(at > 0)
        yield "".join(written[at:])[:_LONGEST], WRITTEN * 2 + within
        if sounded[at:] != written[at:]:
            sound = "".join(sounded[at:])
            yield sound[:_LONGEST], PINYIN * 2 + within
            if "v" in sound:  # ü: typed as v on most keyboards, as u by those who do not know
                yield sound.replace("v", "u")[:_LONGEST], PINYIN * 2 + within
            if 1 < len(written) - at <= longest:
                yield "".join(short[at:])[:_LONGEST], INITIALS * 2 + within


def _readings(character: str) -> list[str]:
    """How a character is read in one word or another, the usual ways first: 著 is zhu, zhe, zhao."""
    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return found[0][:_WAYS] if found else []


def name_files(pages: Sequence[IndexedPage]) -> tuple[list[bytes], list[str]]:
    """The files, each with the pages it speaks of, and what stands between the files."""
    keys = sorted((key, how, number, which) for number, page in enumerate(pages) for key, which, how in page.keys)
    records = {number: _record(number, pages[number]) for number in {number for _, _, number, _ in keys}}
    starts = _starts([key for key, *_ in keys], [number for _, _, number, _ in keys], records)
    files: list[bytes] = []
    for start, end in pairwise((*starts, len(keys))):
        held = keys[start:end]
        places = {number: place for place, number in enumerate(dict.fromkeys(number for _, _, number, _ in held))}
        rows = compact([part for key, how, number, which in held for part in (key, places[number], which, how)])
        files.append(encoded(f'{{"pages":[{",".join(map(records.__getitem__, places))}],"keys":{rows}}}'))
    return files, separators([(keys[start - 1][0] if start else "", keys[start][0]) for start in starts])


def _starts(keys: Sequence[str], numbers: Sequence[int], records: Mapping[int, str]) -> list[int]:
    """Where files of about `_FILE` bytes begin: near there, at the key that needs the fewest letters to be told.

    Never between two that are the same, so that one file answers for a key.
    """
    starts = [0] if keys else []
    best: tuple[int, int] | None = None
    size = 0
    places: set[int] = set()
    at = 0
    while at < len(keys):
        if size > _FILE * 3 // 4 and keys[at] != keys[at - 1]:
            told = len(separators([(keys[at - 1], keys[at])])[0].encode("utf-8"))
            best = min(best or (told, at), (told, at))
        if size > _FILE * 5 // 4 and best:
            at = best[1]
            starts.append(at)
            best, size, places = None, 0, set()
        if numbers[at] not in places:
            places.add(numbers[at])
            size += len(records[numbers[at]].encode("utf-8"))
        size += len(keys[at].encode("utf-8")) + 12
        at += 1
    return starts


def _record(number: int, page: IndexedPage) -> str:
    named = compact([page.names[1:], page.wrong])[1:-1]
    return f"[{number},{compact([page.url, page.kind, page.entry_kind])[1:-1]},{page.title},{named}]"
