"""What people may write into front matter, and what they are told when it does not fit."""

import pytest

from knowledge.worlds import corpus_of, page_text, params
from leishu.knowledge.catalogue import catalogue_of, load_catalogue
from leishu.model import NameOrigin


@pytest.mark.parametrize("case", params("problems"))
def test_a_fault_is_told_with_its_line(case):
    problems = [str(problem) for problem in corpus_of(case["files"]).problems]
    assert [problem.split(" ")[:2] for problem in problems] == [told.split(" ")[:2] for told in case["problems"]]
    for problem, told in zip(problems, case["problems"], strict=True):
        # What follows the place and the rule is a part of the message or of its hint.
        assert " ".join(told.split(" ")[2:]) in problem


def test_pages_are_told_apart_by_their_folder():
    files = {
        "index.md": "# 首页 *一*\n",
        "entries/index.md": "# 条目\n",
        "entries/a.md": page_text(title="甲", kind="concept"),
        "topics/t.md": page_text(title="题"),
        "sources/s.md": page_text(
            "一。\n{: #p1 }\n", title="源", script="zh-Hant-TW", licence="MIT", repairs={"html": 2}
        ),
        "sources/index.md": "",
    }
    found = catalogue_of(files)
    assert not found.problems
    assert [entry.page.path for entry in found.entries] == ["entries/a.md"]
    assert [topic.page.path for topic in found.topics] == ["topics/t.md"]
    assert [page.path for page in found.pages] == ["entries/index.md", "index.md", "sources/index.md"]
    assert found.pages[1].title == "首页 一"
    (source,) = found.sources
    assert (source.name, source.script, source.provenance.licence, source.repairs) == (
        "s",
        "zh-Hant-TW",
        "MIT",
        {"html": 2},
    )
    assert [passage.id for passage in source.passages] == ["s#p1"]
    assert [page.path for page in found.all_pages] == sorted(files)


def test_names_come_in_order_and_once():
    names = {"zh-Hans": "乙", "en": ["B", "甲"], "misspellings": ["丙"], "ambiguous": "丁"}
    (entry,) = catalogue_of({"entries/a.md": page_text(title="甲", kind="concept", names=names)}).entries
    assert [name.text for name in entry.names] == ["甲", "乙", "B", "丙", "丁"]
    assert [name.origin for name in entry.names][3:] == [NameOrigin.MISSPELLING, NameOrigin.AMBIGUOUS]


def test_files_are_read_from_docs(tmp_path):
    folder = tmp_path / "docs" / "entries"
    folder.mkdir(parents=True)
    (folder / "a.md").write_bytes(b"\xef\xbb\xbf" + page_text("文。\r\n", title="甲", kind="concept").encode())
    (folder / "broken.md").write_bytes("---\ntitle: 乙\n---\n".encode("gb18030"))
    (folder / ".hidden.md").write_text("x", encoding="utf-8")
    found = load_catalogue(tmp_path)
    assert [entry.page.title for entry in found.entries] == ["甲"]
    assert found.entries[0].page.body == "文。\n"
    assert [(problem.path, problem.rule) for problem in found.problems] == [("docs/entries/broken.md", "MET101")]
