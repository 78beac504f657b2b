"""`leishu status`: what the knowledge base holds, and where it is thin."""

from collections import Counter
from pathlib import Path

import click

from leishu.cli.options import Voice, open_project, output_options, project_option
from leishu.config import Settings
from leishu.knowledge.reading import is_apparatus
from leishu.model import Passage
from leishu.project import load_project

_HUBS = 5


@click.command("status")
@output_options
@project_option
def command(as_json: bool, quiet: bool, verbose: bool, project: Path | None) -> None:
    r"""Say what the knowledge base holds: counts, hubs, orphans, passages without a topic, proposals that wait.

    Reads docs/, leishu.yml and build/proposals/. Writes nothing. With -v it lists what it counts.

    \b
    Examples:
      leishu status
      leishu status -v
      leishu status --json
    """
    settings = open_project(project)
    woven = load_project(settings.root)
    voice = Voice(as_json, quiet, verbose)
    corpus = woven.corpus
    lists: dict[str, list[str]] = {
        "orphans": [str(path) for path in corpus.orphans],
        "passages without a topic": [
            id_ for id_, one in corpus.passages.items() if _tells(one) and id_ not in corpus.topics_of
        ],
        "proposals": _proposals(settings),
    }
    hubs = {corpus.pages[path].title: number for path, number in corpus.hubs[:_HUBS]}
    kinds = Counter(entry.kind for entry in corpus.entries.values())
    counts = {
        "topics": len(corpus.topics),
        "entries": len(corpus.entries),
        "sources": len(corpus.sources),
        "passages": len(corpus.passages),
        "repairs": sum(sum(source.repairs.values()) for source in corpus.catalogue.sources),
        "links": sum(map(len, corpus.links.values())),
        "problems": len(woven.problems),
    }
    lines = [f"{name:<26}{number}" for name, number in counts.items()]
    lines[-1] += " in docs/ ('leishu check' looks at all)"
    lines.insert(2, "  " + ", ".join(f"{number} {kind}" for kind, number in kinds.most_common()))
    lines.append("hubs                      " + ", ".join(f"{title} ({links})" for title, links in hubs.items()))
    for name, items in lists.items():
        lines.append(f"{name:<26}{len(items)}")
        lines += [f"  {item}" for item in items] if verbose else []
    voice.result({**counts, "kinds": dict(kinds), "hubs": hubs, **lists}, "\n".join(lines))


def _tells(passage: Passage) -> bool:
    """Whether a passage could stand under a topic: not a heading, nor an item of a list of references."""
    return not passage.text.startswith("#") and not is_apparatus(passage.headings)


def _proposals(settings: Settings) -> list[str]:
    folder = settings.build / "proposals"
    return sorted(path.relative_to(settings.root).as_posix() for path in folder.glob("*.md"))
