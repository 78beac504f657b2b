"""The register of names as sorted files: what is typed is looked up as a beginning, from any word of a name.

A key is a name, folded, without spaces and signs: `01.AI` is `01ai`. Each name gives keys from each of its characters
and words onwards, in writing, in pinyin (`shenduqiusuo`, `qiusuo`) and in initials (`sdqs`), so 求索, `qiusuo` and `qs`
all lead to 深度求索.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

from leishu.model import NameOrigin
from leishu.publish.search.form import form
from leishu.publish.search.model import ENTRY, TOPIC, IndexedPage
from leishu.publish.search.tokens import runs

WRITTEN, PINYIN, INITIALS = range(3)
"""How a key was made. In the files, twice this, and one more where the key begins inside of the name."""

_STARTS = 12  # a longer name is a sentence: nobody types its middle
_LONGEST = 24  # code points of a key: more never decides
_FILE = 7_000  # bytes of a file, before compression


@dataclass(frozen=True, slots=True)
class NameKey:
    """One way to type a name."""

    key: str
    page: int
    name: int
    """Which of the page's names; 0 is its title."""
    how: int


def key_of(text: str) -> str:
    """The form in which names are compared."""
    return "".join(run if han else "".join(filter(str.isalnum, run)) for han, run in runs(form(text)))


def names_of(page: IndexedPage) -> tuple[str, ...]:
    """The title of a page, then everything else it is called; no two with the same key."""
    found: dict[str, str] = {}
    for text in (page.title.text, *(name.text for name in page.names)):
        found.setdefault(key_of(text), text)
    return tuple(found.values())


def wrong_names(page: IndexedPage) -> list[int]:
    """Which of `names_of` are known misspellings."""
    wrong = {name.text for name in page.names if name.origin is NameOrigin.MISSPELLING}
    return [number for number, name in enumerate(names_of(page)) if name in wrong]


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
    for han, run in runs(form(name)):
        if han:
            syllables = lazy_pinyin(run, style=Style.NORMAL, errors=_apart)  # type: ignore[arg-type]
            written += run
            sounded += syllables
            short += (syllable[:1] for syllable in syllables)
        else:
            word = "".join(filter(str.isalnum, run))
            written.append(word)
            sounded.append(word)
            short.append(word)
    starts = range(min(len(written), _STARTS if from_within else 1))
    for at in starts:
        within = int(at > 0)
        yield "".join(written[at:])[:_LONGEST], WRITTEN * 2 + within
        if sounded[at:] != written[at:]:
            sound = "".join(sounded[at:])
            yield sound[:_LONGEST], PINYIN * 2 + within
            if "v" in sound:  # ü: typed as v on most keyboards, as u by those who do not know
                yield sound.replace("v", "u")[:_LONGEST], PINYIN * 2 + within
            if len(written) - at > 1:
                yield "".join(short[at:])[:_LONGEST], INITIALS * 2 + within


def _apart(unread: str) -> list[str]:
    """Characters without a reading stand for themselves, one by one (pypinyin takes lists; its types do not say so)."""
    return list(unread)


def name_keys(pages: Sequence[IndexedPage]) -> list[NameKey]:
    """All keys of all pages, sorted; the best way only where one name gives one key twice."""
    best: dict[tuple[str, int, int], int] = {}
    for number, page in enumerate(pages):
        for which, name in enumerate(names_of(page)):
            for key, how in keys_of(name, from_within=page.kind in (ENTRY, TOPIC)):
                place = (key, number, which)
                best[place] = min(how, best.get(place, how))
    return sorted((NameKey(*place, how) for place, how in best.items()), key=lambda k: (k.key, k.how, k.page, k.name))


def name_files(keys: Iterable[NameKey], record: Callable[[int], object]) -> tuple[list[dict[str, object]], list[str]]:
    """The files, each with the pages it speaks of, and the first key of each file."""
    files: list[dict[str, object]] = []
    firsts: list[str] = []
    places: dict[int, int] = {}
    records: list[object] = []
    rows: list[object] = []
    room = 0
    last = ""
    for key in keys:
        # A key never spreads over two files, so that one file answers for it.
        if not files or (room < 0 and key.key != last):
            records, rows, places = [], [], {}
            files.append({"pages": records, "keys": rows})
            firsts.append(key.key)
            room = _FILE
        last = key.key
        if key.page not in places:
            places[key.page] = len(records)
            found = record(key.page)
            records.append(found)
            room -= len(str(found).encode("utf-8"))
        rows += (key.key, places[key.page], key.name, key.how)
        room -= len(key.key.encode("utf-8")) + 12
    return files, firsts
