"""Asking git. A knowledge base need not be in it: everything that asks has an answer without."""

import os
import subprocess
from pathlib import Path


def git(*words: str, folder: Path) -> subprocess.CompletedProcess[bytes] | None:
    """Run git in a folder; None where there is no git. A hook's own repository must not be taken for this one."""
    bare = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        return subprocess.run(["git", *words], cwd=folder, env=bare, capture_output=True, check=False)
    except OSError:
        return None
