"""The search box's own tests, and what it must have in common with the program that writes its index."""

import base64
import json
import unicodedata
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leishu.publish.search.form import character_lines, form
from leishu.publish.search.index import _shown
from leishu.publish.search.model import Edit, Shown
from leishu.publish.search.postings import capped
from leishu.publish.search.shards import encode, shard_of
from leishu.publish.search.shown import apply, character_table, joined, part, shown
from leishu.publish.search.tokens import terms
from search.world import HERE, node
from stories import stories

ALL_LINES = character_lines(set(form("".join(map(chr, (*range(0x3400, 0xA000), *range(0xF900, 0xFB00)))))))


def compare(**request):
    return json.loads(node(str(HERE / "compare.mjs"), stdin=json.dumps({"lines": ALL_LINES, **request})))


def test_the_modules_pass_their_own_tests():
    node("--test", *map(str, sorted(HERE.glob("*.test.mjs"))))


@pytest.mark.parametrize("case", stories("search/terms"))
def test_a_text_is_found_by_its_terms(case):
    found = terms(form(case["text"]))
    assert set(map(str, case["terms"])) <= set(found)
    assert not set(map(str, case.get("not", ()))) & set(found)
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
    assert [set(found) for found in compare(terms=texts)["terms"]] == [set(terms(form(text))) for text in texts]


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
    table = character_table(pairs)
    written = [shown(canonical, [variant], [str.maketrans(table)]) for canonical, variant in pairs]
    request = [[_shown(one), 0, "".join(table), "".join(table.values())] for one in written]
    assert compare(shown=request)["shown"] == [variant for _, variant in pairs]


def test_a_character_table_takes_what_is_most_often_written():
    table = character_table([("发展发现", "發展發現"), ("头发", "頭髮"), ("长短", "長")])
    assert table == {"发": "發", "现": "現", "头": "頭"}


def test_an_edit_at_the_very_end_is_kept():
    whole = Shown("甲乙", ((Edit(2, 2, "丙"),),))
    assert apply(part(whole, 0, 1), 0, {}) + apply(part(whole, 1, 2), 0, {}) == "甲乙丙"


def test_the_browser_reads_the_postings_that_were_written():
    index = {
        "开源": array("I", [0 << 4 | 15, 130 << 4 | 3, 70_000 << 4 | 1]),
        "芯片": array("I", [5 << 4 | 9]),
        "𠮷野": array("I", [unit << 4 | 1 + unit % 15 for unit in range(300)]),
    }
    data = base64.b64encode(encode(sorted(index), index)).decode("ascii")
    (decoded,) = compare(files=[data])["decoded"]
    assert decoded == {
        term: [len(held), [item >> 4 for item in held], [item & 15 for item in held]] for term, held in index.items()
    }


def test_a_common_term_keeps_its_best_units_and_its_count():
    held = array("I", [unit << 4 | (9 if unit % 10 == 0 else 2) for unit in range(6000)])
    kept = capped("我们", held)
    assert len(kept) == 4096
    assert set(range(0, 6000, 10)) <= {item >> 4 for item in kept}
    assert list(kept) == sorted(kept)


def test_page_and_browser_agree_on_the_file_of_a_term():
    asked = [[term, shards] for term in ("开源", "芯片", "的", "𠮷野", "龘龘") for shards in (1, 7, 512, 4099)]
    assert compare(shards=asked)["shards"] == [shard_of(term, shards) for term, shards in asked]
