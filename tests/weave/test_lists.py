"""A list is quoted whole: its items say nothing without what leads up to them."""

from pathlib import Path

from knowledge.worlds import corpus_of, page_text
from rendered import tree_of
from weave.worlds import pages_of

LIST = (
    "法律定下各项原则：\n{: #p1 }\n\n1. 隐私保护；\n  {: #p2 }\n2. 永续发展；\n  {: #p3 }\n\n法律另有规定。\n{: #p4 }\n"
)


def quoted(**head):
    """The passages on a topic's page: their words, and what the link to them says."""
    files = {
        "topics/law.md": page_text(title="法", terms=["法律", "隐私"], **head),
        "sources/a.md": page_text(LIST, title="源"),
    }
    passages = tree_of(pages_of(corpus_of(files), Path(), passages=20)["topics/law.md"]).css(".leishu-passage")
    return [
        (*(item.text(strip=True) for item in passage.css("li")), passage.css_first("a.leishu-cite").text())
        for passage in passages
    ]


def test_the_items_of_a_list_are_quoted_with_what_leads_up_to_them():
    assert quoted() == [("隐私保护；", "永续发展；", "《源》第 1–3 段"), ("《源》第 4 段",)]


def test_an_item_whose_lead_in_is_not_there_stands_alone():
    assert quoted(banned=["a#p1"]) == [
        ("隐私保护；", "《源》第 2 段"),
        ("永续发展；", "《源》第 3 段"),
        ("《源》第 4 段",),
    ]
