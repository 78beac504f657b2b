"""What stands around the texts of one site is known by its repetition, and nothing that a text says is lost with it."""

import pytest

from leishu.repair import repair, undo
from leishu.repair.furniture import edges, line_key

BODY = "山里的邮差每天走三十里路，把信送到最后一户人家，再空着手走回来，从来没有误过一天的班。"
END = "\n\n晚风文化出品\n—— 写给夜里醒着的人 ——"
OTHERS = (
    "晚风副刊\n第 2019 期\n桥上的人\n\n" + BODY.replace("邮差", "船工") + END,
    "晚风副刊\n第 2020 期\n雪夜\n\n" + BODY.replace("邮差", "更夫") + END,
    "晚风副刊\n第 2021 期\n归途\n\n" + BODY.replace("邮差", "车夫") + "\n\n作者：林望" + END.replace("\n\n", "\n"),
)


def site(*texts):
    counts = {}
    for text in texts:
        for line in edges(text):
            counts[line] = counts.get(line, 0) + 1
    return counts


@pytest.mark.parametrize("text", OTHERS)
def test_what_several_texts_begin_and_end_with_is_the_sites(text):
    title, body = text.split("\n")[2], text.split("\n")[4]
    result = repair(text, site=site(*OTHERS))
    assert result.text == f"{title}\n\n{body}" + ("\n\n作者：林望" if "作者" in text else "")
    assert {step.evidence for step in result.steps} == {"the same line stands at the edge of 3 texts of the site"}
    assert undo(result.text, result.steps) == text


@pytest.mark.parametrize("text", OTHERS)
def test_one_text_alone_tells_nothing(text):
    assert repair(text).text == text
    assert repair(text, site=site(OTHERS[0], OTHERS[1])).text == text


KEPT = {
    "a sentence": "\n\n愿你今夜好睡。",
    "a credit": "\n\n责任编辑：小周",
    "a source": "\n\n来源：晚风网",
    "what is far from the edge": "\n\n注\n\n" + BODY.replace("邮差", "樵夫") + "\n\n" + "完结的话不一样。",
}


@pytest.mark.parametrize("end", KEPT.values(), ids=KEPT)
def test_what_may_belong_to_the_text_stays_though_it_is_repeated(end):
    texts = [
        f"{title}\n\n{BODY.replace('邮差', who)}{end}"
        for title, who in (("甲", "船工"), ("乙", "更夫"), ("丙", "车夫"))
    ]
    for text in texts:
        assert repair(text, site=site(*texts)).text == text


def test_the_name_of_a_book_above_each_of_its_chapters_stays():
    texts = [
        f"三十里\n第{number}章\n\n{BODY.replace('邮差', who)}"
        for number, who in zip("一二三", ("船工", "更夫", "车夫"), strict=True)
    ]
    for text in texts:
        assert repair(text, site=site(*texts)).text == text


def test_numbers_spaces_and_scripts_make_no_other_line():
    assert line_key("第 2019 期 晚風") == line_key("第2020期晚风")
    assert line_key("晚风") != line_key("晨风")
