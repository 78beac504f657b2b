"""`leishu add`: a file becomes a source: copied byte for byte, with its record and its page, or nothing at all."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from leishu.config import Settings
from leishu.convert.files import write_whole
from leishu.convert.names import named_sources
from leishu.convert.pipeline import convert_source
from leishu.convert.record import record_of
from leishu.convert.renewal import renew
from leishu.convert.site import site_lines
from leishu.convert.store import Outcome, Result, page_path
from leishu.errors import SourceError
from leishu.model import Provenance, SourceFile, SourceName
from leishu.read.formats import FORMATS, format_of
from leishu.read.sidecar import SUFFIX, write_sidecar
from leishu.read.sources import find_source, is_name, load_sources
from leishu.slugs import slug_of


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file."""

    source: SourceFile
    """As it stands in sources/ now."""
    outcome: Outcome | None
    """Of its page; None where the same bytes were there before."""
    left: int = 0
    """How many damaged runs wait for a person to settle them."""


def add_file(settings: Settings, file: Path, given: Provenance, name: str = "") -> Added:
    """Take `file` in as a source, under `name` or a slug of its title, with what is `given` about it.

    Raises SourceError, and leaves everything as it was, where that cannot be.
    """
    data = _received(settings, file)
    digest = hashlib.sha256(data).hexdigest()
    folder = settings.sources
    if settings.root.resolve() not in folder.resolve().parents:
        raise SourceError(f"{folder}: leads outside of the project: make it a folder of its own")
    in_place = file.resolve().parent == folder.resolve()
    if known := _same_bytes(folder, data, file if in_place else None):
        return Added(SourceFile(SourceName(known.stem), f"sources/{known.name}", data, digest, given), None)
    draft = SourceFile(SourceName(""), f"sources/{file.name}", data, digest, given)
    around = site_lines(settings, (*load_sources(settings.root)[0], draft))
    try:
        conversion = convert_source(replace(draft, site=around.get(draft.name, ())))
    except SourceError as error:
        raise SourceError(str(error).replace(draft.path, str(file), 1)) from None
    found = conversion.provenance
    provenance = replace(found, title=found.title or file.stem, encoding=given.encoding, region=given.region)
    chosen = file.stem if in_place else name or slug_of(provenance.title)
    _refuse_name(settings, chosen, file if in_place else None)
    path = file if in_place else folder / f"{chosen}{file.suffix.lower()}"
    source = SourceFile(SourceName(chosen), f"sources/{path.name}", data, digest, provenance)
    proposed = tuple(dict.fromkeys(line.proposal for line in record_of(conversion).left))
    return Added(source, _placed(settings, source, path, proposed, in_place=in_place), len(proposed))


def _received(settings: Settings, file: Path) -> bytes:
    try:
        if not file.is_file():
            why = "is a folder: give one file" if file.is_dir() else "no such file"
            raise SourceError(f"{file}: {why}")
        format_of(file.name)
        limit = settings.source_bytes
        size = file.stat().st_size
        if size > limit:
            raise SourceError(f"{file}: {size:,} bytes are more than limits.source_bytes in leishu.yml ({limit:,})")
        data = file.read_bytes()
    except OSError as error:
        raise SourceError(f"{file}: cannot be read: {error.strerror}") from None
    if not data.strip():
        raise SourceError(f"{file}: is empty: get it again")
    return data


def _same_bytes(folder: Path, data: bytes, itself: Path | None) -> Path | None:
    """The source that holds the same bytes; a file that lies in sources/ without its record is not one yet."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix.lower() in FORMATS and path.is_file() and path.stat().st_size == len(data):
            begun = itself is not None and path.resolve() == itself.resolve()
            recorded = path.with_name(path.stem + SUFFIX).exists()
            if path.read_bytes() == data and (recorded or not begun):
                return path
    return None


def _refuse_name(settings: Settings, name: str, itself: Path | None) -> None:
    if not is_name(name):
        proposal = slug_of(name) if is_name(slug_of(name)) else f"{slug_of(name)}-1"
        raise SourceError(f"{name!r} is not a name: use small letters, digits and hyphens, such as --name {proposal}")
    claimed = (*settings.sources.glob(f"{name}.*"), page_path(settings, SourceName(name)))
    taken = next((path for path in claimed if path.exists() and not (itself and path.samefile(itself))), None)
    if taken:
        shown = taken.relative_to(settings.root).as_posix()
        raise SourceError(f"the name '{name}' is taken by {shown}: give another one with --name")


def _placed(
    settings: Settings, source: SourceFile, path: Path, proposed: Sequence[tuple[str, str]], *, in_place: bool
) -> Outcome:
    sidecar = path.with_name(source.name + SUFFIX)
    made = [sidecar] if in_place else [path, sidecar]
    try:
        if not in_place:
            write_whole(path, source.data)
        write_whole(sidecar, write_sidecar(source.provenance, source.sha256, proposed))
        known = find_source(source.name, *named_sources(settings))
        return _made(renew(settings, known))
    except BaseException:
        # Nothing half-done: also when somebody presses Ctrl-C.
        for file in made:
            file.unlink(missing_ok=True)
        raise


def _made(outcome: Outcome) -> Outcome:
    if outcome.result is not Result.CREATED:
        raise SourceError(outcome.message or f"{outcome.name}: its page appeared just now: add it again")
    return outcome
