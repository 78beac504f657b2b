"""What can stop a command, as one tree.

    LeishuError
    ├── SettingsError       leishu.yml, mkdocs.yml or the command line asks for what cannot be
    ├── SourceError         a source text cannot be taken in: unreadable, empty, binary, too large, a name clash
    └── RenderError         the renderer (MkDocs, Zensical) failed

Bad *content* is never one of these: it is a `Problem`, and all problems are reported together.
Every message says what was wrong, where, and what to do next, in one line.
"""


class LeishuError(Exception):
    """The root. The command line prints it as one line and exits with 2."""


class SettingsError(LeishuError):
    """The settings or the call ask for something that cannot be done."""


class SourceError(LeishuError):
    """A source text cannot be taken in."""


class RenderError(LeishuError):
    """The renderer ended without a site."""
