"""Questions asked of a small site, in every script: first in node, then as a person does, in a browser."""

import json

import pytest

from search.world import HERE, node, served, write_world
from stories import stories

CASES = [case.values[0] for case in stories("search/answers")]


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    site = write_world(tmp_path_factory.mktemp("asked"))
    questions = [{"typed": case["typed"], "variant": case.get("variant", "zh-Hans")} for case in CASES]
    with served(site) as root:
        found = json.loads(node(str(HERE / "ask.mjs"), root, stdin=json.dumps(questions)))
    return {case["id"]: (root, answer) for case, answer in zip(CASES, found, strict=True)}


@pytest.mark.parametrize("case", stories("search/answers"))
def test_a_question_finds_its_page(answers, case):
    root, answer = answers[case["id"]]
    folder = f"{root}{case['variant'].lower()}/" if "variant" in case else root
    found = [one["url"] for one in answer["names"]] + [
        place["url"] for group in answer["groups"] for place in group["places"][:1]
    ]
    pages = [url.removeprefix(folder).partition("?")[0].partition("#")[0] for url in found]
    if case.get("none"):
        assert not pages
        return
    assert pages[:1] == [case["first"]]
    assert not set(case.get("not", ())) & set(pages)
    assert case.get("also", pages[0]) in pages
    if "near" in case:
        assert [name["url"].removeprefix(folder) for name in answer["names"] if name.get("near")] == case["near"]
    if "why" in case:
        assert case["why"] in answer["why"]


def test_a_result_leads_to_the_passage_and_names_the_words_there(answers):
    _, answer = answers["hong-kong-wording"]
    (place,) = answer["groups"][0]["places"]
    assert place["url"].endswith("/sources/letters/?h=%E7%94%B5%E5%AD%90%E9%82%AE%E4%BB%B6#p2")
    assert [piece["text"] for piece in place["pieces"] if piece["marked"]] == ["电子邮件"]


def test_an_excerpt_is_in_the_script_of_the_site(answers):
    _, answer = answers["simplified-on-the-taiwan-site"]
    (place, *_) = answer["groups"][0]["places"]
    assert [piece["text"] for piece in place["pieces"] if piece["marked"]] == ["印表機"]
    assert answer["groups"][0]["title"][-1]["text"] == "印表機"
