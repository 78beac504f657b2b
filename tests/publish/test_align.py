"""Where the parts of a converted text end up: a link stays around its words."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leishu.publish.align import shares


def cut(text: str, lengths: Sequence[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise(accumulate(lengths, initial=0))]


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["开源", "软件"], ["開源", "軟體"]),
        (["用", "应用程序接口", "的人"], ["用", "應用程式介面", "的人"]),
        # One word grows and another shrinks, so that the length of the whole tells nothing.
        (
            ["它经营", "云计算", "，公开", "通义千问", "。", "计算机"],
            ["它經營", "雲端運算", "，公開", "通義千問", "。", "電腦"],
        ),
        (
            ["是", "开放源代码促进会", "为", "人工智能", "所订，另须提供代码"],
            ["是", "開放源碼促進會", "為", "人工智慧", "所訂，另須提供程式碼"],
        ),
        (["“", "计算机", "”与“", "云计算", "”", "1"], ["「", "電腦", "」與「", "雲端運算", "」", "1"]),
        # A character exchanged beside a border does not move it.
        (["社区", "芯片", "接口", "#"], ["社群", "晶片", "介面", "#"]),
    ],
)
def test_each_part_keeps_its_words(parts, whole):
    assert cut("".join(whole), shares(parts, "".join(whole))) == whole


def test_a_word_across_a_border_leaves_neither_part_empty():
    assert shares(["开", "源", "软", "件"], "開源軟體") == (1, 1, 1, 1)


_WORDS = st.sampled_from(
    [
        *(("云计算", "雲端運算"), ("计算机", "電腦"), ("软件", "軟體"), ("应用程序", "應用程式"), ("代码", "程式碼")),
        *(("发布", "發布"), ("台湾", "臺灣"), ("“", "「"), ("1", "1"), ("人工智能", "人工智慧"), ("社区", "社群")),
    ]
)
_BETWEEN = st.sampled_from(["，", "的", "与", "。"])


@given(st.lists(st.tuples(_WORDS, _BETWEEN), min_size=1, max_size=12))
def test_words_set_apart_keep_their_parts_whatever_grows_and_shrinks(said):
    parts = [part for (word, _), between in said for part in (word, between)]
    whole = [part for (_, word), between in said for part in (word, between.replace("与", "與"))]
    assert cut("".join(whole), shares(parts, "".join(whole))) == whole
