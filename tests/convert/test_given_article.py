"""The given article, from the file as it came to a page, in a base of its own. Only its facts are named here."""

import re

import pytest
from click.testing import CliRunner

from leishu.cli import main
from leishu.config import Settings
from leishu.convert.explain import explain_passage
from leishu.convert.pipeline import convert_source
from leishu.markdown.front_matter import split
from leishu.model import SourceName
from leishu.read.sources import find_source, load_sources
from leishu.repair.steps import undo

NAME = SourceName("deepseek-open-source")


@pytest.fixture(scope="module")
def base(given_article, tmp_path_factory):
    root = tmp_path_factory.mktemp("base")
    (root / "leishu.yml").write_text("", encoding="utf-8")
    done = CliRunner().invoke(main, ["add", "-C", str(root), str(given_article), "--licence", "all rights reserved"])
    assert done.exit_code == 0, done.output
    return Settings(root)


@pytest.fixture(scope="module")
def page(base):
    return (base.docs / "sources" / f"{NAME}.md").read_text(encoding="utf-8")


def test_it_is_kept_byte_for_byte(base, given_article):
    assert (base.sources / f"{NAME}.txt").read_bytes() == given_article.read_bytes()


def test_no_inserted_reading_and_no_left_over_tag_is_on_its_page(page):
    body = split(page, "").body
    assert not re.search(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]+[)）]", body)
    assert "/p>" not in body
    assert not re.search(r"\?[!,（(]", body)


def test_who_wrote_and_translated_it_is_found_in_its_text(page):
    meta = split(page, "").meta
    assert [name.split()[0] for name in meta["author"].split("、")] == ["Jordan", "Angela"]
    assert meta["translator"] == "雪贝财经"
    assert meta["script"] == "zh-Hant"
    assert sum(meta["repairs"].values()) > 600


def test_every_step_back_gives_what_came(base, given_article):
    conversion = convert_source(find_source(NAME, *load_sources(base.root)))
    assert undo(conversion.repaired.text, conversion.repaired.steps) == given_article.read_text(encoding="utf-8")


def test_each_passage_can_be_explained_and_leads_back_to_its_own_words(base, given_article):
    received = given_article.read_text(encoding="utf-8")
    conversion = convert_source(find_source(NAME, *load_sources(base.root)))
    at = 0
    for passage in conversion.passages[::6]:
        explanation = explain_passage(base, NAME, passage.anchor)
        place = received.index(explanation.received, at)
        assert place >= at
        at = place + len(explanation.received)
        assert explanation.repaired == passage.text
        for step in explanation.steps:
            assert step.after == step.repaired.of(explanation.repaired)
            assert step.received.of(explanation.received)
            if step.rule == "inserted readings":
                assert step.received.of(explanation.received) == step.before
            assert step.evidence
        if not explanation.steps:
            assert explanation.received == explanation.repaired
