"""Runs a renderer on the project. Leishu needs none of them in particular: the same pages go to each."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from leishu.config import Settings
from leishu.errors import RenderError, SettingsError
from leishu.model import Page

# Material prints a banner about MkDocs 2 at every build; the pin in pyproject.toml is our answer to it.
_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}

_OURS = ("conversion/", "topics/examples/")
"""Folders of docs/ that Leishu reads and no reader does: as `exclude_docs` of mkdocs.yml."""
_CHATTER = ("INFO", "Build", "+ ", "No issues found")
"""How the lines begin that a renderer says when all is well."""

_ZENSICAL = """\
# Made by `leishu build --renderer zensical`.
INHERIT: ../mkdocs.yml
docs_dir: docs
site_dir: zensical-site
hooks: []
theme:
  custom_dir: ../overrides
"""


def run_mkdocs(settings: Settings, site: Path, *, strict: bool, verbose: bool) -> None:
    """Build with MkDocs, whose hook weaves and publishes.

    Raises RenderError where it ends without a site, or with warnings where `strict`.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)]
    command += ["--strict"] if strict else []
    _run(command, settings.root, "MkDocs", verbose=verbose)


def serve_mkdocs(settings: Settings, address: str, *, browse: bool) -> None:
    """Serve with MkDocs and build again at every change, until interrupted.

    Raises SettingsError where nothing can listen at `address`: MkDocs would say so only after it has built.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise SettingsError(f"cannot listen at {address}: not HOST:PORT, as in 127.0.0.1:8000")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.create_server((host.strip("[]"), int(port)), family=family):
            pass
    except OSError as error:
        cause = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise SettingsError(f"cannot listen at {address}: {cause}: choose another with --address") from None
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
    _run(command + (["--open"] if browse else []), settings.root, "MkDocs", verbose=True)


def run_zensical(settings: Settings, pages: Iterable[Page], site: Path, *, strict: bool, verbose: bool) -> None:
    """Stage the woven pages under build/docs and build them with Zensical into `site`.

    Raises RenderError where Zensical is not installed or ends without a site.
    """
    stage(settings.docs, pages, settings.build / "docs")
    config = settings.build / "zensical.yml"
    config.write_text(_ZENSICAL, encoding="utf-8")
    command = [sys.executable, "-m", "zensical", "build", "--config-file", str(config)]
    _run(command + (["--strict"] if strict else []), settings.build, "Zensical", verbose=verbose)
    shutil.rmtree(site, ignore_errors=True)
    # Its own search index: nothing reads it, and it holds the text of every page.
    shutil.copytree(settings.build / "zensical-site", site, ignore=shutil.ignore_patterns("search.json"))


def stage(docs: Path, pages: Iterable[Page], folder: Path) -> None:
    """Make `folder` hold what the renderer gets: woven `pages`, and the files of `docs` that are no pages.

    A file that is right already is not written, so that a renderer's cache stays good.
    """
    wanted = {str(page.path): page.markdown.encode("utf-8") for page in pages}
    for path in docs.rglob("*"):
        name = path.relative_to(docs).as_posix()
        if path.is_file() and path.suffix != ".md" and not name.startswith((".", *_OURS)):
            wanted[name] = path.read_bytes()
    for name, data in wanted.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in wanted:
            path.unlink()


def _run(command: list[str], folder: Path, renderer: str, *, verbose: bool) -> None:
    """Run a renderer; let through all it says, or only its warnings and errors."""
    pipe = None if verbose else subprocess.PIPE
    environment = os.environ | _ENVIRONMENT | {"PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=pipe, stderr=pipe and subprocess.STDOUT, encoding="utf-8"
    ) as process:
        try:
            for line in process.stdout or ():
                if not line.startswith(_CHATTER):
                    sys.stderr.write(line)
            process.wait()
        except KeyboardInterrupt:
            # The renderer was interrupted too: wait for it, so that nothing of it stays behind.
            process.wait()
            return
    if process.returncode:
        raise RenderError(f"{renderer} ended with exit code {process.returncode}: what it says above names the page")
