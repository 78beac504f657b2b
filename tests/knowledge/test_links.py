"""Links go in and come out again: the law that lets a machine write into what people wrote."""

import posixpath
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import markdown
from knowledge.worlds import corpus_of, page_text
from leishu.knowledge.links import add_links, href, remove_links
from leishu.knowledge.references import relative, resolve
from leishu.model import LinkKind

NAMES = {
    "entries/deepseek.md": page_text(title="深度求索", kind="organisation", names={"en": ["DeepSeek"]}),
    "entries/liang.md": page_text(title="梁文锋", kind="person", names={"misspellings": ["梁云峰"]}),
    "entries/arm.md": page_text(title="ARM", kind="organisation"),
    "entries/open source.md": page_text(title="开源", kind="concept"),
}
FRAGMENTS = (
    *("深度求索", "DeepSeek", "梁雲峰", "ARM", "開源", "说", "，", "。", "：“", "”", " ", "\n", "\n\n", "  \n"),
    *("`", "``", "```\n", "*", "**", "_", "~~", "==", "<b>", "</b>", "<!--", "-->", "\\", "!", "$", "&amp;", "^"),
    *("[", "]", "(x)", "(deepseek.md)", "[[ARM]]", "[[DeepSeek|它]]", "[[", "]]", "|", "[^1]", "\n[^1]: ", "[1]: u\n"),
    *(
        "# ",
        "- ",
        "> ",
        "1. ",
        "    ",
        "{: #p1 }",
        "{ .mention }",
        "{ .x }",
        "{",
        "}",
        "\n| a | b |\n| - | - |\n| ",
        " |\n",
    ),
    *("[ARM](../entries/arm.md){ .mention }", '[它](a.md){ .wikilink data-name="ARM" }', "-{", "}-", "https://a.cn/"),
)
NOTED = '{ .mention .misspelling aria-description="当为「梁文锋」" title="原文作「梁云峰」，当为「梁文锋」" }'
BODIES = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)
EXTENSIONS = ["attr_list", "tables", "footnotes", "def_list", "md_in_html", "admonition", "sane_lists", "abbr"]


def woven(body):
    """A plain page's body with the links that it gets, and the links."""
    corpus = corpus_of({**NAMES, "notes/page.md": body})
    links = corpus.links["notes/page.md"]
    return add_links(corpus.pages["notes/page.md"].body, links), links


def words(body):
    """What a reader sees: the text of the rendered page."""
    html = markdown.markdown(body, extensions=EXTENSIONS)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html))


# A `[[name]]` before a brace is a plain link: Python-Markdown reads an attribute list as far as the line's last brace.
@given(BODIES.filter(lambda body: not re.search(r"\]\][^\n]*\}", body)))
@settings(max_examples=120, deadline=None)
def test_removing_the_links_gives_the_authored_body_back(body):
    result, _links = woven(body)
    assert remove_links(result) == body


# A `[[name]]` is there to be replaced; two attribute lists in a row are garbled by the renderer as they stand; a link
# exactly as we write it, shown as code, is shown with its mark doubled.
@given(BODIES.filter(lambda body: not any(odd in body for odd in ("[[", "}{", "{ .mention", "{ .wikilink"))))
@settings(max_examples=120, deadline=None)
def test_a_reader_sees_the_same_words_with_links_and_without(body):
    result, _links = woven(body)
    assert words(result) == words(body)


