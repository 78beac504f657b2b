"""The search box's own tests, and what it must have in common with the program that writes its index."""

import base64
import gzip
import json
import random
import re
import shutil
import unicodedata
from itertools import pairwise

import minify
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from leishu.publish.search.bounds import separators, shares, told
from leishu.publish.search.characters import CharacterMap
from leishu.publish.search.client import ENTRIES, bundle, modules_of, write_client
from leishu.publish.search.compact import compact, encoded
from leishu.publish.search.files import packed
from leishu.publish.search.form import character_lines, choices, form, written
from leishu.publish.search.model import Edit, Shown
from leishu.publish.search.postings import Fields, gather
from leishu.publish.search.shards import shards
from leishu.publish.search.shown import apply, as_json, character_table, from_json, joined, part, shown
from leishu.publish.search.sounds import COMMON, readings, sounds_file, spoken
from search.world import HERE, REPO, node
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
        "open source hardware，AI 芯片用AI，open, source",
    ]
    assert [set(found) for found in compare(terms=texts)["terms"]] == [terms(text) for text in texts]


@given(st.text(max_size=60))
@settings(max_examples=80)
def test_the_form_is_as_long_as_the_text(text):
    assert len(form(text)) == len(text)
    assert form(form(text)) == form(text)


def table_of(written):
    return CharacterMap(lambda characters: [written.get(one, one) for one in characters])


CANONICAL = st.text(alphabet="软件信息网络的，。ab", min_size=0, max_size=60)
VARIANT = st.text(alphabet="軟體件資訊網路的，。ab", min_size=0, max_size=60)


@given(CANONICAL, VARIANT)
@settings(max_examples=80)
def test_edits_give_back_what_the_variant_says(canonical, variant):
    table = table_of({"软": "軟", "网": "網"})
    (whole,) = shown([canonical], [[variant]], [table])
    assert apply(whole, 0, table) == variant
    assert from_json(json.loads(as_json(whole))) == whole


@given(st.lists(st.tuples(CANONICAL, VARIANT), min_size=1, max_size=4))
@settings(max_examples=50)
def test_joined_texts_are_shown_joined(pairs):
    table = table_of({"软": "軟"})
    whole = joined(shown([one for one, _ in pairs], [[other for _, other in pairs]], [table]), "\n")
    assert apply(whole, 0, table) == "\n".join(variant for _, variant in pairs)


@given(CANONICAL, VARIANT, st.integers(0, 60))
@settings(max_examples=80)
def test_a_text_cut_outside_of_its_edits_loses_nothing(canonical, variant, cut):
    table = table_of({})
    (whole,) = shown([canonical], [[variant]], [table])
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
        ("网络与网络", "網際網路與網際網路"),
        ("甲乙丙丁", "丁"),
    ]
    table = character_table("s2twp")
    written = shown([one for one, _ in pairs], [[other for _, other in pairs]], [table])
    changed = {char: table[ord(char)] for char in "".join(canonical for canonical, _ in pairs)}
    request = [[json.loads(as_json(one)), 0, "".join(changed), "".join(changed.values())] for one in written]
    assert compare(shown=request)["shown"] == [variant for _, variant in pairs]


def test_a_character_table_says_what_a_character_mostly_becomes():
    table = character_table("s2twp")
    assert "发展，软件A\x1e\0".translate(table) == "發展，軟件A\x1e\0"


def test_an_edit_at_the_very_end_is_kept():
    whole = Shown("甲乙", ((Edit(2, 2, "丙"),),))
    assert apply(part(whole, 0, 1), 0, table_of({})) + apply(part(whole, 1, 2), 0, table_of({})) == "甲乙丙"


def read(files):
    asked = [[name[0], base64.b64encode(packed(file)).decode("ascii")] for name, file in files.items()]
    return compare(files=asked)["decoded"]


UNITS = [
    Fields("开源软件，riscv", "芯片", ("开源",)),
    Fields("芯片的芯片", "", (), ("risc-v",)),
    *(Fields("我们用开源" if number % 3 else "𠮷野家") for number in range(300)),
    Fields("开源"),
]


def test_the_browser_reads_the_postings_that_were_written():
    postings = gather(UNITS)
    decoded = {term: found for file in read(shards(postings).files) for term, found in file.items()}
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


def test_a_common_term_has_its_best_units_in_one_file_and_the_others_in_the_next():
    postings = gather([Fields("我们ab", "我们" if number % 10 == 0 else "") for number in range(6000)])
    held = shards(postings)
    assert held.common == ("我们", ["ab", "ab 们"])
    best, rest = (file["我们"] for file in read({name: held.files[name] for name in ("l/0", "r/0")}))
    assert (best[0], len(best[1]), len(rest[1])) == (6000, 2048, 6000 - 2048)
    assert set(range(0, 6000, 10)) <= set(best[1])
    assert best[1] == sorted(best[1])
    assert sorted(best[1] + rest[1]) == list(range(6000))


def test_a_single_character_keeps_the_best_of_its_units():
    held = shards(gather([Fields("我", "我" if number == 300 else "") for number in range(400)]))
    ((count, units, _),) = (file["我"] for file in read(held.files))
    assert (count, len(units)) == (400, 128)
    assert 300 in units


