"""Whether the site is what a build would make again: then there is nothing to do."""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from leishu.config import FILE, Settings

_INPUTS = ("docs", "sources", "overrides", "scripts/mkdocs_hook.py", "mkdocs.yml", FILE)
_ENVIRONMENT = re.compile(r"!ENV([^\n]*)")
_VARIABLE = re.compile(r"\w+")
_PROGRAMS = ("leishu", "mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "opencc", "rjieba")


def fingerprint(settings: Settings, *choices: str) -> str:
    """A digest of all that a build reads.

    That is: the project's files by content, the programs by version, the variables that mkdocs.yml asks for, `choices`.
    """
    digest = hashlib.sha256()
    programs = (f"{name} {version(name)}" for name in _PROGRAMS)
    for choice in (*choices, *programs, *_variables(settings.root / "mkdocs.yml")):
        digest.update(choice.encode("utf-8") + b"\0")
    package = Path(__file__).parents[1]
    for path in (*(settings.root / name for name in _INPUTS), package):
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.as_posix().encode("utf-8") + b"\0")
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _variables(mkdocs_yml: Path) -> Iterator[str]:
    """What the environment says where mkdocs.yml reads it: `site_url: !ENV [LEISHU_SITE_URL, ""]`."""
    text = mkdocs_yml.read_text(encoding="utf-8", errors="replace") if mkdocs_yml.is_file() else ""
    for line in _ENVIRONMENT.findall(text):
        yield from (f"{name}={os.environ.get(name)}" for name in _VARIABLE.findall(line))


def is_fresh(settings: Settings, made: str) -> bool:
    """Whether `site/` was built from what `made` stands for, and nobody touched it since."""
    try:
        known = json.loads(_record(settings).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(known == {"inputs": made, "site": _listing(settings.site)})


def remember(settings: Settings, made: str) -> None:
    """Note that `site/` was just built from what `made` stands for."""
    record = _record(settings)
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text(json.dumps({"inputs": made, "site": _listing(settings.site)}), encoding="utf-8")


def _record(settings: Settings) -> Path:
    return settings.build / "fresh.json"


def _listing(site: Path) -> str:
    """A digest of what lies in `site`, by name, size and time: reading it all would cost more than it saves."""
    digest = hashlib.sha256()
    for file in sorted(site.rglob("*")):
        if file.is_file():
            state = file.stat()
            digest.update(f"{file.relative_to(site).as_posix()}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
