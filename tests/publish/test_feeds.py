"""Feeds in every variant: as mkdocs-rss-plugin 1.19 writes them for a site of ours, and Atom with all it may hold."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leishu.hanzi.conversion import HAN
from leishu.hanzi.fold import fold
from leishu.model import HANS, HANT_HK, HANT_TW, Variant
from leishu.publish.variants import write_variants
from leishu.publish.variants.feed_files import is_feed
from leishu.publish.variants.feeds import canonical_feed, feed_in
from leishu.publish.variants.page import Writer

CASES = Path(__file__).parents[1] / "cases" / "publish" / "feeds"
URL = "https://example.org/kb/"
CANONICAL = Variant(HANS, "简体")
TAIWAN = Variant(HANT_TW, "繁體（臺灣）", "zh-hant-tw", "s2tw")
HONG_KONG = Variant(HANT_HK, "繁體（香港）", "zh-hant-hk", "s2hk")
PAGE = (
    '<html lang="zh"><head><link rel="alternate" type="application/rss+xml" href="{}"></head><body>头发</body></html>'
)


@pytest.fixture
def site(tmp_path):
    """A site with feeds, in Taiwan's variant."""
    folder = tmp_path / "site"
    (folder / "blog" / "a").mkdir(parents=True)
    (folder / "feed_rss_created.xml").write_bytes((CASES / "rss-plugin.xml").read_bytes())
    (folder / "feed_json_created.json").write_bytes((CASES / "rss-plugin.json").read_bytes())
    (folder / "blog" / "atom.xml").write_bytes((CASES / "atom.xml").read_bytes())
    (folder / "data.json").write_text('{"version": "1", "title": "头发"}', encoding="utf-8")
    (folder / "broken.xml").write_bytes(b"<rss><title>\xff</title></rss>")
    (folder / "index.html").write_text(PAGE.format("feed_rss_created.xml"), encoding="utf-8")
    (folder / "blog" / "index.html").write_text(PAGE.format("atom.xml"), encoding="utf-8")
    (folder / "blog" / "a" / "index.html").write_text(PAGE.format(URL + "feed_json_created.json"), encoding="utf-8")
    write_variants(folder, CANONICAL, (TAIWAN, HONG_KONG), tmp_path / "cache", URL)
    return folder


def test_a_feed_is_read_in_the_variant_and_leads_to_its_pages(site):
    channel = ET.fromstring((site / "zh-hant-tw" / "feed_rss_created.xml").read_bytes())[0]  # noqa: S314 (ours)
    assert [channel.findtext(name) for name in ("title", "description", "language", "link")] == [
        "茶與書",
        "關於茶葉與軟件的筆記",
        "zh-Hant-TW",
        f"{URL}zh-hant-tw/",
    ]
    item = channel.find("item")
    assert item.findtext("title") == "筆記：複習 <與> 複製"
    assert item.findtext("author") == "范先生"
    assert "發展與頭髮，<b>後</b>面的圖" in item.findtext("description")
    assert item.findtext("link") == item.findtext("guid") == f"{URL}zh-hant-tw/blog/a/"
    assert channel.findtext("image/url") == f"{URL}assets/logo.png"
    hong_kong = (site / "zh-hant-hk" / "feed_rss_created.xml").read_text(encoding="utf-8")
    assert "頭髮與茶杯裏面" in hong_kong


def test_a_json_feed_is_read_in_the_variant_and_leads_to_its_pages(site):
    text = (site / "zh-hant-tw" / "feed_json_created.json").read_text(encoding="utf-8")
    feed = json.loads(text)
    assert (feed["title"], feed["language"], feed["feed_url"]) == (
        "茶與書",
        "zh-Hant-TW",
        f"{URL}zh-hant-tw/feed_json_created.json",
    )
    assert feed["items"][0]["content_html"].startswith("<h1>筆記</h1>\n<p>發展與頭髮，<b>後</b>面")
    assert feed["items"][1]["tags"] == ["硬盤", "軟件"]
    assert not HAN.search(text), "escaped, as it was"


def test_html_in_an_atom_feed_is_read_as_html_and_each_sign_stays_as_it_was_written(site):
    before = (CASES / "atom.xml").read_text(encoding="utf-8")
    after = (site / "zh-hant-tw" / "blog" / "atom.xml").read_text(encoding="utf-8")
    for line in (
        "<!-- 开头的注释 -->",
        """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang='zh-Hant-TW'>""",
        """<category term="軟件" label='軟件' scheme="https://example.org/kb/tags/"/>""",
        '<title type="html">乾淨的&lt;b&gt;頭&lt;/b&gt;髮 &amp;amp; 茶</title>',
        f'<p>學習了如何，<a href="{URL}zh-hant-tw/blog/头发/">頭<b>髮</b></a>與<code>开发</code> a &lt; b</p>]]>',
        "<summary>用了 &#34;軟件&quot;，裡面</summary>",
    ):
        assert line in after
    assert fold(after.replace("zh-hant-tw/", "").replace("zh-Hant-TW", "zh-Hans")) == fold(before)


