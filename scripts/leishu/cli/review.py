"""The review queue as a person reads it, on a terminal or, the same text, as Markdown in a pull request."""

import json
from collections.abc import Iterable, Iterator

import click

from leishu.check.conversion import Group, review_queue
from leishu.cli.options import Voice
from leishu.config import Settings
from leishu.knowledge.catalogue import DOCS
from leishu.publish.conversion import FOLDER
from leishu.publish.review import Spot

_SHOWN = 3
"""How many sentences of a word are shown, unless more are asked for."""


def print_queue(settings: Settings, since: str, voice: Voice) -> int:
    """Print what is in doubt. Returns how many places that are."""
    groups = review_queue(settings, since)
    places = sum(len(group.spots) for group in groups)
    if voice.as_json:
        click.echo(json.dumps([_plain(group) for group in groups], ensure_ascii=False, indent=1))
        return places
    for group in groups:
        click.echo("\n".join(_lines(group, len(group.spots) if voice.verbose else _SHOWN)))
    new = f" since {since}" if since else ""
    voice.say(f"{places} places in doubt, {len(groups)} words{new}")
    return places


def _lines(group: Group, shown: int) -> Iterator[str]:
    other = f"（或 {'、'.join(group.others)}）" if group.others else ""
    yield f"### {group.word} → {_forms(group.forms)}{other} · {len(group.spots)} 处 HAN102"
    yield ""
    settle = f"在 `{DOCS}/{FOLDER}/` 一组规则的 `words` 里加一行 `{group.rule}`"
    yield f"{group.reason}。认可现在的写法：{settle}；不对的，把右边改对"
    yield ""
    for spot in group.spots[:shown]:
        yield f"- `{DOCS}/{spot.path}:{spot.line}:{spot.column}` {spot.before}**{spot.word}**{spot.behind}"
    if len(group.spots) > shown:
        yield f"- … 另有 {len(group.spots) - shown} 处（-v 全部列出）"
    yield ""


def _forms(forms: Iterable[tuple[str, str]]) -> str:
    return "、".join(dict.fromkeys(text for _, text in forms))


def _plain(group: Group) -> dict[str, object]:
    return {
        "rule": "HAN102",
        "word": group.word,
        "forms": dict(group.forms),
        "others": group.others,
        "reason": group.reason,
        "settle": group.rule,
        "spots": [_place(spot) for spot in group.spots],
    }


def _place(spot: Spot) -> dict[str, object]:
    sentence = f"{spot.before}{spot.word}{spot.behind}"
    return {"path": f"{DOCS}/{spot.path}", "line": spot.line, "column": spot.column, "sentence": sentence}
