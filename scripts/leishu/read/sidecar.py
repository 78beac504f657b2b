"""`NAME.source.yml`: what people know about a received file. Read with its schema, written with room to fill in."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date

from leishu.model import HANS, HANT, HANT_HK, HANT_TW, LangTag, Provenance, Settlement
from leishu.problems import Problem
from leishu.records import Key, Kind, Record, check_record, dump_record, parse_record

SUFFIX = ".source.yml"
REGIONS = (HANS, HANT, HANT_TW, HANT_HK)
KEYS = (
    Key("title"),
    Key("author", Kind.TEXTS),
    Key("translator", Kind.TEXTS),
    Key("publisher"),
    Key("url"),
    Key("licence"),
    Key("published", Kind.DATE),
    Key("retrieved", Kind.DATE),
    Key("encoding"),
    Key("region", choices=tuple(REGIONS)),
    Key("naive", Kind.FLAG),
    Key("sha256"),
    Key("repairs", Kind.MAP),
)
_TO_FILL = {
    "title": "标题 title",
    "author": "作者 author",
    "translator": "译者 translator",
    "publisher": "网站、报刊或出版者 site, paper or house",
    "url": "原文网址 where it was found",
    "licence": "许可，如 CC-BY-4.0；或说明为何可以引用 an SPDX id, or why it may be quoted",
    "published": "发表日期 2024-05-06",
    "retrieved": "取得日期 2024-05-06",
    "encoding": "仅在自动判断有误时填写 only where the choice made is wrong: utf-8, gb18030, big5",
    "region": "仅在自动判断有误时填写 only where detection is wrong: zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK",
}


def read_sidecar(text: str, path: str) -> tuple[Provenance, Record, tuple[Problem, ...]]:
    """The provenance that a sidecar states, its record, and what is wrong with it."""
    record, problems = parse_record(text, path)
    problems += check_record(record, KEYS)
    region = record.text("region")
    provenance = Provenance(
        title=record.text("title"),
        author="、".join(record.texts("author")),
        translator="、".join(record.texts("translator")),
        publisher=record.text("publisher"),
        url=record.text("url"),
        licence=record.text("licence"),
        published=record.date("published"),
        retrieved=record.date("retrieved"),
        encoding=record.text("encoding"),
        region=LangTag(region) if region in REGIONS else None,
        naive=naive if isinstance(naive := record.get("naive"), bool) else None,
    )
    return provenance, record, problems


def settlements(record: Record) -> tuple[tuple[Settlement, ...], tuple[Problem, ...]]:
    """What a sidecar's `repairs` settle, in the order written, and what is wrong there."""
    given = record.get("repairs")
    good: list[Settlement] = []
    problems: list[Problem] = []
    for shown, truth in given.items() if isinstance(given, Mapping) else ():
        place = f"repairs.{shown}"
        if isinstance(shown, str) and isinstance(truth, str):
            good.append(Settlement(shown, truth, record.line(place)))
        else:
            message = f"「{shown}」两边都应为文字 (both sides of a settled repair are text)"
            problems.append(record.problem("MET104", place, message, "请加引号 (put them in quotes)"))
    return tuple(good), tuple(problems)


def settlement_line(shown: str, truth: str) -> str:
    """The line below `repairs:` that settles a damaged run."""
    # JSON's strings are YAML's, and quotes keep every mark and space.
    return f"  {json.dumps(shown, ensure_ascii=False)}: {json.dumps(truth, ensure_ascii=False)}"


def write_sidecar(provenance: Provenance, sha256: str, proposed: Sequence[tuple[str, str]] = ()) -> str:
    """A sidecar with what is known, and a commented line for everything else.

    Args:
        provenance: what is known.
        sha256: of the received bytes.
        proposed: damaged runs that were left, each with what may have stood there.
    """
    known: dict[str, str | date] = {
        field.name: value for field in fields(Provenance) if (value := getattr(provenance, field.name))
    }
    blank = "".join(f"# {key}:  # {words}\n" for key, words in _TO_FILL.items() if key not in known)
    return dump_record({**known, "sha256": sha256}) + blank + "".join(_proposals(proposed))


def _proposals(proposed: Sequence[tuple[str, str]]) -> Iterator[str]:
    if proposed:
        yield "repairs:  # 未能修复之处：改正右边，去掉行首的 # damage that was left: mend the right side, uncomment\n"
    yield from (f"#{settlement_line(shown, truth)}\n" for shown, truth in proposed)


def merged(stated: Provenance, *found: Provenance) -> Provenance:
    """What people state, and where they are silent what was found, the first finder first."""
    found = (stated, *found)
    values = {field.name: [getattr(one, field.name) for one in found] for field in fields(Provenance)}
    return Provenance(**{name: next(filter(None, every), every[0]) for name, every in values.items()})
