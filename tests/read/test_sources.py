"""sources/ is read with its records, and what is wrong there is told with its place and remedy."""

import hashlib

import pytest

from leishu.errors import SourceError
from leishu.model import HANT_HK, Provenance
from leishu.read.sidecar import merged, read_sidecar, write_sidecar
from leishu.read.sources import find_source, load_sources

RECORD = "title: 題目\nauthor: [甲, 乙]\nlicence: CC0-1.0\npublished: 2024-05-06\nregion: zh-Hant-HK\n"


@pytest.fixture
def put(tmp_path):
    def write(**files):
        (tmp_path / "sources").mkdir(exist_ok=True)
        for name, content in files.items():
            path = tmp_path / "sources" / name.replace("__", ".").replace("_", "-")
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return load_sources(tmp_path)

    return write


def told(problems):
    return [(problem.path, problem.line, problem.rule) for problem in problems]


def test_a_source_comes_with_its_record(put):
    (source,), problems = put(a__txt="正文。", a__source__yml=RECORD)
    assert not problems
    assert (source.name, source.path, source.data) == ("a", "sources/a.txt", "正文。".encode())
    assert source.sha256 == hashlib.sha256(source.data).hexdigest()
    assert (source.provenance.author, source.provenance.region) == ("甲、乙", HANT_HK)


def test_nothing_is_no_problem(tmp_path):
    assert load_sources(tmp_path) == ((), ())


def test_a_source_without_a_record_and_a_record_without_a_source(put):
    sources, problems = put(article__txt="正文。", articel__source__yml=RECORD)
    assert not sources
    assert told(problems) == [("sources/articel.source.yml", 1, "SRC101"), ("sources/article.txt", 1, "SRC101")]
    assert "did you mean article?" in str(problems[0])
    assert "did you mean articel?" in str(problems[1])


def test_two_sources_of_one_name(put):
    (source,), problems = put(a__html="<p>甲</p>", a__txt="乙", a__source__yml=RECORD)
    assert source.path == "sources/a.html"
    assert told(problems) == [("sources/a.txt", 1, "SRC101")]


def test_a_name_that_is_no_url(put):
    sources, problems = put(中文__txt="甲", A__txt="乙")
    assert not sources
    assert [rule for _, _, rule in told(problems)] == ["SRC101", "SRC101"]
    assert "leishu add" in str(problems[0])


def test_a_kind_of_file_nobody_reads(put):
    sources, problems = put(a__docx=b"PK", README="说明", __hidden="")
    assert not sources
    assert told(problems) == [("sources/a.docx", 1, "SRC101")]


@pytest.mark.parametrize(
    ("record", "line", "rule"),
    [
        ("title: [\n", 2, "MET101"),
        ("licence: CC0-1.0\ntitel: x\n", 2, "MET102"),
        ("licence: CC0-1.0\npublished: 去年\n", 2, "MET104"),
        ("licence: CC0-1.0\nregion: zh-TW\n", 2, "MET104"),
        ("- a\n", 1, "MET101"),
    ],
)
def test_a_record_that_is_wrong_leaves_its_source_out(put, record, line, rule):
    sources, problems = put(a__txt="甲", a__source__yml=record)
    assert not sources
    assert ("sources/a.source.yml", line, rule) in told(problems)
    with pytest.raises(SourceError, match=rule):
        find_source("a", sources, problems)


def test_a_record_that_is_not_utf8(put):
    sources, problems = put(a__txt="甲", a__source__yml="title: 開源".encode("big5"))
    assert not sources
    assert told(problems) == [("sources/a.source.yml", 1, "MET101")]


def test_a_source_without_licence_or_changed_since_is_told_but_given(put):
    (source,), problems = put(a__txt="甲", a__source__yml=f"title: x\nsha256: {'ab' * 32}\n")
    assert source.name == "a"
    assert told(problems) == [("sources/a.source.yml", 1, "SRC102"), ("sources/a.source.yml", 2, "SRC103")]


def test_a_record_says_what_is_known_and_leaves_lines_for_the_rest():
    stated = Provenance(title="題目: 一", licence="CC0-1.0", region=HANT_HK)
    text = write_sidecar(stated, "f" * 64)
    found, record, problems = read_sidecar(text, "x")
    assert (found, problems) == (stated, ())
    assert record["sha256"] == "f" * 64
    for key in ("author", "translator", "publisher", "url", "published", "retrieved", "encoding"):
        assert f"\n# {key}:" in text
        filled = text.replace(f"# {key}:", f"{key}:")
        assert read_sidecar(filled, "x")[2] == ()


def test_people_are_believed_first_and_the_first_finder_next():
    stated, page, words = Provenance(author="甲"), Provenance(author="乙", title="题"), Provenance(title="目", url="u")
    assert merged(stated, page, words) == Provenance(author="甲", title="题", url="u")
