"""The text of a source's page, and the seal that tells whether people changed it.

The seal is the front matter's last line, `generated: DIGEST`: the digest of the page as the program made it, without
this line and without `converter:`, which changes with every release. A page that still has that digest was not edited.
A page that was merged keeps the digest of the text that was merged into it, so that the next merge finds its base.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from leishu.markdown.front_matter import split
from leishu.markdown.sections import passages
from leishu.model import Passage, Provenance, SourceName

_SEAL = re.compile(r"^generated: ['\"]?(?P<digest>[0-9a-f]{16})['\"]?[ \t]*\n", re.MULTILINE)
_CONVERTER = re.compile(r"^converter: ['\"]?(?P<stamp>\w+)['\"]?[ \t]*\n", re.MULTILINE)
_HEAD_END = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A page's text without its seal, and what the seal says."""

    text: str
    generated: str
    """The digest that the page states; empty where it states none."""
    converter: str
    """The stamp of the program and the records that made it; empty where it states none."""

    @property
    def edited(self) -> bool:
        """Whether this is not the text that the program made."""
        return self.generated != digest(self.text)


def unseal(page: str) -> Sealed:
    """Part a page into text and seal. Windows line ends, which git may make, are no edit."""
    page = page.replace("\r\n", "\n")
    head = page[: _head_end(page)]
    found, stamp = _SEAL.search(head), _CONVERTER.search(head)
    text = page[: found.start()] + page[found.end() :] if found else page
    return Sealed(text, found["digest"] if found else "", stamp["stamp"] if stamp else "")


def seal(text: str, generated: str) -> str:
    """The page: `text` with its seal as the last line of the front matter."""
    at = text.rfind("---", 0, _head_end(text))
    return f"{text[:at]}generated: '{generated}'\n{text[at:]}"


def digest(text: str) -> str:
    """The digest of a page's text, whichever release of the program made it."""
    head = _head_end(text)
    bare = _CONVERTER.sub("", text[:head], count=1) + text[head:]
    return hashlib.sha256(bare.encode("utf-8")).hexdigest()[:16]


def _head_end(page: str) -> int:
    """Where the front matter ends, behind its closing fence; 0 where there is none."""
    if not page.startswith("---"):
        return 0
    closing = _HEAD_END.search(page, 3)
    return min(closing.end() + 1, len(page)) if closing else 0


def front_matter(provenance: Provenance, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The head of a page: what is known of the source first, then the program's own `facts`."""
    own = ("encoding", "region", "naive")
    known = {
        field.name: value
        for field in fields(Provenance)
        if field.name not in own and (value := getattr(provenance, field.name))
    }
    return {**known, **facts}


def passages_of(text: str, name: SourceName) -> tuple[Passage, ...]:
    """The passages that stand on a page."""
    return passages(split(text, "").body, name)


def anchors_given(text: str) -> int:
    """The highest number that the page says was ever given to a passage."""
    value = split(text, "").meta.get("anchors")
    return value if isinstance(value, int) else 0
