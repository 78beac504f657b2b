"""A heading with conversion markup has the anchor of what it shows."""

import pytest

from leishu.config import Settings
from leishu.knowledge.catalogue import catalogue_of
from leishu.knowledge.corpus import build_corpus
from leishu.weave import weave


def woven(tmp_path, body):
    corpus = build_corpus(catalogue_of({"about.md": f"---\ntitle: 甲\n---\n{body}\n"}))
    return next(page.markdown for page in weave(corpus, Settings(tmp_path)) if page.path == "about.md")


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("## 小节-{余}-发", "小节余发"),
        ("### -{zh-hans:网络;zh-hant-tw:網路}- A B", "网络-a-b"),
        ("# 题-{余}-", "题余"),
    ],
)
def test_the_anchor_is_of_what_is_shown(tmp_path, heading, anchor):
    assert f"{heading} {{: #{anchor} }}\n" in woven(tmp_path, f"{heading}\n\n正文。")


@pytest.mark.parametrize("kept", ["## 小节", "## -{余}- {: #own }", "正文-{余}-", "```\n## -{余}-\n```"])
def test_all_else_stays(tmp_path, kept):
    page = woven(tmp_path, f"# 甲\n\n{kept}\n\n正文。")
    assert f"\n{kept}\n" in page
    assert page.count("{: #") == kept.count("{: #")
