"""The front matter that each kind of page may have, and how it becomes names and provenance."""

from collections.abc import Iterator, Mapping

from leishu.model import HANS, HANT_HK, HANT_TW, UNDETERMINED, LangTag, Name, NameOrigin, Provenance
from leishu.problems import Problem
from leishu.records import Key, Kind, Record, check_record, texts

KINDS = ("person", "organisation", "technology", "policy", "concept", "product", "event")
"""What an entry may be."""

NO_MEANING = ("none", "无")
"""What `meanings` says where an ambiguous name means no entry."""

_NAME_KEYS: Mapping[str, tuple[LangTag, NameOrigin]] = {
    "zh-Hans": (HANS, NameOrigin.AUTHORED),
    "zh-Hant-TW": (HANT_TW, NameOrigin.AUTHORED),
    "zh-Hant-HK": (HANT_HK, NameOrigin.AUTHORED),
    "en": (LangTag("en"), NameOrigin.AUTHORED),
    "aliases": (UNDETERMINED, NameOrigin.ALIAS),
    "misspellings": (UNDETERMINED, NameOrigin.MISSPELLING),
    "ambiguous": (UNDETERMINED, NameOrigin.AMBIGUOUS),
    "not": (UNDETERMINED, NameOrigin.EXCLUDED),
}

_PAGE_KEYS = (
    Key("title"),
    Key("description"),
    Key("linking", Kind.FLAG),
    # For a name with several meanings, the one that this page means: `meanings: {苹果: apple}`.
    Key("meanings", Kind.MAP),
    # What the page was called before: `redirects: [old-name]`.
    Key("redirects", Kind.TEXTS),
)
_NAMED_KEYS = (
    Key("title", required=True),
    *_PAGE_KEYS[1:],
    Key("names", Kind.MAP, choices=tuple(_NAME_KEYS)),
    # Read by the conversion of variants, by Material for MkDocs.
    Key("conversion", Kind.ANY),
    Key("updated", Kind.DATE),
    Key("hide", Kind.TEXTS),
    Key("icon"),
    Key("status"),
    Key("tags", Kind.TEXTS),
    Key("search", Kind.MAP),
)
_ENTRY_KEYS = (
    *_NAMED_KEYS,
    Key("kind", required=True, choices=KINDS),
    Key("topics", Kind.TEXTS),
    # Words that show that an ambiguous name means this entry.
    Key("context", Kind.TEXTS),
)
_TOPIC_KEYS = (
    *_NAMED_KEYS,
    Key("parent"),
    # Words that sort passages: what tells of the topic, what hints at it, and what it is about.
    Key("terms", Kind.TEXTS),
    Key("hints", Kind.TEXTS),
    Key("about", Kind.TEXTS),
    Key("pinned", Kind.TEXTS),
    Key("banned", Kind.TEXTS),
)


def page_problems(meta: Record) -> tuple[Problem, ...]:
    """What is wrong with the head of a plain page or a source page; keys we do not read are none of our business."""
    known = {key.name: meta[key.name] for key in _PAGE_KEYS if key.name in meta}
    return check_record(Record(meta.path, known, meta.lines, meta.first_line), _PAGE_KEYS)


def entry_problems(meta: Record) -> tuple[Problem, ...]:
    """What is wrong with the head of an entry."""
    return (*check_record(meta, _ENTRY_KEYS), *_name_problems(meta))


def topic_problems(meta: Record) -> tuple[Problem, ...]:
    """What is wrong with the head of a topic."""
    return (*check_record(meta, _TOPIC_KEYS), *_name_problems(meta))


def _name_problems(meta: Record) -> Iterator[Problem]:
    names = meta.get("names")
    for key, value in names.items() if isinstance(names, Mapping) else ():
        given = value if isinstance(value, list) else [value]
        if not all(isinstance(text, str) and text.strip() for text in given):
            hint = "数字请加引号，空项请删去 (put numbers in quotes, drop empty items)"
            yield meta.problem(
                "MET104", f"names.{key}", f"「names.{key}」应为文字或其列表 (text or list of texts)", hint
            )


def names_of(meta: Record) -> tuple[Name, ...]:
    """What an entry or topic is called: its title first, then as given, each text once."""
    title = meta.text("title")
    found = {title: Name(title, HANS, NameOrigin.AUTHORED)} if title else {}
    names = meta.get("names")
    for key, value in names.items() if isinstance(names, Mapping) else ():
        lang, origin = _NAME_KEYS.get(key, (UNDETERMINED, NameOrigin.ALIAS))
        for text in texts(value):
            if text.strip():
                found.setdefault(text.strip(), Name(text.strip(), lang, origin))
    return tuple(found.values())


def key_of_name(meta: Record, text: str) -> str:
    """The key under which a name was given, for the line of a problem: `title` or `names.aliases`."""
    names = meta.get("names")
    for key, value in names.items() if isinstance(names, Mapping) else ():
        if text in (given.strip() for given in texts(value)):
            return f"names.{key}"
    return "title"


def provenance_of(meta: Record) -> Provenance:
    """Where a source page says it came from, whether the keys stand at the top or under `provenance`."""
    nested = meta.get("provenance")
    head = Record(meta.path, {**meta, **nested}, meta.lines) if isinstance(nested, Mapping) else meta
    return Provenance(
        title=head.text("title"),
        author=head.text("author"),
        translator=head.text("translator"),
        publisher=head.text("publisher"),
        url=head.text("url"),
        licence=head.text("licence"),
        published=head.date("published"),
        retrieved=head.date("retrieved"),
        encoding=head.text("encoding"),
        region=LangTag(head.text("region")) if head.text("region") else None,
    )
