"""`leishu convert-text`: any Chinese text, converted with care."""

import json
import sys
from dataclasses import asdict
from typing import BinaryIO

import click

from leishu.errors import SettingsError
from leishu.hanzi.conversion import conversion_for
from leishu.hanzi.detect import detect
from leishu.hanzi.explain import Change, explain
from leishu.model import HANS, HANT, HANT_HK, HANT_TW, LangTag

_TAGS = (HANS, HANT, HANT_TW, HANT_HK)


@click.command(name="convert-text")
@click.argument("file", type=click.File("rb"), default="-")
@click.option(
    "-t", "--to", "target", type=click.Choice(_TAGS, case_sensitive=False), default=HANS, show_default=True,
    help="The script and region to write.",
)  # fmt: skip
@click.option(
    "-f", "--from", "source", type=click.Choice(_TAGS, case_sensitive=False),
    help="The script and region the text is in; by default it is detected.",
)  # fmt: skip
@click.option("-p", "--vocabulary", is_flag=True, help="Also exchange words of the region (软件 and 軟體).")
@click.option("--explain", "explaining", is_flag=True, help="Show what decided each change, instead of the text.")
@click.option("--json", "as_json", is_flag=True, help="With --explain: one JSON object a line, for machines.")
def command(
    file: BinaryIO, target: str, source: str | None, *, vocabulary: bool, explaining: bool, as_json: bool
) -> None:
    r"""Convert a Chinese text between Simplified and Traditional, of Taiwan or Hong Kong.

    Reads FILE, or standard input, as UTF-8 and writes the converted text to standard output; nothing else is read or
    written. Words are told apart before OpenCC converts them, and surnames stay what they are: 被发明 becomes 被發明,
    范先生 stays 范先生.

    \b
    Examples:
      echo 头发被发明了 | leishu convert-text --to zh-Hant-TW
      leishu convert-text --to zh-Hans article.txt > article-hans.txt
      leishu convert-text --to zh-Hant-HK --explain article.txt
    """
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = getattr(file, "name", "<stdin>")
        remedy = "save the text as UTF-8, or take it in with 'leishu add'"
        raise SettingsError(f"{name}: byte {error.start} is not UTF-8: {remedy}") from None
    given = LangTag(source) if source else detect(text).tag
    conversion = conversion_for(given, LangTag(target), vocabulary=vocabulary)
    if not explaining:
        sys.stdout.buffer.write(conversion(text).encode("utf-8"))
        return
    if not source and not as_json:
        click.echo(f"{given}: {detect(text).evidence}")
    for change in explain(conversion, text):
        click.echo(json.dumps(_record(change), ensure_ascii=False) if as_json else _line(text, change))


def _record(change: Change) -> dict[str, object]:
    values = asdict(change)
    return {"start": change.span.start, "end": change.span.end, **{key: values[key] for key in values if key != "span"}}


def _line(text: str, change: Change) -> str:
    """`3:7 发明 → 發明  why`, with what else a lone character could be."""
    line = text.count("\n", 0, change.span.start) + 1
    column = change.span.start - text.rfind("\n", 0, change.span.start)
    what = "|" if not change.before and not change.after else f"{change.before} → {change.after}"
    doubt = f"（或 {'、'.join(change.candidates)}）" if change.candidates else ""
    return f"{line}:{column} {what}{doubt}  {change.reason}"
