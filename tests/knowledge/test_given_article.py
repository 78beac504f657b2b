"""The given article in a base with the repository's own entries: what it names, dates, quotes and belongs to."""

import pytest
from click.testing import CliRunner

from leishu.cli import main
from leishu.knowledge.catalogue import catalogue_of
from leishu.knowledge.corpus import build_corpus
from leishu.model import DocPath, LinkKind

PAGE = DocPath("sources/deepseek-open-source.md")
NAMED = {
    "person": "dario-amodei jordan-schneider kai-fu-lee liang-wenfeng robin-li sam-altman",
    "organisation": (
        "01-ai alibaba anthropic arm baidu big-fund bluetrum bytedance ccore deepseek high-flyer huawei intel khronos "
        "meta microsoft miit minimax openai tencent verisilicon yunyong"
    ),
    "policy": ("export-controls informatization-plan-13 informatization-plan-14 software-plan-13 software-plan-14"),
    "product": "chatgpt ernie-bot gitee qwen red-flag-linux windows yi-34b",
    "technology": (
        "api autonomous-driving cloud-computing cpu gpu internet-of-things large-language-model linux microcontroller "
        "natural-language-processing neural-network risc-v"
    ),
    "concept": (
        "artificial-intelligence complement global-south isa open-source open-source-community operating-system"
    ),
}
TOPICS = ("china-oss-policy", "chip-isa", "open-source-economics", "regulation")
# What each date is about, by an entry that its sentence mentions.
DATED = {
    ("2018", "artificial-intelligence"),
    ("2019", "huawei"),
    ("2019", "sam-altman"),
    ("2023", "liang-wenfeng"),
    ("2025", "software-plan-14"),
    ("2000/2003~", "red-flag-linux"),
    ("2026/2027", "gpu"),
}
BARRED = DocPath("entries/huawei.md")


@pytest.fixture(scope="module")
def corpus(given_article, repo, tmp_path_factory):
    root = tmp_path_factory.mktemp("base")
    (root / "leishu.yml").write_text("", encoding="utf-8")
    done = CliRunner().invoke(main, ["add", "-C", str(root), str(given_article), "--licence", "all rights reserved"])
    assert done.exit_code == 0, done.output
    pages = [*repo.glob("docs/entries/*.md"), *repo.glob("docs/topics/*.md")]
    files = {path.relative_to(repo / "docs").as_posix(): path.read_text(encoding="utf-8") for path in pages}
    files[PAGE] = (root / "docs" / PAGE).read_text(encoding="utf-8")
    return build_corpus(catalogue_of(files))


@pytest.mark.parametrize("kind", NAMED)
def test_everyone_and_everything_it_names_is_linked(corpus, kind):
    linked = {link.target for link in corpus.links[PAGE] if link.kind is LinkKind.MENTION}
    of_kind = {path for path, entry in corpus.entries.items() if entry.kind == kind}
    assert linked & of_kind == {f"entries/{slug}.md" for slug in NAMED[kind].split()}


def test_a_name_that_it_misspells_leads_to_its_bearer_and_says_so(corpus):
    notes = {link.surface: link.note for link in corpus.links[PAGE] if link.target == "entries/liang-wenfeng.md"}
    assert set(notes) == {"梁文锋", "梁文峰", "梁云峰"}
    assert all("当为「梁文锋」" in note for surface, note in notes.items() if surface != "梁文锋")


def test_its_dates_are_events_of_those_they_are_about(corpus):
    events = [event for event in corpus.events if event.page == PAGE]
    assert {event.iso for event in events} == {iso for iso, _ in DATED}
    for iso, slug in DATED:
        assert any(event.iso == iso and f"entries/{slug}.md" in event.entries for event in events), (iso, slug)


def test_who_is_interviewed_is_who_speaks(corpus):
    said = {slug: len(corpus.quotations_of.get(f"entries/{slug}.md", ())) for slug in ("liang-wenfeng", "robin-li")}
    assert said == {"liang-wenfeng": 4, "robin-li": 2}
    assert len(corpus.quotations_of["entries/sam-altman.md"]) == 1
    # A president of a department is not the company.
    assert BARRED not in corpus.quotations_of


def test_its_passages_stand_under_the_four_topics(corpus):
    under = {slug: len(corpus.passages_under[DocPath(f"topics/{slug}.md")]) for slug in TOPICS}
    assert all(count >= 2 for count in under.values()), under
