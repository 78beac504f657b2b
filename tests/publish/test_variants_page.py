"""Stories of one page becoming its variants (tests/cases/publish/variants.yml), and the laws of the tokenizer."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leishu.hanzi.conversion import HAN
from leishu.hanzi.convert import converter
from leishu.hanzi.fold import fold
from leishu.model import HANS, HANT_HK, HANT_TW, Variant
from leishu.publish.align import shares
from leishu.publish.html import Sheet, scan
from leishu.publish.stretch import Writing, take_apart
from leishu.publish.urls import Place
from leishu.publish.variants import texts
from leishu.publish.variants.alternates import unfilled
from leishu.publish.variants.page import Writer, locale
from leishu.records import parse_record

_FILE = Path(__file__).parents[1] / "cases" / "publish" / "variants.yml"
_RECORD, _PROBLEMS = parse_record("cases:\n" + _FILE.read_text(encoding="utf-8"), _FILE.name)
CANONICAL = Variant(HANS, "简体")
TAIWAN = Variant(HANT_TW, "繁體（臺灣）", "zh-hant-tw", "s2tw")
HONG_KONG = Variant(HANT_HK, "繁體（香港）", "zh-hant-hk", "s2hk")
WRITER = Writer(CANONICAL, (TAIWAN, HONG_KONG), "https://example.org/kb")
ADDRESS = "topics/x/"


def converted(html, variant=TAIWAN, writer=WRITER):
    return unfilled(writer.variant_page(scan(html, HANS), ADDRESS, variant))


@pytest.mark.parametrize("case", _RECORD["cases"], ids=lambda case: case["id"])
def test_piece(case):
    assert converted(case["input"]) == case.get("output", case["input"])


_TAGS = (
    '<p>|</p>|<b>|</b>|<a href="x.png" title="发">|</a>|<br>|<code>|</code>|<!-- 开 -->|<!--|<q lang="ja">|</q>'
    '|<script>|<i translate="no">|</i>|</script>|<script type="application/json">|{"a": "\\u590d"}|<svg><path/></svg>'
)
_PIECES = st.sampled_from((*_TAGS.split("|"), *"\"'<>= \n\x1e\0头发", "开源", "&amp;"))
_MARKS = str.maketrans("“”‘’「」『』", '""""""""')
_PAGES = st.lists(_PIECES, max_size=30).map("".join) | st.text(max_size=40)


@given(_PAGES)
@settings(max_examples=200)
def test_outside_of_its_texts_and_slots_a_page_stays_byte_for_byte(html):
    sheet = scan(html, HANS)
    assert sheet.joined("".join(stretch.pieces) for stretch in sheet.stretches) == html
    assert sheet.written((text for text, _ in sheet.texts), Writing(HANS, {})) == html
    for stretch in sheet.stretches:
        for index, slots in stretch.tags:
            assert all(0 <= slot.start <= slot.end <= len(stretch.pieces[index]) for slot in slots)
            assert all(one.end <= other.start for one, other in pairwise(slots))
        read = [index for run in stretch.runs for index in run]
        assert len(read) == len({*read, *(index for index, _ in stretch.tags)}) - len(stretch.tags)


_BLANK = ">\n \n"
_FRAME = st.sampled_from((*_TAGS.split("|"), "头发", "里", "<blockquote>", "</blockquote>", _BLANK))
_FRAMES = st.lists(_FRAME, max_size=12)


@given(_FRAMES.map("".join), _PAGES, _FRAMES.map("".join))
@example('<i translate="no"><!--', "</i>", '<a href="x.png" title="发"><!-- 开 -->')
@settings(max_examples=300)
def test_a_page_reads_the_same_whether_or_not_its_frame_was_met_before(before, article, after):
    page = f"<html>\n\n{before}<article>{article}</article>{after}\n\n</html>"
    writer = Writer(CANONICAL, (TAIWAN,), "")
    whole = Sheet(take_apart(page, HANS))
    expected = writer.variant_page(whole, ADDRESS, TAIWAN)
    for _ in range(3):  # the first time nothing of it was met, the third time all of it
        sheet = scan(page, HANS)
        assert writer.variant_page(sheet, ADDRESS, TAIWAN) == expected
        assert said(sheet) == said(whole)


def said(sheet):
    """Who says which Han characters, in any order: a blank line may part a text."""
    return sorted((char, voice) for text, voice in sheet.texts for char in HAN.findall(text))


def test_what_pages_share_of_their_frame_is_taken_apart_once():
    frame = "<head>\n\n<title>{}</title>\n\n<meta name='description' content='头发'>\n\n</head><nav>目录</nav>\n\n{}"
    pages = [frame.format(f"第{number}页", f"<article>正文{number}</article>") for number in range(4)]
    sheets = [scan(page, HANS) for page in pages]
    assert not sheets[0].shared
    assert sheets[2].shared
    assert sheets[3].shared == sheets[2].shared
    assert [text for text, _ in sheets[3].own.texts] == ["第3页", "正文3"]


@given(_PAGES)
@example("“\u3400")
@settings(max_examples=150)
def test_any_page_can_be_converted_and_nothing_but_characters_changes(html):
    html = html.replace("x.png", "x/").replace('lang="', 'data-l="').replace("\\u590d", "a")
    # A quotation mark is set as the region sets it.
    assert fold(converted(html)).translate(_MARKS) == fold(html).translate(_MARKS)


@given(_PAGES)
@settings(max_examples=100)
def test_filling_a_page_again_gives_the_same_page(html):
    once = WRITER.canonical_page(WRITER.source(html), ADDRESS)
    assert WRITER.canonical_page(WRITER.source(once), ADDRESS) == once


@given(st.lists(st.text(alphabet="信息软件打印机内存的激光器在，ab", max_size=6), max_size=6))
@settings(max_examples=150)
def test_every_character_of_an_exchanged_word_belongs_to_one_part(parts):
    whole = converter("s2twp")("".join(parts))
    given_away = shares(parts, whole)
    assert len(given_away) == len(parts)
    assert sum(given_away) == len(whole)
    assert min(given_away, default=0) >= 0


def test_an_exchanged_word_of_another_length_leaves_text_on_both_sides_of_a_border():
    vocabulary = Writer(CANONICAL, (Variant(HANT_TW, "台", "tw", "s2twp"),), "")
    page = converted("<p>买内<b>存条</b>和软<b>件</b></p>", vocabulary.variants[0], vocabulary)
    assert page == "<p>買記<b>憶體模組</b>和軟<b>體</b></p>"


def test_regions_are_written_their_own_way():
    assert converted("<p>里面说话</p>", TAIWAN) == "<p>裡面說話</p>"
    assert converted("<p>里面说话</p>", HONG_KONG) == "<p>裏面説話</p>"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("zh-Hant-TW", "zh_TW"), ("zh-Hant-HK", "zh_HK"), ("zh-Hans", "zh_CN"), ("zh-Hans-SG", "zh_SG")],
)
def test_open_graph_names_a_language_by_its_region(tag, expected):
    assert locale(tag) == expected


@pytest.mark.parametrize(
    ("url", "page", "expected"),
    [
        ("../pictures/a.svg", "notes/tea/", "../../../notes/pictures/a.svg"),
        ("a.svg", "notes/tea/", "../../../notes/tea/a.svg"),
        ("./a.svg", "notes/", "../../notes/a.svg"),
        ("../../assets/a.css", "notes/tea/", "../../../assets/a.css"),
        ("a.svg", "", "../a.svg"),
        ("../tea/", "notes/tea/", "../tea/"),
        ("https://example.org/a.svg", "notes/", "https://example.org/a.svg"),
    ],
)
def test_what_lies_beside_a_page_is_found_from_its_variants(url, page, expected):
    assert Place("", "tw").localise(url, page) == expected


def test_what_is_remembered_has_a_bound_and_is_asked_again(monkeypatch):
    monkeypatch.setattr(texts, "_MEMORY", 2)
    writer = Writer(CANONICAL, (TAIWAN,), "")
    pages = [f"<p>头发{number}</p><blockquote>里面{number}</blockquote><p>头发</p>" for number in range(5)]
    writer.variant_pages([(scan(page, HANS), ADDRESS) for page in pages], TAIWAN)
    for number, page in enumerate(pages):
        expected = f"<p>頭髮{number}</p><blockquote>裡面{number}</blockquote><p>頭髮</p>"
        assert converted(page, writer=writer) == expected
    assert len(writer._converting(TAIWAN, 0)._author) <= 2 + 6
