"""`leishu add`: take in a text as received, with what is known of it."""

from datetime import datetime
from pathlib import Path

import click

from leishu.cli.convert import number_of, size_of
from leishu.cli.options import Voice, open_project, output_options, project_option
from leishu.convert.intake import add_file
from leishu.convert.store import page_path
from leishu.model import LangTag, Provenance
from leishu.read.sidecar import REGIONS, SUFFIX

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", default="", help="What it is called here and in its URL; by default a slug of its title.")
@click.option("--title", default="", help="Its title, in the script it was written in.")
@click.option("--author", default="", help="Who wrote it.")
@click.option("--translator", default="", help="Who translated it.")
@click.option("--publisher", default="", help="The site, paper or house that published it.")
@click.option("--url", default="", help="Where it was found.")
@click.option("--licence", default="", help="An SPDX id such as CC-BY-4.0, or why it may be quoted.")
@click.option("--published", type=_DAY, help="The day it was published, as 2024-05-06.")
@click.option("--retrieved", type=_DAY, help="The day it was received; by default today.")
@click.option("--encoding", default="", help="Its encoding, where the evidence in its bytes misleads.")
@click.option("--region", type=click.Choice(REGIONS), help="Its script and region, where detection misleads.")
@output_options
@project_option
def command(
    file: Path,
    name: str,
    published: datetime | None,
    retrieved: datetime | None,
    region: str | None,
    project: Path | None,
    *,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    **given: str,
) -> None:
    r"""Take in FILE (txt, html or md) as a source and make its page.

    Reads FILE and what it says about itself. Writes sources/NAME.* with exactly its bytes, sources/NAME.source.yml with
    what is known of it and a commented line for everything else, and docs/sources/NAME.md. The same bytes are taken in
    once; a name is never given twice; where anything is wrong, nothing is written.

    \b
    Examples:
      leishu add ~/Downloads/article.html
      leishu add notes.txt --title 开源硬件笔记 --author 李四 --licence CC-BY-4.0
      leishu add old.txt --name old-speech --encoding big5 --region zh-Hant-TW
    """
    voice = Voice(as_json, quiet, verbose)
    settings = open_project(project)
    provenance = Provenance(
        **{key: " ".join(value.split()) for key, value in given.items()},
        published=published.date() if published else None,
        retrieved=(retrieved or datetime.now().astimezone()).date(),
        region=LangTag(region) if region else None,
        naive=None,
    )
    added = add_file(settings, file, provenance, name)
    source, outcome = added.source, added.outcome
    page = page_path(settings, source.name).relative_to(settings.root).as_posix()
    summary = {"name": source.name, "source": source.path, "page": page, "added": outcome is not None}
    if outcome is None:
        voice.result(summary, f"{file} is already there as {source.path}: nothing to do")
        return
    summary |= {"passages": outcome.passages, "repairs": outcome.repairs, "left": added.left}
    voice.detail(f"title: {source.provenance.title}; sha256: {source.sha256}")
    if not source.provenance.licence:
        voice.say(f"No licence is known: say in sources/{source.name}{SUFFIX} why it may be reproduced.")
    if added.left:
        places = number_of(added.left, "damaged place")
        voice.say(
            f"{places} could not be repaired: 'leishu check' lists them, sources/{source.name}{SUFFIX} settles them."
        )
    voice.result(summary, f"Added {source.path}: {size_of(outcome)}. Its page is {page}.")
