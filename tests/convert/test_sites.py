"""Texts of one site, taken in one after the other: what they share at their edges goes, what it says of them stays."""

import pytest

from leishu.config import load_settings
from leishu.convert.names import named_sources
from small_base import leishu, make

TEXT = """\
首页 | 副刊 | 登录 | 注册
晚风副刊
第 20{number} 期
{who}的三十里

作者：林望　来源：晚风网

{who}每天走三十里路，把信送到最后一户人家，再空着手走回来，从来没有误过一天的班。

晚风文化出品
（本文转载自夜航网，译者：苏青，如有侵权请联系删除。）
分享到：微信 微博
"""
WHO = ("船工", "更夫", "车夫", "樵夫")


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sites")
    base = make(folder / "base", {})
    for number, who in enumerate(WHO, 1):
        file = folder / f"{number}.txt"
        file.write_text(TEXT.format(number=number, who=who), encoding="utf-8")
        url = f"https://www.wanfeng.example/{number}.html"
        added = leishu("add", file, "--name", f"t{number}", "--licence", "CC0-1.0", "--url", url, "-C", base)
        assert added.exit_code == 0, added.output
    assert leishu("convert", "-C", base).exit_code == 0
    return base


def page(base, number):
    return (base / "docs" / "sources" / f"t{number}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_what_they_share_is_gone_from_each(base, number):
    body = page(base, number).partition("---\n\n")[2]
    for line in ("首页", "晚风副刊", "期", "出品", "转载自", "分享到"):
        assert line not in body
    assert WHO[number - 1] in body
    assert "作者：林望" in body


def test_what_it_said_of_them_is_in_their_record(base):
    head = page(base, 4)
    assert "translator: 苏青" in head
    assert "author: 林望" in head


def test_the_last_one_is_known_by_its_own_title_at_once(base):
    assert "title: 樵夫的三十里" in page(base, 4)


def test_the_first_ones_are_renewed_when_the_site_is_known_and_then_nothing_is_done(base):
    sources, _ = named_sources(load_settings(base))
    assert all(source.site for source in sources if source.name.startswith("t"))
    assert "unchanged" in leishu("convert", "-C", base).output
    assert "renewed" not in leishu("convert", "-C", base).output


def test_a_text_from_elsewhere_is_left_alone(base, tmp_path):
    file = tmp_path / "other.txt"
    file.write_text(TEXT.format(number=9, who="渔夫"), encoding="utf-8")
    assert leishu("add", file, "--name", "other", "--licence", "CC0-1.0", "-C", base).exit_code == 0
    try:
        assert "晚风文化出品" in (base / "docs" / "sources" / "other.md").read_text(encoding="utf-8")
    finally:
        for path in (base / "sources").glob("other.*"):
            path.unlink()
        (base / "docs" / "sources" / "other.md").unlink()
