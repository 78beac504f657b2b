"""What search learns from the rules of conversion."""

from leishu.hanzi.rules import Rule
from leishu.model import HANS, HANT_HK, HANT_TW
from leishu.publish.conversion import SiteRules


def test_a_rule_with_several_forms_is_a_group_of_words():
    named = Rule(((HANS, "阿斯麦"), (HANT_TW, "艾司摩爾")), "docs/entries/asml.md:2")
    paged = Rule(((HANS, "默认"), (HANT_TW, "預設"), (HANT_HK, "預設")), "docs/conversion/it.yml:9")
    alike = Rule(((HANS, "文件"), (HANT_TW, "文件")), "docs/topics/law.md:4")
    rules = SiteRules((named,), {"topics/law/": (paged, alike), "topics/chips/": (paged,)})
    assert rules.words == (("阿斯麦", "艾司摩爾"), ("默认", "預設"))
