"""A whole site and its variants: what is written, what is left alone, what is not done twice."""

import gzip
import os
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leishu.errors import SettingsError
from leishu.hanzi.rules import Rule, Scope
from leishu.model import HANS, HANT_HK, HANT_TW, Variant
from leishu.publish.urls import Place, address, is_page
from leishu.publish.variants import VariantReport, cache, workers, write_variants
from leishu.publish.variants.alternates import unfilled

URL = "https://example.org/kb"
CANONICAL = Variant(HANS, "简体")
TAIWAN = Variant(HANT_TW, "繁體（臺灣）", "zh-hant-tw", "s2tw")
HONG_KONG = Variant(HANT_HK, "繁體（香港）", "zh-hant-hk", "s2hk", ("My Sung", 'x"</style>'))
PAGE = """<!doctype html>
<html lang="zh" class="no-js">
<head><title>{title}</title><link rel="canonical" href="https://example.org/kb/{at}"><!-- leishu:alternates --></head>
<body><header><!-- leishu:switcher --></header><p>{text}</p></body>
</html>
"""
PAGES = {
    "index.html": "开源",
    "topics/index.html": "主题",
    "topics/chip-isa/index.html": "芯片指令集",
    "404.html": "没有这一页",
}
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <url>
         <loc>https://example.org/kb/</loc>
         <lastmod>2026-01-02</lastmod>
    </url>
    <url>
         <loc>https://example.org/kb/topics/?a=1&amp;b=2</loc>
    </url>
