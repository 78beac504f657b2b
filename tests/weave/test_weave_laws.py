"""What holds of every woven page, whatever people wrote."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from leishu.knowledge.links import remove_links
from leishu.model import LinkKind
from leishu.weave.frame import woven_body
from rendered import html_of, ids_of, links_of, tree_of
from weave.worlds import corpus_of, page, pages_of, worlds

ROOT = Path()
few = settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


@given(worlds(), st.randoms(use_true_random=False))
@few
def test_the_order_of_files_does_not_matter(files, chance):
    shuffled = list(files.items())
    chance.shuffle(shuffled)
    assert pages_of(corpus_of(dict(shuffled)), ROOT) == pages_of(corpus_of(files), ROOT)


@given(worlds())
@few
def test_weaving_twice_gives_the_same(files):
    corpus = corpus_of(files)
    pages = pages_of(corpus, ROOT)
    assert pages_of(corpus, ROOT) == pages
    assert pages_of(corpus, Path("/elsewhere")) == pages
    assert list(pages) == sorted(pages)


@given(worlds())
@few
def test_without_the_links_every_authored_body_is_there_byte_for_byte(files):
    corpus = corpus_of(files)
    pages = pages_of(corpus, ROOT)
    for path, authored in corpus.pages.items():
        woven = woven_body(corpus, authored)
        title, rest = (uncited(remove_links(text), corpus) for text in (woven.title_line, woven.body))
        assert authored.body.endswith(rest)
        above = authored.body.removesuffix(rest).strip()
        assert above in ("", title)
        assert above or not authored.body.strip().startswith("# ")
        assert woven.title_line in pages[path]
        assert woven.body.strip("\n") in pages[path]


def uncited(woven, corpus):
    """Footnotes made of citations turned back into citations."""
    labels = {f"[^{passage.source}-{passage.anchor}]": f"[@{id_}]" for id_, passage in corpus.passages.items()}
    return re.sub(r"\[\^[^\[\]]+\]", lambda note: labels.get(note[0], note[0]), woven)


@given(worlds())
@few
def test_a_page_reads_the_same_with_and_without_links(files):
    """Not only its words: every other tag is the same too."""
    corpus = corpus_of(files)
    bare = {
        path: tuple(link for link in links if link.kind is not LinkKind.MENTION) for path, links in corpus.links.items()
    }
    linked, unlinked = pages_of(corpus, ROOT), pages_of(replace(corpus, links=bare), ROOT)
    assert linked.keys() == unlinked.keys()
    for path, text in linked.items():
        if text != unlinked[path]:
            tree = tree_of(text)
            assert tree.css("a.mention")
            for link in tree.css("a.mention"):
                link.unwrap()
            assert tree.body.html == tree_of(unlinked[path]).body.html


@given(worlds())
@few
def test_links_lead_somewhere_and_never_to_the_page_they_stand_on(files):
    corpus = corpus_of(files)
    pages = pages_of(corpus, ROOT)
    wrong = {(problem.rule, problem.path) for problem in corpus.problems}
    anchors = {path: ids_of(text) for path, text in pages.items()}
    for path, text in pages.items():
        for target, anchor in links_of(path, text):
            if target == path and not anchor:
                assert any(link.kind is LinkKind.EXPLICIT and link.target == path for link in corpus.links[path])
            if target not in pages and target.endswith(".md"):
                assert ("LNK101", f"docs/{path}") in wrong, "people wrote it so, and are told"
            elif target in pages:
                assert not anchor or anchor in anchors[target]


@given(worlds())
@few
def test_a_known_citation_becomes_a_note_that_leads_to_its_passage(files):
    corpus = corpus_of(files)
    pages = pages_of(corpus, ROOT)
    for path, links in corpus.links.items():
        cited = {link.target + "#" + link.anchor for link in links if link.kind is LinkKind.CITATION}
        notes = tree_of(pages[path]).css("div.footnote li")
        led = {f"{target}#{anchor}" for target, anchor in links_of(path, pages[path]) if target.startswith("sources/")}
        assert cited <= led
        assert len(notes) == len(cited)


@pytest.mark.parametrize(
    "title", ["茶[上", "茶]下", "《茶]](x)》", "a|b*c*", "<b>茶", "# 茶", "`茶", "茶\\", "茶&amp;"]
)
def test_a_title_is_shown_as_it_was_written_wherever_it_is_shown(title):
    """In links, cards, notes and headings, markup in a title is only characters."""
    files = {
        "entries/pot.md": page("[@s#p1]壶。\n", title=title, kind="product", topics=["t"], description=title),
        "topics/t.md": page(title=f"{title}子", names={"aliases": [title]}, terms=["壶"]),
        "sources/s.md": page("壶与紫砂。壶。壶。\n{: #p1 }\n", title=title, author=title, licence=title),
        "entries/clay.md": page("见[壶](pot.md)。\n", title="紫砂", kind="product"),
    }
    pages = pages_of(corpus_of(files), ROOT)
    shown = " ".join(title.split())
    seen = {path: " ".join(tree_of(text).body.text(separator="").split()) for path, text in pages.items()}
    assert seen["entries/index.md"].count(shown) == 2
    assert shown in seen["topics/t.md"]
    assert seen["sources/s.md"].count(shown) == 5, "heading, author, licence, topic, backlink"
    assert f"{shown}：《{shown}》第 1 段" in seen["entries/pot.md"]
    assert f"《{shown}》" in seen["entries/clay.md"]
    for path in ("entries/index.md", "sources/index.md", "topics/index.md"):
        assert all(target in pages for target, _ in links_of(path, pages[path]))


@pytest.mark.parametrize("braces", ["-{zh-hans:软;zh-hant:軟}-", r"$\frac{a}{b}$", "}", "{甲}"])
@pytest.mark.parametrize("link", ["乌龙茶", "[[乌龙茶]]"])
def test_braces_after_a_link_stay_where_they_stand(link, braces):
    """Python-Markdown takes an attribute list to end at the last brace of its line, and puts the rest before it."""
    files = {
        "entries/oolong.md": page(title="乌龙茶", kind="product"),
        "index.md": f"说起{link}，又说{braces}末了。\n",
    }
    shown = tree_of(pages_of(corpus_of(files), ROOT)["index.md"]).css_first("p").text(separator="")
    assert shown == f"说起乌龙茶，又说{braces}末了。"


def test_html_of_a_page_leaves_front_matter_out():
    assert html_of("---\ntitle: 茶\n---\n茶。") == "<p>茶。</p>"
