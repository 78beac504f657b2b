"""What follows from a catalogue: the same for the same pages, whatever their order; and what backlinks say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.worlds import corpus_of, page_text
from leishu.knowledge.catalogue import catalogue_of
from leishu.knowledge.corpus import Corpus, build_corpus
from leishu.knowledge.memory import Memory

WORLD = {
    "entries/deepseek.md": page_text(
        "由[[梁文锋]]创立，见[芯片](../topics/isa.md)。",
        title="深度求索",
        kind="organisation",
        topics=["money"],
        names={"en": ["DeepSeek"]},
    ),
    "entries/liang.md": page_text("创立 DeepSeek 的人。", title="梁文锋", kind="person"),
    "entries/riscv.md": page_text(title="RISC-V", kind="technology", topics=["isa"]),
    "topics/isa.md": page_text(title="指令集架构", terms=["芯片"], banned=["a#p3"]),
    "topics/money.md": page_text(title="开源经济", parent="isa", pinned=["a#p2"]),
    "sources/a.md": page_text(
        "# 甲文\n\n深度求索支持 RISC-V。RISC-V 属于指令集架構，用于芯片。\n{: #p1 }\n\n"
        "天气很好。\n{: #p2 }\n\nRISC-V 与指令集架构。\n{: #p3 }\n",
        title="甲文",
    ),
    "sources/b.md": page_text("开源经济，第一。梁文锋也说开源经济。\n{: #p1 }\n", title="乙文"),
    "notes/n.md": "又见 [[RISC-V]] 与[@a#p1]。\n",
}


@given(st.permutations(list(WORLD)))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_files_does_not_matter(paths):
    one, other = corpus_of(WORLD), corpus_of({path: WORLD[path] for path in paths})
    fields = set(Corpus.__dataclass_fields__) - {"catalogue", "readings"}
    assert {name: getattr(one, name) for name in fields} == {name: getattr(other, name) for name in fields}
    assert list(one.readings) == list(other.readings) == sorted(WORLD)


def test_backlinks_tell_the_page_the_section_and_the_sentence():
    found = corpus_of(WORLD).backlinks["entries/riscv.md"]
    assert [(link.page, link.section, link.sentence, link.anchor) for link in found] == [
        ("notes/n.md", "", "又见 RISC-V 与。", ""),
        ("sources/a.md", "甲文", "深度求索支持 RISC-V。", "p1"),
        ("sources/a.md", "甲文", "RISC-V 属于指令集架構，用于芯片。", "p1"),
        ("sources/a.md", "甲文", "RISC-V 与指令集架构。", "p3"),
    ]


@pytest.mark.parametrize("linking", [True, False])
def test_a_page_with_linking_off_leads_only_where_it_says_so(linking):
    words = "RISC-V 是指令集。见[[深度求索]]。\n"
    corpus = corpus_of({**WORLD, "notes/rules.md": page_text(words, title="规则", linking=linking)})
    assert ("notes/rules.md" in [link.page for link in corpus.backlinks["entries/riscv.md"]]) is linking
    assert "notes/rules.md" in [link.page for link in corpus.backlinks["entries/deepseek.md"]]


def test_a_citation_and_a_markdown_link_are_backlinks_too():
    corpus = corpus_of(WORLD)
    assert [link.page for link in corpus.backlinks["sources/a.md"]] == ["notes/n.md"]
    assert "entries/deepseek.md" in [link.page for link in corpus.backlinks["topics/isa.md"]]


def test_a_passage_stands_under_a_topic_for_reasons():
    under = corpus_of(WORLD).passages_under["topics/isa.md"]
    assert [assignment.passage for assignment in under] == ["a#p1"]
    assert set(under[0].reasons) == {"提到「RISC-V」（2 次）", "提到「指令集架構」", "用词「芯片」"}


def test_law_alone_is_not_yet_the_law_of_machines():
    head = {"title": "人工智能监管", "terms": ["罚款"], "hints": ["规定"], "about": ["模型", "机器人"]}
    said = {
        "shop": "咖啡店泄露会员资料，罚款二十万元。",
        "model": "开放模型的人担心罚款。",
        "hint": "新的规定说，机器人的规定还不够。",
        "hint-alone": "新的规定不准商场夜间营业。",
        "section": "机器人的服务要先登记。\n{: #p1 }\n\n违者罚款。",
    }
    pages = {f"sources/{name}.md": page_text(f"{text}\n{{: #p2 }}\n", title=name) for name, text in said.items()}
    under = corpus_of({**pages, "topics/law.md": page_text(**head)}).passages_under["topics/law.md"]
    assert {assignment.passage for assignment in under} == {"model#p2", "hint#p2", "section#p2"}


def test_people_pin_and_ban():
    corpus = corpus_of(WORLD)
    pinned = corpus.topics_of["a#p2"]
    assert [(assignment.topic, assignment.reasons) for assignment in pinned] == [("topics/money.md", ("编者指定",))]
    assert "topics/isa.md" not in [assignment.topic for assignment in corpus.topics_of.get("a#p3", ())]


def test_entries_occur_with_a_topic():
    found = corpus_of(WORLD).occurrences
    assert [(o.entry, o.passages, o.share) for o in found["topics/isa.md"]] == [
        ("entries/deepseek.md", 1, 1.0),
        ("entries/riscv.md", 1, 0.5),
    ]


def test_an_empty_catalogue_is_a_corpus():
    corpus = corpus_of({})
    assert not corpus.problems
    assert not corpus.assignments


def test_hubs_and_orphans():
    corpus = corpus_of(WORLD)
    assert corpus.hubs[:2] == (("entries/deepseek.md", 2), ("entries/liang.md", 2))
    assert corpus_of({"entries/a.md": page_text(title="甲甲", kind="concept")}).orphans == ("entries/a.md",)
    assert corpus.orphans == ()


def test_a_topic_that_holds_a_passage_is_no_orphan():
    topics = {
        "topics/tea.md": page_text(title="制茶工艺", pinned=["s#p1"]),
        "topics/ink.md": page_text(title="制墨工艺"),
        "sources/s.md": page_text("下雨了。\n{: #p1 }\n", title="源"),
    }
    assert corpus_of(topics).orphans == ("topics/ink.md",)


EDITS = st.sampled_from(
    [
        ("notes/n.md", "梁文锋在 2021 年说：“我们要做最难的事情。”"),
        ("notes/n.md", None),
        ("entries/liang.md", page_text("创立 DeepSeek。", title="梁文锋", kind="person", names={"aliases": ["老梁"]})),
        ("entries/liang.md", page_text("创立 DeepSeek。", title="梁文锋", kind="organisation")),
        ("entries/riscv.md", None),
        ("sources/a.md", page_text("# 甲文\n\nRISC-V 与[[梁文锋]]。\n{: #p1 }\n", title="甲文")),
        ("sources/a.md", WORLD["sources/a.md"] + "\n老梁在 2022 年说：“指令集架构不归谁所有。”\n{: #p4 }\n"),
        ("topics/isa.md", page_text(title="指令集", terms=["芯片"])),
    ]
)


def built(files, memory):
    return build_corpus(catalogue_of(files, memory), memory=memory)


@given(st.lists(EDITS, min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_with_a_memory_of_earlier_pages_the_corpus_is_the_same(edits):
    files, memory = dict(WORLD), Memory()
    built(files, memory)
    for path, text in edits:
        memory.settle()
        files = {known: body for known, body in files.items() if known != path} | ({path: text} if text else {})
        assert built(files, memory) == corpus_of(files)


def worked_out_again(path, old, new):
    """By what it is, whose is worked out again after an edit of `WORLD`, and whether something was left as it is."""
    memory = Memory()
    built(WORLD, memory)
    memory.settle()
    assert old in WORLD[path]
    built({**WORLD, path: WORLD[path].replace(old, new)}, memory)
    return memory.settle()


def test_where_nothing_changed_nothing_is_worked_out_again():
    assert worked_out_again("notes/n.md", "又见", "又见") == {}


def test_a_changed_passage_is_worked_out_again_and_nothing_else():
    anew = worked_out_again("sources/a.md", "天气很好。", "天气不好，2019 年也不好。")
    assert anew.pop("events") == ["sources/a.md"]
    assert set(anew) >= {"file", "reading", "names", "heard", "dates", "bands", "backlinks", "companies", "quotations"}
    assert {whose for found in anew.values() for whose in found} == {"sources/a.md"}


def test_what_a_passage_newly_says_weighs_on_all_that_say_it():
    anew = worked_out_again("sources/b.md", "第一。", "指令集架构第二。")
    # A word that one more passage says tells less, wherever it is said.
    assert anew["assignments"] == ["sources/a.md", "sources/b.md"]
    assert anew["reading"] == anew["names"] == anew["heard"] == anew["dates"] == ["sources/b.md"]


def test_a_new_name_is_looked_for_everywhere_and_changes_only_what_says_it():
    anew = worked_out_again("entries/liang.md", '"梁文锋"', '"天气很好"')
    assert set(anew["names"]) == set(WORLD)
    assert anew["reading"] == ["entries/liang.md"]
    # Those that say the new name, said the old one, or link to it.
    assert set(anew["backlinks"]) == {"entries/liang.md", "entries/deepseek.md", "sources/a.md", "sources/b.md"}


LIST = "法律定下各项原则：\n{: #p1 }\n\n1. 隐私保护；\n  {: #p2 }\n2. 永续发展；\n  {: #p3 }\n"
LAW = {"topics/law.md": page_text(title="法", terms=["法律", "隐私"])}


def test_the_items_of_a_list_stand_where_the_list_stands_each_led_by_its_lead_in():
    corpus = corpus_of({**LAW, "sources/a.md": page_text(LIST + "\n另起一段。\n{: #p4 }\n", title="源")})
    under = corpus.passages_under["topics/law.md"]
    assert [(one.passage, one.led_by) for one in under] == [("a#p1", ""), ("a#p2", "a#p1"), ("a#p3", "a#p1")]
    assert len({(one.score, one.reasons) for one in under}) == 1
    assert "连同列举的各项一起看" in under[0].reasons


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("原则：", "原则。"),
        ("2. 永续", "永续"),
        ("2. 永续发展", "2. " + "永续发展" * 20),
        ("2. 永续", "## 别的\n\n2. 永续"),
    ],
    ids=["no-lead-in", "no-item", "speaks-for-itself", "under-another-heading"],
)
def test_what_is_no_item_of_a_list_is_judged_alone(old, new):
    corpus = corpus_of({**LAW, "sources/a.md": page_text(LIST.replace(old, new), title="源")})
    assert "a#p3" not in {one.passage for one in corpus.passages_under["topics/law.md"]}


def test_one_item_of_a_list_can_be_banned():
    law = {"topics/law.md": page_text(title="法", terms=["法律", "隐私"], banned=["a#p2"])}
    corpus = corpus_of({**law, "sources/a.md": page_text(LIST, title="源")})
    assert [one.passage for one in corpus.passages_under["topics/law.md"]] == ["a#p1", "a#p3"]
