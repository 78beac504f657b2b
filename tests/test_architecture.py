"""The rules of the house that a machine can read off the source (docs/contributing/architecture.md tells why)."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent
SCRIPTS = REPO / "scripts"
LONGEST = 300

RANKS = (
    ("model", "errors", "problems", "records", "config", "garbage"),
    ("read", "repair", "hanzi", "segment", "markdown", "slugs"),
    ("convert", "knowledge"),
    ("weave", "publish", "check"),
    ("base", "copies", "pickles", "ledger", "remembered", "project", "publication", "hook"),
    ("cli", "mkdocs_hook"),
    ("leishu",),
)
"""Who may import whom: only what stands in the same line or above it, and never in a circle."""

SOLE_IMPORTERS = {
    "opencc": ("hanzi.convert",),
    "yaml": ("records",),
    "mkdocs": ("mkdocs_hook",),
    "click": ("cli",),
    "rich": ("cli",),
}
"""A library that only one module, or only one package, knows."""

TOUCH_THE_DISK = (
    "config",
    "read",
    "convert",
    "knowledge.catalogue",
    "publish",
    "check",
    "base",
    "copies",
    "pickles",
    "ledger",
    "remembered",
    "project",
    "publication",
    "cli",
    "mkdocs_hook",
)
DISK = {"os", "io", "pathlib", "shutil", "tempfile", "glob", "subprocess", "sqlite3", "fileinput", "zipfile", "socket"}
"""Without one of these, or the builtin `open`, no module gets at a file. (Package data: importlib.resources.)"""
A_NAME_NOT_A_FILE = "pathlib.PurePosixPath"


def name_of(path: Path) -> str:
    """`hanzi.fold` for scripts/leishu/hanzi/fold.py, `hanzi` for its __init__.py, `mkdocs_hook` for the hook."""
    parts = path.relative_to(SCRIPTS).with_suffix("").parts
    if parts[-1] == "__init__":
        parts = parts[:-1]
    return ".".join(parts[1:]) or parts[0]


SOURCES = {name_of(path): path.read_text(encoding="utf-8") for path in sorted(SCRIPTS.rglob("*.py"))}


def imports(source: str) -> Iterator[tuple[int, str]]:
    """What a source imports, with the line: `a.b` for `import a.b`, `a.b.c` for `from a.b import c`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def inside(module: str, homes: tuple[str, ...]) -> bool:
    """Whether `module` is one of `homes` or in one of them."""
    return any(module == home or module.startswith(f"{home}.") for home in homes)


def rank(module: str) -> int:
    """The line of RANKS that `module` stands in."""
    top = module.partition(".")[0]
    return next((number for number, line in enumerate(RANKS) if top in line), -1)


def own_imports(module: str, source: str, modules: set[str]) -> Iterator[tuple[int, str]]:
    """Which of `modules` this one imports: `hanzi.fold` for `leishu.hanzi.fold.fold`."""
    for line, imported in imports(source):
        target = imported.removeprefix("leishu.")
        while target not in modules and "." in target:
            target = target.rpartition(".")[0]
        if imported.startswith("leishu") and target in modules - {module}:
            yield line, target


def wrong_arrows(module: str, source: str, modules: set[str]) -> Iterator[str]:
    """Imports of what stands higher, imports by a relative name, and a module that has no rank."""
    if rank(module) < 0:
        yield f"{module}: has no rank: put it in RANKS, as low as it can stand"
    for line, imported in imports(source):
        if imported.startswith("."):
            yield f"{module}:{line}: relative import: write `from leishu.… import …`"
    for line, target in own_imports(module, source, modules):
        if rank(target) > rank(module):
            yield f"{module}:{line}: imports {target}, which stands above it"


def second_importers(module: str, source: str) -> Iterator[str]:
    """Imports of a library that is somebody else's."""
    for line, imported in imports(source):
        homes = SOLE_IMPORTERS.get(imported.partition(".")[0])
        if homes and not inside(module, homes):
            yield f"{module}:{line}: imports {imported}: only {' and '.join(homes)} may"


def disk_access(module: str, source: str) -> Iterator[str]:
    """The means of getting at files, where they have no place."""
    if inside(module, TOUCH_THE_DISK):
        return
    for line, imported in imports(source):
        if imported.partition(".")[0] in DISK and imported != A_NAME_NOT_A_FILE:
            yield f"{module}:{line}: imports {imported}: only {', '.join(TOUCH_THE_DISK)} touch the disk"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
            yield f"{module}:{node.lineno}: open(): only {', '.join(TOUCH_THE_DISK)} touch the disk"


