"""The program's own files that every base holds a copy of: the theme in overrides/, and the hook.

They go with the release that wrote them: the search box reads an index of one format, the templates name what the pages
hold. So a base writes down what it was given, by digest, in `.leishu.sha256` (in the form of sha256sum; it belongs in
git): a copy that is as it was given can be replaced; one that is not was changed by people, and is theirs.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from leishu.config import FILE
from leishu.convert.base import merge
from leishu.convert.files import write_whole
from leishu.convert.git import brought_with, history
from leishu.errors import SettingsError

RECORD = ".leishu.sha256"
HOOK = "scripts/mkdocs_hook.py"
_STABLE = b"leishu.hook"
"""Where a hook finds, in every release, what it calls."""


class Renewal(StrEnum):
    """What became of a copy."""

    ADDED = "added"
    REPLACED = "replaced"
    MERGED = "merged"
    """Its changes by people and those of the program, without conflict."""
    SET_ASIDE = "set aside"
    """Left as people made it; the program's stands beside it."""
    REMOVED = "removed"
    """The program has it no more, and nobody had changed it."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """One copy, and what was done."""

    name: str
    """Its path below the root of the base."""
    renewal: Renewal
    beside: str = ""
    """Where SET_ASIDE: the path of the program's."""

    def __str__(self) -> str:
        if self.renewal is Renewal.SET_ASIDE:
            return f"{self.name}: changed by people, left as it is: compare it with {self.beside}, then delete that"
        return f"{self.name}: {self.renewal}"


def walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    """The files of a folder of the package, each with its path, in order."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from walk(item, f"{prefix}{item.name}/")
        elif not item.name.endswith(".pyc"):
            yield prefix + item.name, item


def originals() -> dict[str, bytes]:
    """The files that bases get a copy of, by path. In a wheel they lie in the starter; in a clone, at its top.

    Raises SettingsError where they are not there.
    """
    root: Traversable = files("leishu") / "starter"
    if not (root / "overrides").is_dir():
        root = clone = Path(str(files("leishu"))).parents[1]
        if not (clone / FILE).is_file():
            raise SettingsError("this installation lacks the theme's files: install Leishu again")
    found = dict(walk(root / "overrides", "overrides/"))
    found[HOOK] = root / "scripts" / "mkdocs_hook.py"
    return {name: file.read_bytes() for name, file in found.items()}


def record_of(given: Mapping[str, bytes]) -> bytes:
    """The record of the copies that were given."""
    return "".join(f"{_digest(data)}  {name}\n" for name, data in sorted(given.items())).encode("utf-8")


def require_current(root: Path) -> None:
    """Let pass a base whose copies are of this release, or kept by people who have seen what is new.

    Raises SettingsError where one is not, or where the hook is one that no later release need know.
    """
    given = _recorded(root)
    # Who has no record and lacks a file need not have wanted it.
    fine = set() if given else {""}
    digests = {name: _digest(data) for name, data in originals().items()}
    due = [
        name for name, new in digests.items() if given.get(name) != new and _digest_at(root / name) not in {new, *fine}
    ]
    if due:
        more = f" and {len(due) - 1} more are" if due[1:] else " is"
        raise SettingsError(f"{root / due[0]}{more} not of this release of Leishu: run 'leishu upgrade'")
    hook = root / HOOK
    if hook.is_file() and _STABLE not in hook.read_bytes():
        remedy = "move it away and run 'leishu upgrade', which writes the one that does"
        raise SettingsError(f"{hook} does not import what it calls from {_STABLE.decode()}: {remedy}")


def renew_copies(root: Path) -> tuple[Renewed, ...]:
    """Make the copies in `root` those of this program, keeping what people changed; what was done, a copy each.

    Raises SettingsError where the record cannot be read.
    """
    # What came into git together with the hook is what `init` had written.
    recorded = _recorded(root)
    given = recorded or {name: _digest(data) for name, data in brought_with(root, root / HOOK, "overrides").items()}
    ours = originals()
    done = [one for name, data in ours.items() if (one := _renew(root, name, data, given.get(name, "")))]
    for name in sorted(recorded.keys() - ours.keys()):
        if _digest_at(root / name) == given[name]:
            (root / name).unlink()
            done.append(Renewed(name, Renewal.REMOVED))
    # Last: where this is interrupted, the next run finds the copies that are done as they should be.
    record = record_of(ours)
    if not (root / RECORD).is_file() or (root / RECORD).read_bytes() != record:
        write_whole(root / RECORD, record)
    return tuple(done)


def _renew(root: Path, name: str, data: bytes, given: str) -> Renewed | None:
    path = root / name
    now, new = _digest_at(path), _digest(data)
    if now and new in (now, given):
        return None
    if now in ("", given):
        write_whole(path, data)
        return Renewed(name, Renewal.REPLACED if now else Renewal.ADDED)
    if (merged := _merged(root, path, data, given)) is not None:
        write_whole(path, merged)
        return Renewed(name, Renewal.MERGED)
    beside = _free(root, name, (given, new))
    write_whole(root / beside, data)
    return Renewed(name, Renewal.SET_ASIDE, beside)


def _merged(root: Path, path: Path, data: bytes, given: str) -> bytes | None:
    """What people made of a copy, with what is new; None for a conflict, or where git does not hold what was given."""
    former = next((text for text in history(root, path) if _digest(text) == given), None) if given else None
    if former is None:
        return None
    try:
        sides = [_lines(text).decode("utf-8") for text in (path.read_bytes(), former, data)]
    except UnicodeDecodeError:
        return None
    text, clean = merge(*sides)
    return text.encode("utf-8") if clean else None


def _free(root: Path, name: str, ours: tuple[str, ...]) -> str:
    """A name beside that of a copy under which nothing of people's stands."""
    number = 1
    while _digest_at(root / (beside := f"{name}.new{number if number > 1 else ''}")) not in ("", *ours):
        number += 1
    return beside


def _recorded(root: Path) -> dict[str, str]:
    """The digests of the copies as they were given; empty for a base of before there was a record."""
    path = root / RECORD
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        given = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    except FileNotFoundError:
        return {}
    except ValueError:
        given = {"": ""}
    # A line that leads out of the base is none that we wrote.
    if not all(name == HOOK or (name.startswith("overrides/") and ".." not in name.split("/")) for name in given):
        remedy = "take it from git, or delete it and run 'leishu upgrade'"
        raise SettingsError(f"{path}: not lines of DIGEST and path: {remedy}")
    return given


def _digest_at(path: Path) -> str:
    return _digest(path.read_bytes()) if path.is_file() else ""


def _digest(data: bytes) -> str:
    return hashlib.sha256(_lines(data)).hexdigest()


def _lines(data: bytes) -> bytes:
    """Git may have given the lines other ends."""
    return data.replace(b"\r\n", b"\n")
