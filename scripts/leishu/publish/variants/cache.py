"""The variants that were made before, by a digest of all that decides how they look."""

from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from leishu.model import Variant
from leishu.publish.variants.page import Rules, Writer

_SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Cache:
    """Pages in every variant, as files `FOLDER/VARIANT/KEY`, and as they were before markup was resolved in them."""

    folder: Path
    writer: Writer
    settings: bytes = field(init=False)

    def __post_init__(self) -> None:
        writer = self.writer
        decides = repr((_program(), writer.canonical, writer.variants, writer.site_url, writer.rules))
        object.__setattr__(self, "settings", decides.encode("utf-8"))
        for variant in writer.variants:
            (self.folder / variant.path).mkdir(parents=True, exist_ok=True)

    def key(self, file: str, source: str, rules: Rules) -> str:
        """What a page's variants are kept under."""
        page = (file, _named(rules), source)
        return sha256(b"\0".join((self.settings, *(part.encode("utf-8") for part in page)))).hexdigest()

    def file(self, key: str, variant: Variant) -> Path:
        """Where one variant of a page is kept."""
        return self.folder / variant.path / key

    def has(self, key: str) -> bool:
        """Whether every variant of a page is kept."""
        return all(self.file(key, variant).is_file() for variant in self.writer.variants)

    def source(self, data: bytes) -> str:
        """The page that `data` is, as the renderer left it.

        Raises UnicodeDecodeError.
        """
        resolved = self.folder / _SOURCES / sha256(data).hexdigest()
        return self.writer.source((resolved.read_bytes() if resolved.is_file() else data).decode("utf-8"))

    def keep_source(self, filled: bytes, source: str) -> str:
        """Keep what a canonical page was before its conversion markup was resolved in it. Returns the key."""
        (self.folder / _SOURCES).mkdir(exist_ok=True)
        key = sha256(filled).hexdigest()
        self._write(self.folder / _SOURCES / key, source)
        return key

    def keep(self, key: str, variant: Variant, html: str) -> None:
        """Keep a variant of a page."""
        self._write(self.file(key, variant), html)

    @staticmethod
    def _write(path: Path, html: str) -> None:
        # Never half a file, whatever happens.
        part = path.with_suffix(".part")
        part.write_bytes(html.encode("utf-8"))
        part.replace(path)

    def forget_all_but(self, keys: set[str]) -> None:
        """Remove what this run did not need."""
        for path in self.folder.glob("*/*"):
            if path.name not in keys:
                path.unlink()


@lru_cache(maxsize=64)
def _named(rules: Rules) -> str:
    return repr(rules)


@cache
def _program() -> str:
    """A digest of the code and data that convert, and the version of OpenCC's dictionaries."""
    digest = sha256(version("opencc").encode())
    for package in ("leishu.hanzi", "leishu.publish", "leishu.publish.variants"):
        for file in sorted(files(package).iterdir(), key=lambda file: file.name):
            if file.is_file():
                digest.update(file.read_bytes())
    return digest.hexdigest()
