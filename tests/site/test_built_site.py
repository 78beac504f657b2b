"""What a reader gets: every page in every variant, links that lead somewhere, nothing fetched from anybody else."""

import json
import posixpath
import re
from urllib.parse import urlsplit

import pytest

from small_base import REPO_URL, SITE_URL, leishu

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("site")]

TAGS = {"": "zh-Hans", "zh-hant-tw": "zh-Hant-TW", "zh-hant-hk": "zh-Hant-HK"}
VARIANTS = pytest.mark.parametrize("variant", TAGS)


def test_a_strict_build_ends_well_and_says_nothing_but_its_summary(built):
    assert built.first.exit_code == 0, built.first.output
    assert built.first.stderr == ""
    summary = json.loads(built.first.stdout)
    assert summary["sources"] == 2
    assert summary["variants"] == 3
    assert summary["passages"] == 8
    assert summary["pages"] <= len(built.pages())


def test_the_check_of_the_site_finds_nothing(built):
    checked = leishu("check", "--site", "--strict", "-C", built.root)
    assert checked.exit_code == 0, checked.output
    assert checked.stdout == ""


def test_every_variant_has_every_page(built):
    pages = built.pages()
    assert {"", "notes/forms", "entries/open-source", "sources/letter", "topics/tea-making", "topics/chaju"} <= set(
        pages
    )
    assert built.pages("zh-hant-tw") == built.pages("zh-hant-hk") == pages


@VARIANTS
def test_a_page_says_what_it_is_written_in_and_where_its_other_forms_are(built, variant):
    for address in built.pages():
        page = built.page(posixpath.join(variant, address))
        assert page.css_first("html").attributes["lang"] == TAGS[variant]
        slash = f"{address}/" if address else ""
        forms = {tag: SITE_URL + (f"{folder}/" if folder else "") + slash for folder, tag in TAGS.items()}
        canonical = [node.attributes["href"] for node in page.css('link[rel="canonical"]')]
        assert canonical == [forms[TAGS[variant]]]
        alternates = {
            node.attributes["hreflang"]: node.attributes["href"]
            for node in page.css("head link[hreflang]")
            if "alternate" in node.attributes["rel"].split()
        }
        assert alternates == forms | {"x-default": forms["zh-Hans"]}


@VARIANTS
def test_links_stay_within_the_variant(built, variant):
    """All but those of the switcher, which name the variant that they lead to."""
    others = {folder for folder in TAGS if folder not in ("", variant)}
    for address in built.pages():
        place = posixpath.join("/", variant, address, "")
        for link in built.page(place.strip("/")).css("body a[href]:not([hreflang])"):
            url = urlsplit(link.attributes["href"])
            if url.scheme or url.netloc or not url.path:
                continue
            to = posixpath.normpath(posixpath.join(place, url.path)).strip("/") + "/"
            assert to.partition("/")[0] not in others
            assert not variant or to.startswith(f"{variant}/"), f"{place} leads to {to}"


@VARIANTS
def test_code_and_foreign_text_are_not_converted(built, variant):
    article = built.page(posixpath.join(variant, "notes/forms")).css_first("article")
    text = article.text(separator="")
    for untouched in ("echo 开源软件 # 乌龙茶", "软件与鼠标", "软件甲", "軟件国語"):
        assert untouched in text
    assert ("软件乙" if not variant else "軟件乙") in text
    assert ("乌龙茶的软件" if not variant else "烏龍茶的軟件") in text


def test_names_of_other_scripts_keep_their_own_form_everywhere(built):
    for variant in TAGS:
        card = built.page(posixpath.join(variant, "entries/open-source")).css_first(".leishu-card")
        shown = {node.attributes["lang"]: node.text() for node in card.css("[lang]")}
        assert shown == {"zh-Hant-TW": "開放原始碼", "en": "open source"}


def test_a_page_in_traditional_script_reads_as_its_region_writes(built):
    source = {
        folder: built.page(posixpath.join(folder, "sources/letter")).css_first("article").text() for folder in TAGS
    }
    assert "今年的乌龙茶比往年好" in source[""]
    assert "今年的烏龍茶比往年好" in source["zh-hant-tw"]
    assert "照抄一份寄給山下的人" in source["zh-hant-hk"]


@VARIANTS
def test_an_edit_link_leads_to_a_file_that_people_wrote(built, variant):
    edited = set()
    for address in built.pages():
        links = [node.attributes["href"] for node in built.page(posixpath.join(variant, address)).css("a[rel~=edit]")]
        assert len(links) <= 1
        for link in links:
            path = link.removeprefix(f"{REPO_URL}/edit/main/")
            assert path.startswith("docs/")
            assert (built.root / path).is_file(), link
            edited.add(path)
    written = {path.relative_to(built.root).as_posix() for path in (built.root / "docs").rglob("*.md")}
    assert edited == written, "every page that people wrote has one, and no other page"


def test_no_page_asks_a_third_party_for_anything(built):
    """Read off the files, whoever made them; the tests in a browser look at what is asked in fact."""
    own = urlsplit(SITE_URL).netloc
    for path in built.site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        loading = re.findall(r'<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\bsrc(?:set)?="([^"]+)"', text)
        loading += re.findall(
            r'<link\b(?![^>]*rel="(?:canonical|alternate ?|prev|next|edit)")[^>]*href="([^"]+)"', text
        )
        assert loading
        assert [url for url in loading if urlsplit(url).netloc not in ("", own)] == []
    for path in built.site.rglob("*.css"):
        styles = re.sub(r"url\(([\"']?)data:.*?\1\)", "", path.read_text(encoding="utf-8"))
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import", styles), path


def test_the_map_of_the_site_names_every_page_and_no_day(built):
    text = (built.site / "sitemap.xml").read_text(encoding="utf-8")
    named = set(re.findall(r"<loc>(.*?)</loc>", text))
    pages = {f"{page}/" if page else "" for page in built.pages()}
    folders = {f"{folder}/" if folder else "" for folder in TAGS}
    assert named == {SITE_URL + folder + page for folder in folders for page in pages}
    assert "lastmod" not in text
