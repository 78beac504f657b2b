"""Dated sentences as events: what happened when, according to whom."""

from datetime import date

from knowledge.worlds import corpus_of, page_text

ENTRIES = {
    "entries/fund.md": page_text("2014年9月成立。\n", title="大基金", kind="organisation", topics=["chips"]),
    "topics/chips.md": page_text(title="芯片", pinned=["a#p1"]),
}


def events_of(body, **head):
    corpus = corpus_of({**ENTRIES, "sources/a.md": page_text(body, title="源", **head)})
    return [event for event in corpus.events if event.page == "sources/a.md"]


def test_an_event_knows_its_sentence_its_passage_and_what_it_is_about():
    (event,) = events_of("天晴。大基金于**2014年**设立，投资芯片。后来又设。\n{: #p1 }\n")
    assert (event.iso, event.said, event.sentence) == ("2014", "2014年", "大基金于2014年设立，投资芯片。")
    assert (event.passage, event.entries, event.topics) == ("a#p1", ("entries/fund.md",), ("topics/chips.md",))


def test_of_a_sentence_in_parts_an_event_tells_those_that_belong_to_its_date():
    body = "先是停顿；2014年9月24日，大基金设立；同一天，首批股东到齐；2015年投资芯片；大家都说好。\n{: #p1 }\n"
    assert [(event.iso, event.told) for event in events_of(body)] == [
        ("2014-09-24", "2014年9月24日，大基金设立；同一天，首批股东到齐；"),
        ("2015", "2015年投资芯片；大家都说好。"),
    ]


def test_a_relative_date_is_counted_from_publication_or_is_none():
    body = "去年大基金成立。\n{: #p1 }\n"
    assert events_of(body) == []
    assert [(event.iso, event.relative) for event in events_of(body, published=date(2015, 1, 3))] == [("2014", True)]


def test_a_month_looks_back_no_further_than_its_paragraph():
    body = "2014年设立基金。9月投资。\n{: #p1 }\n\n9月投资芯片。\n{: #p2 }\n"
    assert [(event.iso, event.passage) for event in events_of(body)] == [("2014", "a#p1"), ("2014-09", "a#p1")]


def test_dates_in_code_headings_notes_and_bibliographies_are_no_events():
    body = (
        "# 2014年的事\n\n`2014年`写道。\n{: #p1 }\n\n《日报》，2014年3月：https://example.org/2014\n{: #p2 }\n\n"
        "《日报》，2014年3月，example.com.tw\n{: #p3 }\n\n文[^1]\n{: #p4 }\n\n[^1]: 2014年的书。\n\n"
        "2014年。\n{: #p5 }\n"
    )
    assert events_of(body) == []


def test_events_are_in_the_order_of_time_the_shorter_first():
    body = "2016年3月投资芯片。2015年投资芯片。1990年代研究芯片。1990年开始研究。\n{: #p1 }\n"
    assert [event.iso for event in events_of(body)] == ["1990", "1990/1999", "2015", "2016-03"]


def test_the_events_of_an_entry_are_those_that_mention_it_and_its_own():
    corpus = corpus_of({**ENTRIES, "sources/a.md": page_text("2019年大基金二期成立。\n{: #p1 }\n", title="源")})
    assert [(e.iso, e.page) for e in corpus.events_of["entries/fund.md"]] == [
        ("2014-09", "entries/fund.md"),
        ("2019", "sources/a.md"),
    ]
    assert [event.iso for event in corpus.events_of["topics/chips.md"]] == ["2014-09", "2019"]


def test_a_later_statement_of_how_things_stand_takes_the_place_of_an_earlier_one():
    body = (
        "截至2022年底，大基金累计投资 120 家公司。\n{: #p1 }\n\n"
        "截至2024年底，大基金已经累计投资 160 家公司。\n{: #p2 }\n\n"
        "截至2025年6月，大基金的员工有三十人。\n{: #p3 }\n\n2025年，大基金累计投资 200 家公司。\n{: #p4 }\n"
    )
    corpus = corpus_of({**ENTRIES, "sources/a.md": page_text(body, title="源")})
    assert {(old.passage, new.passage) for old, new in corpus.superseded.items()} == {("a#p1", "a#p2")}


def test_a_plan_that_is_named_is_not_when_it_happens_where_the_sentence_says_when():
    assert [e.iso for e in events_of("2021年3月，“十四五”规划纲要提出投资芯片。\n{: #p1 }\n")] == ["2021-03"]
    assert [e.iso for e in events_of("“十四五”规划纲要提出投资芯片。\n{: #p1 }\n")] == ["2021/2025"]
    two = events_of("2021年3月提出，“十四五”期间投资芯片。\n{: #p1 }\n")
    assert [e.iso for e in two] == ["2021/2025", "2021-03"]


def test_a_note_in_brackets_belongs_to_the_sentence_before_it():
    first, second = events_of("2019年投资芯片。[3] 2021年再次投资芯片。[4]\n{: #p1 }\n")
    assert (first.sentence, second.sentence) == ("2019年投资芯片。[3]", "2021年再次投资芯片。[4]")
