"""Small worlds and case files for the tests of the knowledge stage."""

import json
from datetime import date
from pathlib import Path

import pytest

from leishu.knowledge.catalogue import catalogue_of
from leishu.knowledge.corpus import build_corpus
from leishu.knowledge.register import build_register
from leishu.model import AuthoredPage, DocPath
from leishu.records import parse_record

CASES = Path(__file__).parents[1] / "cases" / "knowledge"


def load_cases(name):
    """The cases of tests/cases/knowledge/NAME.yml."""
    path = CASES / f"{name}.yml"
    record, problems = parse_record("cases:\n" + path.read_text(encoding="utf-8"), path.name)
    assert not problems, problems
    return record["cases"]


def params(*names):
    """The cases of several files as parameters; those of a known-failures file must fail."""
    failing = (pytest.mark.xfail(reason="known failure", strict=True),)
    return [
        pytest.param(case, id=f"{Path(name).name}-{case['id']}", marks=failing if "known-failures" in name else ())
        for name in names
        for case in load_cases(name)
    ]


def page_text(body="", **front_matter):
    """A page's file; JSON is YAML, but for days."""
    values = {
        key: str(v) if isinstance(v, date) else json.dumps(v, ensure_ascii=False) for key, v in front_matter.items()
    }
    lines = (f"{key}: {value}\n" for key, value in values.items())
    return f"---\n{''.join(lines)}---\n{body}" if front_matter else body


def entries_of(names):
    """The files of entries given as slug → front matter."""
    return {f"entries/{slug}.md": page_text(**values) for slug, values in names.items()}


def register_of(files):
    """The register of a catalogue given as files."""
    catalogue = catalogue_of(files)
    return build_register((*catalogue.entries, *catalogue.topics))


def corpus_of(files):
    """The corpus of a catalogue given as files."""
    return build_corpus(catalogue_of(files))


def plain_page(body, path="note.md"):
    """A page without front matter."""
    return AuthoredPage(DocPath(path), "页", {}, body, 1)
