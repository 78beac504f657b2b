"""What the texts of one site have in common at their edges: menus, calls to share, the names of columns.

Finding it decodes every text of the site, so the edges of each are kept in `build/cache/edges/` under its digest.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from leishu.config import Settings
from leishu.convert.files import write_whole
from leishu.convert.stamp import program_stamp
from leishu.errors import SourceError
from leishu.model import Provenance, SourceFile, SourceName

_LEAST, _MOST = 3, 24
"""How many texts tell what is common to a site, and how many are looked at: more say the same."""


def site_lines(settings: Settings, sources: Iterable[SourceFile]) -> Mapping[SourceName, tuple[tuple[str, int], ...]]:
    """For each source of a site with several: the lines at the edges of `_LEAST` of its texts, and of how many.

    Lines are by their keys (see `repair.furniture`). A site is the host of an address; else who published the text.
    """
    sites: dict[str, list[SourceFile]] = {}
    for source in sorted(sources, key=lambda source: source.name):
        if site := _site(source.provenance):
            sites.setdefault(site, []).append(source)
    out: dict[SourceName, tuple[tuple[str, int], ...]] = {}
    for several in sites.values():
        if len(several) >= _LEAST:
            common = _common(settings, several[:_MOST])
            out |= {source.name: common for source in several}
    return out


def _site(provenance: Provenance) -> str:
    try:
        host = urlsplit(provenance.url).hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.") or provenance.publisher


def _common(settings: Settings, several: Sequence[SourceFile]) -> tuple[tuple[str, int], ...]:
    counts = Counter(line for source in several for line in _edges(settings, source))
    return tuple(sorted((line, count) for line, count in counts.items() if count >= _LEAST))


def _edges(settings: Settings, source: SourceFile) -> Sequence[str]:
    path = settings.build / "cache" / "edges" / f"{source.sha256}.json"
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["program"] == program_stamp():
            return [str(line) for line in kept["lines"]]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    lines = _found(source)
    write_whole(path, json.dumps({"program": program_stamp(), "lines": lines}, ensure_ascii=False))
    return lines


def _found(source: SourceFile) -> list[str]:
    # A second of loading, for which nobody should wait where every text is known.
    from leishu.read.formats import read  # noqa: PLC0415
    from leishu.repair.furniture import edges  # noqa: PLC0415

    try:
        return sorted(edges(read(source).text))
    except SourceError:
        return []  # told where it is converted
