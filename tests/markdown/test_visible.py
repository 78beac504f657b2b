"""What a reader sees of Markdown, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leishu.markdown.visible import SEPARATOR, visible


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("开[[源|源码]]软件", "开源码软件"),
        ("见[开源](a/b.md#c)与[甲][1]。", "见开源与甲。"),
        ("**开**源 `发` 起", f"开源 {SEPARATOR} 起"),
        ("## 题 {: #p3 }\n> 引文\n", "题 \n引文\n"),
        ("[^1]: 作者：《题名》。\n", " 作者：《题名》。\n"),
        ("事实。[^1][@notes#p2]", "事实。"),
        ("| 甲 | 乙 |", f"{SEPARATOR} 甲 {SEPARATOR} 乙 {SEPARATOR}"),
        ("```\n发\n```\n后", f"{SEPARATOR}\n后"),
        ("~~~text\n发\n~~~\n后", f"{SEPARATOR}\n后"),
        ("<b>发</b>展 <!-- 里 -->", f"发展 {SEPARATOR}"),
        ('见 <span translate="no">龍井</span>', f"见 {SEPARATOR}"),
        ("-{余|x}-光中 -{ 里 }-", "-{余|x}-光中 -{ 里 }-"),
        ("![图](a.png) https://a.cn/发", f"图 {SEPARATOR}发"),
    ],
)
def test_what_is_left(body, text):
    assert visible(body).text == text


@given(st.text(alphabet="发里[]()*`|\n#>- !{}:.^@<b>/~", max_size=40))
def test_every_character_leads_back_to_itself(body):
    shown = visible(body)
    for at, char in enumerate(shown.text):
        assert char in (SEPARATOR, body[shown.origin(at)])
