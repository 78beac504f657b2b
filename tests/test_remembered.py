"""What a build leaves for the next command: it saves work, it is never wrong, and nobody needs it."""

import io
import os
import pickle

import pytest

from knowledge.worlds import page_text
from leishu import remembered
from leishu.base import settings_of
from leishu.model import LinkKind, Span
from leishu.project import load_project
from leishu.remembered import remembered_of

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
    """The file that a build of `base` leaves."""
    pages, _ = built(base)
    remembered_of(settings_of(base)).keep()
    return pages, base / "build" / "cache" / "knowledge.pickle"


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
    (base / "build/cache/knowledge.pickle").unlink()
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


class Harmful:
    """A value that calls a function while it is read."""

    def __init__(self, function, *given):
        self.call = (function, given)

    def __reduce__(self):
        return self.call


def test_a_class_that_a_module_of_ours_imports_is_not_ours():
    reader = remembered._Reader(io.BytesIO())
    assert reader.find_class("leishu.model.base", "Span") is Span
    for name in ("Path", "re.functools.partial", "load_catalogue"):
        with pytest.raises(pickle.UnpicklingError):
            reader.find_class("leishu.knowledge.catalogue", name)


@pytest.mark.parametrize("harmful", [Harmful(os.mkdir, "harm"), Harmful(load_project, "harm"), Harmful(eval, "1")])
def test_nothing_is_called_that_a_file_asks_for(base, harmful, monkeypatch):
    pages, file = left(base)
    program = file.read_bytes().partition(b"\n")[0]
    monkeypatch.chdir(base)
    file.write_bytes(program + b"\n" + pickle.dumps({("file", "a"): (harmful, None)}))
    assert built(base) == (pages, True)
    assert not (base / "harm").exists()


def test_a_member_of_an_enum_may_be_named_as_an_older_python_does():
    def read(value):
        return remembered._Reader(io.BytesIO(pickle.dumps(value))).load()

    assert read(Harmful(getattr, LinkKind, "MENTION")) is LinkKind.MENTION
    for asked in (Harmful(getattr, LinkKind, "__init__"), Harmful(getattr, Span, "of")):
        with pytest.raises((pickle.UnpicklingError, KeyError)):
            read(asked)


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


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, OSError])
def test_what_cannot_be_left_is_not_missed(base, monkeypatch, trouble):
    def write(_file, _data):
        raise trouble

    monkeypatch.setattr(remembered, "write_whole", write)
    pages, file = left(base)
    assert pages
    assert not file.exists()


def test_of_a_large_base_nothing_is_kept(base, monkeypatch):
    monkeypatch.setattr(remembered, "_MOST", 10)
    remembered_of.cache_clear()
    assert load_project(base).pages
    remembered_of(settings_of(base)).keep()
    assert not (base / "build" / "cache" / "knowledge.pickle").exists()
