"""What two sources say is shown once, with both named: passages, also in another script and shortened; quotations."""

from pathlib import Path

import pytest

from knowledge.worlds import corpus_of, page_text
from weave.worlds import pages_of

LONG = (
    "梁文锋在杭州的办公室里对来访的人说，他们从不打算靠降价吸引用户，只是算过成本之后觉得可以这样定价，大家都用得起。"
)
TRADITIONAL = (
    "梁文鋒在杭州的辦公室裡對來訪的人說，他們從不打算靠降價吸引用戶，只是算過成本之後覺得可以這樣定價，大家都用得起。"
)
SHORTER = "梁文锋在杭州的办公室里对来访的人说，他们从不打算靠降价吸引用户，只是算过成本之后觉得可以这样定价。"
SAID = "我们要做最难的事，做成之后再交给大家，让别人也能站在上面继续往前走"
BASE = {
    "entries/liang.md": page_text(title="梁文锋", kind="person"),
    "topics/money.md": page_text(title="开源经济", terms=["成本"]),
}


def woven(**sources):
    files = {f"sources/{name}.md": page_text(f"{text}\n{{: #p1 }}\n", title=name) for name, text in sources.items()}
    return pages_of(corpus_of(BASE | files), Path(), passages=60)


@pytest.mark.parametrize("other", [LONG, TRADITIONAL, SHORTER], ids=["word for word", "another script", "shortened"])
@pytest.mark.parametrize("path", ["entries/liang.md", "topics/money.md"])
def test_a_passage_that_two_sources_have_is_shown_once_with_both(path, other):
    page = woven(a=LONG, b=other)[path]
    assert page.count("靠降价吸引") + page.count("靠降價吸引") == 1
    assert "· 同见 [《b》第 1 段](../sources/b.md#p1)" in page


@pytest.mark.parametrize("path", ["entries/liang.md", "topics/money.md"])
def test_passages_that_differ_are_both_shown(path):
    page = woven(a=LONG, b="梁文锋算过成本，决定不涨价，也不降价，更不打算向任何人解释他的理由和打算。")[path]
    assert "同见" not in page
    assert "不涨价" in page
    assert "靠降价吸引" in page


def test_of_quotations_that_overlap_the_longest_is_shown_with_the_places_of_all():
    page = woven(a=f"梁文锋说：“{SAID[:20]}”。天晴。", b=f"去年，梁文锋曾经这样讲过：“{SAID}”。")["entries/liang.md"]
    told = page.partition("## 言论")[2]
    assert told.count("我们要做最难的事") == 1
    assert SAID in told
    assert "《b》第 1 段](../sources/b.md#p1){.leishu-cite} · 同见 [《a》第 1 段](../sources/a.md#p1)" in told
