"""A title becomes a name that is a URL, the same in whichever script it is written."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leishu.slugs import slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("DeepSeek 为什么开源", "deepseek-weishenme-kaiyuan"),
        ("DeepSeek為什麼開源？", "deepseek-weishenme-kaiyuan"),
        ("ＲＩＳＣ－Ｖ 与中国芯片", "risc-v-yu-zhongguo-xinpian"),
        ("绿色计算", "lvse-jisuan"),
        ("重庆的开源社区", "chongqing-de-kaiyuan-shequ"),
        ("Café Société", "cafe-societe"),
        ("C++", "c"),
    ],
)
def test_a_title_is_spelt_out(title, slug):
    assert slug_of(title) == slug


def test_a_long_title_is_cut_between_words():
    slug = slug_of("关于进一步推动开放源代码软件与开放指令集架构在公共部门采购之中优先选用的若干意见")
    assert len(slug) <= 60
    assert slug.startswith("guanyu-jinyibu-tuidong-")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_every_title_has_a_slug(title):
    slug = slug_of(title)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 60
    assert slug_of(title) == slug
