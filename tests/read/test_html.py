"""A saved page becomes its article: headings, lists, quotations and links stay, nothing that runs or shows off does."""

import contextlib
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import markdown
from leishu.errors import SourceError
from leishu.model import Provenance, SourceFile, SourceName
from leishu.read.formats import read
from leishu.read.html import read_html
from leishu.read.md import read_md
from stories import stories


def source(path, data, **stated):
    return SourceFile(SourceName("x"), f"sources/{path}", data, "", Provenance(**stated))


@pytest.mark.parametrize("case", stories("read/html"))
def test_a_page_becomes_markdown(case):
    text, found = read_html(case["input"])
    assert text == case["expected"]
    for key, value in case.get("found", {}).items():
        assert getattr(found, key) == value, key


@pytest.mark.parametrize("case", stories("read/markdown"))
def test_somebody_elses_markdown_becomes_ours(case):
    text, found = read_md(case["input"])
    assert text == case["expected"]
    for key, value in case.get("found", {}).items():
        assert getattr(found, key) == value, key


ARTICLE = (
    "<article><h1>题目</h1><p>{}</p>"
    "<p>后面还有一段足够长的文字，说明这件事的来龙去脉，好让提取器认得这是正文。</p></article>"
)
EVIL = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<SCRIPT src=//x.y/z></SCRIPT>",
        "<style>p{display:none}</style>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><text>甲</text></svg>",
        "<a href='javascript:alert(1)'>点我</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>点我</a>",
        "<iframe src=//x></iframe>",
        "<b onclick='alert(1)'>粗</b>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<!-- <script> -->",
        "[x](javascript:alert(1))",
        "<form action=//x><input></form>",
        "<noscript><script>alert(1)</script></noscript>",
        "<math><mi>x</mi></math>",
        "`<script>`",
        "\n<div markdown=1><script>",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(EVIL | st.sampled_from(["一句话。", "甲<br>乙", "1 < 2"]), min_size=1, max_size=4), st.booleans())
def test_nothing_that_runs_survives(parts, as_markdown):
    inside = "".join(parts)
    text, _ = read_md(f"# 题目\n\n前文。\n\n{inside}\n") if as_markdown else read_html(ARTICLE.format(inside))
    shown = markdown.markdown(text, extensions=["attr_list", "md_in_html", "tables", "pymdownx.superfences"])
    tags = set(re.findall(r"<\s*/?\s*([a-zA-Z]+)", shown))
    assert tags <= {"h", "p", "a", "em", "strong", "code", "ul", "ol", "li", "blockquote", "div", "pre", "span", "br"}
    assert all(re.match(r"https?:|mailto:|#", target) for target in re.findall(r"href=\"([^\"]*)", shown))
    assert not re.search(r"<[^>]*\son\w+\s*=", shown)


def test_a_page_says_its_encoding_and_is_believed():
    page = '<html><head><meta charset="gb2312"><title>开源</title></head><body><p>开源。</p></body></html>'
    decoded = read(source("a.html", page.encode("gb18030")))
    assert decoded.encoding == "gb18030"
    assert "gb2312" in decoded.evidence
    assert decoded.text == "开源。\n"


def test_a_page_that_lies_about_its_encoding_is_not_believed():
    page = '<html><head><meta charset="gb2312"></head><body><p>開放原始碼的故事很長。</p></body></html>'
    assert read(source("a.html", page.encode("utf-8"))).text == "開放原始碼的故事很長。\n"


def test_a_page_without_words_is_refused_with_its_path():
    with pytest.raises(SourceError, match=r"sources/a\.html: .*no readable text"):
        read(source("a.html", b"<html><body><script>1</script></body></html>"))


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf \r\n\t\n", "　　\n".encode("utf-16")])
def test_a_file_without_words_is_refused_with_its_path(data):
    with pytest.raises(SourceError, match=r"sources/a\.txt: it holds no text"):
        read(source("a.txt", data))


def test_a_kind_of_file_that_cannot_be_read_is_refused_with_the_kinds_that_can():
    with pytest.raises(SourceError, match=r"\.docx.*\.txt, \.html"):
        read(source("a.docx", b"PK"))


def test_linked_data_tells_title_author_and_date():
    page = """<script type="application/ld+json">{"@context": "x", "@graph": [{"@type": "NewsArticle",
    "headline": "芯片与开源", "datePublished": "2025-03-04T05:06:07Z",
    "author": [{"@type": "Person", "name": "甲"}, {"name": "乙"}], "publisher": {"name": "某报"}}]}</script>
    <p>正文。</p>"""
    _, found = read_html(page)
    assert (found.title, found.author, found.publisher) == ("芯片与开源", "甲、乙", "某报")
    assert found.published == date(2025, 3, 4)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_taken_for_a_page_is_read_or_refused(text):
    with contextlib.suppress(SourceError):
        markdown_text, found = read_html(text)
        assert markdown_text.strip()
        assert "\n" not in found.title


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 5000 + "开源。",
        "<p>" + "<b>" * 3000 + "开源。",
        "<blockquote>" * 2000 + "<p>开源。",
    ],
)
def test_a_page_nested_beyond_reason_is_refused(page):
    with pytest.raises(SourceError, match=r"sources/a\.html: "):
        read(source("a.html", page.encode()))
