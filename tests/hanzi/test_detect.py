"""Stories of `hanzi.detect`, from tests/cases/hanzi/detect.yml, and its laws."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leishu.hanzi.detect import detect
from leishu.records import parse_record

_FILE = Path(__file__).parents[1] / "cases" / "hanzi" / "detect.yml"
_RECORD, _ = parse_record("cases:\n" + _FILE.read_text(encoding="utf-8"), _FILE.name)


@pytest.mark.parametrize("case", _RECORD["cases"], ids=lambda case: case["id"])
def test_detect(case):
    found = detect(case["input"])
    assert found.tag == case["tag"], found.evidence
    assert case.get("evidence", "") in found.evidence


@given(st.text(alphabet="开開发發软軟体體裡裏的是のABC，", max_size=30).flatmap(st.permutations))
@settings(max_examples=60)
def test_the_order_of_the_characters_does_not_matter_to_the_script(chars):
    tags = {detect("".join(some)).tag.split("-")[:2][-1] for some in (chars, sorted(chars))}
    assert len(tags) == 1
