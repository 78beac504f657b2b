"""One source becomes one page: its passages are read back as written, rendered with their anchors, and lead back."""

import hashlib
import html
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import markdown
from damage.scrape import to_traditional
from leishu.convert.normalise import normalise, normalising
from leishu.convert.page import digest, seal, unseal
from leishu.convert.pipeline import convert_source
from leishu.markdown.front_matter import split
from leishu.markdown.plain import plain
from leishu.markdown.sections import passages
from leishu.model import HANT_TW, Provenance, SourceFile, SourceName
from leishu.repair.steps import replay, undo
from stories import stories

EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"]
EXTENSIONS += ["pymdownx.details", "pymdownx.superfences"]


def source(data, path="a.txt", **stated):
    data = data.encode("utf-8") if isinstance(data, str) else data
    digest_of = hashlib.sha256(data).hexdigest()
    return SourceFile(SourceName("a"), f"sources/{path}", data, digest_of, Provenance(**stated))


def normalised(words, script):
    """What a reader sees of a plain line: in the canonical script, with single spaces."""
    return " ".join(normalise(words, normalising(script)).split())


def body_of(conversion):
    return split(conversion.page, "").body


@pytest.mark.parametrize("case", stories("convert/pages"))
def test_a_source_becomes_a_page(case):
    conversion = convert_source(source(case["input"], case.get("path", "a.txt"), **case.get("stated", {})))
    assert body_of(conversion).strip("\n") == case["expected"].strip("\n")
    meta = split(conversion.page, "").meta
    for key, value in case.get("meta", {}).items():
        assert meta.get(key) == value, key


LINES = st.lists(
    st.sampled_from(
        [
            "開源軟體的授權條款很長。",
            "开源的许可证不长。",
            "一、起因",
            "二、結果",
            "1. 甲",
            "2. 乙",
            "- 丙",
            "- 丁 {: #p7 }",
            "# 一 {: #p3 }",
            "> 引",
            "[[名]] [@a#p1] <b>粗</b>",
            "{: #p2 }",
            "```",
            "參考資料",
            "作者：某人",
            "",
            "RISC-V is *open*",
            "    code",
            "!!! note",
            "---",
            "===",
            "C#",
            "| a | b |",
            "[^1]: 注",
            "因為開(kāi)源",
        ]
    )
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12),
    min_size=1,
    max_size=10,
)


@settings(max_examples=60, deadline=None)
@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n"]), st.sampled_from(["a.txt", "a.md"]))
@example(["```", "{: #p9 }", "```"], "\n", "a.md")
def test_the_page_holds_exactly_the_passages_that_were_written(lines, end, path):
    text = "正文在此。" + end + end.join(lines)
    conversion = convert_source(source(text, path))
    shown = conversion.shown
    assert [passage.anchor for passage in shown] == [passage.anchor for passage in conversion.passages]
    assert [passage.anchor for passage in shown] == [f"p{number}" for number in range(1, len(shown) + 1)]
    assert passages(body_of(conversion), SourceName("a")) == shown
    assert [passage.headings for passage in shown] == [passage.headings for passage in conversion.passages]
    rendered = markdown.markdown(body_of(conversion), extensions=EXTENSIONS)
    ids = re.findall(r'<(\w+)[^>]* id="(p\d+)"', rendered)
    assert [name for _, name in ids] == [passage.anchor for passage in shown]
    if path == "a.txt":
        words = " ".join(html.unescape(re.sub(r"<[^<>]*>", "", rendered)).split())
        for passage in conversion.passages:
            assert normalised(passage.text, conversion.script.tag) in words


@settings(max_examples=30, deadline=None)
@given(LINES)
def test_every_step_back_gives_the_decoded_text(lines):
    conversion = convert_source(source("正文在此。\n" + "\n".join(lines)))
    repaired = conversion.repaired
    assert undo(repaired.text, repaired.steps) == repaired.original == conversion.decoded.text
    assert replay(repaired.original, repaired.steps) == repaired.text
    for passage in conversion.passages:
        assert passage.span.of(repaired.text) == passage.text


def test_the_same_source_gives_the_same_page():
    one = source("開源軟體。\n授權條款。\n")
    assert convert_source(one).page == convert_source(one).page


def test_the_seal_tells_whether_people_changed_the_page():
    page = convert_source(source("開源軟體。\n")).page
    sealed = seal(page, digest(page))
    assert not unseal(sealed).edited
    assert unseal(sealed).text == page
    assert not unseal(sealed.replace("\n", "\r\n")).edited
    assert not unseal(re.sub(r"(?m)^converter: .*$", "converter: abcdef123456", sealed)).edited
    assert unseal(sealed.replace("开源", "开放")).edited
    assert unseal(sealed.replace("title: a", "title: b")).edited
    assert unseal(re.sub(r"(?m)^generated: .*\n", "", sealed)).edited


def test_what_looks_like_a_seal_in_the_text_is_text():
    page = convert_source(source("generated: '0123456789abcdef'\n\n---\n正文。\n")).page
    sealed = seal(page, digest(page))
    assert unseal(sealed).text == page
    assert "generated: '0123456789abcdef'" in unseal(sealed).text


def test_a_person_knows_the_region_better():
    stated = convert_source(source("看著開源。\n", region=HANT_TW))
    assert "看着开源。" in stated.page
    assert split(stated.page, "").meta["script"] == "zh-Hant-TW"


def test_a_citation_of_a_moved_passage_still_leads_to_it():
    first = convert_source(source("甲段说的是许可证。\n乙段说的是基金会。\n丙段说的是指令集。\n"))
    second = convert_source(source("新的开头在这里。\n丙段说的是指令集。\n甲段说的是许可证书。\n"), (first.page,))
    anchors = {plain(passage.text): passage.anchor for passage in second.shown}
    assert anchors == {"新的开头在这里。": "p4", "丙段说的是指令集。": "p3", "甲段说的是许可证书。": "p1"}
    third = convert_source(source("甲段说的是许可证书。\n全新的一段话。\n"), (second.page,))
    assert [passage.anchor for passage in third.shown] == ["p1", "p5"]


NAIVE = to_traditional(
    "后来他在邮局里做了三十年，每天从后门进去，把信放在柜台后面。关于这份工作，他常说只有两件事要紧。里面的话是写给一个人的。"
    "范师傅采了云母，于是复写件松动了，制衣厂准备了干粮，他看着著名的山谷，头发都白了，还背着面粉往山谷里走。"
)


@pytest.mark.parametrize(
    ("stated", "known", "shown"),
    [({}, True, "头发"), ({"naive": True}, True, "头发"), ({"naive": False}, False, "头发")],
)
def test_traditional_made_by_characters_goes_back_by_characters(stated, known, shown):
    conversion = convert_source(source(NAIVE, **stated))
    assert bool(conversion.naive) == known
    assert shown in body_of(conversion)
    assert "naive" not in split(conversion.page, "").meta


def test_a_person_may_say_that_it_was_made_so_where_nothing_shows_it():
    assert convert_source(source("這是一封很短的信。", naive=True)).naive
    assert convert_source(source("这是一封很短的信。", naive=True)).naive is None
