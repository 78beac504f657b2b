"""Who is mentioned with whom, and which pages have to do with one another, each with its reasons."""

import json

from knowledge.worlds import corpus_of, page_text
from leishu.knowledge.graph import graph

WORLD = {
    "entries/a.md": page_text("见[[丙]]。", title="甲甲", kind="concept", topics=["t"]),
    "entries/b.md": page_text(title="乙乙", kind="concept", topics=["t"]),
    "entries/c.md": page_text(title="丙丙", kind="concept", names={"aliases": ["丙"]}),
    "entries/d.md": page_text(title="丁丁", kind="concept"),
    "topics/t.md": page_text(title="题目"),
    "sources/s.md": page_text(
        "甲甲与乙乙。\n{: #p1 }\n\n又是甲甲与乙乙。\n{: #p2 }\n\n"
        "甲甲与丁丁。\n{: #p3 }\n\n丙丙。\n{: #p4 }\n\n丙丙。\n{: #p5 }\n",
        title="源",
    ),
}


def test_pages_mentioned_together_more_often_than_by_chance_are_neighbours():
    found = {(pair.first, pair.second): pair for pair in corpus_of(WORLD).neighbours}
    pair = found["entries/a.md", "entries/b.md"]
    assert (pair.together, pair.passages) == (2, ("s#p1", "s#p2"))
    assert pair.weight > found["entries/a.md", "entries/d.md"].weight > 0
    assert ("entries/b.md", "entries/c.md") not in found


def test_related_pages_say_why():
    related = corpus_of(WORLD).related
    (one,) = related["entries/b.md"]
    assert (one.page, set(one.reasons)) == ("entries/a.md", {"同在 2 段中提到", "同属「题目」"})
    assert "它链接到本条" in related["entries/c.md"][0].reasons
    assert "本条链接到它" in {one.page: one.reasons for one in related["entries/a.md"]}["entries/c.md"]
    assert [one.score for one in related["entries/a.md"]] == sorted(
        (o.score for o in related["entries/a.md"]), reverse=True
    )


def test_the_graph_tells_who_is_mentioned_with_whom_by_address():
    files = {
        "topics/tea.md": page_text(title="茶事"),
        "entries/oolong.md": page_text(title="乌龙茶", kind="product", topics=["tea"]),
        "entries/gaiwan.md": page_text(title="盖碗", kind="product"),
        "sources/a.md": page_text("乌龙茶用盖碗泡。\n{: #p1 }\n\n天晴。\n{: #p2 }\n", title="源"),
    }
    corpus = corpus_of(files)
    told = graph(corpus, {path: f"{path.removesuffix('.md')}/" for path in corpus.pages})
    assert [(node["id"], node["links"], node["topics"]) for node in told["nodes"]] == [
        ("entries/gaiwan/", 1, []),
        ("entries/oolong/", 1, ["topics/tea/"]),
    ]
    (edge,) = told["edges"]
    assert (edge["source"], edge["target"], edge["together"]) == ("entries/gaiwan/", "entries/oolong/", 1)
    assert edge["passages"] == ["a#p1"]
    assert json.loads(json.dumps(told)) == told


def test_who_stands_in_a_list_of_very_many_is_nobodys_neighbour():
    names = [f"第{number}号" for number in range(61)]
    entries = {f"entries/e{at}.md": page_text(title=name, kind="concept") for at, name in enumerate(names)}
    assert corpus_of({**entries, "index.md": "".join(f"[[{name}]]、" for name in names[:60])}).neighbours
    assert not corpus_of({**entries, "index.md": "".join(f"[[{name}]]、" for name in names)}).neighbours
