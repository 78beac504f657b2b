"""A whole knowledge base, from its files to the renderer's pages: all that others need to know of the stages between.

What is done to the site that the renderer built is in `publication`.
"""

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leishu.base import settings_of
from leishu.config import Settings
from leishu.convert.run import convert_sources
from leishu.copies import require_current
from leishu.garbage import uncollected
from leishu.knowledge.catalogue import load_catalogue
from leishu.knowledge.corpus import Corpus, build_corpus
from leishu.model import Page
from leishu.problems import Problem
from leishu.publish.conversion import SiteRules, site_rules
from leishu.remembered import remembered_of
from leishu.weave import derived_paths, weave


@dataclass(frozen=True)
class Project:
    """A knowledge base, read."""

    settings: Settings
    corpus: Corpus
    rules: SiteRules
    """How its words are written in the other scripts."""
    problems: tuple[Problem, ...]

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """What the renderer gets."""
        from leishu.convert.record import load_records  # noqa: PLC0415 - loads all of repair

        with uncollected():
            return weave(self.corpus, self.settings, load_records(self.settings), remembered_of(self.settings).loom)


def renew_sources(root: Path) -> tuple[str, ...]:
    """Make or renew the pages of the sources in `root` that changed; what needs a person, a line each.

    Raises SettingsError where leishu.yml cannot be used.
    """
    report = convert_sources(settings_of(root))
    return (*map(str, report.problems), *(outcome.message for outcome in report.outcomes if outcome.message))


def load_project(root: Path) -> Project:
    """Read the knowledge base in `root`; of what the last build left, only what changed is worked out anew.

    Raises SettingsError where leishu.yml cannot be used, or the copies of the program's files are of another release;
    bad content is in `problems`.
    """
    require_current(root)
    settings = settings_of(root)
    memory = remembered_of(settings).memory
    with uncollected():
        catalogue = load_catalogue(root, memory)
        corpus = build_corpus(catalogue, derived_paths(catalogue), memory)
        memory.settle()
    rules = site_rules(root, corpus.catalogue)
    return Project(settings, corpus, rules, tuple(sorted((*corpus.problems, *rules.problems))))


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """Give hooks that look for it here what was here once: they live long enough to be told that they are old."""
        if name == "publish_project":
            return import_module("leishu.publication").publish_project
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
