"""The last generated text of a page, found by its digest: the base of a three-way merge, and the merge itself.

Looked for in the cache (`build/cache/generated/DIGEST.md`) and then in the page's history in git: `build/` is not
committed, and a fresh clone must not lose what it needs to keep people's edits.
"""

import tempfile
from pathlib import Path

from leishu.config import Settings
from leishu.convert.files import write_whole
from leishu.convert.git import git, history
from leishu.convert.page import digest, unseal


def keep_generated(settings: Settings, text: str) -> None:
    """Remember a generated text under its digest."""
    path = _cached(settings, digest(text))
    if not path.is_file():
        write_whole(path, text)


def find_generated(settings: Settings, page: Path, generated: str) -> str | None:
    """The generated text with that digest, or None where it is nowhere."""
    if not generated:
        return None
    cached = _cached(settings, generated)
    if cached.is_file():
        text = cached.read_text(encoding="utf-8")
        if digest(text) == generated:
            return text
    texts = (unseal(data.decode("utf-8", errors="replace")).text for data in history(settings.root, page))
    return next((text for text in texts if digest(text) == generated), None)


def merge(ours: str, base: str, theirs: str) -> tuple[str, bool]:
    """`ours` with what changed from `base` to `theirs`, and whether that went without conflict.

    Where it did not, the text holds both sides between conflict markers. Where git is missing, it is `theirs`.
    """
    with tempfile.TemporaryDirectory(prefix="leishu-merge-") as folder:
        paths = [Path(folder) / name for name in ("ours.md", "base.md", "theirs.md")]
        for path, text in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(text.encode("utf-8"))
        labels = ("-L", "page as edited", "-L", "as last generated", "-L", "as generated now")
        done = git("merge-file", "-p", "--diff3", *labels, *map(str, paths), folder=Path(folder))
    if done is None or not 0 <= done.returncode < 128:
        return theirs, False
    return done.stdout.decode("utf-8"), done.returncode == 0


def _cached(settings: Settings, generated: str) -> Path:
    return settings.build / "cache" / "generated" / f"{generated}.md"
