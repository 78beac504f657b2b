"""Values in a file, one behind the other: what comes back is equal, damage counts as nothing, and nothing is called."""

import io
import os
import pickle
import sqlite3

import pytest

from leishu.knowledge.catalogue import catalogue_of
from leishu.ledger import Ledger, _insert
from leishu.model import LinkKind, Span, Spans
from leishu.pickles import Reader, dumped, dumped_behind, loaded
from leishu.project import load_project

VALUE = {"spans": tuple(Span(at, at + 1) for at in range(200)), "kind": LinkKind.MENTION, "all": Spans([(1, 2)])}


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "deep" / "values.sqlite"
    Ledger(file, b"ours").write(VALUE)
    return file


def test_values_come_back_in_order(file):
    for number in range(3):
        ledger = Ledger(file, b"ours")
        *_, last = ledger.read()
        assert ledger.add({"spans": last["spans"][:10], "new": Span(number, 9)})
    first, *others = Ledger(file, b"ours").read()
    assert first == VALUE
    assert others == [{"spans": VALUE["spans"][:10], "new": Span(number, 9)} for number in range(3)]


def test_what_was_there_is_pointed_to_and_is_the_very_same():
    (first,), held = loaded([dumped(VALUE)])
    news = dumped_behind(held, (first["spans"], Span(7, 8)))
    assert len(news) < len(dumped(first["spans"])) / 2
    (first, (again, new)), _ = loaded([dumped(VALUE), news])
    assert again[5] is first["spans"][5]
    assert new == Span(7, 8)


def test_who_finds_that_another_wrote_adds_nothing(file):
    one, other = Ledger(file, b"ours"), Ledger(file, b"ours")
    one.read()
    other.read()
    assert one.add("first")
    assert not other.add("second")
    assert Ledger(file, b"ours").read() == [VALUE, "first"]


def test_when_much_was_added_the_file_is_to_be_written_anew(file):
    ledger = Ledger(file, b"ours")
    ledger.read()
    assert not ledger.add("x" * 5000)
    ledger.write("x")
    assert Ledger(file, b"ours").read() == ["x"]
    assert not ledger.add("what was held is forgotten")


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:-9],
        lambda data: data[: len(data) // 2],
        lambda _: b"",
        lambda _: b"a text of somebody",
        lambda data: data.replace(b"Span", b"Spun"),
        lambda data: data[:-50] + bytes(50),
    ],
)
def test_a_damaged_file_counts_as_none(file, harm):
    data = file.read_bytes()
    file.write_bytes(harm(data))
    ledger = Ledger(file, b"ours")
    assert ledger.read() == []
    assert not ledger.add("x")
    ledger.write("x")
    assert ledger.read() == ["x"]


def test_a_file_of_another_program_or_none_counts_as_none(file):
    assert Ledger(file, b"theirs").read() == []
    with sqlite3.connect(file) as base:
        base.execute("drop table parts")
    base.close()
    assert Ledger(file, b"ours").read() == []
    file.unlink()
    assert Ledger(file, b"ours").read() == []
    assert not file.exists()


class Harmful:
    """A value that calls a function while it is read."""

    def __init__(self, function, *given):
        self.call = (function, given)

    def __reduce__(self):
        return self.call


def test_a_class_that_a_module_of_ours_imports_is_not_ours():
    reader = Reader(io.BytesIO(), [])
    assert reader.find_class("leishu.model.base", "Spans") is Spans
    assert reader.find_class("leishu.model.base", "Span")(1, 2) == Span(1, 2)
    for name in ("Path", "re.functools.partial", "load_catalogue"):
        with pytest.raises(pickle.UnpicklingError):
            reader.find_class(catalogue_of.__module__, name)


@pytest.mark.parametrize("harmful", [Harmful(os.mkdir, "harm"), Harmful(load_project, "harm"), Harmful(eval, "1")])
def test_nothing_is_called_that_a_file_asks_for(tmp_path, harmful, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Ledger(file := tmp_path / "values.sqlite", b"ours").write("x")
    with sqlite3.connect(file) as base:
        base.execute("delete from parts")
        _insert(base, b"ours", pickle.dumps({("file", "a"): (harmful, None)}))
    base.close()
    assert Ledger(file, b"ours").read() == []
    assert not (tmp_path / "harm").exists()


def test_a_member_of_an_enum_may_be_named_as_an_older_python_does():
    def read(value):
        return Reader(io.BytesIO(pickle.dumps(value)), []).load()

    assert read(Harmful(getattr, LinkKind, "MENTION")) is LinkKind.MENTION
    for asked in (Harmful(getattr, LinkKind, "__init__"), Harmful(getattr, Spans, "of")):
        with pytest.raises((pickle.UnpicklingError, KeyError)):
            read(asked)
