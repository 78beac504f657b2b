"""`leishu repair`: any damaged Chinese text, repaired, with the reasons."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import BinaryIO

import click

from leishu.hanzi.naive import Naive, naive, unknowable
from leishu.model import Doubt, RepairedText, RepairStep, Span
from leishu.read.decode import Decoding, decode
from leishu.repair import Offsets, repair


@click.command(name="repair")
@click.argument("file", type=click.File("rb"), default="-")
@click.option(
    "--explain", "explaining", is_flag=True, help="Show each change and why it was made, instead of the text."
)
@click.option("--json", "as_json", is_flag=True, help="Write text, steps and doubts as one JSON object, for machines.")
def command(file: BinaryIO, *, explaining: bool, as_json: bool) -> None:
    r"""Undo what scraping and wrong decoding did to a Chinese text.

    Reads FILE, or standard input, in any encoding that Chinese texts come in, and writes the repaired text to standard
    output as UTF-8. Sound text passes unchanged. Where bytes are gone the damage stays; --explain lists it with what
    may have stood there. The keys of --json are described in docs/contributing/repair.md.

    \b
    Examples:
      leishu repair < damaged.txt > repaired.txt
      leishu repair --explain damaged.txt
      leishu repair --json damaged.txt
    """
    decoded = decode(file.read())
    result = repair(decoded.text)
    if as_json:
        click.echo(json.dumps(_record(decoded, result), ensure_ascii=False))
    elif explaining:
        found = naive(result.text)
        for line in (*_explained(result), *(_naive_lines(found) if found else ())):
            click.echo(line)
        if not (result.steps or result.doubts or found):
            click.echo("Nothing to repair.", err=True)
    else:
        sys.stdout.buffer.write(result.text.encode("utf-8"))


_FORMAT = 1
"""Of the JSON object that docs/contributing/repair.md#json describes. Raised where a key goes or changes its sense."""


def _record(decoded: Decoding, result: RepairedText) -> dict[str, object]:
    offsets = Offsets(result.steps)
    return {
        "format": _FORMAT,
        "encoding": {"name": decoded.encoding, "evidence": decoded.evidence},
        "text": result.text,
        "naive": _naive_record(result.text),
        "steps": [
            {**asdict(step), "original": asdict(place)}
            for step, place in zip(result.steps, _original_spans(result), strict=True)
        ],
        "doubts": [
            {
                **asdict(doubt),
                "candidates": [{"text": text, "score": score} for text, score in doubt.candidates],
                "original": asdict(offsets.original(doubt.span)),
            }
            for doubt in result.doubts
        ],
    }


def _naive_record(text: str) -> dict[str, object] | None:
    found = naive(text)
    if not found:
        return None
    pairs = [{"written": written, "expected": wanted, "count": count} for written, wanted, count in found.pairs]
    return {"pairs": pairs, "unknowable": unknowable(text)}


def _naive_lines(found: Naive) -> Iterator[str]:
    told = "  ".join(f"{written} for {wanted} ({count})" for written, wanted, count in found.pairs)
    yield f"naive conversion: Traditional that was made one character at a time: {told}"


def _original_spans(result: RepairedText) -> list[Span]:
    """Where each step's text stands in the original. The rules before it moved it, and only those."""
    places: list[Span] = []
    before: list[RepairStep] = []
    start = 0
    offsets = Offsets(before)
    for number, step in enumerate(result.steps):
        if number and step.rule != result.steps[number - 1].rule:
            before = list(result.steps[:number])
            offsets = Offsets(before)
            start = number
        places.append(offsets.original(step.span) if start else step.span)
    return places


def _explained(result: RepairedText) -> list[str]:
    lines = [
        f"{place.start}-{place.end} {step.rule}: {_shown(step.before)} → {_shown(step.after)}  {step.evidence}"
        for step, place in zip(result.steps, _original_spans(result), strict=True)
    ]
    offsets = Offsets(result.steps)
    return lines + [_left(doubt, offsets.original(doubt.span)) for doubt in result.doubts]


def _left(doubt: Doubt, place: Span) -> str:
    candidates = "  ".join(f"{_shown(text)} ({score:.1f})" for text, score in doubt.candidates)
    return f"{place.start}-{place.end} {doubt.rule}: {_shown(doubt.text)} left  {doubt.evidence}  {candidates}".rstrip()


def _shown(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
