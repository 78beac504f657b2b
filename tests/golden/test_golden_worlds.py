"""What weave makes of small worlds, byte for byte. Where a change is meant: `python tests/golden/record.py`."""

import difflib
import shutil

import pytest

from golden.record import main
from golden.worlds import WORLDS, expected, woven


def difference(recorded, made):
    """How two folders of pages differ, as people read it."""
    return "".join(
        line
        for name in sorted(recorded.keys() | made.keys())
        for line in difflib.unified_diff(
            recorded.get(name, "").splitlines(keepends=True),
            made.get(name, "").splitlines(keepends=True),
            f"recorded/{name}",
            f"made/{name}",
        )
    )


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_a_world_is_woven_as_recorded(world):
    recorded, made = expected(world), woven(world)
    assert recorded.keys() == made.keys()
    assert not (changed := difference(recorded, made)), changed


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_where_a_world_lies_does_not_matter(world, tmp_path):
    elsewhere = shutil.copytree(world, tmp_path / "名 with space")
    assert woven(elsewhere) == woven(world)


def test_a_difference_is_seen():
    """The comparison itself: a page more, a page less, a byte changed."""
    assert difference({"a": "一\n"}, {"a": "一\n"}) == ""
    for other in ({}, {"a": "一\n", "b": "二\n"}, {"a": "一\n\n"}):
        assert difference({"a": "一\n"}, other)


def test_ci_never_records(monkeypatch):
    monkeypatch.setenv("CI", "true")
    before = {world: expected(world) for world in WORLDS}
    assert "person" in main([])
    assert {world: expected(world) for world in WORLDS} == before
