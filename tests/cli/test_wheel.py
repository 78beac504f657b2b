"""What `pip install` gives: the wheel holds all it needs, and builds a new base without the repository."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("wheel")]

RUN = "from leishu.cli import main; main(prog_name='leishu')"


@pytest.fixture(scope="session")
def wheel(repo, tmp_path_factory) -> Path:
    """The wheel, as it would be published."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=repo, check=True)
    (made,) = folder.glob("leishu-*.whl")
    return made


@pytest.fixture(scope="session")
def fresh(wheel, tmp_path_factory) -> Path:
    """The Python of a new environment that has the wheel, and what it needs from this one, but not the repository."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    home = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    # A wheel of pure Python is installed by unpacking it (PyPA, binary distribution format).
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(home)
    # A path in a .pth file is searched last, and its own .pth files, the editable install among them, are not read.
    (home / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def run(python, *arguments, cwd):
    """Run Leishu as installed; without the environment of the tests."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [python, "-I", "-c", RUN, *arguments]
    return subprocess.run(command, check=False, cwd=cwd, env=environment, capture_output=True, encoding="utf-8")


def test_the_wheel_holds_everything_that_is_not_python_too(repo, wheel):
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    package = repo / "scripts" / "leishu"
    ours = {
        f"leishu/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    overrides = [path.relative_to(repo).as_posix() for path in (repo / "overrides").rglob("*") if path.is_file()]
    theme = {f"leishu/starter/{name}" for name in overrides}
    assert "leishu/py.typed" in ours
    assert theme
    assert ours | theme | {"leishu/starter/scripts/mkdocs_hook.py"} <= held
    assert not {name for name in held if not name.startswith(("leishu/", "leishu-"))}, (
        "nothing lands beside the package"
    )
    assert not {name for name in held if "__pycache__" in name}


def test_the_wheel_builds_a_new_base_without_the_repository(repo, fresh, tmp_path):
    where = subprocess.run(
        [fresh, "-I", "-c", "import leishu; print(leishu.__file__)"], check=True, capture_output=True, encoding="utf-8"
    )
    assert str(repo / "scripts") not in where.stdout
    made = run(fresh, "init", "new base", "--title", "茶：一本“书”", "--topic", "制茶", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    (tmp_path / "letter.txt").write_text("來信\n\n今年的茶，比往年的好。\n", encoding="utf-8")
    base = tmp_path / "new base"
    added = run(fresh, "add", "../letter.txt", "--title", "來信", "--licence", "CC0-1.0", cwd=base)
    assert added.returncode == 0, added.stderr
    built = run(fresh, "build", "--strict", cwd=base)
    assert built.returncode == 0, built.stderr
    assert built.stderr == ""
    home = (base / "site" / "zh-hant-tw" / "index.html").read_text(encoding="utf-8")
    assert "茶：一本「書」" in home
    assert (base / "site" / "sources" / "laixin" / "index.html").is_file()
    assert (base / "site" / "search" / "manifest.json").is_file()
    checked = run(fresh, "check", "--site", "--strict", cwd=base)
    assert checked.returncode == 0, checked.stdout
    assert run(fresh, "--version", cwd=base).stdout.startswith("leishu, version ")
