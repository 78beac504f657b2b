"""YAML as people write it: read with the line of every key, compared with what may stand there, never an exception."""

from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leishu.config import load_settings
from leishu.errors import SettingsError
from leishu.problems import RULES, Problem, Severity, did_you_mean
from leishu.records import Key, Kind, check_record, dump_record, parse_record
from stories import stories

KEYS = (
    Key("title", required=True),
    Key("kind", choices=("a", "b")),
    Key("names", Kind.MAP, choices=("en", "zh")),
    Key("count", Kind.COUNT),
    Key("day", Kind.DATE),
    Key("flag", Kind.FLAG),
    Key("list", Kind.TEXTS),
    Key("anything", Kind.ANY),
)


def said(problems):
    """Problems without the name of their file, by place."""
    return [str(problem).removeprefix("a.md:") for problem in sorted(problems)]


def told(problems, beginnings):
    """Whether each problem begins as it should, and none is left over. Each is one line."""
    found = said(problems)
    assert len(found) == len(beginnings), found
    for line, beginning in zip(found, beginnings, strict=True):
        assert line.startswith(beginning)
        assert "\n" not in line


@pytest.mark.parametrize("case", stories("records/yaml"))
def test_yaml_is_read_or_told_where_it_cannot_be(case):
    record, problems = parse_record(case["text"], "a.md", first_line=2)
    if "fields" in case:
        assert dict(record) == case["fields"]
    else:
        assert list(record) == case["keys"]
    told(problems, case["problems"])


@pytest.mark.parametrize("case", stories("records/schema"))
def test_a_record_is_compared_with_its_schema(case):
    record, unreadable = parse_record(case["text"], "a.md", first_line=2)
    assert not [problem for problem in unreadable if "cannot be read" in problem.message]
    told(check_record(record, KEYS), case["problems"])


@pytest.mark.parametrize("case", stories("records/settings"))
def test_settings_that_cannot_be_used_are_told_in_one_line(case, tmp_path):
    (tmp_path / "leishu.yml").write_text(case["text"], encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        load_settings(tmp_path)
    assert str(raised.value).startswith(case["said"])
    assert "\n" not in str(raised.value)


@given(st.text(max_size=60))
def test_no_text_is_an_exception(text):
    record, problems = parse_record(text, "a.md")
    check_record(record, KEYS)
    assert all(problem.rule == "MET101" and problem.line >= 1 and problem.column >= 1 for problem in problems)
    assert not (problems and record) or all(isinstance(key, str) for key in record)


plain = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@given(st.dictionaries(plain.filter(bool), st.one_of(plain, st.lists(plain), st.dates(), st.booleans(), st.integers())))
def test_what_is_written_is_read_again(values):
    written = dump_record(values)
    record, problems = parse_record(written, "a.md")
    expected = {key: normalize("NFC", value) if isinstance(value, str) else value for key, value in values.items()}
    assert (dict(record), problems) == (expected, ())
    assert dump_record(values) == written


def test_what_is_written_is_pleasant_to_read():
    text = dump_record({"title": "开源", "names": {"en": ["open source"]}, "day": date(2024, 5, 6), "long": "字" * 300})
    assert text.startswith("title: 开源\nnames:\n  en:\n  - open source\nday: 2024-05-06\nlong: ")
    assert text.count("\n") == 6, "a long line stays whole"


def test_every_key_has_its_line():
    record, _ = parse_record("title: 题\nnames:\n  en: x\n  zh:\n  - 甲\n", "a.md", first_line=7)
    assert [record.line(key) for key in ("title", "names", "names.en", "names.zh", "missing")] == [7, 8, 9, 10, 7]


def test_settings_have_a_default_for_every_key(tmp_path):
    (tmp_path / "leishu.yml").touch()
    settings = load_settings(tmp_path)
    assert [variant.tag for variant in (settings.canonical, *settings.variants)] == [
        "zh-Hans",
        "zh-Hant-TW",
        "zh-Hant-HK",
    ]
    (tmp_path / "leishu.yml").write_text("canonical: {label: 简}\nvariants: []\n", encoding="utf-8")
    settings = load_settings(tmp_path)
    assert (settings.canonical.tag, settings.canonical.label, settings.variants) == ("zh-Hans", "简", ())


def test_settings_that_are_not_utf_8(tmp_path):
    (tmp_path / "leishu.yml").write_bytes("# 设定".encode("gb18030"))
    with pytest.raises(SettingsError, match="is not UTF-8: save the file as UTF-8"):
        load_settings(tmp_path)


def test_problems_sort_by_place_and_know_how_bad_they_are():
    late, early = Problem("b.md", 1, 1, "LNK101", "x"), Problem("a.md", 12, 5, "NAM102", "y", "z")
    assert sorted((late, early)) == [early, late]
    assert str(early) == "a.md:12:5 NAM102 y；z"
    assert (late.severity, early.severity) == (Severity.ERROR, Severity.WARNING)
    assert all(rule.id == id_ and rule.summary for id_, rule in RULES.items())


@pytest.mark.parametrize(
    ("given_", "known", "meant"),
    [
        ("tile", ["title", "kind"], "title"),
        ("chip-isas", {"chip-isa", "regulation"}, "chip-isa"),
        ("开原", ["开源", "闭源"], "开源"),
        ("xyz", ["title"], ""),
        ("x", [], ""),
        ("", ["title"], ""),
    ],
)
def test_did_you_mean_names_the_nearest_or_nothing(given_, known, meant):
    assert did_you_mean(given_, known) == (f"是否为「{meant}」？ (did you mean {meant}?)" if meant else "")
