"""The files of an index on disk: compressed once; one that is as it was is taken from the last index."""

import json
import os
import shutil
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_SUFFIX = ".bin"
_MADE = "made.json"
"""What the files were made of. Written last: a folder without it is not whole."""


def packed(sections: Sequence[bytes]) -> bytes:
    """A zlib stream, whose header, unlike gzip's, holds no time and no system; each section compressed by itself."""
    # No window beyond what is there to be found again: to clear a large one takes longer than to compress.
    window = min(15, max(9, sum(map(len, sections)).bit_length()))
    stream = zlib.compressobj(9, wbits=window, memLevel=7)
    *others, last = sections
    parts = [part for one in others for part in (stream.compress(one), stream.flush(zlib.Z_SYNC_FLUSH))]
    return b"".join((*parts, stream.compress(last), stream.flush()))


def report_of(kept: Path) -> dict[str, int] | None:
    """What was told of the index in `kept`; None where there is none, or not all of it."""
    made = _made(kept)
    return made.report if made else None


def write(kept: Path, files: Mapping[str, Sequence[bytes]], report: Mapping[str, int]) -> dict[str, int]:
    """Put an index into the folder `kept`. Returns `report` with how many `files` and `bytes` there are."""
    before = _before(kept)
    shutil.rmtree(kept, ignore_errors=True)
    made: dict[str, str] = {}
    size = 0
    for folder in {name.rpartition("/")[0] for name in files}:
        (kept / folder).mkdir(parents=True, exist_ok=True)
    for name, sections in files.items():
        path = kept / f"{name}{_SUFFIX}"
        made[name] = sha256(b"\0".join(sections)).hexdigest()
        if made[name] in before:
            link(before[made[name]], path)
            size += path.stat().st_size
        else:
            size += path.write_bytes(packed(sections))
    told = {**report, "files": len(files), "bytes": size}
    (kept / _MADE).write_text(json.dumps({"report": told, "files": made}), encoding="utf-8")
    return told


def install(kept: Path, folder: Path) -> None:
    """Link or copy the index in `kept` to `folder`, the only one beside others of its kind."""
    shutil.rmtree(folder.parent, ignore_errors=True)
    shutil.copytree(kept, folder, ignore=shutil.ignore_patterns(_MADE), copy_function=link)


def link(source: Path | str, target: Path | str) -> Path | str:
    """Make `target` the same file as `source`, or a copy of it."""
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, target)
    return target


@dataclass(frozen=True, slots=True)
class _Made:
    report: dict[str, int]
    files: dict[str, str]


def _made(kept: Path) -> _Made | None:
    try:
        return _Made(**json.loads((kept / _MADE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _before(kept: Path) -> dict[str, Path]:
    """The files of the indexes beside `kept`, by a digest of what they were made of."""
    return {
        digest: other / f"{name}{_SUFFIX}"
        for other in sorted(kept.parent.iterdir())
        if other != kept and (made := _made(other))
        for name, digest in made.files.items()
    }
