"""The export for OpenSearch: its files as the client sends them, its analysers as Lucene runs them."""

import http.server
import json
import re
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner
from opensearchpy import OpenSearch
from opensearchpy.helpers import expand_action
from opensearchpy.helpers.mapping import Mapping
from opensearchpy.serializer import JSONSerializer

from leishu.cli import main
from leishu.publish.exports.analysis import index_body, search_template
from leishu.publish.exports.opensearch import export_opensearch
from search.world import HERE, NAMES, VARIANTS, write_pages

JARS = ("lucene-core-*.jar", "lucene-analyzers-common-*.jar")
LUCENE = [str(path) for jar in JARS for path in Path("/usr/share/java").glob(jar)]


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    root = tmp_path_factory.mktemp("exported")
    write_pages(root / "site")
    export_opensearch(root / "site", VARIANTS, NAMES, root / "pages.json", root / "out", "kb")
    return root / "out"


def documents(folder):
    lines = [
        json.loads(line) for path in sorted(folder.glob("*.ndjson")) for line in path.read_text("utf-8").splitlines()
    ]
    return {action["index"]["_id"]: document for action, document in zip(lines[::2], lines[1::2], strict=True)}


def test_a_document_leads_to_its_passage_and_says_it_in_every_variant(exported):
    found = documents(exported)["sources/letters/#1"]
    assert found["text"].startswith("打印机总是卡纸，程序员想改软件")
    assert (found["url"], found["anchor"], found["kind"], found["year"]) == ("sources/letters/", "p1", "source", 1980)
    taiwan = found["shown"]["zh-Hant-TW"]
    assert taiwan["text"].startswith("印表機總是卡紙")
    assert taiwan["url"] == "zh-hant-tw/sources/letters/"


def test_a_pages_first_document_has_its_names_in_all_ways_to_type_them(exported):
    found = documents(exported)["entries/deepseek/#0"]
    assert found["names"] == ["DeepSeek"]
    assert {"shenduqiusuo", "sdqs", "qiusuo", "deepseek"} <= set(found["keys"])
    assert found["topics"] == ["开放模型"]


def test_every_field_of_a_document_is_mapped_and_no_other(exported):
    # `dynamic: strict` refuses a document with any other.
    mapped = set(index_body()["mappings"]["properties"])
    assert mapped == {name for document in documents(exported).values() for name in document}


def test_the_same_site_is_exported_in_the_same_bytes(exported, tmp_path):
    write_pages(tmp_path / "site")
    export_opensearch(tmp_path / "site", VARIANTS, NAMES, tmp_path / "pages.json", tmp_path / "out", "kb")
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == {
        p.name: p.read_bytes() for p in exported.iterdir()
    }


class _Server(http.server.BaseHTTPRequestHandler):
    """As much of OpenSearch as reading its requests takes."""

    def do_PUT(self):
        size = int(self.headers["Content-Length"])
        self.server.asked.append((self.command, self.path, self.rfile.read(size).decode("utf-8")))
        answer = b'{"acknowledged": true, "errors": false, "items": []}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_POST = do_PUT  # noqa: N815

    def log_message(self, *_):
        pass


def test_the_client_sends_the_files_as_they_are(exported):
    with http.server.HTTPServer(("127.0.0.1", 0), _Server) as server:
        server.asked = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        client = OpenSearch(f"http://127.0.0.1:{server.server_port}")
        client.indices.create(index="kb", body=json.loads((exported / "index.json").read_text("utf-8")))
        for path in sorted(exported.glob("documents-*.ndjson")):
            client.bulk(body=path.read_text("utf-8"))
        client.put_script(id="kb", body=json.loads((exported / "query.json").read_text("utf-8")))
        client.close()
        server.shutdown()
    (_, _, created), (_, where, sent), (_, script, _) = server.asked
    assert json.loads(created) == index_body()
    assert (where, script) == ("/_bulk", "/_scripts/kb")
    lines = sent.splitlines()
    assert len(lines) == 2 * len(documents(exported))
    assert all(json.loads(line)["index"]["_index"] == "kb" for line in lines[::2])
    assert sent.endswith("\n")


def test_each_line_is_what_the_client_would_write_itself(exported):
    write = JSONSerializer().dumps
    for path in exported.glob("documents-*.ndjson"):
        *lines, last = path.read_text("utf-8").split("\n")
        assert last == ""
        for action, line in zip(lines[::2], lines[1::2], strict=True):
            about = json.loads(action)["index"]
            header, document = expand_action(json.loads(line) | about)
            assert (json.loads(action), line) == (header, write(document))


def test_a_question_is_json_whatever_was_typed():
    # A stored template is text, in which the server puts JSON's escapes of what was typed.
    text = json.dumps(search_template()["script"]["source"])
    for typed in ('"', "\\", "a\nb", "龙芯"):
        asked = re.sub(r"\{\{\^key\}\}.*?\{\{/key\}\}", "", text).replace("{{key}}", json.dumps(typed)[1:-1])
        assert json.loads(asked.replace("{{typed}}", json.dumps(typed)[1:-1]))["query"]["bool"]["should"]


