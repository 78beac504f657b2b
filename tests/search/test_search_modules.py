"""The search box's own tests, and what it must have in common with the program that writes its index."""

import base64
import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leishu.publish.search.files import packed
from leishu.publish.search.form import character_lines, form
from leishu.publish.search.model import Edit, Shown
from leishu.publish.search.postings import Fields, gather
from leishu.publish.search.shards import PAIRS, shards
from leishu.publish.search.shown import CharacterTable, apply, as_json, joined, part, shown
from search.world import HERE, node
from stories import stories

ALL_LINES = character_lines(set(form("".join(map(chr, (*range(0x3400, 0xA000), *range(0xF900, 0xFB00)))))))


def compare(**request):
    return json.loads(node(str(HERE / "compare.mjs"), stdin=json.dumps({"lines": ALL_LINES, **request})))


def terms(text):
    postings = gather([Fields(form(text))])
    return set(map(postings.spelling, postings.terms.tolist()))


def test_the_modules_pass_their_own_tests():
    node("--test", *map(str, sorted(HERE.glob("*.test.mjs"))))


@pytest.mark.parametrize("case", stories("search/terms"))
def test_a_text_is_found_by_its_terms(case):
    found = terms(case["text"])
    assert set(map(str, case["terms"])) <= found
    assert not set(map(str, case.get("not", ()))) & found
    assert found or not case["terms"]


def test_page_and_browser_search_in_the_same_form():
    # Unassigned code points may be letters to a newer Unicode than Python's.
    everything = [
        chr(code) for code in range(0x20, 0x10000) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
    ]
    batches = ["".join(everything[start : start + 500]) for start in range(0, len(everything), 500)]
    assert compare(forms=batches)["forms"] == [form(batch) for batch in batches]


def test_page_and_browser_find_the_same_terms():
    texts = [str(case.values[0]["text"]) for case in stories("search/terms")]
    texts += [
        "用C++写RISC-V的JIT，2024年、Yi-34B/GPT-4o；x²",
        "ＡＢＣ１２３",
        "１４ｎｍ－７ｎｍ",
        "a-b_c.d+e",
        "ǅ Straße İ",
    ]
    assert [set(found) for found in compare(terms=texts)["terms"]] == [terms(text) for text in texts]


@given(st.text(max_size=60))
@settings(max_examples=80)
def test_the_form_is_as_long_as_the_text(text):
    assert len(form(text)) == len(text)
    assert form(form(text)) == form(text)


CANONICAL = st.text(alphabet="软件信息网络的，。ab", min_size=0, max_size=60)
VARIANT = st.text(alphabet="軟體件資訊網路的，。ab", min_size=0, max_size=60)


@given(CANONICAL, VARIANT)
@settings(max_examples=80)
def test_edits_give_back_what_the_variant_says(canonical, variant):
    table = str.maketrans({"软": "軟", "网": "網"})
    assert apply(shown(canonical, [variant], [table]), 0, table) == variant


@given(st.lists(st.tuples(CANONICAL, VARIANT), min_size=1, max_size=4))
@settings(max_examples=50)
def test_joined_texts_are_shown_joined(pairs):
    table = str.maketrans({"软": "軟"})
    whole = joined([shown(canonical, [variant], [table]) for canonical, variant in pairs], "\n")
    assert apply(whole, 0, table) == "\n".join(variant for _, variant in pairs)


@given(CANONICAL, VARIANT, st.integers(0, 60))
@settings(max_examples=80)
def test_a_text_cut_outside_of_its_edits_loses_nothing(canonical, variant, cut):
    table: dict[int, str] = {}
    whole = shown(canonical, [variant], [table])
    cut = min(cut, len(canonical))
    cut = max([edit.end for one in whole.edits for edit in one if edit.start < cut < edit.end], default=cut)
    if cut == len(canonical):
        return
    pieces = (part(whole, 0, cut), part(whole, cut, len(canonical)))
    assert "".join(apply(piece, 0, table) for piece in pieces) == variant


