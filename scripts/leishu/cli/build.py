"""`leishu build`: convert what changed, render, publish."""

import time
from pathlib import Path

import click

from leishu.cli.freshness import fingerprint, is_fresh, remember
from leishu.cli.options import Voice, open_project, output_options, project_option
from leishu.cli.renderers import run_mkdocs, run_zensical
from leishu.config import Settings
from leishu.convert.run import convert_sources
from leishu.project import Summary, load_project, publish_project, read_summary
from leishu.publish.urls import site_url


@click.command("build")
@click.option("--strict", is_flag=True, help="Treat every warning as an error.")
@click.option(
    "--renderer",
    type=click.Choice(["mkdocs", "zensical"]),
    default="mkdocs",
    show_default=True,
    help="What turns Markdown into HTML. Zensical is an extra: pip install 'leishu[zensical]'.",
)
@click.option("--clean", is_flag=True, help="Build even where nothing changed.")
@output_options
@project_option
def command(
    strict: bool, renderer: str, clean: bool, as_json: bool, quiet: bool, verbose: bool, project: Path | None
) -> None:
    r"""Build the site, in every variant, with its search index.

    Reads sources/, docs/, overrides/, mkdocs.yml and leishu.yml. Writes docs/sources/ (only pages whose source or program
    changed, never over what people edited), build/ and site/. Where nothing changed since the last build, it does nothing.

    \b
    Examples:
      leishu build
      leishu build --strict
      leishu build --renderer zensical
    """
    settings = open_project(project)
    voice = Voice(as_json, quiet, verbose)
    begun = time.monotonic()
    converted = convert_sources(settings, voice=voice)
    made = fingerprint(settings, renderer)
    if clean or not is_fresh(settings, made):
        _render(settings, renderer, strict=strict, voice=voice)
        remember(settings, made)
    else:
        voice.detail("Nothing changed since the last build.")
    summary = read_summary(settings)
    _report(summary, time.monotonic() - begun, settings, voice)
    if converted.conflicts:
        raise SystemExit(1)
