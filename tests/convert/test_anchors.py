"""A passage keeps its anchor as long as it is the same passage, and no number is ever given twice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leishu.convert.anchors import assign, highest
from stories import stories


@pytest.mark.parametrize("case", stories("convert/anchors"))
def test_anchors_stay_with_their_passages(case):
    old = [tuple(pair) for pair in case["old"]]
    assert list(assign(case["new"], old, case.get("last", highest([anchor for anchor, _ in old])))) == case["expected"]


SENTENCES = [f"第{number}段说的是第{number}件事，与别的事都不相干。" for number in range(12)]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES) | st.text(max_size=8), max_size=10), st.data())
def test_no_anchor_is_given_twice_and_new_ones_are_new(new, data):
    texts = data.draw(st.lists(st.sampled_from(SENTENCES) | st.text(max_size=8), max_size=10))
    numbers = data.draw(st.lists(st.integers(1, 40), min_size=len(texts), max_size=len(texts), unique=True))
    old = [(f"p{number}", text) for number, text in zip(numbers, texts, strict=True)]
    last = max([*numbers, data.draw(st.integers(0, 50))])
    given_anchors = assign(new, old, last)
    assert len(given_anchors) == len(new) == len(set(given_anchors))
    known = {anchor for anchor, _ in old}
    assert all(anchor in known or int(anchor[1:]) > last for anchor in given_anchors)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), unique=True, max_size=10))
def test_the_same_passages_keep_their_anchors(texts):
    old = [(f"p{3 * number + 1}", text) for number, text in enumerate(texts)]
    assert assign(texts, old, 99) == tuple(anchor for anchor, _ in old)


@settings(max_examples=60, deadline=None)
@given(st.permutations(SENTENCES[:8]))
def test_moved_passages_keep_their_anchors(texts):
    old = [(f"p{number + 1}", text) for number, text in enumerate(SENTENCES[:8])]
    assert dict(zip(texts, assign(texts, old, 8), strict=True)) == {text: anchor for anchor, text in old}


def test_another_text_of_hundreds_of_passages_gets_its_anchors():
    old = [(f"p{number}", f"旧文第{number}段" * 5) for number in range(800)]
    new = [f"新篇之{number}章全然不同" * 5 for number in range(800)]
    assert len(set(assign(new, old, 800))) == 800