def test_the_browser_shows_what_the_variant_says():
    pairs = [
        ("软件与信息", "軟體與資訊"),
        ("开源", "開源"),
        ("人工智能𠮷", "人工智慧𠮷"),
        ("", ""),
        ("网络", "網際網路"),
    ]
    table = CharacterTable("s2twp")
    written = [shown(canonical, [variant], [table]) for canonical, variant in pairs]
    changed = {char: table[ord(char)] for char in "".join(canonical for canonical, _ in pairs)}
    request = [[json.loads(as_json(one)), 0, "".join(changed), "".join(changed.values())] for one in written]
    assert compare(shown=request)["shown"] == [variant for _, variant in pairs]


def test_a_character_table_says_what_a_character_mostly_becomes():
    table = CharacterTable("s2twp")
    assert "发展，软件A\x1e\0".translate(table) == "發展，軟件A\x1e\0"


def test_an_edit_at_the_very_end_is_kept():
    whole = Shown("甲乙", ((Edit(2, 2, "丙"),),))
    assert apply(part(whole, 0, 1), 0, {}) + apply(part(whole, 1, 2), 0, {}) == "甲乙丙"


UNITS = [
    Fields("开源软件，riscv", "芯片", ("开源",)),
    Fields("芯片的芯片", "", (), ("risc-v",)),
    *(Fields("我们用开源" if number % 3 else "𠮷野家") for number in range(300)),
    Fields("开源"),
]


def test_the_browser_reads_the_postings_that_were_written():
    postings = gather(UNITS)
    held = shards(postings)
    asked = [
        [folder, base64.b64encode(packed(file)).decode("ascii")] for folder, one in held.items() for file in one.files
    ]
    decoded = {term: found for file in compare(files=asked)["decoded"] for term, found in file.items()}
    for term, start, end in zip(postings.terms.tolist(), postings.starts, postings.starts[1:], strict=False):
        count, units, weights = decoded.pop(postings.spelling(term))
        assert count == end - start
        if count <= 128:
            assert units == postings.units[start:end].tolist()
            assert weights == postings.weights[start:end].tolist()
        else:
            assert set(units) <= set(postings.units[start:end].tolist())
    assert not decoded


def test_a_word_in_the_title_weighs_more_than_one_in_a_heading_and_that_more_than_text():
    postings = gather(UNITS)

    def weights(term):
        at = postings.terms.tolist().index(term)
        return dict(
            zip(
                postings.units[postings.starts[at] : postings.starts[at + 1]].tolist(),
                postings.weights[postings.starts[at] : postings.starts[at + 1]].tolist(),
                strict=True,
            )
        )

    chip = weights(ord("芯") << 18 | ord("片"))
    open_source = weights(ord("开") << 18 | ord("源"))
    assert open_source[0] == 14 > chip[1] == open_source[302] > chip[0] == 4


def test_a_common_term_keeps_its_best_units_and_its_count():
    postings = gather([Fields("我们", "我们" if number % 10 == 0 else "") for number in range(6000)])
    (file,) = shards(postings)[PAIRS].files
    (found,) = compare(files=[[PAIRS, base64.b64encode(packed(file)).decode("ascii")]])["decoded"]
    count, units, _ = found["我们"]
    assert (count, len(units)) == (6000, 4096)
    assert set(range(0, 6000, 10)) <= set(units)
    assert units == sorted(units)


def test_a_common_term_stands_in_a_file_of_its_own():
    postings = gather([Fields("我们说我家") for _ in range(3000)] + [Fields("我爱")])
    assert shards(postings)[PAIRS].firsts == ("们说", "我们", "我家", "我爱", "说我")


def test_page_and_browser_agree_on_the_file_of_a_term():
    firsts = ["㐀一", "一", "一一", "丁", "﨎一", "𠮷野"]
    asked = [["㐁", 0], ["一", 1], ["一丁", 2], ["丂", 3], ["龘龘", 3], ["﨏", 4], ["𠮷", 4], ["𠮸", 5]]
    found = compare(places=[[term, firsts] for term, _ in asked])["places"]
    assert found == [place for _, place in asked]
