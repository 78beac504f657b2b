"""The same passage in two sources is recognised, whatever script it is in; what is merely about the same is not."""

import pytest

from knowledge.worlds import corpus_of, page_text
from leishu.hanzi.convert import convert
from leishu.model import HANS, HANT_TW

TEXT = (
    "开放指令集的规范由非营利组织维护，任何公司都可以免费实现，不必向谁申请许可。大学用它教学，厂商用它设计微控制器。"
)
OTHER = "封闭指令集的规范由一家公司掌握，别人想要实现，先得付费取得授权；授权费按芯片的数量计算，大学也不例外。"


def also_in(first, second):
    one = page_text(f"{first}\n{{: #p1 }}\n", title="甲")
    two = page_text(f"# 乙\n\n开头另有一段话，与甲文无关。\n{{: #p1 }}\n\n{second}\n{{: #p2 }}\n", title="乙")
    return corpus_of({"sources/a.md": one, "sources/b.md": two}).also_in


@pytest.mark.parametrize(
    "second",
    [
        TEXT,
        convert(TEXT, HANS, HANT_TW),
        TEXT.replace("，", ","),
        TEXT.split("。", maxsplit=1)[0] + "。",
        "据介绍，" + TEXT,
        TEXT.replace("任何公司", "任何一家公司").replace("教学", "上课"),
    ],
    ids=["same", "traditional", "other-punctuation", "shortened", "introduced", "edited"],
)
def test_the_same_passage_is_recognised(second):
    assert also_in(TEXT, second) == {"a#p1": ("b#p2",), "b#p2": ("a#p1",)}


@pytest.mark.parametrize(
    "second", [OTHER, "开放指令集。", TEXT[:20] + OTHER], ids=["about-the-same", "too-short", "same-start"]
)
def test_another_passage_is_another(second):
    assert also_in(TEXT, second) == {}


def test_the_same_reference_in_two_lists_is_no_matter():
    body = f"# 参考资料\n\n{TEXT}\n{{: #p1 }}\n"
    assert corpus_of({f"sources/{name}.md": page_text(body, title=name) for name in "ab"}).also_in == {}


def test_the_same_passage_twice_in_one_source_is_no_matter():
    body = f"{TEXT}\n{{: #p1 }}\n\n{TEXT}\n{{: #p2 }}\n"
    assert corpus_of({"sources/a.md": page_text(body, title="甲")}).also_in == {}


def test_overlapping_quotations_are_found():
    people = {"entries/liang.md": page_text(title="梁文锋", kind="person")}
    one = page_text(f"梁文锋表示：“{TEXT}”\n{{: #p1 }}\n", title="甲")
    two = page_text(
        f"天晴。梁文鋒說：「{convert(TEXT[:36], HANS, HANT_TW)}」，又说别的许多话。\n{{: #p1 }}\n", title="乙"
    )
    corpus = corpus_of({**people, "sources/a.md": one, "sources/b.md": two})
    assert [(pair.first, pair.second) for pair in corpus.echoes] == [("0", "1")]
    assert [quotation.passage for quotation in corpus.quotations] == ["a#p1", "b#p1"]
