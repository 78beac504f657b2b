"""A knowledge base before anything of it is read: its settings, and the numbers of its last build.

Apart from `project`, so that a command that has nothing to do need not load what does the work.
"""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from leishu.config import Settings, load_settings
from leishu.errors import SettingsError
from leishu.hanzi.convert import config_for, require_config
from leishu.model import Variant


@dataclass(frozen=True, slots=True)
class Summary:
    """A site in numbers."""

    sources: int
    passages: int
    links: int
    """Those that people wrote and those at first mentions."""
    repairs: int
    pages: int
    """In one variant."""
    variants: int
    """With the canonical one."""


def settings_of(root: Path) -> Settings:
    """What leishu.yml in `root` says.

    Raises SettingsError where it cannot be used; now, not after the renderer has done its work.
    """
    settings = load_settings(root)
    return replace(settings, variants=tuple(_configured(settings.canonical, one) for one in settings.variants))


def _configured(canonical: Variant, variant: Variant) -> Variant:
    """A variant with the config that its tag asks for, where the settings name none."""
    config = variant.config or config_for(canonical.tag, variant.tag)
    require_config(config)
    return replace(variant, config=config)


def read_summary(settings: Settings) -> Summary:
    """The numbers of the site as it was last published.

    Raises SettingsError where it was not: the renderer ran, and its hook did not.
    """
    try:
        return Summary(**json.loads(_summary_file(settings).read_text(encoding="utf-8")))
    except FileNotFoundError:
        hook = "add to it: hooks: [scripts/mkdocs_hook.py]"
        raise SettingsError(f"{settings.root / 'mkdocs.yml'} does not name Leishu's hook: {hook}") from None


def forget_summary(settings: Settings) -> None:
    """Before a build: what was published earlier is not what this build publishes."""
    _summary_file(settings).unlink(missing_ok=True)


def write_summary(settings: Settings, summary: Summary) -> None:
    """Leave the numbers of a build in build/summary.json."""
    _summary_file(settings).parent.mkdir(parents=True, exist_ok=True)
    _summary_file(settings).write_text(json.dumps(asdict(summary), indent=1) + "\n", encoding="utf-8")


def _summary_file(settings: Settings) -> Path:
    return settings.build / "summary.json"
