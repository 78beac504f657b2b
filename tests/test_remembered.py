"""What a build leaves for the next command: it saves work, it is never wrong, and nobody needs it."""

import sqlite3

import pytest

from knowledge.worlds import page_text
from leishu import remembered
from leishu.base import settings_of
from leishu.knowledge.catalogue import load_catalogue
from leishu.knowledge.corpus import build_corpus
from leishu.ledger import Ledger
from leishu.project import load_project
from leishu.remembered import remembered_of
from leishu.weave import derived_paths, weave

FILES = {
    "leishu.yml": "",
    "docs/entries/a.md": page_text("见[[乙]]。", title="甲甲", kind="person", names={"aliases": ["老甲"]}),
    "docs/entries/b.md": page_text(title="乙", kind="concept", topics=["t"]),
    "docs/topics/t.md": page_text(title="题目", terms=["芯片"]),
    "docs/sources/s.md": page_text("甲甲在 2021 年说：“芯片与乙都难做。”\n{: #p1 }\n", title="源", licence="CC0-1.0"),
}


@pytest.fixture
def base(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def built(base):
    """The pages of a base, as a process that has just begun makes them, and whether it had to do anything."""
    remembered_of.cache_clear()
    pages = {page.path: page.markdown for page in load_project(base).pages}
    remembered = remembered_of(settings_of(base))
    return pages, remembered.memory.changed or remembered.loom.changed


def left(base):
    """The pages of `base`, and the file that a build of it leaves."""
    pages, _ = built(base)
    remembered_of(settings_of(base)).keep()
    return pages, base / "build" / "cache" / "knowledge.sqlite"


def test_the_next_command_works_nothing_out_again(base):
    pages, file = left(base)
    assert built(base) == (pages, False)
    file.unlink()
    assert built(base) == (pages, True)


def test_what_changed_since_is_seen(base):
    left(base)
    (base / "docs/sources/s.md").write_text(FILES["docs/sources/s.md"].replace("甲甲", "老甲"), encoding="utf-8")
    (base / "docs/entries/b.md").unlink()
    pages, changed = built(base)
    assert changed
    (base / "build/cache/knowledge.sqlite").unlink()
    assert built(base)[0] == pages
    assert "老甲" in pages["sources/s.md"]


@pytest.mark.parametrize("harm", [lambda data: data[:-9], lambda _: b"", lambda data: data.replace(b"Span", b"Spun")])
def test_a_damaged_file_counts_as_none(base, harm):
    pages, file = left(base)
    file.write_bytes(harm(file.read_bytes()))
    assert built(base) == (pages, True)


def test_what_another_program_left_counts_as_none(base, monkeypatch):
    pages, _ = left(base)
    monkeypatch.setattr(remembered, "version", lambda _: "0")
    remembered._program.cache_clear()
    assert built(base) == (pages, True)
    monkeypatch.undo()
    remembered._program.cache_clear()


def test_an_edit_is_added_to_what_was_left(base):
    _, file = left(base)
    size = file.stat().st_size
    for word in ("难", "易", "难"):
        (base / "docs/entries/b.md").write_text(page_text(word, title="乙", kind="concept"), encoding="utf-8")
        pages, file = left(base)
    assert built(base) == (pages, False)
    assert size <= file.stat().st_size < 3 * size
    file.unlink()
    assert built(base) == (pages, True)


def test_two_processes_that_edit_at_once_do_not_mix_what_they_leave(base):
    left(base)
    settings = settings_of(base)
    one, other = remembered.Remembered(file := left(base)[1]), remembered.Remembered(file)
    for process, word in ((one, "难"), (other, "易")):
        (base / "docs/entries/b.md").write_text(page_text(word, title="乙", kind="concept"), encoding="utf-8")
        catalogue = load_catalogue(base, process.memory)
        corpus = build_corpus(catalogue, derived_paths(catalogue), process.memory)
        process.memory.settle()
        weave(corpus, settings, {}, process.loom)
    one.keep()
    other.keep()
    pages, changed = built(base)
    assert not changed
    file.unlink()
    assert built(base) == (pages, True)


def test_one_process_leaves_it_at_once_and_then_only_when_it_ends(base, monkeypatch):
    at_the_end = {}
    monkeypatch.setattr("atexit.register", at_the_end.setdefault)
    monkeypatch.setattr("atexit.unregister", lambda leave: at_the_end.pop(leave, None))
    _, file = left(base)
    written = file.read_bytes()
    for word in ("难", "易"):
        (base / "docs/entries/b.md").write_text(page_text(word, title="乙", kind="concept"), encoding="utf-8")
        pages = {page.path: page.markdown for page in load_project(base).pages}
        remembered_of(settings_of(base)).keep()
    assert file.read_bytes() == written
    (leave,) = at_the_end
    leave()
    assert built(base) == (pages, False)


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, OSError, sqlite3.OperationalError])
def test_what_cannot_be_left_is_not_missed(base, monkeypatch, trouble):
    def write(_ledger, _value):
        raise trouble

    monkeypatch.setattr(Ledger, "write", write)
    pages, file = left(base)
    assert pages
    assert not file.exists()


def test_of_a_large_base_nothing_is_kept(base, monkeypatch):
    monkeypatch.setattr(remembered, "_MOST", 10)
    remembered_of.cache_clear()
    assert load_project(base).pages
    remembered_of(settings_of(base)).keep()
    assert not (base / "build" / "cache" / "knowledge.sqlite").exists()
