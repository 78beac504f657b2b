"""What is asked of every search engine that is compared: to index a made site, and to answer what is typed."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from os import wait4
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Browser, Page

from leishu.publish.search import SearchName

HERE = Path(__file__).parents[1]


@dataclass(frozen=True)
class Made:
    """The site to be searched, as `corpus.py` made it."""

    site: Path
    """In every variant, without an index."""
    pages: Path
    """The file its pages come from, beside the fillers."""
    fillers: int
    length: int
    names: Sequence[SearchName]


@dataclass(frozen=True)
class Cost:
    """What indexing took."""

    seconds: float
    """Of processor time, all processes and the kernel's share included."""
    peak: float
    """MB of memory."""
    size: float
    """MB on disk, as the browser gets them."""
    files: int

    def __str__(self) -> str:
        return f"{self.seconds:8.2f} {self.peak:8.0f} {self.size:8.2f} {self.files:8,}"


class Box(Protocol):
    """A search box in a browser."""

    def ask(self, typed: str) -> list[str]:
        """The slugs of the pages found, in the order shown."""

    def close(self) -> None:
        """End the visit."""


class Engine(Protocol):
    """One way to search a site."""

    name: str
    parts: tuple[str, ...]
    """What is in the path of every file that only search asks for."""

    def index(self, made: Made, folder: Path) -> Cost:
        """Make `folder` the site as this engine searches it."""

    def box(self, browser: Browser, address: str) -> Box:
        """The search box of the page at `address`."""


class Visit:
    """A page in a browser that has been nowhere yet."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.context = browser.new_context()
        self.page: Page = self.context.new_page()
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")

    def close(self) -> None:
        """End the visit."""
        self.context.close()


def measured(command: Sequence[str | Path], made: Path) -> Cost:
    """Run a program that writes the index to `made`."""
    process = subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, cwd=HERE)
    _, status, used = wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[0]} failed")
    sizes = [path.stat().st_size for path in made.rglob("*") if path.is_file()]
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, sum(sizes) / 1e6, len(sizes))


def slugs(addresses: Sequence[str]) -> list[str]:
    """The last folder of each address, each once."""
    paths = (address.partition("?")[0].partition("#")[0] for address in addresses)
    return list(dict.fromkeys(path.rstrip("/").rpartition("/")[2] for path in paths))