def test_what_is_no_feed_or_cannot_be_read_is_left_alone(site):
    assert not is_feed(site / "data.json")
    for name in ("data.json", "broken.xml"):
        assert not (site / "zh-hant-tw" / name).exists()


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("index.html", "feed_rss_created.xml"),
        ("blog/index.html", "atom.xml"),
        ("blog/a/index.html", f"{URL}zh-hant-tw/feed_json_created.json"),
    ],
)
def test_a_page_leads_to_the_feeds_of_its_variant(site, page, link):
    assert f'href="{link}">' in (site / "zh-hant-tw" / page).read_text(encoding="utf-8")


WRITER = Writer(CANONICAL, (TAIWAN,), URL)


def test_an_entry_in_another_language_keeps_its_words_and_leads_to_the_variant_all_the_same():
    xml = (
        '<feed xml:lang="zh-Hans"><title>软件</title>'
        '<entry xml:lang="ja"><title>国会と発売</title><link href="https://example.org/kb/a/"/></entry>'
        '<entry xml:lang="zh-CN"><title>头发</title></entry>'
        '<entry><title xml:lang="zh-Hant">后宮與里長</title><br xml:lang="ja"/><summary>里面</summary></entry></feed>'
    )
    assert feed_in(xml, "atom.xml", WRITER, TAIWAN) == (
        '<feed xml:lang="zh-Hant-TW"><title>軟件</title>'
        '<entry xml:lang="ja"><title>国会と発売</title><link href="https://example.org/kb/zh-hant-tw/a/"/></entry>'
        '<entry xml:lang="zh-Hant-TW"><title>頭髮</title></entry>'
        '<entry><title xml:lang="zh-Hant">后宮與里長</title><br xml:lang="ja"/><summary>裡面</summary></entry></feed>'
    )


def test_an_item_of_a_json_feed_in_another_language_keeps_its_words():
    text = (
        '{"version": "https://jsonfeed.org/version/1.1", "language": "zh-Hans", "title": "软件", "items": ['
        '{"title": "国会", "language": "ja", "author": {"name": "发"}}, {"title": "头发", "language": "zh"}]}'
    )
    assert feed_in(text, "feed.json", WRITER, TAIWAN) == (
        '{"version": "https://jsonfeed.org/version/1.1", "language": "zh-Hant-TW", "title": "軟件", "items": ['
        '{"title": "国会", "language": "ja", "author": {"name": "发"}}, {"title": "頭髮", "language": "zh-Hant-TW"}]}'
    )


MARKED = (
    "<rss><channel><title>-{余}-与-{zh-hans:网络;zh-hant-tw:網路}-</title>"
    "<description>&lt;p&gt;-{余}-光中 &lt;code&gt;-{余}-&lt;/code&gt;&lt;/p&gt;</description></channel></rss>"
)
PLAIN = (
    "<rss><channel><title>余与网络</title>"
    "<description>&lt;p&gt;余光中 &lt;code&gt;-{余}-&lt;/code&gt;&lt;/p&gt;</description></channel></rss>"
)


def test_conversion_markup_is_resolved_in_every_form():
    assert canonical_feed(MARKED, WRITER) == PLAIN
    assert canonical_feed('{"title": "-{余}-", "-{余}-": 1}', WRITER) == '{"title": "余", "-{余}-": 1}'
    assert "<title>余與網路</title>" in feed_in(MARKED, "rss.xml", WRITER, TAIWAN)


def test_a_site_published_twice_has_the_same_feeds_and_one_that_is_gone_is_gone_everywhere(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "rss.xml").write_text(MARKED, encoding="utf-8")
    (site / "old.json").write_bytes((CASES / "rss-plugin.json").read_bytes())
    (site / "index.html").write_text(PAGE.format("rss.xml"), encoding="utf-8")

    def published():
        write_variants(site, CANONICAL, (TAIWAN,), tmp_path / "cache", URL)
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}

    first = published()
    assert first["rss.xml"].decode() == PLAIN
    assert "余與網路" in first["zh-hant-tw/rss.xml"].decode()
    assert published() == first
    (site / "old.json").unlink()
    (site / "zh-hant-tw" / "mine.json").write_bytes(b"{}")
    assert published().keys() == {*first, "zh-hant-tw/mine.json"} - {"old.json", "zh-hant-tw/old.json"}


_PIECES = (
    '<title>|</title>|<item>|<entry xml:lang="ja">|<![CDATA[|]]>|<!-- 开 -->|<!--|&lt;p&gt;|&lt;/b&gt;'
    '|&#34;|&quot;|&amp;|<?xml ?>|<category term="软件"/>|"title": "头发"|"\\u5934"|{|"a\\/发"|<|>|头发|软<b>件</b>|\n'
)


@given(st.lists(st.sampled_from(_PIECES.split("|")), max_size=25).map("".join), st.sampled_from(("<rss>", "{")))
@settings(max_examples=300)
def test_outside_of_its_texts_a_feed_stays_byte_for_byte_however_broken(pieces, beginning):
    text = beginning + pieces
    after = feed_in(text, "rss.xml", WRITER, TAIWAN)
    assert canonical_feed(text, WRITER) == text
    assert fold(_without_escapes(after)) == fold(_without_escapes(text))


def _without_escapes(text):
    return text.replace("\\u982d", "头").replace("\\u5934", "头")