def circle(sources: dict[str, str]) -> list[str]:
    """The modules of an import circle, or an empty list. A package's face may import its parts, not they it."""
    graph = {module: {target for _, target in own_imports(module, sources[module], set(sources))} for module in sources}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def printing(module: str, source: str) -> Iterator[str]:
    """What speaks to the user, outside of the command line."""
    if inside(module, ("cli",)):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield f"{module}:{node.lineno}: print(): return it, and let cli say it"
        if isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"} and ast.unparse(node.value) == "sys":
            yield f"{module}:{node.lineno}: sys.{node.attr}: return it, and let cli say it"


@pytest.mark.parametrize("module", SOURCES)
def test_a_module_keeps_the_rules_of_the_house(module):
    source = SOURCES[module]
    faults = [
        *wrong_arrows(module, source, set(SOURCES)),
        *second_importers(module, source),
        *disk_access(module, source),
        *printing(module, source),
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("module", SOURCES)
def test_a_module_is_short_enough_to_read_in_one_go(module):
    lines = len(SOURCES[module].splitlines())
    assert lines <= LONGEST, f"{module} has {lines} lines: it does more than one named thing"


def test_no_module_imports_in_a_circle():
    assert not circle(SOURCES)


def test_the_page_on_architecture_names_every_package():
    page = (REPO / "docs" / "contributing" / "architecture.md").read_text(encoding="utf-8")
    table = page.partition("## 各个阶段")[2].partition("## 箭头")[0]
    named = [name for line in RANKS for name in line if name not in {"leishu", "mkdocs_hook"}]
    assert [name for name in named if f"`{name}`" not in table and f"`{name}/`" not in table] == []


def test_the_table_of_ranks_names_only_what_exists():
    tops = {module.partition(".")[0] for module in SOURCES}
    assert {name for line in RANKS for name in line} <= tops
    for homes in (*SOLE_IMPORTERS.values(), TOUCH_THE_DISK):
        assert set(homes) <= set(SOURCES)


# The readers above are themselves put to the test: each must see its fault, and only that one.


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("repair.html", "from leishu.weave import pages"),
        ("knowledge.links", "from leishu import cli"),
        ("weave.pages", "def late():\n    from leishu.cli.build import command"),
        ("model", "import leishu.hanzi.convert"),
        ("hanzi.fold", "from .convert import convert"),
        ("newcomer", ""),
    ],
)
def test_a_wrong_arrow_is_seen(module, source):
    assert list(wrong_arrows(module, source, {"weave", "cli", "cli.build", "hanzi.convert"}))


def test_a_right_arrow_is_left_alone():
    source = "from leishu.model import Span\nfrom leishu.hanzi.fold import fold\nimport json"
    assert not list(wrong_arrows("knowledge.mentions", source, {"model", "hanzi.fold"}))


def test_a_circle_is_seen():
    a_part_imports_its_face = {
        "repair": "from leishu.repair import html",
        "repair.html": "from leishu.repair import run",
    }
    assert circle(a_part_imports_its_face) == ["repair", "repair.html", "repair"]
    assert not circle(a_part_imports_its_face | {"repair.html": "from leishu.model import Span"})


@pytest.mark.parametrize(
    ("module", "source", "seen"),
    [
        ("knowledge.names", "import opencc", True),
        ("hanzi.detect", "from opencc import OpenCC", True),
        ("hanzi.convert", "from opencc import OpenCC", False),
        ("config", "import yaml", True),
        ("records", "import yaml", False),
        ("cli.build", "from mkdocs.commands import build", True),
        ("cli.build", "import click", False),
    ],
)
def test_a_second_importer_is_seen(module, source, seen):
    assert bool(list(second_importers(module, source))) == seen


@pytest.mark.parametrize(
    ("module", "source", "seen"),
    [
        ("weave.pages", "from pathlib import Path", True),
        ("weave.pages", "from pathlib import PurePosixPath", False),
        ("weave.pages", "import pathlib", True),
        ("repair.html", "def f():\n    return open('x', encoding='utf-8')", True),
        ("repair.html", "from importlib.resources import files", False),
        ("knowledge.links", "import subprocess", True),
        ("knowledge.catalogue", "from pathlib import Path", False),
        ("publish.variants", "import os", False),
    ],
)
def test_reaching_for_the_disk_is_seen(module, source, seen):
    assert bool(list(disk_access(module, source))) == seen


@pytest.mark.parametrize(
    ("module", "source", "seen"),
    [
        ("convert.page", "print('done')", True),
        ("convert.page", "import sys\nsys.stderr.write('done')", True),
        ("convert.page", "pprint(1)", False),
        ("cli.build", "print('done')", False),
    ],
)
def test_speaking_out_of_turn_is_seen(module, source, seen):
    assert bool(list(printing(module, source))) == seen
