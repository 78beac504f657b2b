"""A reader of the site is told in Chinese why a text was changed; no step of any case is told otherwise."""

import re

import pytest

from leishu.repair import repair
from leishu.weave.evidence import told
from stories import stories

KNOWN = re.compile(
    r"字节(?: [0-9A-F]{2,})+|"  # shown as they are
    r"&[\w#;&]+|utf-\w+|UTF-\d+|Windows-1252|ASCII|Latin-1|Big5|GBK|HTML|gb18030|big5\w*|"
    r"[\'\"].*[\'\"]|[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńň\w]+(?=是“)"
)


@pytest.mark.parametrize("case", [*stories("repair/synthetic"), *stories("repair/in-the-wild")])
def test_every_reason_is_told_in_chinese(case):
    result = repair(case["input"])
    for evidence in {one.evidence for one in (*result.steps, *result.doubts)}:
        chinese = told(evidence)
        assert not re.search("[A-Za-z]{4,}", KNOWN.sub("", chinese)), chinese


@pytest.mark.parametrize("case", stories("weave/evidence"))
def test_a_reason_is_put_together_from_its_parts(case):
    assert told(case["evidence"]) == case["chinese"]
