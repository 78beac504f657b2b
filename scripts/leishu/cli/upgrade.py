"""`leishu upgrade`: the base's copies of the program's files, made those of this release."""

from pathlib import Path

import click

from leishu.cli.options import Voice, open_project, output_options, project_option
from leishu.copies import Renewal, renew_copies


@click.command("upgrade")
@output_options
@project_option
def command(as_json: bool, quiet: bool, verbose: bool, project: Path | None) -> None:
    r"""Renew what 'leishu init' copied into the base, after the program was upgraded.

    Reads and writes overrides/, scripts/mkdocs_hook.py and .leishu.sha256, the record of what they were. A file that
    nobody changed is replaced; changes by people are merged with what is new where git holds what they began with and
    nothing conflicts; otherwise their file stays, and the new one is set aside as FILE.new. Of a base without a record,
    nobody can say what people changed: no file of it is replaced. A second run does nothing.

    Exit code 1 where a file was set aside. docs/, mkdocs.yml and leishu.yml are yours and are never touched.

    \b
    Examples:
      pip install --upgrade leishu && leishu upgrade
      leishu upgrade --project ../tea
    """
    root = open_project(project).root
    voice = Voice(as_json, quiet, verbose)
    done = renew_copies(root)
    aside = [one for one in done if one.renewal is Renewal.SET_ASIDE]
    for one in done:
        if one in aside:
            click.echo(str(one), err=True)
        else:
            voice.say(str(one))
    files = {str(renewal): [one.name for one in done if one.renewal is renewal] for renewal in Renewal}
    told = ", ".join(f"{len(names)} {what}" for what, names in files.items() if names)
    voice.result(files, told or "Nothing to do: every copy is of this release, or yours.")
    if aside:
        raise SystemExit(1)
