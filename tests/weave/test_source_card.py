"""What the card above a source's text says of how it was received and of what could not be repaired."""

from leishu.config import Settings
from leishu.convert.record import LeftLine, NaiveLine, SourceRecord
from leishu.knowledge.catalogue import catalogue_of
from leishu.knowledge.corpus import build_corpus
from leishu.weave import weave

PAGE = """\
---
title: 渡口
script: zh-Hant
repairs: {inserted readings: 3}
---
渡口的?老赵。
{: #p1 }
"""


def card(tmp_path, **said):
    corpus = build_corpus(catalogue_of({"sources/ferry.md": PAGE}))
    record = SourceRecord("", "", (), said.pop("left", ()), **said)
    pages = weave(corpus, Settings(tmp_path), {"ferry": record})
    return next(page.markdown for page in pages if page.path == "sources/ferry.md")


def test_traditional_made_by_characters_is_said_to_be_so(tmp_path):
    line = NaiveLine((("于", "於", 14), ("后", "後", 2)), (("著", 3),))
    shown = card(tmp_path, naive=line, left=(LeftLine("p1", "?", "", (), "的?老"),))
    assert '繁体，由简体逐字转成（<span translate="no">于</span> 而非 <span translate="no">於</span> 14 处、' in shown
    assert '<span translate="no">著</span> 3 处，原字只能凭词语判断' in shown


def test_what_was_left_is_counted_and_leads_to_what_it_may_have_been(tmp_path):
    shown = card(tmp_path, left=(LeftLine("p1", "?", "", (), "的?老"), LeftLine("p9", "别处", "", (), "别处")))
    assert "1 处不能断定原文" in shown
    assert "(ferry/repairs.md#leishu-left)" in shown
    assert '<span translate="no">?</span>](ferry/repairs.md#leishu-left-1){ .leishu-damage title=' in shown


def test_where_all_is_well_the_card_says_nothing_of_it(tmp_path):
    shown = card(tmp_path)
    assert "逐字转成" not in shown
    assert "不能断定" not in shown
