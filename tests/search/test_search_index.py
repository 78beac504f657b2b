"""The index as a whole: what it takes in, what it leaves out, and when it is written anew."""

import json
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from leishu.hanzi.convert import convert
from leishu.model import HANS
from leishu.publish.search import SearchName, write_search
from leishu.publish.search import files as search_files
from leishu.publish.search.files import packed
from leishu.publish.search.names import keys_of
from leishu.publish.search.read import own_part, read_page
from leishu.publish.search.regional import equivalents, present
from leishu.publish.search.units import Built, indexed, with_own_leads
from search.world import HERE, NAMES, VARIANTS, node, page, served, write_pages, write_world


def files(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in (site / "search").rglob("*") if path.is_file()}


def test_the_same_site_gives_the_same_bytes(tmp_path):
    assert files(write_world(tmp_path / "one")) == files(write_world(tmp_path / "two"))


def test_an_unchanged_site_takes_its_index_from_the_cache(tmp_path):
    site = write_world(tmp_path)
    before = files(site)
    report = write_search(site, NAMES, VARIANTS, tmp_path / "cache")
    assert report.unchanged
    assert files(site) == before


def test_a_changed_page_gives_a_new_folder_and_the_old_one_goes(tmp_path):
    site = write_world(tmp_path)
    (old,) = [path.name for path in (site / "search").iterdir() if path.is_dir()]
    page = site / "sources/court/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("盹", "鼾"), encoding="utf-8")
    report = write_search(site, NAMES, VARIANTS, tmp_path / "cache")
    assert not report.unchanged
    assert report.digest != old
    assert {path.name for path in (site / "search").iterdir()} == {report.digest, "manifest.json"}
    assert json.loads((site / "search/manifest.json").read_text(encoding="utf-8"))["index"] == report.digest


def test_a_page_is_read_without_the_frame_around_it():
    head = b'<title>T</title><meta name="viewport" content="w"><meta name="description" content="d > e">'
    article = '<article class="md-content__inner md-typeset"><h1>题</h1><p>正文</p>'.encode()
    for frame in (b"<nav>one</nav>", b"<nav>one and another</nav>"):
        html = b"<html><head>" + head + b"</head>" + frame + article + b"</article>" + frame + b"</html>"
        own = own_part(html)
        assert own.startswith(b'<title>T</title><meta name="description" content="d > e"><article')
        assert b"nav" not in own
        assert read_page(own.decode()) == read_page(html.decode())


TEXTS = ("开源的指令集。", "龙芯与 RISC-V。", "软件的信息。", "他写了一封电子邮件，程序没有执行。", "")


@given(st.lists(st.dictionaries(st.sampled_from("abcd"), st.sampled_from(TEXTS)), min_size=2, max_size=4))
@settings(max_examples=12, deadline=None)
def test_an_index_made_from_what_is_remembered_has_the_bytes_of_one_made_anew(history):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for step, pages in enumerate(history):
            site = root / f"site-{step}"
            for name, text in pages.items():
                for variant, tag in (("", HANS), *((one.path, one.tag) for one in VARIANTS)):
                    path = site / variant / "sources" / name / "index.html"
                    path.parent.mkdir(parents=True)
                    said = convert(text, source=HANS, target=tag, vocabulary=True)
                    path.write_text(page(f"sources/{name}/", tag, f"题{name}", "", [said, said]), encoding="utf-8")
            site.mkdir(exist_ok=True)
            names = [SearchName(f"sources/{name}/", f"题{name}", "source") for name in pages]
            write_search(site, names, VARIANTS, root / "kept")
        again = files(site)
        shutil.rmtree(site / "search")
        write_search(site, names, VARIANTS, root / "new")
        assert files(site) == again


def test_what_is_remembered_may_be_lost_or_broken(tmp_path):
    site = write_world(tmp_path)
    whole = files(site)
    (tmp_path / "cache/pages.json").write_text('{"x": [[], {}]}', encoding="utf-8")
    write_search(site, NAMES, VARIANTS, tmp_path / "cache")
    assert files(site) == whole


