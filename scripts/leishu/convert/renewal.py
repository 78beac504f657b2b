"""A page is made, renewed, merged or proposed; never overwritten where people wrote."""

from pathlib import Path

from leishu.config import Settings
from leishu.convert.base import find_generated, keep_generated, merge
from leishu.convert.files import write_whole
from leishu.convert.page import Sealed, digest, passages_of, seal
from leishu.convert.pipeline import convert_source
from leishu.convert.store import (
    Outcome,
    Result,
    is_current,
    note,
    page_path,
    proposal_path,
    propose,
    read_page,
    withdraw,
)
from leishu.errors import SourceError
from leishu.markdown.front_matter import split
from leishu.model import SourceFile, SourceName


def renew(settings: Settings, source: SourceFile) -> Outcome:
    """Make the page of `source` what it should be, keeping what people wrote."""
    try:
        if is_current(settings, source):
            return Outcome(source.name, Result.UNCHANGED)
        return _renew(settings, source)
    except SourceError as error:
        return Outcome(source.name, Result.FAILED, message=str(error))
    except OSError as error:
        place = error.filename or page_path(settings, source.name)
        return Outcome(source.name, Result.FAILED, message=f"{place}: {error.strerror or error}")


def _renew(settings: Settings, source: SourceFile) -> Outcome:
    path = page_path(settings, source.name)
    page = read_page(path)
    base = page.text if page and not page.edited else find_generated(settings, path, page.generated) if page else None
    previous = tuple(text for text in (base, page.text if page else None) if text is not None)
    conversion = convert_source(source, previous)
    new = conversion.page
    keep_generated(settings, new)
    if page and base is None and page.generated == digest(new):
        # The base is nowhere, but it is what would be made now.
        base = new
    text, result, message = _decided(settings, source, page, base, new)
    if result is Result.PROPOSED:
        propose(settings, source.name, seal(text, digest(new)))
    else:
        if result is not Result.UNCHANGED:
            _write_unless_edited(path, page, seal(text, digest(new)))
        note(settings, source, digest(new))
        withdraw(settings, source.name)
    return Outcome(source.name, result, len(conversion.shown), len(conversion.repaired.steps), message)


def _decided(
    settings: Settings, source: SourceFile, page: Sealed | None, base: str | None, new: str
) -> tuple[str, Result, str]:
    """The text to write, what that is called, and what to tell."""
    if page is None:
        return new, Result.CREATED, ""
    if base is not None and digest(base) == digest(new):
        return page.text, Result.UNCHANGED, ""
    if not page.edited:
        return new, Result.RENEWED, ""
    shown = proposal_path(settings, source.name).relative_to(settings.root).as_posix()
    own = page_path(settings, source.name).relative_to(settings.root).as_posix()
    if base is None:
        why = "edited, and the text it was made from is neither in the cache nor in git"
        return new, Result.PROPOSED, f"{own}: {why}: compare it with {shown}, then move that over it"
    merged, clean = merge(page.text, base, new)
    if clean and _is_sound(merged, source.name):
        return merged, Result.MERGED, ""
    why = "edited where the new conversion differs"
    return merged, Result.PROPOSED, f"{own}: {why}: settle the marked places in {shown}, then move that over it"


def _is_sound(text: str, name: SourceName) -> bool:
    """Whether a merge left a page: a head that can be read, and each anchor once."""
    anchors = [passage.anchor for passage in passages_of(text, name)]
    return not split(text, "").problems and len(anchors) == len(set(anchors))


def _write_unless_edited(path: Path, page: Sealed | None, text: str) -> None:
    now = read_page(path)
    if now != page:
        raise SourceError(f"{path}: was edited while it was being converted: run the command again")
    write_whole(path, text)