def test_the_fields_are_of_types_that_the_client_knows():
    mapping = Mapping()
    mapping._update_from_dict(index_body()["mappings"])
    assert mapping.to_dict()["properties"] == index_body()["mappings"]["properties"]


def test_an_analyser_uses_only_what_is_defined_or_built_in():
    analysis = index_body()["settings"]["analysis"]
    built_in = {"standard", "lowercase", "flatten_graph"}
    for analyser in analysis["analyzer"].values():
        for kind in ("char_filter", "filter"):
            assert set(analyser[kind]) <= set(analysis[kind]) | built_in
        assert analyser["tokenizer"] in analysis["tokenizer"] or analyser["tokenizer"] in built_in
    mapped = json.dumps(index_body()["mappings"])
    assert set(re.findall(r'analyzer": "(\w+)"', mapped)) == set(analysis["analyzer"])


PARAMETERS = {
    "output_unigrams": "outputUnigrams",
    "preserve_original": "preserveOriginal",
    "catenate_all": "catenateAll",
}
PARAMETERS |= {"split_on_numerics": "splitOnNumerics", "split_on_case_change": "splitOnCaseChange"}
PARAMETERS |= {"stem_english_possessive": "stemEnglishPossessive"}
NAMED = {"cjk_bigram": "cjkBigram", "word_delimiter_graph": "wordDelimiterGraph", "flatten_graph": "flattenGraph"}
NAMED |= {"pattern_replace": "patternReplace"}


def lucene(folder, asked):
    """The terms that Lucene makes of each text of (analyser, text)."""
    analysis = index_body()["settings"]["analysis"]
    lines = []
    for analyser, text in asked:
        parts = analysis["analyzer"][analyser]
        for kind, names in (
            ("char_filter", parts["char_filter"]),
            ("tokenizer", [parts["tokenizer"]]),
            ("filter", parts["filter"]),
        ):
            for name in names:
                how = dict(analysis[kind].get(name, {"type": name}))
                found = how.pop("type")
                if found == "mapping":
                    # The same rules, as Lucene's own files have them: in quotation marks.
                    rules = (rule.partition("=>") for rule in how.pop("mappings"))
                    text_of = "\n".join(f'"{before}" => "{after}"' for before, _, after in rules)
                    (folder / f"{name}.txt").write_text(text_of, encoding="utf-8")
                    how["mapping"] = f"{name}.txt"
                if found == "word_delimiter_graph" or "output_unigrams" in how:
                    on = ("true", "false") if found == "cjk_bigram" else ("1", "0")
                    how = {key: on[not value] for key, value in how.items()}
                flat = [part for key, value in how.items() for part in (PARAMETERS.get(key, key), str(value))]
                lines.append("\t".join((kind, NAMED.get(found, found), *flat)))
        lines.append(f"text\t{text}")
    done = subprocess.run(
        ["java", "-cp", ":".join(LUCENE), str(HERE / "Analyse.java"), str(folder)],
        input="\n".join(lines) + "\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return [set(filter(None, line.split("\t"))) for line in done.stdout.splitlines()]


@pytest.mark.skipif(not LUCENE or not shutil.which("java"), reason="needs java and Lucene (Debian: liblucene8-java)")
def test_lucene_reads_page_and_question_alike_in_every_script(tmp_path):
    cases = [
        # analyser, text, terms that must come out, terms that must not
        ("leishu", "開源軟體", {"开源", "源软", "软体", "开", "体"}, {"開源", "软件"}),
        ("leishu_search", "開源軟體", {"开源", "源软", "软体"}, {"开"}),
        ("leishu_search", "硅", {"硅"}, set()),
        ("leishu_regional_search", "開源軟體", {"开源", "源软", "软件"}, {"软体"}),
        ("leishu_regional", "人工智慧", {"人工", "工智", "智能"}, {"智慧"}),
        ("leishu_regional", "開放原始碼", {"开源"}, set()),
        ("leishu", "ＲＩＳＣ－Ｖ与 Café：01.AI", {"risc", "v", "cafe", "01", "ai", "与"}, {"ａｉ"}),
        ("leishu_words", "RISC-V、01.AI、C++ 和", {"risc", "v", "riscv", "01", "ai", "01ai", "c++"}, {"和"}),
        ("leishu_words", "14nm", {"14nm", "14", "nm"}, set()),
        ("leishu_regional", "程序没有执行", {"程序"}, {"进程"}),
        ("leishu_words_search", "riscv", {"riscv"}, set()),
        ("leishu_words", "龙芯", set(), {"龙芯", "龙"}),
        ("leishu", "々〇𠮷野", {"𠮷野"}, set()),
    ]  # fmt: skip
    found = lucene(tmp_path, [(analyser, text) for analyser, text, *_ in cases])
    for (analyser, text, wanted, unwanted), terms in zip(cases, found, strict=True):
        assert wanted <= terms, (analyser, text, terms)
        assert not unwanted & terms, (analyser, text, terms)


def test_without_a_site_the_remedy_is_told(tmp_path):
    (tmp_path / "leishu.yml").write_text("{}\n", encoding="utf-8")
    told = CliRunner().invoke(main, ["export", "search", "--opensearch", "-C", str(tmp_path)])
    assert told.exit_code == 2
    assert "run 'leishu build' first" in told.output
