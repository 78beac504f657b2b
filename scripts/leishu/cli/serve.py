"""`leishu serve`: the site as it will be, built again at every edit."""

from pathlib import Path

import click

from leishu.cli.convert import tell
from leishu.cli.options import Voice, open_project, project_option
from leishu.cli.renderers import serve_mkdocs
from leishu.convert.run import convert_sources
from leishu.copies import require_current


@click.command("serve")
@click.option("-a", "--address", default="127.0.0.1:8000", show_default=True, help="Where to listen, HOST:PORT.")
@click.option("-o", "--open", "browse", is_flag=True, help="Open the site in a browser.")
@project_option
def command(address: str, browse: bool, project: Path | None) -> None:
    r"""Show the site and build it again at every edit, until Ctrl-C.

    Reads sources/, docs/, overrides/, mkdocs.yml and leishu.yml. Writes docs/sources/ (only pages whose source or
    record changed, never over what people edited), the cache under build/ and a temporary folder.

    \b
    Examples:
      leishu serve
      leishu serve --open --address 127.0.0.1:9000
    """
    settings = open_project(project)
    require_current(settings.root)
    tell(convert_sources(settings), Voice())
    serve_mkdocs(settings, address, browse=browse)
