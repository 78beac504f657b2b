"""`leishu build`: convert what changed, render, publish."""

import time
from dataclasses import asdict
from pathlib import Path

import click

from leishu.base import forget_summary, read_summary
from leishu.cli.convert import tell
from leishu.cli.freshness import fingerprint, is_fresh, remember
from leishu.cli.options import Voice, open_project, output_options, project_option
from leishu.cli.renderers import run_mkdocs, run_zensical
from leishu.config import Settings
from leishu.convert.run import convert_sources
from leishu.copies import require_current
from leishu.errors import RenderError, SettingsError


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

    Reads sources/, docs/, overrides/, mkdocs.yml and leishu.yml. Writes docs/sources/ (only pages whose source or
    program changed, never over what people edited), build/ and site/. Does nothing where nothing changed.

    \b
    Examples:
      leishu build
      leishu build --strict
      leishu build --renderer zensical
    """
    settings = open_project(project)
    voice = Voice(as_json, quiet, verbose)
    begun = time.monotonic()
    with voice.progress("Converting") as progress:
        report = convert_sources(settings, progress=progress)
    tell(report, voice)
    # A strict build after a lenient one has warnings to refuse.
    made = fingerprint(settings, renderer, f"strict={strict}")
    if clean or not is_fresh(settings, made):
        with voice.waiting(f"Building with {renderer}"):
            _render(settings, renderer, strict=strict, voice=voice)
        remember(settings, made)
    else:
        voice.detail("Nothing changed since the last build.")
    seconds = round(time.monotonic() - begun, 1)
    numbers = asdict(read_summary(settings)) | {"seconds": seconds}
    voice.result(
        numbers | {"site": str(settings.site)}, ", ".join(f"{number} {name}" for name, number in numbers.items())
    )
    if not report.clean:
        raise SystemExit(1)


def _render(settings: Settings, renderer: str, *, strict: bool, voice: Voice) -> None:
    if not (settings.root / "mkdocs.yml").is_file():
        raise SettingsError(
            f"{settings.root / 'mkdocs.yml'} does not exist: copy it from a base that 'leishu init' made"
        )
    require_current(settings.root)
    forget_summary(settings)
    if renderer == "mkdocs":
        # The hook weaves before and publishes after.
        run_mkdocs(settings, settings.site, strict=strict, verbose=voice.verbose)
        return
    # Here, since a build that has nothing to do needs none of it.
    from leishu.project import load_project  # noqa: PLC0415
    from leishu.publication import publish_project  # noqa: PLC0415
    from leishu.publish.urls import built_for  # noqa: PLC0415

    project = load_project(settings.root)
    for problem in project.problems:
        click.echo(str(problem), err=True)
    if strict and project.problems:
        raise RenderError("the problems above are errors with --strict")
    run_zensical(settings, project.pages, settings.site, strict=strict, verbose=voice.verbose)
    publish_project(project, settings.site, built_for(settings.site))
