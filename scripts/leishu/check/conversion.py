"""The review queue: every place where the conversion is in doubt, by word, newest first.

With a revision to compare with, only what is new since: the places that were not in doubt there. That is not the same
as the lines that changed: a rule that was taken out brings places all over the site.
"""

import io
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from leishu.config import FILE, Settings
from leishu.convert.git import git
from leishu.errors import SettingsError
from leishu.knowledge.catalogue import DOCS, load_catalogue
from leishu.model import HANS, HANT, DocPath, LangTag
from leishu.publish.conversion import site_rules
from leishu.publish.review import Spot, unreviewed_spots


@dataclass(frozen=True, slots=True)
class Group:
    """All places of one word."""

    word: str
    forms: tuple[tuple[LangTag, str], ...]
    """What it became in the first of them, in each variant."""
    others: tuple[str, ...]
    """What else it could be."""
    reason: str
    spots: tuple[Spot, ...]
    """The newest first."""

    @property
    def rule(self) -> str:
        """The line in a group of rules that settles all of them, as they are now."""
        texts = {text for _, text in self.forms}
        alike = len(texts) == 1 and all(tag == HANT or tag.startswith(f"{HANT}-") for tag, _ in self.forms)
        forms = ((HANT, texts.pop()),) if alike and HANS not in dict(self.forms) else self.forms
        return f"{self.word}: {{{', '.join(f'{tag}: {text}' for tag, text in forms)}}}"


def review_queue(settings: Settings, since: str = "") -> tuple[Group, ...]:
    """What is in doubt in the knowledge base.

    Args:
        settings: the knowledge base's.
        since: a revision of git; what was in doubt there already is left out.

    Raises SettingsError where git does not know the revision.
    """
    found: Iterable[Spot] = _spots(settings, settings.root, "review")
    if since:
        with tempfile.TemporaryDirectory(prefix="leishu-since-") as folder:
            _extract(settings.root, since, Path(folder))
            found = _new(found, _spots(settings, Path(folder), "review-since"))
    return grouped(found, _ages(settings.root))


def grouped(found: Iterable[Spot], ages: Mapping[DocPath, int]) -> tuple[Group, ...]:
    """Places by word; those on the pages that changed last come first, then the words that are most frequent.

    Args:
        found: the places.
        ages: how many changes ago a page changed last; a page that is not there changed just now.
    """
    words: dict[tuple[str, tuple[tuple[LangTag, str], ...]], list[Spot]] = {}
    for spot in sorted(found, key=lambda spot: (ages.get(spot.path, 0), spot.path, spot.line, spot.column)):
        words.setdefault((spot.word, spot.forms), []).append(spot)
    groups = (Group(word, forms, same[0].others, same[0].reason, tuple(same)) for (word, forms), same in words.items())
    return tuple(sorted(groups, key=lambda group: (ages.get(group.spots[0].path, 0), -len(group.spots))))


def _spots(settings: Settings, root: Path, remember_as: str) -> tuple[Spot, ...]:
    catalogue = load_catalogue(root)
    return unreviewed_spots(settings, catalogue, site_rules(root, catalogue), remember_as=remember_as)


def _new(now: Iterable[Spot], then: Iterable[Spot]) -> list[Spot]:
    """Those of `now` that `then` has not, wherever on its page a place stood."""
    left = Counter(map(_same, then))
    new: list[Spot] = []
    for spot in now:
        if left[_same(spot)]:
            left[_same(spot)] -= 1
        else:
            new.append(spot)
    return new


def _same(spot: Spot) -> tuple[object, ...]:
    return spot.path, spot.word, spot.forms, spot.before, spot.behind


def _extract(root: Path, revision: str, folder: Path) -> None:
    """Put docs/ as it was at a revision into a folder."""
    # The first commit of a branch may have no docs/ yet: then there was nothing in doubt.
    known = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", folder=root)
    if known is None or known.returncode:
        raise SettingsError(f"git in {root} knows no revision '{revision}': use a branch, a tag or a commit")
    commit = known.stdout.decode("ascii").strip()
    packed = git("archive", "--format=tar", commit, "--", DOCS, FILE, folder=root)
    if packed is None or packed.returncode:
        return
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        for member in archive:
            # One by one: extraction that can be trusted by itself came with Python 3.11.4.
            if member.isreg() and (opened := archive.extractfile(member)):
                path = folder / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(opened.read())


def _ages(root: Path) -> dict[DocPath, int]:
    """How many commits ago each page changed last, of those that are not changed now."""
    log = git("log", "--format=%x00", "--name-only", "--no-renames", "--relative", "--", DOCS, folder=root)
    changed = git("status", "--porcelain", "-z", "--no-renames", "--", DOCS, folder=root)
    if log is None or log.returncode or changed is None:
        return {}
    ages: dict[DocPath, int] = {}
    for age, files in enumerate(log.stdout.decode("utf-8", "replace").split("\0")):
        for file in files.split():
            ages.setdefault(DocPath(file.removeprefix(f"{DOCS}/")), age)
    for entry in changed.stdout.decode("utf-8", "replace").split("\0"):
        ages.pop(DocPath(entry[3:].partition(f"{DOCS}/")[2]), None)
    return ages
