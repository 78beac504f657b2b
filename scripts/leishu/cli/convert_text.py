"""`leishu convert-text`: any Chinese text, converted with care."""

import json
import sys
from bisect import bisect_right
from dataclasses import asdict
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

import click

from leishu.errors import SettingsError
from leishu.hanzi.explain import Change
from leishu.hanzi.notation import TAGS
from leishu.hanzi.quotes import Quotes
from leishu.hanzi.rules import Rule, read_group
from leishu.hanzi.text import convert_text
from leishu.records import parse_record

_SCRIPTS = click.Choice(list(TAGS), case_sensitive=False)


@click.command(name="convert-text")
@click.argument("file", type=click.File("rb"), default="-")
@click.option(
    "-t", "--to", "target", type=_SCRIPTS, metavar="SCRIPT", default="zh-Hans", show_default=True,
    help="What to write: zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK; also zh-TW, zh-HK, zh-CN.",
)  # fmt: skip
@click.option(
    "-f", "--from", "source", type=_SCRIPTS, metavar="SCRIPT",
    help="What the text is written in; by default it is detected.",
)  # fmt: skip
@click.option("-p", "--vocabulary", is_flag=True, help="Also exchange words of the region (软件 and 軟體).")
@click.option(
    "-r", "--rules", "groups", type=click.Path(exists=True, dir_okay=False, path_type=Path), multiple=True,
    help="A group of rules of your own, as in docs/conversion/; may be given several times.",
)  # fmt: skip
@click.option(
    "--quotes", type=click.Choice([style.value for style in Quotes]),
    help="Quotation marks: 「」, “” or as they are; by default those of the region.",
)  # fmt: skip
@click.option("--explain", "explaining", is_flag=True, help="Show what decided each change, instead of the text.")
@click.option("--json", "as_json", is_flag=True, help="The same as one JSON object a line, for machines.")
def command(
    file: BinaryIO,
    target: str,
    source: str | None,
    *,
    vocabulary: bool,
    groups: tuple[Path, ...],
    quotes: str | None,
    explaining: bool,
    as_json: bool,
) -> None:
    r"""Convert a Chinese text between Simplified and Traditional, of Taiwan or Hong Kong.

    Reads FILE, or standard input, as UTF-8 and writes the converted text to standard output; nothing else is read or
    written. Words are told apart before OpenCC converts them, and surnames stay what they are: 被发明 becomes 被發明,
    范先生 stays 范先生. In Python: leishu.convert_text(text, "zh-Hant-TW").text

    \b
    Examples:
      echo 头发被发明了 | leishu convert-text --to zh-Hant-TW
      leishu convert-text --to zh-Hans article.txt > article-hans.txt
      leishu convert-text --to zh-Hant-HK --rules my-words.yml --explain article.txt
    """
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = getattr(file, "name", "<stdin>")
        remedy = "save the text as UTF-8, or take it in with 'leishu add'"
        raise SettingsError(f"{name}: byte {error.start} is not UTF-8: {remedy}") from None
    rules = [rule for path in groups for rule in _rules(path)]
    words = convert_text(text, target, source or "", vocabulary=vocabulary, rules=rules, quotes=quotes or "")
    if not explaining and not as_json:
        sys.stdout.buffer.write(words.text.encode("utf-8"))
        return
    if words.evidence and not as_json:
        click.echo(f"{words.source}: {words.evidence}")
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    for change in words.changes:
        click.echo(json.dumps(_record(change), ensure_ascii=False) if as_json else _line(starts, change))


def _rules(path: Path) -> tuple[Rule, ...]:
    try:
        record, problems = parse_record(path.read_text(encoding="utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: byte {error.start} is not UTF-8: save the file as UTF-8") from None
    rules, more = read_group(record)
    for problem in (*problems, *more):
        raise SettingsError(str(problem))
    return rules


def _record(change: Change) -> dict[str, object]:
    values = asdict(change)
    return {"start": change.span.start, "end": change.span.end, **{key: values[key] for key in values if key != "span"}}


def _line(starts: list[int], change: Change) -> str:
    """`3:7 发明 → 發明  why`, with what else a lone character could be."""
    line = bisect_right(starts, change.span.start)
    what = "|" if not change.before and not change.after else f"{change.before} → {change.after}"
    doubt = f"（或 {'、'.join(change.candidates)}）" if change.candidates else ""
    return f"{line}:{change.span.start - starts[line - 1] + 1} {what}{doubt}  {change.reason}"
