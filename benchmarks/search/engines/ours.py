"""Our own search, in a process of its own so that its cost can be told.

python -m engines.ours SITE NAMES CACHE
"""

import pickle
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser

from engines import HERE, Box, Cost, Made, measured


class Ours:
    """`leishu.publish.search`, one index for all variants."""

    name = "Leishu"
    parts = ("/search/",)

    def index(self, made: Made, folder: Path) -> Cost:
        """The whole process: Python, the program and its tables are loaded too."""
        shutil.copytree(made.site, folder, copy_function=shutil.copyfile)
        names = folder.parent / "names.pickle"
        names.write_bytes(pickle.dumps(list(made.names)))
        command = (sys.executable, "-m", "engines.ours", folder, names, folder.parent / "cache")
        return measured(command, folder / "search")

    def box(self, browser: Browser, address: str) -> Box:
        """The box of the theme."""
        from run import Ours as OurBox  # noqa: PLC0415 (the process that indexes needs no browser)

        return OurBox(browser, address)


def main() -> None:
    """Index a site."""
    from leishu.config import Settings  # noqa: PLC0415
    from leishu.publish.search import write_search  # noqa: PLC0415

    site, names, cache = map(Path, sys.argv[1:])
    write_search(site, pickle.loads(names.read_bytes()), Settings(HERE.parents[1]).variants, cache)  # noqa: S301


if __name__ == "__main__":
    main()
