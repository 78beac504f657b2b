"""A whole site of Material, with most of what the theme and its extensions can do: nothing but text may change."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from leishu.hanzi.conversion import HAN
from leishu.hanzi.fold import fold
from leishu.model import HANS, HANT_HK, HANT_TW, Variant
from leishu.publish.urls import is_page
from leishu.publish.variants import write_variants
from leishu.publish.variants.alternates import unfilled
from leishu.publish.variants.theme import theme_words

BASE = Path(__file__).parents[1] / "cases" / "publish" / "material"
URL = "https://example.org/kb/"
CANONICAL = Variant(HANS, "简体")
VARIANTS = (
    Variant(HANT_TW, "繁體（臺灣）", "zh-hant-tw", "s2tw"),
    Variant(HANT_HK, "繁體（香港）", "zh-hant-hk", "s2hk"),
)
pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site with its variants, and the pages as the renderer wrote them."""
    out = tmp_path_factory.mktemp("material")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(BASE / "mkdocs.yml"), "-d", str(out / "site")]
    subprocess.run(command, check=True, env=environment)
    pages = {path.relative_to(out / "site").as_posix(): path for path in sorted((out / "site").rglob("*.html"))}
    before = {file: path.read_bytes().decode("utf-8") for file, path in pages.items()}
    write_variants(out / "site", CANONICAL, VARIANTS, out / "cache", URL)
    return out / "site", before


def pairs(site):
    """Each page as the renderer wrote it and in each variant, without what leads from one to the other."""
    folder, before = site
    for file, page in before.items():
        for variant in VARIANTS:
            written = (folder / variant.path / file).read_bytes().decode("utf-8")
            yield variant, file, page, unfilled(written).replace("<!-- leishu:alternates --></head>", "</head>", 1)


_ADDRESS = re.compile(r"""\b(href|src|srcset|action|poster|data)=("[^"]*"|[^\s>]*)""")
_LANG = re.compile(r"""(<html [^>]*lang=|og:locale" content=|"inLanguage": )"[^"]*\"""")
_URL = re.compile(r'"(?:url|@id)": "https://example.org/kb/[^"]*"|content="https://example.org/kb/[^"]*"')
_SETTINGS = re.compile(r'(<script id=__config|<script id="__config")[^>]*>.*?</script>', re.DOTALL)
_SCOPE = re.compile(r'__md_scope=new URL\("[^"]*"')
_QUOTES = str.maketrans("「」『』", "“”‘’")


def mask(page, variant):
    """What must be the same, byte for byte: everything, once Han characters are folded and addresses are left out."""
    words = theme_words(HANS, variant.tag)
    for word in sorted({*words, *words.values()}, key=len, reverse=True):
        page = page.replace(word, "")
    for pattern in (_ADDRESS, _LANG, _URL, _SETTINGS, _SCOPE):
        page = pattern.sub(r"\1" if pattern.groups else "", page)
    return "".join(fold(char) if HAN.match(char) else char for char in page.translate(_QUOTES))


def test_byte_for_byte_only_han_characters_addresses_and_the_language_change(site):
    seen = 0
    for variant, file, page, written in pairs(site):
        assert mask(written, variant) == mask(page, variant), f"{variant.path}/{file}"
        seen += 1
    assert seen == 2 * 5


class Reading(HTMLParser):
    """A page as a parser that is not ours sees it."""

    def __init__(self, page):
        super().__init__(convert_charrefs=False)
        self.tags, self.kept, self.read = [], [], []
        self.open = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append((tag, given))
        foreign = given.get("translate") == "no" or "notranslate" in (given.get("class") or "").split()
        foreign = foreign or given.get("lang", "zh") in ("ja", "en")
        if tag not in VOID:
            self.open.append((tag, foreign or (tag in UNTOUCHED and given.get("type") is None)))

    def handle_endtag(self, tag):
        if any(name == tag for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        (self.kept if any(kept for _, kept in self.open) else self.read).append(data)


VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNTOUCHED = {"script", "style", "code", "pre", "kbd", "samp", "var", "textarea"}


def test_the_words_of_the_search_box_are_said_as_a_region_says_them():
    box = (Path(__file__).parents[2] / "overrides" / "partials" / "search.html").read_text(encoding="utf-8")
    texts = {text.strip() for text in re.findall(r'[>"]([^<>"]*搜索[^<>"]*)[<"]', box)}
    assert texts
    for text in texts:
        assert "搜尋" in theme_words(HANS, HANT_TW)[text]
        assert "搜尋" in theme_words(HANS, HANT_HK)[text]


def test_what_is_no_prose_stays_as_it_is(site):
    kept = 0
    for _, file, page, written in pairs(site):
        was, is_ = Reading(page), Reading(written)
        for one, other in zip(was.kept, is_.kept, strict=True):
            assert one == other or "__md_scope" in one, file
        kept += sum(bool(HAN.search(text)) for text in was.kept)
    assert kept > 20, "the site has Chinese in code, and elsewhere where it must stay"


def test_anchors_are_the_same_and_every_link_leads_somewhere(site):
    folder, before = site
    for variant, file, page, written in pairs(site):
        was, is_ = Reading(page), Reading(written)
        assert [given.get("id") for _, given in was.tags] == [given.get("id") for _, given in is_.tags]
        for _, given in is_.tags:
            for key in ("href", "src"):
                link = given.get(key) or ""
                if not link or link.startswith(("#", "https:", "mailto:", "data:", "javascript:")):
                    continue
                path = link.partition("#")[0].partition("?")[0]
                root = folder if path[:1] == "/" else (folder / variant.path / file).parent
                target = root / path.removeprefix("/kb/")
                assert (target / "index.html" if is_page(path) else target).exists(), f"{variant.path}/{file}: {link}"
    assert {given.get("id") for _, given in Reading(before["index.html"]).tags} >= {"开源与头发", "fn:1"}


@pytest.mark.parametrize(
    "written",
    [
        "<title>類書</title>",
        '<meta name="description" content="頭髮與開源的說明">',
        '<meta property="og:title" content="首頁">',
        '<meta property="og:locale" content="zh_TW">',
        f'<meta property="og:url" content="{URL}zh-hant-tw/">',
        '{"@context": "https://schema.org", "@type": "Article", "headline": "首頁", "inLanguage": "zh-Hant-TW",',
        "頭<strong>髮</strong>與乾<em>燥</em>的開<b>源</b>軟件",
        'alt="圖裡" ',
        'title="圖的標題"',
        'placeholder="搜尋"',
        'aria-label="關閉"',
        "<summary>詳細說明</summary>",
        '<label for="__tabbed_1_1">裡面</label>',
        '<abbr title="開放源代碼的軟件">OSS</abbr>',
        '"url": "https://example.org/kb/zh-hant-tw/", "image": "https://example.org/kb/x.png"}',
        '<q lang="ja">開発の国</q>',
    ],
)
def test_what_people_read_is_converted(site, written):
    assert written in (site[0] / "zh-hant-tw" / "index.html").read_text(encoding="utf-8")
