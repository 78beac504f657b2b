"""The groups of words that this knowledge base has: what they change, and what they leave alone."""

from pathlib import Path

import pytest

from leishu.hanzi.conversion import Conversion
from leishu.hanzi.convert import by_config
from leishu.hanzi.dictionaries import entries
from leishu.hanzi.rules import Rulebook, read_group
from leishu.model import HANS, HANT_HK, HANT_TW
from leishu.records import parse_record

GROUPS = sorted((Path(__file__).parents[2] / "docs" / "conversion").glob("*.yml"))


def read(path):
    record, problems = parse_record(path.read_text(encoding="utf-8"), path.name)
    rules, more = read_group(record)
    return rules, (*problems, *more)


def is_everywhere(path):
    return parse_record(path.read_text(encoding="utf-8"), path.name)[0].get("everywhere")


EVERYWHERE = tuple(rule for path in GROUPS if is_everywhere(path) for rule in read(path)[0])
TAIWAN = Conversion("s2tw", Rulebook(EVERYWHERE, HANS, HANT_TW))
HONG_KONG = Conversion("s2hk", Rulebook(EVERYWHERE, HANS, HANT_HK))


@pytest.mark.parametrize("path", GROUPS, ids=lambda path: path.stem)
def test_a_group_is_without_fault(path):
    assert read(path)[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        "支持和平进程，项目通过审核，质量与信息公开。",
        "程序正义与诉讼程序，访问学者到访，社区用户参与。",
        "数字中国建设与数字人文，综合国力的对象。",
        "通过谈判发表声明，创建新的机制，运行平稳，循环经济。",
        "网络安全法与数据安全法，互联网信息服务管理办法。",
        "国家互联网信息办公室、中国科学院软件研究所、北京中科红旗软件技术有限公司。",
        "《软件之道》与《网络社会》。",
    ],
)
def test_prose_of_policy_names_and_titles_keep_their_words(text):
    # As the characters are written without any group: 發布 is not OpenCC's 發佈.
    assert TAIWAN(text) == Conversion("s2tw", Rulebook((), HANS, HANT_TW))(text)
    assert HONG_KONG(text) == by_config("s2hk", text)


@pytest.mark.parametrize(
    ("text", "taiwan", "hong_kong"),
    [
        ("编程语言的变量与字符串", "程式語言的變數與字串", "程式語言的變數與字串"),
        ("用移动支付与数字签名", "用行動支付與數位簽章", "用流動支付與數碼簽署"),
        ("少数组织改变量子比特", "少數組織改變量子位元", "少數組織改變量子位元"),
        ("网络安全法律顾问与软件研究所", "網路安全法律顧問與軟體研究所", "網絡安全法律顧問與軟件研究所"),
        ("激光打印机与光刻机", "雷射印表機與曝光機", "激光打印機與光刻機"),
    ],
)
def test_words_of_the_subjects_are_those_of_the_region(text, taiwan, hong_kong):
    assert (TAIWAN(text), HONG_KONG(text)) == (taiwan, hong_kong)


def test_they_were_checked_against_opencc():
    """Where OpenCC has the word too, it says the same, but for these: better usage in Taiwan."""
    own = {"云计算", "插件", "元数据", "并行计算", "局域网", "触摸屏", "显存"}
    phrases = entries("TWPhrases")
    differing = set()
    for rule in EVERYWHERE:
        word = rule.forms[0][1]
        known = [by_config("t2tw", form) for form in phrases.get(by_config("s2t", word), "").split()]
        if known and rule.form(HANT_TW) and rule.form(HANT_TW) not in known:
            differing.add(word)
    assert differing == own
