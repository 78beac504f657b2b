"""The pages of docs/sources/ as files: where they are, what became of them, whether one is what it should be.

Light on purpose: where nothing changed, a command needs this and no library of the first half (`renewal` does).
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from leishu.config import Settings
from leishu.convert.files import write_whole
from leishu.convert.page import Sealed, unseal
from leishu.convert.stamp import stamp_of
from leishu.errors import SourceError
from leishu.model import SourceFile, SourceName


class Result(StrEnum):
    """What became of a page."""

    UNCHANGED = "unchanged"
    CREATED = "created"
    RENEWED = "renewed"
    """Nobody had edited it."""
    MERGED = "merged"
    """People's edits and what is new, without conflict."""
    PROPOSED = "proposed"
    """Left untouched; a person decides between it and the proposal."""
    FAILED = "failed"
    """The source could not be read; its page, if any, was left untouched."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source's page."""

    name: SourceName
    result: Result
    passages: int = 0
    repairs: int = 0
    message: str = ""
    """For PROPOSED and FAILED: what is wrong and what to do, in one line."""


def page_path(settings: Settings, name: SourceName) -> Path:
    """Where the page of a source is."""
    return settings.docs / "sources" / f"{name}.md"


def proposal_path(settings: Settings, name: SourceName) -> Path:
    """Where a page is proposed."""
    return settings.build / "proposals" / f"{name}.md"


def read_page(path: Path) -> Sealed | None:
    """A page's text and seal; None where there is no page.

    Raises SourceError where it is not UTF-8: a page that cannot be read must not be taken for one that is not there.
    """
    try:
        return unseal(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}: byte {error.start} is not UTF-8: save the page as UTF-8") from None


def is_current(settings: Settings, source: SourceFile) -> bool:
    """Whether the page of `source` is what the program would make of it, edited or not. Reads no more than digests."""
    page = read_page(page_path(settings, source.name))
    if page is None or not page.generated:
        return False
    stamp = stamp_of(source)
    return page.converter == stamp or _read(_note_path(settings, source.name)) == f"{stamp} {page.generated}\n"


def note(settings: Settings, source: SourceFile, generated: str) -> None:
    """Remember that this program makes this text of this source, so that next time it need not be made."""
    write_whole(_note_path(settings, source.name), f"{stamp_of(source)} {generated}\n")


def propose(settings: Settings, name: SourceName, text: str) -> None:
    """Write a proposal, unless somebody is at work on the one that is there."""
    if not proposal_path(settings, name).exists() or _is_untouched(settings, name):
        write_whole(proposal_path(settings, name), text)
        write_whole(_proposed_path(settings, name), _digest(text.encode("utf-8")))


def withdraw(settings: Settings, name: SourceName) -> None:
    """Take back a proposal that is settled, unless somebody has written in it."""
    if _is_untouched(settings, name):
        proposal_path(settings, name).unlink()


def _is_untouched(settings: Settings, name: SourceName) -> bool:
    path = proposal_path(settings, name)
    return path.is_file() and _digest(path.read_bytes()) == _read(_proposed_path(settings, name))


def _note_path(settings: Settings, name: SourceName) -> Path:
    return settings.build / "cache" / "converted" / name


def _proposed_path(settings: Settings, name: SourceName) -> Path:
    return settings.build / "cache" / "proposed" / name


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
