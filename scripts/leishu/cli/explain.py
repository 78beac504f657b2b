"""`leishu explain`: where a passage comes from, step by step; why each link, topic and date is where it is."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path, PurePosixPath

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from leishu.cli.because import because_lines
from leishu.cli.options import Voice, open_project, output_options, project_option
from leishu.config import Settings
from leishu.convert.explain import Explained, Explanation, explain_passage
from leishu.errors import SettingsError
from leishu.knowledge.corpus import Corpus
from leishu.knowledge.explain import explain
from leishu.model import DocPath
from leishu.problems import did_you_mean
from leishu.project import load_project


@click.command("explain")
@click.argument("what")
@output_options
@project_option
def command(what: str, project: Path | None, *, as_json: bool, quiet: bool, verbose: bool) -> None:
    r"""Show where a passage comes from, or why things are on a page.

    WHAT is a passage as a citation names it, NAME#p12, a page, docs/topics/NAME.md, or what its page is called. Reads
    sources/ and docs/; writes nothing. Of a passage it shows the text as received, repaired, normalised and, where
    people changed it, as it stands on the page; each repair with its evidence; why the encoding and the script were
    chosen. Of both it says why each link, topic, date, quotation and related page is there.

    \b
    Examples:
      leishu explain deepseek-open-source#p12
      leishu explain docs/entries/deepseek.md
      leishu explain 深度求索
      leishu explain deepseek-open-source#p12 --json
    """
    settings = open_project(project)
    voice = Voice(as_json, quiet, verbose)
    name, _, anchor = what.removeprefix("[@").removesuffix("]").partition("#")
    corpus = load_project(settings.root).corpus
    if not anchor:
        page = _page(corpus, settings, what)
        found = explain(corpus, page)
        told = "\n".join(because_lines(corpus, found)).lstrip()
        nothing = f"{page}: no link, topic, date, quotation or related page was found on it"
        voice.result({"page": what, "because": [asdict(one) for one in found]}, told or nothing)
        return
    explanation = explain_passage(settings, name, anchor)
    known = explanation.passage in corpus.passages
    found = explain(corpus, DocPath(f"sources/{name}.md"), explanation.passage) if known else ()
    if as_json:
        because = [asdict(one) for one in found]
        voice.result(asdict(explanation) | {"edited": explanation.edited, "because": because}, "")
        return
    if sys.stdout.isatty():
        _pretty(explanation)
    else:
        click.echo("\n".join(_plain(explanation)))
    for line in because_lines(corpus, found):
        click.echo(line)


def _page(corpus: Corpus, settings: Settings, what: str) -> DocPath:
    """The page that a person means: by its path, below the project or docs/, with or without .md; its stem; its name.

    Raises SettingsError where there is none, or more than one.
    """
    docs = settings.docs.relative_to(settings.root).as_posix() + "/"
    given = what.removeprefix("./").removeprefix(docs).removesuffix(".md")
    found = [path for path in corpus.pages if given in (path.removesuffix(".md"), PurePosixPath(path).stem)]
    found = found or list(corpus.register.find(what))
    if len(found) == 1:
        return found[0]
    hint = did_you_mean(given, [path.removesuffix(".md") for path in corpus.pages])
    why = f"may be any of {', '.join(found)}" if found else "is neither a passage (NAME#p1) nor a page of docs/"
    raise SettingsError(f"'{what}' {why}" + (f": {hint}" if hint and not found else ""))


def _origin(explanation: Explanation) -> Iterator[tuple[str, str]]:
    yield "source", explanation.source
    yield "encoding", f"{explanation.encoding} ({explanation.encoding_evidence})"
    yield "script", f"{explanation.script} ({explanation.script_evidence})"
    yield "OpenCC", explanation.config or "nothing to convert"


def _texts(explanation: Explanation) -> Iterator[tuple[str, str]]:
    if explanation.received:
        yield "received", explanation.received
        yield "repaired", explanation.repaired
        yield "normalised", explanation.normalised
    if explanation.edited:
        yield "on the page", explanation.page or "(taken off the page)"


def _repairs(steps: tuple[Explained, ...]) -> Iterator[tuple[str, str, str, str, int]]:
    """Each kind of repair once: rule, before, after, evidence, how often."""
    for (rule, before, after, evidence), number in Counter(
        (step.rule, step.before, step.after, step.evidence) for step in steps
    ).items():
        yield rule, before, after, evidence, number


def _plain(explanation: Explanation) -> Iterator[str]:
    yield explanation.passage
    for label, words in (*_origin(explanation), *_texts(explanation)):
        yield f"{label}: {words}"
    for rule, before, after, evidence, number in _repairs(explanation.steps):
        yield f"repair: {rule} ×{number}: {before!r} → {after!r}: {evidence}"
    for words, reason in explanation.judgements:
        yield f"conversion: {words + ': ' if words else ''}{reason}"
    for doubt in explanation.doubts:
        yield f"doubt: {doubt.rule}: {doubt.text!r}: {doubt.evidence}"


def _pretty(explanation: Explanation) -> None:
    console = Console()
    console.print(Text(explanation.passage, style="bold"))
    for label, words in _origin(explanation):
        console.print(Text.assemble((f"{label:>10}  ", "dim"), words))
    texts = Table(expand=True, show_lines=False, padding=(0, 1))
    cells: list[Text] = []
    for label, words in _texts(explanation):
        texts.add_column(label, ratio=1, overflow="fold")
        cell = Text(words)
        for step in explanation.steps:
            if label == "received":
                cell.stylize("red", step.received.start, step.received.end)
            elif label == "repaired":
                cell.stylize("green", step.repaired.start, step.repaired.end)
        cells.append(cell)
    texts.add_row(*cells)
    console.print(texts)
    if explanation.steps:
        repairs = Table("rule", "before", "after", "×", "evidence", padding=(0, 1))
        for rule, before, after, evidence, number in _repairs(explanation.steps):
            repairs.add_row(rule, Text(before, "red"), Text(after, "green"), str(number), Text(evidence))
        console.print(repairs)
    for words, reason in explanation.judgements:
        console.print(Text.assemble(("conversion  ", "dim"), f"{words}  " if words else "", reason))
    for doubt in explanation.doubts:
        console.print(Text.assemble(("doubt  ", "yellow"), f"{doubt.text}: {doubt.evidence}"))
