"""`leishu check`: what to mend, each with its file, line and remedy."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from leishu.check.damage import damage_problems
from leishu.check.site import site_problems
from leishu.check.sources import source_problems
from leishu.cli.options import Voice, open_project, output_options, project_option
from leishu.cli.review import print_queue
from leishu.convert.record import load_records
from leishu.errors import SettingsError
from leishu.problems import RULES, Problem, Severity
from leishu.project import load_project
from leishu.read.sources import load_sources


@click.command("check")
@click.option("--site", is_flag=True, help="Check the links of the built site in site/ too.")
@click.option("--conversion", is_flag=True, help="List instead, by word, where the conversion is in doubt.")
@click.option("--since", metavar="REV", help="With --conversion: only what is new since a revision of git.")
@click.option("--strict", is_flag=True, help="Count warnings as problems: exit with 1.")
@click.option("--rules", is_flag=True, help="List the rules and what each finds, and end.")
@output_options
@project_option
def command(
    site: bool,
    conversion: bool,
    since: str | None,
    strict: bool,
    rules: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    project: Path | None,
) -> None:
    r"""Check the knowledge base and print what to mend: FILE:LINE:COLUMN RULE message; remedy.

    Reads docs/, sources/, leishu.yml and, with --site, site/. Writes nothing but its own memory in build/. Exit code 0
    where nothing is wrong, 1 where something is. docs/contributing/rules.md explains every rule.

    With --conversion it is the review queue: the words whose conversion neither a dictionary nor a rule decided, those
    on the pages that changed last first, each with its sentences and the line of a rule file that settles it for good.
    They are warnings. What it prints is Markdown, as it can stand in a pull request.

    \b
    Examples:
      leishu check
      leishu check --site --strict
      leishu check --conversion --since origin/main
      leishu check --json
    """
    if rules:
        for rule in RULES.values():
            click.echo(f"{rule.id}  {rule.severity:<7}  {rule.summary}")
        return
    settings = open_project(project)
    voice = Voice(as_json, quiet, verbose)
    if since and not conversion:
        raise SettingsError("--since is for --conversion: add it")
    if conversion:
        if print_queue(settings, since or "", voice) and strict:
            raise SystemExit(1)
        return
    woven = load_project(settings.root)
    catalogue = woven.corpus.catalogue
    problems = [*woven.problems, *source_problems(settings.root, catalogue)]
    files, _ = load_sources(settings.root)
    problems += damage_problems(catalogue.sources, files, load_records(settings))
    if site:
        if not settings.site.is_dir():
            raise SettingsError(f"{settings.site} does not exist: run 'leishu build' first")
        with voice.progress("Following links") as progress:
            problems += site_problems(settings.site, progress)
    problems = sorted(set(problems))
    if as_json:
        click.echo(json.dumps([_plain(problem) for problem in problems], ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            click.echo(str(problem))
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        voice.say(f"{errors} errors, {len(problems) - errors} warnings")
    if any(strict or problem.severity is Severity.ERROR for problem in problems):
        raise SystemExit(1)


def _plain(problem: Problem) -> dict[str, object]:
    return asdict(problem) | {"severity": str(problem.severity)}