</urlset>"""


def render(site, pages=PAGES):
    """What a renderer does: write the canonical pages, whatever stood there."""
    for file, text in pages.items():
        path = site / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(title=text, text=text, at=address(file)), encoding="utf-8")
    (site / "sitemap.xml").write_text(SITEMAP, encoding="utf-8")
    (site / "assets").mkdir(exist_ok=True)
    (site / "assets" / "a.css").write_text("/* 样式 */", encoding="utf-8")


@pytest.fixture
def world(tmp_path):
    site, cache = tmp_path / "site", tmp_path / "build" / "variants"
    site.mkdir()
    render(site)

    def write(variants=(TAIWAN, HONG_KONG), url=URL, **more):
        return write_variants(site, CANONICAL, variants, cache, url, **more)

    write.site, write.cache = site, cache
    return write


def read(site, file):
    return (site / file).read_text(encoding="utf-8")


def tree(site):
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def test_every_page_is_there_in_every_variant_and_nothing_else_is(world):
    assert world() == VariantReport(pages=4, converted=8, reused=0, removed=0)
    files = {file for file in tree(world.site) if not file.endswith(".leishu-variant")}
    pages = {f"{folder}{file}" for folder in ("", "zh-hant-tw/", "zh-hant-hk/") for file in PAGES}
    assert files == pages | {"assets/a.css", "sitemap.xml", "sitemap.xml.gz"}


def test_each_form_says_its_language_its_address_and_where_the_others_are(world):
    world()
    for folder, tag, title in (("", "zh-Hans", "芯片指令集"), ("zh-hant-tw/", "zh-Hant-TW", "芯片指令集")):
        page = read(world.site, f"{folder}topics/chip-isa/index.html")
        assert f'<html lang="{tag}" class="no-js">' in page
        assert f"<title>{title}</title>" in page
        assert f'<link rel="canonical" href="https://example.org/kb/{folder}topics/chip-isa/">' in page
        assert re.findall(r'hreflang="([^"]+)" href="https://example.org/kb/([^"]*)topics/chip-isa/"', page) == [
            ("zh-Hans", ""),
            ("zh-Hant-TW", "zh-hant-tw/"),
            ("zh-Hant-HK", "zh-hant-hk/"),
            ("x-default", ""),
        ]


def links(page):
    return dict(re.findall(r'<a href="([^"]*)" hreflang="([^"]*)"', page))


def test_the_switcher_keeps_the_reader_on_the_page_wherever_the_site_stands(world):
    world()
    for folder in ("", "zh-hant-tw/", "zh-hant-hk/"):
        for file in ("index.html", "topics/index.html", "topics/chip-isa/index.html"):
            here = world.site / folder / file
            found = {
                tag: (here.parent / link / "index.html").resolve().relative_to(world.site.resolve()).as_posix()
                for link, tag in links(here.read_text(encoding="utf-8")).items()
            }
            assert found == {"zh-Hans": file, "zh-Hant-TW": f"zh-hant-tw/{file}", "zh-Hant-HK": f"zh-hant-hk/{file}"}


def test_the_switcher_can_be_heard_and_marks_the_current_form(world):
    world()
    page = read(world.site, "zh-hant-tw/index.html")
    assert 'aria-label="選擇文字"' in page
    assert re.findall(r'lang="([^"]+)" class="md-select__link" aria-current="true"', page) == ["zh-Hant-TW"]
    assert "<script" not in page


def test_a_page_without_an_address_links_to_the_homes(world):
    world()
    page = read(world.site, "zh-hant-hk/404.html")
    assert list(links(page)) == ["/kb/", "/kb/zh-hant-tw/", "/kb/zh-hant-hk/"]
    assert "alternate" not in unfilled(page).replace("leishu:alternates", "")
    assert 'rel="alternate' not in page


def test_without_a_site_url_no_half_addresses_are_written(world):
    world(url="")
    page = read(world.site, "topics/index.html")
    assert 'rel="alternate' not in page
    assert links(page) == {
        "../topics/": "zh-Hans",
        "../zh-hant-tw/topics/": "zh-Hant-TW",
        "../zh-hant-hk/topics/": "zh-Hant-HK",
    }
    assert read(world.site, "sitemap.xml") == SITEMAP


def test_the_fonts_of_a_variant_come_first_and_cannot_break_out(world):
    world()
    page = read(world.site, "zh-hant-hk/index.html")
    assert ':lang(zh-Hant-HK){--md-text-font-family:"My Sung","xstyle",' in page
    assert page.count("</style>") == 1


def test_the_sitemap_lists_every_form_once_however_often_it_is_made(world):
    world()
    first = read(world.site, "sitemap.xml")
    assert first.count("<loc>") == 6
    assert first.count('hreflang="x-default"') == 6
    assert "lastmod" not in first, "the day of the build is not the day a page changed"
    assert 'href="https://example.org/kb/zh-hant-tw/topics/?a=1&amp;b=2"' in first
    assert gzip.decompress((world.site / "sitemap.xml.gz").read_bytes()).decode() == first
    world()
    assert read(world.site, "sitemap.xml") == first


def test_publishing_again_changes_nothing_and_converts_nothing(world):
    world()
    first = tree(world.site)
    assert world() == VariantReport(pages=4, converted=0, reused=8, removed=0)
    assert tree(world.site) == first


def test_a_renderer_that_empties_the_site_costs_no_conversion(world):
    world()
    first = tree(world.site)
    for path in sorted(world.site.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    render(world.site)
    assert world().converted == 0
    assert tree(world.site) == first


def test_only_what_changed_is_converted(world):
    world()
    render(world.site, {**PAGES, "topics/index.html": "改了的主题"})
    assert world() == VariantReport(pages=4, converted=2, reused=6, removed=0)
    assert "改了的主題" in read(world.site, "zh-hant-tw/topics/index.html")
    assert kept(world.cache) == 8, "and no page of before"


def kept(cache):
    """How many pages of variants a cache holds."""
    with closing(sqlite3.connect(cache / "pages.sqlite")) as base:
        return base.execute("select count(*) from pages").fetchone()[0]


def test_a_page_that_is_gone_is_gone_everywhere(world):
    world()
    (world.site / "topics/chip-isa/index.html").unlink()
    assert world().removed == 2
    assert not (world.site / "zh-hant-tw/topics/chip-isa").exists()
    assert (world.site / "zh-hant-tw/topics/index.html").exists()


def test_a_variant_that_is_dropped_leaves_nothing_and_is_not_taken_for_pages(world):
    world()
    report = world(variants=(TAIWAN,))
    assert report.removed == 4
    assert report.pages == 4
    assert not (world.site / "zh-hant-hk").exists()
    assert "zh-hant-hk" not in read(world.site, "index.html") + read(world.site, "sitemap.xml")


def test_another_setting_converts_anew(world):
    world()
    vocabulary = Variant(HANT_TW, "台灣", "zh-hant-tw", "s2twp")
    assert world(variants=(vocabulary, HONG_KONG)).converted == 8
    assert "晶片指令集" in read(world.site, "zh-hant-tw/topics/chip-isa/index.html")


def test_a_rule_holds_on_every_page_and_a_rule_of_a_page_on_it_alone(world):
    everywhere = Rule(((HANS, "主题"), (HANT_TW, "題目")), "docs/entries/x.md", Scope.NAME)
    here = Rule(((HANS, "芯片"), (HANT_TW, "晶片")), "docs/conversion/chips.yml:3")
    assert world().converted == 8
    assert (report := world(rules=(everywhere,))).converted == 2, report
    assert "題目" in read(world.site, "zh-hant-tw/topics/index.html")
    report = world(rules=(everywhere,), page_rules={"topics/chip-isa/": (here,)})
    assert (report.converted, report.reused) == (2, 6)
    assert "晶片指令集" in read(world.site, "zh-hant-tw/topics/chip-isa/index.html")
    assert "芯片指令集" in read(world.site, "zh-hant-hk/topics/chip-isa/index.html")


def test_a_rule_that_comes_or_goes_costs_the_pages_that_have_a_word_of_it(world):
    topic, chip, absent = (
        Rule(((HANS, word), (HANT_TW, written)), f"docs/entries/{word}.md")
        for word, written in (("主题", "題目"), ("芯片", "晶片"), ("算盘", "算板"))
    )
    assert world().converted == 8
    moved = replace(chip, origin="docs/conversion/chips.yml:9")
    for rules, converted in [
        ((absent,), 0),
        ((absent, topic), 2),
        ((chip, absent, topic), 2),
        ((topic, moved), 0),
        ((topic,), 2),
        ((), 2),
    ]:
        assert world(rules=rules).converted == converted, rules
        assert world(rules=rules).converted == 0
    assert "題目" not in read(world.site, "zh-hant-tw/topics/index.html")


def test_a_rule_for_a_word_that_goes_over_tags_or_stands_in_one_costs_its_page(world):
    pages = {
        "a.html": "开<b>源</b>",
        "b.html": "<img alt='开源'>",
        "c.html": '<script type="application/json">{"a": "\\u5f00\\u6e90"}</script>',
        "d.html": "开<p>源</p>",
    }
    render(world.site, {"index.html": "首页", "topics/index.html": "茶", "topics/chip-isa/index.html": "水", **pages})
    world()
    rule = Rule(((HANS, "开源"), (HANT_TW, "開放原始碼")), "docs/conversion/it.yml:3")
    assert world(rules=(rule,)).converted == 2 * 3


WORDS = ("里面", "面", "头发", "发展", "开", "开源", "源头", "干")
TEXTS = st.lists(st.sampled_from((*WORDS, "，", "<b>", "</b>", "的")), max_size=8).map("".join)
RULES = st.lists(
    st.builds(
        lambda word, written, scope, one_way: Rule(((HANS, word), (HANT_TW, written)), "x", scope, one_way),
        st.sampled_from(WORDS),
        st.sampled_from(("甲", "乙", "面面")),
        st.sampled_from(tuple(Scope)),
        st.booleans(),
    ),
    max_size=3,
).map(tuple)


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3), st.lists(st.tuples(RULES, RULES), min_size=2, max_size=3))
def test_a_site_made_step_by_step_is_the_site_made_at_once(texts, steps):
    """Law: whatever rules came and went before, what is written is what the last ones write alone."""
    pages = {f"p{number}.html": text for number, text in enumerate(texts)}

    def made(folder, steps):
        site = folder / "site"
        site.mkdir(parents=True)
        for rules, own in steps:
            render(site, pages)
            write_variants(site, CANONICAL, (TAIWAN,), folder / "cache", URL, rules=rules, page_rules={"p0.html": own})
        return tree(site)

    with TemporaryDirectory() as folder:
        assert made(Path(folder) / "steps", steps) == made(Path(folder) / "once", steps[-1:])


def test_a_page_that_no_file_stands_for_has_the_rules_of_its_folder(world):
    softer = (Rule(((HANS, "软件"), (HANT_TW, "軟體")), "it.yml:3"),)
    render(world.site, dict.fromkeys(("entries/a/timeline/index.html", "sources/b/repairs/index.html"), "软件"))
    world(page_rules={"topics/": softer}, folder_rules={"": softer, "sources": ()})
    assert "<p>軟體</p>" in read(world.site, "zh-hant-tw/entries/a/timeline/index.html")
    assert "<p>軟件</p>" in read(world.site, "zh-hant-tw/sources/b/repairs/index.html")


def test_markup_is_resolved_on_the_canonical_page_too(world):
    render(world.site, {"m/index.html": "-{zh-hans:网络;zh-hant:網路}-与-{发}-"})
    world()
    assert "<p>网络与发</p>" in read(world.site, "m/index.html")
    assert "<p>網路與发</p>" in read(world.site, "zh-hant-hk/m/index.html")
    first = tree(world.site)
    world()
    assert tree(world.site)["m/index.html"] == first["m/index.html"]


def test_no_variants_is_a_site_too(world):
    assert world(variants=()) == VariantReport(pages=4, converted=0, reused=0, removed=0)
    assert '<html lang="zh-Hans"' in read(world.site, "index.html")


def test_a_lost_cache_is_made_again(world):
    world()
    first = tree(world.site)
    for path in world.cache.rglob("*"):
        if path.is_file():
            path.unlink()
    assert world().converted == 8
    assert tree(world.site) == first


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + bytes(4000)])
def test_a_cache_that_is_damaged_is_made_again(world, damage):
    world()
    first = tree(world.site)
    (world.cache / "pages.sqlite").write_bytes(damage)
    assert world().converted == 8
    assert tree(world.site) == first
    assert world().reused == 8


def test_a_cache_that_is_damaged_within_is_made_again(world):
    world()
    first = tree(world.site)
    file = world.cache / "pages.sqlite"
    data = file.read_bytes()
    file.write_bytes(data[:8192] + bytes(len(data) - 8192))
    assert world().pages == 4
    assert tree(world.site) == first
    world()
    assert world().reused == 8


def test_a_cache_that_another_build_is_writing_is_done_without(world, monkeypatch):
    world()
    monkeypatch.setattr(cache, "_PATIENCE", 0)
    render(world.site, {**PAGES, "topics/index.html": "改了的主题"})
    with closing(sqlite3.connect(world.cache / "pages.sqlite")) as other:
        other.execute("begin immediate")
        assert world().converted == 2
    assert "改了的主題" in read(world.site, "zh-hant-tw/topics/index.html")
    assert world().converted == 2


def test_a_build_that_is_interrupted_keeps_what_it_made(world):
    def stop(done, _of):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        world(progress=stop)
    assert world().reused == 4


def test_a_page_that_is_not_utf8_is_handed_on_as_it_is(world):
    (world.site / "old.html").write_bytes("<p>开源</p>".encode("gb18030"))
    world()
    assert (world.site / "zh-hant-tw/old.html").read_bytes() == "<p>开源</p>".encode("gb18030")


def test_a_page_without_a_place_for_them_gets_its_links_in_the_head(world):
    (world.site / "plain.html").write_text("<html><head></head><body>开</body></html>", encoding="utf-8")
    world()
    assert read(world.site, "plain.html").count('rel="alternate ') == 4
    first = tree(world.site)
    world()
    assert tree(world.site) == first


def test_a_config_that_does_not_exist_is_refused_before_anything_is_written(world):
    before = tree(world.site)
    with pytest.raises(SettingsError, match="s2mars"):
        world(variants=(Variant(HANT_TW, "台", "tw", "s2mars"),))
    assert tree(world.site) == before


def test_several_processes_write_what_one_writes(world, monkeypatch):
    pages = {f"p{number}/index.html": f"第{number}页，里面的头发" for number in range(20)}
    render(world.site, pages)
    world()
    first = tree(world.site)
    for path in world.cache.rglob("*"):
        if path.is_file():
            path.unlink()
    monkeypatch.setattr(workers, "_MANY", 8)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    seen = []
    assert world(progress=lambda done, of: seen.append((done, of))).converted == 2 * 24
    assert seen[-1] == (24, 24)
    assert tree(world.site) == first


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("", True),
        (".", True),
        ("..", True),
        ("a/", True),
        ("a", True),
        ("a.html#x.y", True),
        ("a/b.png", False),
        ("v1.2", False),
    ],
)
def test_what_leads_to_a_page(url, page):
    assert is_page(url) is page


def test_addresses():
    assert [address(file) for file in ("index.html", "a/index.html", "404.html", "a/myindex.html")] == [
        "",
        "a/",
        "404.html",
        "a/myindex.html",
    ]
    assert Place.of("https://example.org", "tw").url("a/") == "https://example.org/tw/a/"
    assert Place.of("", "tw").path("a/") == "/tw/a/"
