"""One page edited after another: what is woven with a memory of the pages before is what is woven from nothing.

So it is within one process, and in another one that finds only what the first one left on disk.
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from leishu.knowledge.catalogue import catalogue_of
from leishu.knowledge.corpus import build_corpus
from leishu.knowledge.memory import Memory
from leishu.remembered import Remembered
from leishu.weave.loom import Loom
from weave.worlds import corpus_of, page, pages_of, worlds

ROOT = Path()


@pytest.fixture(scope="module")
def left(tmp_path_factory):
    """What another process gets of a memory and a loom."""
    file = tmp_path_factory.mktemp("cache") / "knowledge.sqlite"
    last = Remembered(file)

    def through_the_disk(memory, loom):
        nonlocal last
        if last.memory is not memory:
            file.unlink(missing_ok=True)
            last = Remembered(file)
            last.memory, last.loom = memory, loom
        last.keep()
        last = Remembered(file)
        assert last.memory.kept == memory.kept
        assert last.loom.kept == loom.kept
        return last.memory, last.loom

    return through_the_disk


@given(files=worlds(), others=worlds(), data=st.data())
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
def test_after_any_edits_the_pages_are_the_same_byte_for_byte(left, files, others, data):
    memory, loom = Memory(), Loom()
    pages_of(build_corpus(catalogue_of(files, memory), memory=memory), ROOT, loom=loom)
    for _ in range(data.draw(st.integers(1, 3))):
        memory.settle()
        if data.draw(st.booleans()):
            memory, loom = left(memory, loom)
        path = data.draw(st.sampled_from(sorted(files)))
        edits = {
            "change": {path: others.get(path, "又。")},
            "move": {f"notes/{len(files)}.md": files[path]},
            "drop": {},
        }
        edit = data.draw(st.sampled_from(sorted(edits)))
        kept = {known: text for known, text in files.items() if edit == "change" or known != path}
        files = kept | edits[edit] or {path: files[path]}
        corpus = build_corpus(catalogue_of(files, memory), memory=memory)
        assert pages_of(corpus, ROOT, loom=loom) == pages_of(corpus_of(files), ROOT)


SOURCE = page(
    "\n陆羽 760 年写《茶经》。\n{: #p1 }\n\n"
    "水要用山泉。陆羽表示：“山水上，江水中。”\n{: #p2 }\n\n"
    "火候不可急，盖碗也用得。\n{: #p3 }\n",
    title="茶话",
)
WORLD = {
    "sources/manual.md": SOURCE,
    "sources/letter.md": page(
        "\n乌龙茶用盖碗泡，火候要紧。\n{: #p1 }\n\n截至 2021 年有泉眼 9 处。\n{: #p2 }\n", title="信"
    ),
    "entries/lu-yu.md": page("\n茶人[@manual#p1]。\n", title="陆羽", kind="person", topics=["water"]),
    "entries/gaiwan.md": page("\n一种茶具，陆羽没见过。\n", title="盖碗", kind="product"),
    "topics/water.md": page("\n泡茶的水。\n", title="水", terms=["山泉", "泉眼"]),
    "topics/fire.md": page("\n[[盖碗]]最怕急火。\n", title="火候"),
    "index.md": "# 首页\n\n乌龙茶与陆羽。\n",
}
MUTATIONS = {
    "edit a passage": ("sources/manual.md", "水要用山泉。", "水要用井水，2019 年起如此。"),
    "add a passage": ("sources/manual.md", "\n火候", "\n盖碗来自泉眼边。\n{: #p9 }\n\n火候"),
    "delete a passage": ("sources/letter.md", "\n乌龙茶用盖碗泡，火候要紧。\n{: #p1 }\n", ""),
    "say the same in another source": ("sources/letter.md", "截至", "水要用山泉。陆羽表示：“山水上，江水中。”截至"),
    "rename an entry": ("entries/gaiwan.md", "盖碗", "三才碗"),
    "add an alias": ("entries/lu-yu.md", "kind: ", 'names: {"aliases": ["茶人"]}\nkind: '),
    "add a description": ("entries/lu-yu.md", "kind: ", "description: 茶圣。\nkind: "),
    "change a date": ("sources/manual.md", "760 年", "765 年"),
    "change when it was published": ("sources/letter.md", "title: ", "published: 2022-01-02\ntitle: "),
    "change a title": ("sources/manual.md", "茶话", "茶谈"),
    "add a term": ("topics/fire.md", "title: ", "terms: [井水]\ntitle: "),
    "pin a passage": ("topics/fire.md", "title: ", "pinned: [letter#p2]\ntitle: "),
}


@given(
    mutations=st.lists(st.sampled_from(sorted(MUTATIONS)), min_size=1, max_size=5, unique=True),
    elsewhere=st.lists(st.booleans(), min_size=5, max_size=5),
)
@settings(max_examples=20, deadline=None)
def test_after_each_kind_of_edit_the_pages_are_the_same_byte_for_byte(left, mutations, elsewhere):
    files, memory, loom = dict(WORLD), Memory(), Loom()
    pages_of(build_corpus(catalogue_of(files, memory), memory=memory), ROOT, loom=loom)
    for mutation, in_another_process in zip(mutations, elsewhere, strict=False):
        memory.settle()
        if in_another_process:
            memory, loom = left(memory, loom)
        path, old, new = MUTATIONS[mutation]
        files |= {path: files[path].replace(old, new, 1)}
        corpus = build_corpus(catalogue_of(files, memory), memory=memory)
        assert pages_of(corpus, ROOT, loom=loom) == pages_of(corpus_of(files), ROOT)


@pytest.mark.parametrize(
    ("mutation", "woven", "spared"),
    [
        (
            "change a date",
            {"sources/manual.md", "entries/lu-yu.md"},
            {"sources/letter.md", "topics/fire.md", "index.md"},
        ),
        ("edit a passage", {"sources/manual.md", "timeline/index.md"}, {"sources/letter.md", "names/index.md"}),
        ("add a description", {"entries/lu-yu.md", "index.md"}, {"sources/letter.md", "names/index.md"}),
        ("change a title", {"sources/manual.md", "sources/index.md"}, {"sources/letter.md", "index.md"}),
    ],
)
@pytest.mark.parametrize("in_another_process", [False, True])
def test_only_what_hangs_on_an_edit_is_woven_again(left, mutation, woven, spared, in_another_process):
    memory, loom = Memory(), Loom()
    pages_of(build_corpus(catalogue_of(WORLD, memory), memory=memory), ROOT, loom=loom)
    memory.settle()
    if in_another_process:
        memory, loom = left(memory, loom)
    path, old, new = MUTATIONS[mutation]
    files = WORLD | {path: WORLD[path].replace(old, new, 1)}
    pages_of(build_corpus(catalogue_of(files, memory), memory=memory), ROOT, loom=loom)
    assert woven <= set(loom.anew)
    assert spared.isdisjoint(loom.anew)


def test_what_only_moves_on_its_page_is_woven_there_alone():
    memory, loom = Memory(), Loom()
    files = WORLD | {"sources/letter.md": WORLD["sources/letter.md"].replace("茶用", "茶 2020 年用")}
    pages_of(build_corpus(catalogue_of(files, memory), memory=memory), ROOT, loom=loom)
    memory.settle()
    files = files | {"sources/letter.md": files["sources/letter.md"].replace("\n乌龙", "\n\n\n乌龙", 1)}
    pages_of(build_corpus(catalogue_of(files, memory), memory=memory), ROOT, loom=loom)
    assert "sources/letter.md" in loom.anew
    assert {"timeline/index.md", "entries/gaiwan.md", "sources/manual.md"}.isdisjoint(loom.anew)


def test_where_nothing_changed_another_process_weaves_nothing(left):
    memory, loom = Memory(), Loom()
    pages = pages_of(build_corpus(catalogue_of(WORLD, memory), memory=memory), ROOT, loom=loom)
    memory.settle()
    memory, loom = left(memory, loom)
    assert pages_of(build_corpus(catalogue_of(WORLD, memory), memory=memory), ROOT, loom=loom) == pages
    assert (loom.anew, loom.changed) == ((), False)


def test_every_kind_of_edit_changes_something():
    for path, old, new in MUTATIONS.values():
        assert WORLD[path].replace(old, new, 1) != WORLD[path]
