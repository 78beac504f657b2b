"""The `leishu` command: parses, calls, prints, returns an exit code.

One module a command, each with its `command`. Exit codes: 0 clean, 1 problems were found, 2 usage, settings or input.
"""

import ast
import importlib
import os
import sys
from importlib.abc import InspectLoader
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from typing import Any, cast

import click

from leishu.errors import LeishuError

_COMMANDS = {
    "init": "init",
    "add": "add",
    "convert": "convert",
    "build": "build",
    "serve": "serve",
    "check": "check",
    "explain": "explain",
    "status": "status",
    "repair": "repair",
    "convert-text": "convert_text",
    "export": "export",
    "upgrade": "upgrade",
}
"""Each command's name and its module, in the order of a day's work."""


class _Commands(click.Group):
    """Imports a command's module when it is asked for: `leishu --version` need not load a segmenter."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = importlib.import_module(f"leishu.cli.{module}").command
        return _keep_lines(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands with what their docstrings say, read off their sources: loading them all takes a second."""
        limit = formatter.width - 6 - max(map(len, _COMMANDS))
        helps = {name: click.Command(name, help=_docstring(module)) for name, module in _COMMANDS.items()}
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(limit)) for name, command in helps.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            try:
                return super().invoke(ctx)
            finally:
                # Now, so that a reader who has gone is noticed here and not while Python shuts down.
                sys.stdout.flush()
        except LeishuError as error:
            click.echo(f"leishu: {error}", err=True)
            ctx.exit(2)
        except BrokenPipeError:
            # `leishu check | head`: the reader has seen enough. What is still to be written goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(1)
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            click.echo(f"leishu: {place}{error.strerror or error}", err=True)
            ctx.exit(2)


def _docstring(module: str) -> str:
    """What the command of a module says of itself; the module is not run."""
    name = f"leishu.cli.{module}"
    loader = cast(InspectLoader, cast(ModuleSpec, find_spec(name)).loader)
    functions = (one for one in ast.parse(loader.get_source(name) or "").body if isinstance(one, ast.FunctionDef))
    return next(ast.get_docstring(one) or "" for one in functions if one.name == "command")


def _keep_lines(command: click.Command) -> click.Command:
    r"""Let `\b` in a help text, which its raw docstring holds as two characters, keep the lines of the examples."""
    command.help = (command.help or "").replace("\\b\n", "\b\n")
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        _keep_lines(below)
    return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="leishu")
def main() -> None:
    r"""Turn a folder of messy Chinese source texts into a searchable site in every script.

    A day's work: 'leishu add article.html' takes in a text, 'leishu serve' shows the site while you edit docs/, 'leishu
    check' says what to mend, 'leishu build' makes the site.

    \b
    Example:
      leishu init my-knowledge && cd my-knowledge && leishu build
    """


_keep_lines(main)
