"""What the commands share: where the project is, how much to say, how to say it."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from leishu.base import settings_of
from leishu.config import Settings, find_root

F = TypeVar("F", bound=Callable[..., Any])


def project_option(function: F) -> F:
    """`--project DIR`: the knowledge base, by default the one around the current folder."""
    return click.option(
        "-C",
        "--project",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The knowledge base; by default the one around the current folder.",
    )(function)


def output_options(function: F) -> F:
    """`-v`, `-q` and `--json`."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON, for machines."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems."),
        click.option("-v", "--verbose", is_flag=True, help="Say what is done, item by item."),
    ):
        function = option(function)
    return function


def open_project(project: Path | None) -> Settings:
    """The settings of the knowledge base at or above `project` (or the current folder).

    Raises SettingsError.
    """
    return settings_of(find_root((project or Path.cwd()).resolve()))


@dataclass(frozen=True, slots=True)
class Voice:
    """How a command speaks: results on stdout; progress and remarks on stderr, and only where someone looks."""

    as_json: bool = False
    quiet: bool = False
    verbose: bool = False

    def say(self, message: str) -> None:
        """A remark, unless quiet."""
        if not self.quiet:
            click.echo(message, err=True)

    def detail(self, message: str) -> None:
        """A remark for -v."""
        if self.verbose:
            click.echo(message, err=True)

    def result(self, summary: Mapping[str, Any], line: str) -> None:
        """The end of a command: `summary` with --json, otherwise `line` unless quiet."""
        if self.as_json:
            click.echo(json.dumps(summary, ensure_ascii=False, default=str))
        elif not self.quiet:
            click.echo(line)

    @contextmanager
    def waiting(self, what: str) -> Iterator[None]:
        """A sign of life on a terminal while something works that cannot say how far it is."""
        if self.quiet or self.verbose or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console  # noqa: PLC0415 - only where someone looks

        with Console(stderr=True).status(f"{what} …"):
            yield

    @contextmanager
    def progress(self, what: str) -> Iterator[Callable[[int, int], None]]:
        """A function `(done, total)` that moves a bar on a terminal and does nothing in a pipe."""
        if self.quiet or not sys.stderr.isatty():
            yield lambda _done, _total: None
            return
        from rich.console import Console  # noqa: PLC0415 - as above
        from rich.progress import (  # noqa: PLC0415
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)
