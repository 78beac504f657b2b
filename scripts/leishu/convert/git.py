"""Asking git. A knowledge base need not be in it: everything that asks has an answer without."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

_HISTORY = 200
"""How many commits of a file are looked through, newest first."""


def git(*words: str, folder: Path) -> subprocess.CompletedProcess[bytes] | None:
    """Run git in a folder; None where there is no git. A hook's own repository must not be taken for this one."""
    bare = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        return subprocess.run(["git", *words], cwd=folder, env=bare, capture_output=True, check=False)
    except OSError:
        return None


def history(root: Path, file: Path) -> Iterator[bytes]:
    """What a file below `root` held at each commit that changed it, newest first; nothing where it is not in git."""
    shown = file.relative_to(root).as_posix()
    log = git("log", f"-n{_HISTORY}", "--format=%H", "--", shown, folder=root)
    if log is None or log.returncode:
        return
    for commit in log.stdout.decode("ascii").split():
        held = git("show", f"{commit}:./{shown}", folder=root)
        if held is not None and held.returncode == 0:
            yield held.stdout


def brought_with(root: Path, file: Path, *others: str) -> dict[str, bytes]:
    """What came into git with `file`, of it and `others` below `root`, by path: in one commit, as it was then."""
    shown = file.relative_to(root).as_posix()
    log = git("log", "--diff-filter=A", "--format=%H", "--", shown, folder=root)
    if log is None or log.returncode or not log.stdout:
        return {}
    first = log.stdout.decode("ascii").split()[-1]
    only_added = ("--diff-filter=A", "--name-only", "--format=", "--relative", "-z")
    listed = git("show", *only_added, first, "--", shown, *others, folder=root)
    names = listed.stdout.decode("utf-8").split("\0") if listed else []
    held = ((name, git("show", f"{first}:./{name}", folder=root)) for name in names if name)
    return {name: one.stdout for name, one in held if one is not None and one.returncode == 0}
