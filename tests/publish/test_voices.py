"""Whose words a text is: what somebody else said is not exchanged."""

import pytest

from leishu.model import HANS
from leishu.publish.html import scan
from leishu.publish.slots import Voice


def voices(html):
    return dict(scan(f"<article>{html}</article>后", HANS).texts)


@pytest.mark.parametrize("name", ["leishu-passage", "footnote", "a leishu-passage b"])
def test_an_element_may_be_a_quotation_by_its_class(name):
    said = voices(f'<p>前</p><div class="{name}"><div>甲</div><p>乙<b>丙</b></p></div><p>丁</p>')
    assert said == {
        "前": Voice.AUTHOR,
        "甲": Voice.QUOTED,
        "乙丙": Voice.QUOTED,
        "丁": Voice.AUTHOR,
        "后": Voice.FRAME,
    }


def test_one_in_another_ends_with_the_outer_one():
    html = '<div class="footnote"><div class="leishu-passage">甲</div>乙</div>丙'
    assert voices(html) == {"甲": Voice.QUOTED, "乙": Voice.QUOTED, "丙": Voice.AUTHOR, "后": Voice.FRAME}


def test_a_sentence_within_a_line_is_one_too():
    html = '<p><b>二〇二〇年</b> <q class="leishu-said">甲<a href="b/">乙</a>丙</q> <a href="#p1">第一段</a></p>'
    assert voices(html) == {
        "二〇二〇年": Voice.AUTHOR,
        "甲乙丙": Voice.QUOTED,
        "第一段": Voice.AUTHOR,
        "后": Voice.FRAME,
    }


def test_a_reference_to_a_note_is_none():
    html = '<p>甲<sup><a class="footnote-ref" href="#fn:1">一</a></sup>乙</p>'
    assert set(voices(html).values()) == {Voice.AUTHOR, Voice.FRAME}
