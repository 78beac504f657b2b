"""Which reader a file's suffix calls for, and the one way from received bytes to text."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePosixPath

from leishu.errors import SourceError
from leishu.model import DecodedText, Provenance, SourceFile
from leishu.read.decode import claimed_encoding, decode


class Form(StrEnum):
    """What the decoded text is made of."""

    PLAIN = "plain"
    """Lines of words: nothing in them is markup."""
    MARKDOWN = "markdown"
    """The dialect of `read.markup`."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a kind of file is read."""

    form: Form
    read: Callable[[str], tuple[str, Provenance]]
    """Decoded file → its text, and what it says about itself."""
    claimed: Callable[[bytes], str] = lambda _data: ""
    """The codec that the file itself names."""


def _read_txt(text: str) -> tuple[str, Provenance]:
    return text, Provenance()


def _read_html(text: str) -> tuple[str, Provenance]:
    from leishu.read.html import read_html  # noqa: PLC0415 - a second of loading, for those who have such files

    return read_html(text)


def _read_md(text: str) -> tuple[str, Provenance]:
    from leishu.read.md import read_md  # noqa: PLC0415 - as for html

    return read_md(text)


_HTML = Format(Form.MARKDOWN, _read_html, claimed_encoding)
_MD = Format(Form.MARKDOWN, _read_md)
FORMATS = {
    ".txt": Format(Form.PLAIN, _read_txt),
    ".html": _HTML,
    ".htm": _HTML,
    ".md": _MD,
    ".markdown": _MD,
}
"""Every format by its suffix."""


def format_of(path: str) -> Format:
    """The format of a file.

    Raises SourceError where it is none that can be read.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in FORMATS:
        known = ", ".join(FORMATS)
        raise SourceError(f"{path}: cannot read files ending in '{suffix}': give one of {known}")
    return FORMATS[suffix]


def read(source: SourceFile) -> DecodedText:
    """The text that `source` holds.

    Raises SourceError, with the file's path, where there is none.
    """
    form = format_of(source.path)
    try:
        decoding = decode(source.data, source.provenance.encoding, form.claimed(source.data))
        text, found = form.read(decoding.text)
    except SourceError as error:
        raise SourceError(f"{source.path}: {error}") from None
    except RecursionError:
        raise SourceError(f"{source.path}: its elements are nested too deeply: save it as text") from None
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise SourceError(f"{source.path}: it holds no text: remove it, or get it again")
    return DecodedText(text, decoding.encoding, decoding.evidence, replace(found, encoding="", region=None))