def test_page_and_browser_agree_on_the_file_of_a_pair():
    chance = random.Random(5)
    asked, expected = [], []
    for size in (1, 2, 5, 20, 60, 200):
        pairs = sorted(
            {"".join(chance.choices("一丁七丈三上下不与丐丑专业丛东丝㐀㿿﨎鿿𠮷𠮸", k=2)) for _ in range(size)}
        )
        firsts, seconds = (np.array([ord(pair[place]) for pair in pairs]) for place in (0, 1))
        bounds, files = shares(firsts, seconds, np.full(len(pairs), 10), 25)
        assert set(files.tolist()) <= set(range(sum(bounds[1])))
        asked += [[pair, bounds] for pair in pairs]
        expected += files.tolist()
    assert compare(places=asked)["places"] == expected


def test_the_browser_reads_every_character_of_unicode():
    text = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    file = base64.b64encode(packed((encoded(compact([text])),))).decode("ascii")
    assert compare(json=file)["json"] == [text]


@given(st.lists(st.text(alphabet="ab𠮷", min_size=1, max_size=4), min_size=1, unique=True), st.integers(1, 5))
@settings(deadline=None, max_examples=20)
def test_a_separator_stands_between_the_files_and_is_short(keys, many):
    files = [part for start in range(0, len(keys), many) if (part := sorted(keys)[start : start + many])]
    found = separators([("", files[0][0]), *((one[-1], other[0]) for one, other in pairwise(files))])
    assert compare(told=[told(found)])["separators"] == [found]
    for file, separator in zip(files, found, strict=True):
        assert separator <= file[0]
        assert file[0].startswith(separator)
    for file, separator in zip(files, found[1:], strict=False):
        assert file[-1] < separator


def test_the_browser_learns_how_a_variant_writes_each_character():
    table = character_table("s2twp")
    lines = character_lines(set("软发后么里着"))
    (found,) = compare(scripts=[[lines, choices(lines, set("软发后里么台为，"), table)]])["scripts"]
    assert {char: found.get(char, char) for char in "软发里台为，"} == {
        "软": "軟", "发": "發", "里": "裡", "台": "臺", "为": "為", "，": "，",
    }  # fmt: skip


MODULES = {path.stem: path.read_text(encoding="utf-8") for path in (REPO / "overrides/assets/search").glob("*.js")}


@pytest.mark.parametrize("entry", ENTRIES)
def test_modules_of_a_bundle_share_a_scope(entry):
    given = re.compile(
        r"^(?:export )?(?:async )?(?:function\*?|class|const|let) +(\w+|\{[^}]*\}|\[[^\]]*\])", re.MULTILINE
    )
    names = [name for module in modules_of(entry, MODULES) for name in given.findall(MODULES[module])]
    assert not {name for name in names if names.count(name) > 1}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_modules_import_and_export_as_the_bundler_understands(module):
    known = r"import \{[^}]*\} from '\./\w+\.js'|export (?:(?:async )?function\*? |class |const \w|\{[^}]*\}$)"
    lines = [line for line in MODULES[module].splitlines() if line.startswith(("import ", "export "))]
    assert [line for line in lines if not re.match(known, line)] == []


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_bundle_is_a_module_that_node_can_read(entry, tmp_path):
    path = tmp_path / "bundle.mjs"
    path.write_text(bundle(entry, MODULES), encoding="utf-8")
    node("--check", str(path))


def test_what_a_first_question_loads_is_small():
    whole = "".join(
        minify.string("application/javascript", bundle(entry, MODULES)) for entry in ("search", "box", "worker")
    )
    assert len(gzip.compress(whole.encode())) < 12_000


def test_the_search_box_is_told_where_the_index_is_as_often_as_a_site_is_published(tmp_path):
    shutil.copytree(REPO / "overrides/assets/search", tmp_path / "search")
    for index in ("one", "two"):
        write_client(
            tmp_path / "search", f'{{"format":5,"index":"{index}","variants":[{{"tag":"zh-Hant-TW","path":"tw"}}]}}'
        )
        first = (tmp_path / "search/search.js").read_text(encoding="utf-8")
        assert [text for text in ("one", "two", "three") if f'"{text}"' in first] == [index]
    assert sorted(path.stem for path in (tmp_path / "search").glob("*.js")) == sorted(ENTRIES)


def test_the_browser_reads_the_characters_that_were_written():
    asked = [ALL_LINES, "软軟\n𠮷", "门", ""]
    files = [base64.b64encode(packed((*written(lines), b"words"))).decode("ascii") for lines in asked]
    assert compare(written=files)["lines"] == [[lines, "words"] for lines in asked]


def test_the_browser_goes_by_the_same_ear():
    read = readings("𠮷〇龘锱")
    file = sounds_file(read, {*COMMON, *"〇锱"}, ["", "an zi", "an zhi"])
    found = compare(sounds=base64.b64encode(packed((file,))).decode("ascii"))["sounds"]
    assert found["firsts"] == ["", "an zi", "an zhi"]
    assert found["sounds"] == {one: sound for one, sound in read.items() if one in {*COMMON, *"〇锱"}}


def test_a_text_is_read_as_pypinyin_reads_it():
    texts = ["深度求索", "绿洲", "银行行长", "重庆", "女儿", "音乐快乐", "𠮷野家", "著名的看著", "嗯呣噷", "〇"]
    wanted = [lazy_pinyin(text, style=Style.NORMAL, errors=list) for text in texts]
    assert [spoken(text) for text in texts] == wanted
    characters = "".join(map(chr, range(0x4E00, 0xA000)))
    alone = lazy_pinyin(list(characters), style=Style.NORMAL, errors=list)
    read = {character: said for character, said in zip(characters, alone, strict=True) if said != character}
    assert readings(characters) == read
