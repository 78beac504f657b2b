"""Names of entries that a source's conversion to the canonical script would spoil: 王乾德 would be 王干德.

Few are: only those are looked after that come back otherwise than they went out. They are remembered in build/cache/,
since working them out takes the converters, which nobody should wait for where nothing changed.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from leishu.config import Settings
from leishu.convert.files import write_whole
from leishu.convert.site import site_lines
from leishu.convert.stamp import program_stamp
from leishu.knowledge.schema import names_of
from leishu.markdown.front_matter import split
from leishu.model import HANS, HANT, HANT_HK, HANT_TW, UNDETERMINED, NameOrigin, SourceFile
from leishu.problems import Problem
from leishu.read.sources import load_sources

_KINDS = ("person", "organisation", "policy", "product", "event")
_ORIGINS = (NameOrigin.AUTHORED, NameOrigin.ALIAS)


def named_sources(settings: Settings) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """The sources of a knowledge base, each with the names to look after and the lines of its site.

    And what is wrong with them.
    """
    sources, problems = load_sources(settings.root)
    names = kept_names(settings) if sources else ()
    site = site_lines(settings, sources)
    return tuple(replace(source, names=names, site=site.get(source.name, ())) for source in sources), problems


def kept_names(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Names in Traditional, and what they are in the canonical script."""
    names = sorted(set(_names(settings.docs / "entries")))
    digest = hashlib.sha256("\0".join((program_stamp(), *names)).encode("utf-8")).hexdigest()
    memory = settings.build / "cache" / "names.json"
    kept = _remembered(memory, digest)
    if kept is None:
        kept = tuple(sorted(set(_spoilt(names)))) if names else ()
        write_whole(memory, json.dumps({"names": digest, "kept": kept}, ensure_ascii=False))
    return kept


def _remembered(memory: Path, digest: str) -> tuple[tuple[str, str], ...] | None:
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
        return tuple((name, kept) for name, kept in known["kept"]) if known["names"] == digest else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _names(folder: Path) -> Iterator[str]:
    """What entries whose name is a name are called in the canonical script."""
    for path in sorted(folder.glob("**/*.md")):
        try:
            meta = split(path.read_text(encoding="utf-8-sig"), path.name).meta
        except (OSError, UnicodeDecodeError):
            continue  # `leishu check` tells
        if meta.text("kind") in _KINDS:
            for name in names_of(meta):
                if name.lang in (HANS, UNDETERMINED) and name.origin in _ORIGINS and not name.text.isascii():
                    yield name.text


def _spoilt(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Those names that do not come back from Traditional as they were."""
    # Half a second of loading, for which nobody should wait where no name is new.
    from leishu.hanzi.conversion import conversion_for  # noqa: PLC0415
    from leishu.hanzi.names import SURNAMES  # noqa: PLC0415
    from leishu.hanzi.quotes import Quotes  # noqa: PLC0415

    for region in (HANT_TW, HANT_HK, HANT):
        there = conversion_for(HANS, region, quotes=Quotes.KEEP)
        back = conversion_for(region, HANS, quotes=Quotes.KEEP)
        for name in names:
            kept = name[0] in SURNAMES
            form = name[0] + there(name[1:]) if kept else there(name)
            if back(form) != name:
                yield form, name
