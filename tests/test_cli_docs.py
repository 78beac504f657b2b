"""Every command tells what it does, and each of its options too."""

import re

import click
import pytest
from click.testing import CliRunner

from leishu.cli import main


def commands(group=main, path=("leishu",)):
    """Every command with the words that call it, `("leishu", "add")`, the group itself first."""
    yield path, group
    if isinstance(group, click.Group):
        context = click.Context(group, info_name=path[-1])
        for name in group.list_commands(context):
            yield from commands(group.get_command(context, name), (*path, name))


ALL = dict(commands())
OPTIONS = [(path, parameter) for path, command in ALL.items() for parameter in command.params]


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_a_command_shows_its_help_with_an_example(path):
    shown = CliRunner().invoke(main, [*path[1:], "--help"], prog_name="leishu")
    assert shown.exit_code == 0, shown.output
    examples = re.search(r"^ +Examples?:\n((?: +\S.*\n)+)", shown.output, re.MULTILINE)
    assert examples, "no examples, or not each on a line of its own"
    assert all(" ".join(path) in line for line in examples[1].splitlines()), "an example calls the command"


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_a_commands_first_sentence_fits_the_list_of_commands(path):
    first = (ALL[path].help or "").strip().split("\n")[0]
    assert first.endswith("."), f"one line, one sentence: {first!r}"
    assert not first.endswith("...")


@pytest.mark.parametrize(
    ("path", "parameter"), OPTIONS, ids=lambda value: " ".join(value) if isinstance(value, tuple) else value.name
)
def test_an_option_says_what_it_does(path, parameter):
    if isinstance(parameter, click.Argument):
        # click has no help for arguments: the text of the command must name them.
        name = parameter.make_metavar(click.Context(ALL[path])).strip("[].")
        assert name in (ALL[path].help or ""), f"the help of {' '.join(path)} must say what {name} is"
    else:
        assert parameter.help, f"{' '.join(path)} {parameter.opts[0]} has no help"
        assert parameter.help[0].isupper()
        assert parameter.help.endswith(".")


def test_no_option_means_two_things():
    """-q is quiet everywhere or nowhere."""
    meanings = {}
    for _path, parameter in OPTIONS:
        if isinstance(parameter, click.Option):
            for word in parameter.opts:
                if len(word) == 2:
                    meanings.setdefault(word, set()).add(parameter.name)
    assert {word: names for word, names in meanings.items() if len(names) > 1} == {}


def test_an_unknown_command_is_told_in_one_line():
    shown = CliRunner().invoke(main, ["biuld"])
    assert shown.exit_code == 2
    assert "Traceback" not in shown.output
