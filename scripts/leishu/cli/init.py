"""`leishu init`: a new knowledge base with its own subjects and the same habits."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import click
import jinja2

from leishu.copies import RECORD, originals, record_of, walk
from leishu.errors import SettingsError
from leishu.markdown.escape import escape_inline
from leishu.records import dump_record
from leishu.slugs import slug_of

_RENAMED = {"gitignore": ".gitignore", "gitattributes": ".gitattributes"}
"""Git would apply these to the package itself under their own names."""


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", help="What the knowledge base is called; by default the folder's name.")
@click.option("--topic", "topics", multiple=True, help="A subject to start with, by its title; may be given again.")
def command(folder: Path, title: str | None, topics: tuple[str, ...]) -> None:
    r"""Make a new knowledge base in FOLDER.

    Reads nothing. Writes mkdocs.yml, leishu.yml, docs/, sources/, overrides/ and scripts/mkdocs_hook.py into FOLDER,
    which must not exist or must be empty of these: nothing that is there is ever overwritten. The last two are copies
    of the program's own, written down in .leishu.sha256: 'leishu upgrade' renews them when the program changes.

    \b
    Examples:
      leishu init tea
      leishu init tea --title 茶書 --topic 龙井茶 --topic 制茶工艺
    """
    title = " ".join((title or folder.resolve().name).split())
    planned = dict(_starter(title))
    for topic in (" ".join(given.split()) for given in topics):
        name = f"docs/topics/{slug_of(topic)}.md"
        if not topic or name in planned:
            raise SettingsError(f"--topic {topic!r} would be {name}, which is taken: call it something else")
        planned[name] = _topic(topic)
    taken = [name for name in planned if (folder / name).exists()]
    if taken:
        raise SettingsError(f"{folder / taken[0]} exists already: choose another folder, or move it away")
    for name, data in planned.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "sources").mkdir(exist_ok=True)
    click.echo(f"Made {folder} ({len(planned)} files). Next: cd {folder} && leishu build")


def _starter(title: str) -> Iterator[tuple[str, bytes]]:
    """The files of a new base: path below its root, and contents."""
    environment = jinja2.Environment(keep_trailing_newline=True, autoescape=False)  # noqa: S701 - YAML and Markdown
    environment.filters["yaml"] = lambda text: json.dumps(text, ensure_ascii=False)
    environment.filters["markdown"] = escape_inline
    description = f"{title}：由来源文本编成、可查证、可检索的中文知识库。"
    copies = originals()
    yield from copies.items()
    yield RECORD, record_of(copies)
    for name, file in walk(files("leishu") / "starter"):
        if name in copies:
            continue
        data = file.read_bytes()
        if name.endswith((".yml", ".md")) and b"{{ " in data:
            template = environment.from_string(data.decode("utf-8"))
            data = template.render(title=title, description=description).encode("utf-8")
        yield _RENAMED.get(name, name), data


def _topic(title: str) -> bytes:
    head = dump_record({"title": title, "description": ""})
    text = f"---\n{head}---\n\n# {escape_inline(title)}\n\n在此写这个主题的概说。\n"
    return text.encode("utf-8")