@pytest.mark.parametrize(
    ("body", "result"),
    [
        ("用 ARM。", "用 [ARM](../entries/arm.md){ .mention }。"),
        ("ARM 与 ARM", "[ARM](../entries/arm.md){ .mention } 与 ARM"),
        ("ARM\n\n# 甲\n\nARM", "[ARM](../entries/arm.md){ .mention }\n\n# 甲\n\n[ARM](../entries/arm.md){ .mention }"),
        ("[[ARM]] 与 ARM", "[ARM](../entries/arm.md){ .wikilink } 与 ARM"),
        ("ARM 与 [[ARM|它]]", 'ARM 与 [它](../entries/arm.md){ .wikilink data-name="ARM" }'),
        ("## [[ARM]]\n", "## [ARM](../entries/arm.md){ .wikilink }\n"),
        ("[^1]: 见 [[ARM]]\n", "[^1]: 见 [ARM](../entries/arm.md){ .wikilink }\n"),
        ("見[[開源]]", "見[開源](../entries/open%20source.md){ .wikilink }"),
        ("ARM，又见 [此](../entries/arm.md)", "ARM，又见 [此](../entries/arm.md)"),
        ("!ARM 与 [ARM]", "!ARM 与 [ARM]"),
        ("# 参考资料\n\nARM", "# 参考资料\n\nARM"),
        (
            "梁文锋即梁云峰，梁云峰。",
            (f"[梁文锋](../entries/liang.md){{ .mention }}即[梁云峰](../entries/liang.md){NOTED}，梁云峰。"),
        ),
        ("《ARM 手册》", "《ARM 手册》"),
        ("*甲**乙*ARM", "*甲**乙*ARM"),
        ("*ARM\n[1]: u\n", "*ARM\n[1]: u\n"),
        ("*ARM* 与\n", "*[ARM](../entries/arm.md){ .mention }* 与\n"),
        ("*甲***乙**ARM", "*甲***乙**[ARM](../entries/arm.md){ .mention }"),
        ("[[ARM]] 与 {甲}", "[ARM](../entries/arm.md) 与 {甲}"),
        ("[[ARM|它]] 与 {甲}", "[它](../entries/arm.md) 与 {甲}"),
        ("ARM 与 (甲){: #p1 }", "ARM 与 (甲){: #p1 }"),
        ("ARM 与 [甲](#a){: #p1 }", "[ARM](../entries/arm.md){ .mention } 与 [甲](#a){: #p1 }"),
        ("《ARM》", "《[ARM](../entries/arm.md){ .mention }》"),
        ("《手册》与 ARM", "《手册》与 [ARM](../entries/arm.md){ .mention }"),
        ("`[[ARM]]`", "`[[ARM]]`"),
        ("[[无此名]]", "[[无此名]]"),
        (
            "梁云峰说",
            f"[梁云峰](../entries/liang.md){NOTED}说",
        ),
    ],
)
def test_a_body_is_linked(body, result):
    assert woven(body)[0] == result


def test_linking_off_leaves_names_alone_but_not_what_people_link():
    result = woven("---\nlinking: off\n---\nARM 与 [[DeepSeek]]")[0]
    assert result == "ARM 与 [DeepSeek](../entries/deepseek.md){ .wikilink }"


def test_a_page_is_never_linked_to_itself():
    corpus = corpus_of({**NAMES, "entries/arm.md": NAMES["entries/arm.md"] + "ARM 即 ARM。"})
    assert corpus.links["entries/arm.md"] == ()


def test_a_citation_is_a_link_to_its_passage_and_stays_as_written():
    source = page_text("一段。\n{: #p1 }\n", title="甲")
    corpus = corpus_of({"sources/a.md": source, "notes/n.md": "如此[@a#p1]。"})
    (link,) = corpus.links["notes/n.md"]
    assert (link.kind, link.target, link.anchor, link.surface) == (LinkKind.CITATION, "sources/a.md", "p1", "[@a#p1]")
    assert add_links("如此[@a#p1]。", (link,)) == "如此[@a#p1]。"


PATHS = st.lists(st.sampled_from(["a", "b", "topics", "条目"]), min_size=1, max_size=4).map(
    lambda p: "/".join(p) + ".md"
)


@given(PATHS, PATHS)
def test_a_relative_path_leads_where_it_should(page, target):
    assert resolve(page, relative(page, target)) == target
    assert relative(page, target) == posixpath.relpath(target, posixpath.dirname(page) or ".")


def test_a_destination_is_percent_encoded():
    assert href("notes/a.md", "entries/x (y).md", "p1") == "../entries/x%20%28y%29.md#p1"


def test_a_page_that_names_itself_in_brackets_shows_the_name_and_no_link():
    files = {
        **NAMES,
        "entries/risc.md": page_text("[[RISC-V]]，又作[[RISC-V|它]]。\n", title="RISC-V", kind="technology"),
    }
    corpus = corpus_of(files)
    page = corpus.pages["entries/risc.md"]
    shown = add_links(page.body, corpus.links[page.path])
    assert "](" not in shown
    assert words(shown).strip() == "RISC-V，又作它。"
    assert remove_links(shown) == page.body
    assert not corpus.backlinks.get(page.path)
