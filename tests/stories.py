"""Cases as data: tests/cases/STAGE/NAME.yml, a list of mappings, each with an `id`.

    @pytest.mark.parametrize("case", stories("markdown/masks", "markdown/negative"))

A file called known-failures holds what does not work yet: a case of it that passes breaks the build, to be moved.
"""

from pathlib import Path
from typing import Any

import pytest

from leishu.records import parse_record

_CASES = Path(__file__).parent / "cases"


def stories(*names: str) -> list[Any]:
    """The cases of these files as parameters of a test."""
    return [pytest.param(case, id=f"{name}:{case['id']}", marks=_marks(name)) for name in names for case in _load(name)]


def _load(name: str) -> list[dict[str, Any]]:
    text = (_CASES / f"{name}.yml").read_text(encoding="utf-8")
    record, problems = parse_record("cases:\n" + text, f"{name}.yml", first_line=0)
    assert not problems, problems
    cases: list[dict[str, Any]] = record["cases"]
    assert cases, f"{name}.yml holds no case"
    return cases


def _marks(name: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason="known failure", strict=True)] if name.endswith("known-failures") else []
