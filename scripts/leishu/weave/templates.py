"""The shapes of woven pages, as Jinja templates of Markdown in `templates/`."""

import re
from functools import cache
from typing import Any

import jinja2

_BLANKS = re.compile(r"\n{3,}")


@cache
def _environment() -> jinja2.Environment:
    # What comes out is Markdown, whose special characters are escaped where text is put in (markdown.escape).
    return jinja2.Environment(  # noqa: S701
        loader=jinja2.PackageLoader("leishu.weave"),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def render(template: str, **values: Any) -> str:
    """`templates/NAME.md` with `values`; the body of a page is put in as it is, byte for byte."""
    body = str(values.pop("body", "")).strip("\n")
    # Blank lines may be folded everywhere but in what people wrote.
    woven = _environment().get_template(f"{template}.md").render(body=_MARK, **values)
    head, mark, tail = _BLANKS.sub("\n\n", woven).partition(_MARK)
    return f"{head.lstrip()}{body}{tail.rstrip()}\n" if mark else f"{head.strip()}\n"


_MARK = "\ue000body\ue000"
