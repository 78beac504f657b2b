"""What a page depends on besides the received bytes, as one short digest: `converter:` in its front matter.

Over the program's own source files of the first half, the releases of the libraries whose data or judgement shows in
the text, and the source's record. So a contributor who changes a rule need not remember to raise a number; and since a
page whose text comes out the same is not written again, a change that shows nowhere makes no noise.
"""

import hashlib
from dataclasses import astuple
from functools import cache
from importlib.metadata import version
from pathlib import Path

from leishu.model import SourceFile

_PARTS = ("read", "repair", "hanzi", "markdown", "convert", "segment.py", "records.py", "model")
_LIBRARIES = ("opencc", "trafilatura", "lxml", "markdown-it-py", "charset-normalizer")


def stamp_of(source: SourceFile) -> str:
    """Twelve hexadecimal digits that change when the page of `source` may."""
    settled = [(one.shown, one.truth) for one in source.settled]
    record = repr((astuple(source.provenance), settled, source.names, source.site))
    return _digest(program_stamp(), source.sha256, source.path, record)


@cache
def program_stamp() -> str:
    """The digest of the first half of the program and its libraries; taken once a process."""
    package = Path(__file__).resolve().parent.parent
    files = sorted(
        path
        for part in _PARTS
        for path in ((package / part).rglob("*") if not part.endswith(".py") else (package / part,))
        if path.is_file() and "__pycache__" not in path.parts
    )
    code = (f"{path.relative_to(package).as_posix()} {_of_file(path)}" for path in files)
    return _digest(*code, *(f"{name} {version(name)}" for name in _LIBRARIES))


def _of_file(path: Path) -> str:
    # Line ends depend on the checkout, not on the program.
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()[:12]