def test_a_file_that_is_as_it_was_is_not_compressed_again(tmp_path, monkeypatch):
    site = write_world(tmp_path)
    count = len(files(site))
    made = []
    monkeypatch.setattr(search_files, "packed", lambda sections: made.append(sections) or packed(sections))
    changed = site / "sources/court/index.html"
    changed.write_text(changed.read_text(encoding="utf-8").replace("盹", "鼾"), encoding="utf-8")
    write_search(site, NAMES, VARIANTS, tmp_path / "cache")
    assert 0 < len(made) < count // 2


def test_an_interrupted_run_is_not_taken_for_a_whole_one(tmp_path):
    site = write_world(tmp_path)
    whole = files(site)
    (kept,) = (path for path in (tmp_path / "cache").iterdir() if path.is_dir())
    (kept / "made.json").unlink()
    (kept / "meta.bin").write_bytes(b"half")
    assert not write_search(site, NAMES, VARIANTS, tmp_path / "cache").unchanged
    assert files(site) == whole


def test_a_site_on_which_links_cannot_be_made_gets_copies(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError("another device")

    monkeypatch.setattr(os, "link", refuse)
    assert files(write_world(tmp_path))


def test_a_missing_or_differing_variant_page_shows_the_canonical_text(tmp_path):
    site = tmp_path / "site"
    write_pages(site)
    (site / VARIANTS[0].path / "sources/court/index.html").unlink()
    other = site / VARIANTS[1].path / "sources/court/index.html"
    other.write_text(other.read_text(encoding="utf-8").replace("</article>", "<p>多了</p></article>"), encoding="utf-8")
    write_search(site, NAMES, VARIANTS, tmp_path / "cache")
    questions = [{"typed": "打了个盹", "variant": variant.tag} for variant in VARIANTS]
    with served(site) as root:
        answers = json.loads(node(str(HERE / "ask.mjs"), root, stdin=json.dumps(questions)))
    for answer in answers:
        (place,) = answer["groups"][0]["places"]
        assert "".join(piece["text"] for piece in place["pieces"]) == "进程缓慢，法官打了个盹，公司的律师也是。"


def test_an_empty_site_has_an_index_too(tmp_path):
    (tmp_path / "site").mkdir()
    assert write_search(tmp_path / "site", (), VARIANTS, tmp_path / "cache").pages == 0


def test_furniture_is_not_text():
    page = read_page(
        '<title>题 - 站</title><article class="md-content__inner"><h1 id="a">题<a class="headerlink">¶</a></h1>'
        '<nav>菜单</nav><p>正文<sup class="footnote-ref"><a>1</a></sup>继续。</p>'
        '<div data-search="off"><p>重复</p></div>'
        '<h2 id="b">节<a class="headerlink">¶</a></h2><ul><li>甲<ul><li>乙</li></ul></li></ul>'
        "<table><tr><td>丙</td><td>丁</td></tr></table><script>var x</script></article>"
    )
    assert page.title == "题"
    assert [(block.anchor, block.heading, block.text) for block in page.blocks] == [
        ("", "", "正文继续。"),
        ("b", "节", "甲"),
        ("b", "节", "乙"),
        ("b", "节", "丙"),
        ("b", "节", "丁"),
    ]


def test_a_passage_keeps_its_own_anchor():
    page = read_page(
        '<article class="md-content__inner"><h1>题</h1><h2 id="_1">节</h2><p id="p3">三</p>'
        '<blockquote id="p4"><p>四</p></blockquote><h3 id="p5">五</h3><p>六</p></article>'
    )
    found = [(block.anchor, block.text) for block in page.blocks]
    assert found == [("p3", "三"), ("p4", "四"), ("p5", "五"), ("p5", "六")]


def test_what_is_put_together_from_other_pages_is_left_to_them():
    page = read_page(
        '<meta name="description" content="说明"><article class="md-content__inner"><h1 id="p1">题</h1>'
        '<div class="leishu-card"><dl><dt>作者</dt><dd>某人</dd></dl></div><p>自己的话。</p>'
        '<h2 id="leishu-mentions">来源中的记载</h2><h3 id="leishu-mentions-a">某书</h3><p>别处的话。</p></article>'
    )
    assert (page.lead, page.facts) == ("说明", "作者 某人")
    assert [(block.anchor, block.text) for block in page.blocks] == [("p1", "自己的话。")]


def test_a_description_that_all_pages_share_is_that_of_the_site():
    one, two = (
        read_page(
            f'<meta name="description" content="站"><article class="md-content__inner">'
            f'<h1>{title}</h1><div class="leishu-card">作者 {title}</div></article>'
        )
        for title in "甲乙"
    )
    pages = indexed([Built(page.title, page, (), None) for page in (one, two)], ())
    assert [page.lead.text for page in with_own_leads(pages)] == ["作者 甲", "作者 乙"]
    assert [page.lead.text for page in with_own_leads(pages[:1])] == ["站"]


def test_a_page_the_catalogue_does_not_know_is_found_by_its_title_only(tmp_path):
    site = write_world(tmp_path)
    with served(site) as root:
        questions = json.dumps([{"typed": "名称索引"}, {"typed": "全部"}])
        by_title, by_text = json.loads(node(str(HERE / "ask.mjs"), root, stdin=questions))
    assert [name["url"] for name in by_title["names"]] == [f"{root}entries/"]
    places = [place["url"] for group in by_text["groups"] for place in group["places"]]
    assert f"{root}entries/" not in {url.partition("#")[0].partition("?")[0] for url in places}


def test_a_file_without_an_article_is_no_page():
    assert own_part(b"<html><head><meta http-equiv=refresh></head></html>") == b""


def test_a_name_is_typed_in_many_ways():
    assert {"zhuzuoquan", "zhezuoquan"} <= {key for key, _ in keys_of("著佐权")}
    keys = {key for key, _ in keys_of("深度求索")}
    assert {"深度求索", "求索", "shenduqiusuo", "qiusuo", "sdqs", "qs"} <= keys
    assert {"绿洲", "lvzhou", "luzhou"} <= {key for key, _ in keys_of("綠洲")}
    assert {"01ai", "ai"} & {key for key, _ in keys_of("01.AI")} == {"01ai"}


def test_regional_words_point_both_ways_and_only_to_what_the_site_has():
    assert "软件" in equivalents()["软体"]
    assert "软体" in equivalents()["软件"]
    assert present({"软件": 1})["软体"] == ("软件",)
    assert "软件" not in present({"软件": 1})


def test_places_go_by_the_names_of_their_regions_but_not_by_what_is_also_another_word():
    assert {"沙特阿拉伯", "沙乌地阿拉伯"} <= set(equivalents()["沙地阿拉伯"])
    assert not equivalents().keys() & {"自由市", "中美", "通用", "昭和"}


def test_institutions_of_different_regions_are_not_the_same():
    assert not {"行政院", "国务院", "基本法", "宪法", "教育局"} & equivalents().keys()


def test_words_two_steps_apart_meet_only_where_nothing_nearer_stands():
    own = (("纸尿片", "甲布"), ("甲布", "尿褯"))
    assert present({"尿褯": 1}, own)["纸尿片"] == ("尿褯",)
    assert "纸尿片" not in present({"尿褯": 1, "纸尿": 1, "尿片": 1}, own)
    assert present({"尿褯": 1, "甲布": 1}, own)["纸尿片"] == ("甲布",)


def test_a_word_that_stands_by_chance_does_not_hide_that_of_another_region():
    # 目的+士兵 holds 的士 as well: on a large site the pair is a hundred times as frequent as any taxi.
    assert present({"的士": 108, "出租": 12, "租车": 1})["的士"] == ("出租车",)


def test_a_site_adds_words_of_its_own():
    own = (("码农", "程式猿"),)
    assert equivalents(own)["程式猿"] == ("码农",)
    assert "程式猿" not in equivalents()
    assert present({"码农": 1}, own)["程式猿"] == ("码农",)
