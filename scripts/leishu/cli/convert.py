"""`leishu convert`: pages of docs/sources/ from the texts in sources/, with people's edits kept."""

import time
from pathlib import Path

import click

from leishu.cli.options import Voice, open_project, output_options, project_option
from leishu.convert.run import Report, convert_sources
from leishu.convert.store import Outcome, Result


@click.command("convert")
@click.argument("name", nargs=-1)
@output_options
@project_option
@click.pass_context
def command(
    ctx: click.Context, name: tuple[str, ...], project: Path | None, *, as_json: bool, quiet: bool, verbose: bool
) -> None:
    r"""Make or renew the page of each source, or of those called NAME.

    Reads sources/NAME.* with its NAME.source.yml, the page and, for a page that was edited, the text it was made from
    (in build/cache/ or git). Writes docs/sources/NAME.md: made if there is none, renewed if nobody edited it, merged if
    the edits allow. Where they do not, the page stays as it is, a proposal is written to build/proposals/NAME.md and
    the exit code is 1. Where nothing changed, nothing is written.

    \b
    Examples:
      leishu convert
      leishu convert deepseek-open-source
      leishu convert --json
    """
    voice = Voice(as_json, quiet, verbose)
    started = time.monotonic()
    with voice.progress("Converting") as progress:
        report = convert_sources(open_project(project), name, progress)
    tell(report, voice)
    seconds = time.monotonic() - started
    voice.result({**summary_of(report), "seconds": round(seconds, 2)}, f"{line_of(report)} in {seconds:.1f} s.")
    ctx.exit(0 if report.clean else 1)


def tell(report: Report, voice: Voice) -> None:
    """Say what needs a person, and with -v what was done to each page."""
    for problem in report.problems:
        click.echo(str(problem), err=True)
    for outcome in report.outcomes:
        if outcome.message:
            click.echo(outcome.message, err=True)
        elif outcome.result is not Result.UNCHANGED:
            voice.detail(f"{outcome.result}: {outcome.name}: {size_of(outcome)}")


def summary_of(report: Report) -> dict[str, object]:
    """What became of the sources, for machines."""
    counts = {str(result): report.count(result) for result in Result}
    changed = {
        outcome.name: str(outcome.result) for outcome in report.outcomes if outcome.result is not Result.UNCHANGED
    }
    return {"sources": len(report.outcomes), **counts, "problems": len(report.problems), "changed": changed}


def line_of(report: Report) -> str:
    """What became of the sources, in a line for people, without its full stop."""
    counts = [f"{number} {result}" for result in Result if (number := report.count(result))]
    left_out = [f"{len(report.problems)} left out"] if report.problems else []
    return f"{number_of(len(report.outcomes), 'source')}: {', '.join(counts + left_out) or 'nothing to do'}"


def size_of(outcome: Outcome) -> str:
    """`46 passages, 1 repair`."""
    return f"{number_of(outcome.passages, 'passage')}, {number_of(outcome.repairs, 'repair')}"


def number_of(count: int, noun: str) -> str:
    """`1 source`, `2 sources`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
