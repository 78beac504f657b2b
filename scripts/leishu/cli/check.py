"""`leishu check`: what to mend, each with its file, line and remedy."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from leishu.check.damage import damage_problems
from leishu.check.site import site_problems
from leishu.check.sources import source_problems
from leishu.cli.options import Voice, open_project, output_options, project_option
from leishu.convert.record import load_records
from leishu.errors import SettingsError
from leishu.problems import RULES, Problem, Severity
from leishu.project import load_project


@click.command("check")
@click.option("--site", is_flag=True, help="Check the links of the built site in site/ too.")
@click.option("--strict", is_flag=True, help="Count warnings as problems: exit with 1.")
@click.option("--rules", is_flag=True, help="List the rules and what each finds, and end.")
@output_options
@project_option
def command(
    site: bool, strict: bool, rules: bool, as_json: bool, quiet: bool, verbose: bool, project: Path | None
) -> None:
    r"""Check the knowledge base and print what to mend: FILE:LINE:COLUMN RULE message; remedy.

    Reads docs/, sources/, leishu.yml and, with --site, site/. Writes nothing. Exit code 0 where nothing is wrong, 1
    where something is. docs/contributing/rules.md explains every rule.

    \b
    Examples:
      leishu check
      leishu check --site --strict
      leishu check --json
    """
    if rules:
        for rule in RULES.values():
            click.echo(f"{rule.id}  {rule.severity:<7}  {rule.summary}")
        return
    settings = open_project(project)
    voice = Voice(as_json, quiet, verbose)
    woven = load_project(settings.root)
    catalogue = woven.corpus.catalogue
    problems = [*woven.problems, *source_problems(settings.root, catalogue)]
    problems += damage_problems(catalogue.sources, load_records(settings))
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
