"""A variant says which places nobody has looked at; a page where all is settled says nothing."""

from leishu.model import HANS, HANT_HK, HANT_TW, DocPath, Variant
from leishu.publish.review import Spot, by_address
from leishu.publish.unreviewed import write_notes

CANONICAL = Variant(HANS, "简体")
VARIANTS = (Variant(HANT_TW, "繁體", "tw", "s2tw"), Variant(HANT_HK, "港", "hk", "s2hk"))
HTML = "<html><body><article><p>是鍾</p></article></body></html>\r\n"
FORMS = ((HANT_TW, "鍾"), (HANT_HK, "鍾"))


def spot(path="topics/a.md", forms=FORMS, word="钟"):
    around = ((HANT_TW, "這裡<是>", "，是鐵"), (HANT_HK, "這裏<是>", "，是鐵"))
    return Spot(DocPath(path), 3, 1, word, forms, ("鐘",), "", "这里<是>", "，是铁", around)


def written(tmp_path, *spots):
    for folder in ("", "tw", "hk"):
        for address in ("", "topics/a"):
            page = tmp_path / folder / address / "index.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            if not page.exists():
                page.write_bytes(HTML.encode())
    write_notes(tmp_path, CANONICAL, VARIANTS, by_address(spots))
    return {
        path.relative_to(tmp_path).as_posix(): path.read_bytes().decode() for path in sorted(tmp_path.rglob("*.html"))
    }


def test_the_note_says_how_many_and_which_in_the_script_of_the_page(tmp_path):
    page = written(tmp_path, spot())["tw/topics/a/index.html"]
    assert "本頁有 1 處轉換還沒有人核對過" in page
    assert "<li>這裡&lt;是&gt;<mark>鍾</mark>，是鐵" in page
    assert '<a href="../../../topics/a/" hreflang="zh-Hans">原文（简体）</a>' in page
    assert page.endswith("</aside><!-- /leishu:unreviewed --></article></body></html>\r\n")


def test_other_pages_and_the_canonical_one_stay_as_they_are(tmp_path):
    pages = written(tmp_path, spot())
    changed = {path for path, html in pages.items() if html != HTML}
    assert changed == {"tw/topics/a/index.html", "hk/topics/a/index.html"}


def test_a_variant_is_told_of_its_own_places(tmp_path):
    pages = written(tmp_path, spot("index.md", ((HANT_HK, "梁"),), "梁"))
    assert {path for path, html in pages.items() if html != HTML} == {"hk/index.html"}
    assert 'href="../"' in pages["hk/index.html"]


def test_twice_is_as_once(tmp_path):
    assert written(tmp_path, spot()) == written(tmp_path, spot())


def test_a_long_list_is_cut(tmp_path):
    page = written(tmp_path, *[spot()] * 25)["tw/topics/a/index.html"]
    assert page.count("<mark>") == 20
    assert "另有 5 處" in page
