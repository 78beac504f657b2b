"""Hands woven pages to MkDocs, and the site it built to `publish`. The only importer of mkdocs; no logic of its own."""

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files

# At the top: while it loads this file, and only then, MkDocs has its folder on the import path, so that Leishu is found
# in a clone in which nothing was installed but MkDocs and what Leishu needs.
from leishu.hook import LeishuError, load_project, publish_project, renew_sources

log = logging.getLogger("mkdocs.hooks.leishu")

_SERVED: list[LiveReloadServer] = []
"""The server, where there is one. Its first build comes before it is known, and after `leishu serve` has converted."""
_KEY = "leishu"
"""Where the project waits, between the two ends of a build, in the one thing that both are given: config.extra."""


def on_pre_build(config: MkDocsConfig) -> None:
    """While `serve` runs: make the pages of sources that changed."""
    try:
        for told in renew_sources(_root(config)) if _SERVED else ():
            log.warning("%s", told)
    except LeishuError as error:
        raise PluginError(str(error)) from None


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Give every authored page its woven text, and add the pages that are derived altogether."""
    try:
        project = config.extra[_KEY] = load_project(_root(config))
    except LeishuError as error:
        raise PluginError(str(error)) from None
    for problem in project.problems:
        log.warning("%s", problem)
    for page in project.pages:
        file = files.get_file_from_path(page.path)
        if file is None:
            files.append(File.generated(config, page.path, content=page.markdown))
        else:
            file.content_string = page.markdown
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Make the variants and the search index from what was built."""
    try:
        publish_project(config.extra[_KEY], Path(config.site_dir), config.site_url or "")
    except LeishuError as error:
        raise PluginError(str(error)) from None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Build again when something other than docs/ changes."""
    _SERVED.append(server)
    for name in ("leishu.yml", "overrides", "sources"):
        if (path := _root(config) / name).exists():
            server.watch(str(path))
    return server


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
