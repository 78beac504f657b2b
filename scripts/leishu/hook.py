"""What scripts/mkdocs_hook.py calls. Every base holds a copy of that file: what is here may grow, and never moves."""

from leishu.errors import LeishuError
from leishu.project import load_project, renew_sources
from leishu.publication import publish_project

__all__ = ["LeishuError", "load_project", "publish_project", "renew_sources"]
