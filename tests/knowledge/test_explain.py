"""Everything on a page can say why it is there."""

import pytest

from knowledge.worlds import corpus_of, page_text
from leishu.knowledge.explain import Matter, explain

WORLD = {
    "entries/deepseek.md": page_text("由[[梁文锋]]创立。\n", title="深度求索", kind="organisation", topics=["money"]),
    "entries/liang.md": page_text(title="梁文锋", kind="person", names={"misspellings": ["梁云峰"]}, topics=["money"]),
    "topics/money.md": page_text(title="开源经济", terms=["盈利"]),
    "sources/a.md": page_text(
        "# 题\n\n2023年，梁云峰表示：“公司不谈盈利，先做研究。”\n{: #p1 }\n\n"
        "深度求索不谈盈利，深度求索只做研究。\n{: #p2 }\n",
        title="源",
    ),
    "notes/n.md": "据说[@a#p1]如此。\n",
}


def told(path, passage=""):
    return {(one.matter, one.what, one.leads_to): one for one in explain(corpus_of(WORLD), path, passage)}


def test_a_passage_says_why_it_is_linked_sorted_dated_and_attributed():
    found = told("sources/a.md", "a#p1")
    mention = found[Matter.LINK, "梁云峰", "entries/liang.md"]
    assert mention.reasons[:2] == ("页首所列误写「梁云峰」", "原文作「梁云峰」，当为「梁文锋」")
    assert mention.line == 6
    topic = found[Matter.TOPIC, "a#p1", "topics/money.md"]
    assert "用词「盈利」" in topic.reasons
    event = found[Matter.EVENT, "2023年，梁云峰表示：“公司不谈盈利，先做研究。”", "2023"]
    assert event.reasons == ("「2023年」", "文中写明")
    assert (Matter.QUOTATION, "公司不谈盈利，先做研究。", "entries/liang.md") in found
    assert not any(one.what == "深度求索" for one in found.values())


def test_a_page_says_which_mention_is_linked_and_which_is_not():
    mentions = [one for one in explain(corpus_of(WORLD), "sources/a.md") if one.what == "深度求索"]
    assert [(one.matter, one.reasons[-1]) for one in mentions] == [
        (Matter.LINK, "本节首次提到，加链接"),
        (Matter.MENTION, "本节已有链接"),
    ]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("《深度求索手册》出版了。", "只是书名的一部分"),
        ("# 参考资料\n\n深度求索", "在参考资料里"),
        ("深度求索 {甲}", "旁边的标记会弄坏链接"),
    ],
)
def test_a_mention_that_is_no_link_says_why(body, why):
    (one,) = explain(corpus_of({**WORLD, "notes/o.md": body}), "notes/o.md")
    assert (one.matter, one.what, one.reasons[-1]) == (Matter.MENTION, "深度求索", why)


def test_what_people_wrote_and_what_is_related_is_told_too():
    assert (Matter.LINK, "梁文锋", "entries/liang.md") in told("entries/deepseek.md")
    assert (Matter.LINK, "[@a#p1]", "sources/a.md#p1") in told("notes/n.md")
    related = told("entries/deepseek.md")[Matter.RELATED, "梁文锋", "entries/liang.md"]
    assert "本条链接到它" in related.reasons


@pytest.mark.parametrize(("path", "passage"), [("no.md", ""), ("sources/a.md", "a#p9")])
def test_what_is_not_there_cannot_be_explained(path, passage):
    with pytest.raises(KeyError):
        explain(corpus_of(WORLD), path, passage)


def test_a_topic_tells_why_each_of_its_passages_is_there():
    (one,) = [one for one in explain(corpus_of(WORLD), "topics/money.md") if one.matter is Matter.PASSAGE][:1]
    assert one.what == "a#p1"
    assert "用词「盈利」" in one.reasons
    assert one.reasons[-1].startswith("得分 ")


def test_what_people_pinned_or_banned_is_told_without_a_score():
    topics = {
        "topics/money.md": page_text(title="开源经济", terms=["盈利"], banned="a#p2"),
        "topics/rain.md": page_text(title="雨", pinned="a#p2"),
    }
    found = [one for one in explain(corpus_of({**WORLD, **topics}), "sources/a.md", "a#p2") if one.what == "a#p2"]
    assert [(one.matter, one.leads_to, one.reasons) for one in found] == [
        (Matter.TOPIC, "topics/rain.md", ("编者指定",)),
        (Matter.BANNED, "topics/money.md", ("编者排除",)),
    ]
