"""`leishu export`: what the site holds, for other programs."""

from dataclasses import asdict
from pathlib import Path

import click

from leishu.cli.options import Voice, open_project, output_options, project_option
from leishu.publication import export_search


@click.group("export")
def command() -> None:
    r"""Write what the site holds in the form of another program.

    \b
    Example:
      leishu export search --opensearch
    """


@command.command("search")
@click.option("--opensearch", "form", flag_value="opensearch", required=True, help="For OpenSearch or Elasticsearch.")
@click.option("--index", default="leishu", show_default=True, metavar="NAME", help="What the index is to be called.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to; by default build/opensearch.",
)
@output_options
@project_option
def search(
    form: str, index: str, out: Path | None, as_json: bool, quiet: bool, verbose: bool, project: Path | None
) -> None:
    r"""Write the passages, and how to search them across scripts, for a search server.

    A site of more than some ten thousand pages outgrows what a browser can search by itself. Reads the built site/;
    writes index.json (how text is read, and the fields), documents-N.ndjson (one document a passage) and query.json (a
    search template). README.md says how to load them.

    \b
    Examples:
      leishu export search --opensearch
      leishu export search --opensearch --index my-knowledge --out /tmp/opensearch
    """
    settings = open_project(project)
    voice = Voice(as_json, quiet, verbose)
    target = out or settings.build / form
    with voice.progress("Reading pages") as progress:
        exported = export_search(settings, target, index, progress)
    line = ", ".join(f"{number} {name}" for name, number in asdict(exported).items())
    voice.result(asdict(exported) | {"folder": str(target)}, f"{target}: {line}")
