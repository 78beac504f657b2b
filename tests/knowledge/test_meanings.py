"""Names that could mean several things, and people called by a part of their name."""

import pytest

from knowledge.worlds import corpus_of, page_text, params

PEOPLE = ("梁文锋", "李彦宏", "李开复", "欧阳锋")
WORLD = {
    "entries/apple.md": page_text(
        "制造 [[iPhone]]。", title="苹果公司", kind="organisation", names={"ambiguous": ["苹果"]}, context=["手机"]
    ),
    "entries/iphone.md": page_text(title="iPhone", kind="product"),
    "entries/red-flag.md": page_text(
        "一种 [[Linux]]。", title="红旗 Linux", kind="product", names={"ambiguous": ["红旗"]}
    ),
    "entries/hongqi.md": page_text(
        "一种轿车。", title="红旗轿车", kind="product", names={"ambiguous": ["红旗"]}, context=["一汽"]
    ),
    "entries/linux.md": page_text(title="Linux", kind="technology"),
    "entries/altman.md": page_text(title="山姆·奥特曼", kind="person", names={"en": ["Sam Altman"]}),
    **{f"entries/person-{at}.md": page_text(title=name, kind="person") for at, name in enumerate(PEOPLE)},
}


def page_of(case):
    corpus = corpus_of({**WORLD, "notes/n.md": page_text(case["text"], **case.get("head", {}))})
    return corpus.mentions["notes/n.md"], corpus.problems


@pytest.mark.parametrize("case", params("meanings"))
def test_an_ambiguous_name_is_decided_or_left_alone(case):
    mentions, problems = page_of(case)
    found = {}
    for mention in mentions:
        if mention.surface in ("苹果", "蘋果", "红旗"):
            assert mention.reason
            found.setdefault(mention.surface, []).append(mention.target.removeprefix("entries/").removesuffix(".md"))
    means = case.get("means", {})
    assert found == {name: given if isinstance(given, list) else [given] for name, given in means.items()}
    left = case.get("left", [])
    assert [problem.rule for problem in problems] == ["NAM102"] * len(left)
    assert all(f"「{name}」" in problem.message for name, problem in zip(left, problems, strict=True))


@pytest.mark.parametrize("case", params("surnames"))
def test_people_are_called_by_a_part_of_their_name(case):
    mentions, _problems = page_of(case)
    assert [mention.surface for mention in mentions] == case["found"]


def test_an_ambiguous_name_on_its_own_page_is_itself():
    files = {**WORLD, "entries/hongqi.md": WORLD["entries/hongqi.md"] + "红旗基于 Linux。"}
    corpus = corpus_of(files)
    assert [mention.surface for mention in corpus.mentions["entries/hongqi.md"]] == ["Linux"]
    assert not corpus.problems
