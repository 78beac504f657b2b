"""Small worlds, each a folder: `docs/` and `leishu.yml` are what people wrote, `expected/` what weave makes of it."""

from pathlib import Path

from leishu.project import load_project

HERE = Path(__file__).parent
WORLDS = tuple(sorted(path.parent for path in HERE.glob("*/leishu.yml")))


def woven(world):
    """Every page that weave makes of a world: path below docs/ → Markdown."""
    return {str(page.path): page.markdown for page in load_project(world).pages}


def expected(world):
    """Every page as it was last recorded."""
    folder = world / "expected"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
