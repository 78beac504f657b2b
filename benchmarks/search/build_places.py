"""Make `scripts/leishu/publish/search/places.txt`: places, languages and currencies as the regions call them.

Origin: Unicode CLDR, by way of Babel 2.18.0 (https://cldr.unicode.org, Unicode Licence v3).
Run:    uv run --with babel==2.18.0 python benchmarks/search/build_places.py

The same input gives the same bytes.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, __version__

from leishu.publish.search.form import form

TARGET = Path(__file__).resolve().parents[2] / "scripts" / "leishu" / "publish" / "search" / "places.txt"
LOCALES = tuple(map(Locale.parse, ("zh_Hans_CN", "zh_Hant_TW", "zh_Hant_HK")))
NOTICE = f"""\
# Places, languages and currencies that the mainland, Taiwan and Hong Kong name differently, one group a line.
# Made by benchmarks/search/build_places.py from Unicode CLDR, as Babel {__version__} has it (https://cldr.unicode.org).
# Unicode Licence v3. Copyright (c) 1991-2025 Unicode, Inc. Provided "as is", without warranty of any kind; the notice
# is at https://www.unicode.org/license.txt
"""
_WORD = re.compile(r"[\u4e00-\u9fff]{2,6}")
# Also words by themselves, or parts of common ones (自由市 of 自由市场); a station or a state's town is no word.
_ORDINARY = {
    "中美",
    "北美",
    "昭和",
    "自由市",
    "开云",
    "通用",
    "国际文",
    "逻辑文",
    "加勒比",
    "戴维斯",
    "斯坦利",
    "史丹利",
    "萨摩亚",
}
_NO_NAME = re.compile(r"[州站]|未知|伪|測試|多语种|区域")


def rows() -> Iterator[tuple[str, ...]]:
    """What each of the locales calls a thing."""
    territories = [{code: name for code, name in one.territories.items() if code.isalpha()} for one in LOCALES]
    zones = [{key: zone.get("city", "") for key, zone in one.time_zones.items()} for one in LOCALES]
    for tables in (
        territories,
        zones,
        [one.languages for one in LOCALES],
        [one.currencies for one in LOCALES],
    ):
        for key in sorted(tables[0]):
            yield tuple(table.get(key, "") for table in tables)


def main() -> None:
    """Write the groups that have two ways of saying it."""
    lines: dict[str, None] = {}
    for row in rows():
        named = {form(word): word for word in row if _WORD.fullmatch(word) and not _NO_NAME.search(word)}
        if len(named) > 1 and not _ORDINARY & named.keys():
            lines[" ".join(named.values())] = None
    TARGET.write_text(NOTICE + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} groups, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
