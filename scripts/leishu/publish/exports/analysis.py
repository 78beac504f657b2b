"""How OpenSearch (or Elasticsearch) is to read text so that it searches across scripts as our own index does.

Only what both programs have without a plug-in is used:

    leishu            Han in overlapping pairs and single characters, words as they stand; all in the form of the index
    leishu_regional   the same after regional words were put into one region's: 軟體 and 軟件 as 软件
    leishu_words      words whole, in parts, and in parts of parts: RISC-V as riscv, risc and v; 14nm as 14nm, 14 and nm

A question is read by the analyser of the same name with `_search` behind it: pairs only, or every character of it would
be a word. It asks the first two: regional lists also hold words that mean something else on the other side (程序).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from leishu.publish.search.form import form
from leishu.publish.search.regional import Words, directions
from leishu.publish.search.tokens import RANGES

TEXTS = ("title", "names", "heading", "text")
"""The fields that are read in all three ways, the weightiest first."""

_LAST = 0x30000
"""No character from here on has another form."""
_KEY = "{{key}}{{^key}}{{typed}}{{/key}}"
_SURROGATES = range(0xD800, 0xE000)


def index_body(own: Words = ()) -> dict[str, Any]:
    """The body of the request that creates the index: settings and mappings.

    Args:
        own: groups of words of several regions that the site adds.
    """
    return {"settings": {"index": {"number_of_shards": 1}, "analysis": _analysis(own)}, "mappings": _mappings()}


def _analysis(own: Words) -> dict[str, Any]:
    han = "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in RANGES)
    letter = rf"[\p{{L}}\p{{N}}&&[^{han}]]"
    return {
        "char_filter": {
            "leishu_form": {"type": "mapping", "mappings": list(_rules(_forms()))},
            "leishu_region": {"type": "mapping", "mappings": list(_rules(directions(own).items()))},
            "leishu_signs": {"type": "pattern_replace", "pattern": r"[-.*+/_&'’·:#]", "replacement": " "},
        },
        "tokenizer": {
            "leishu_word": {
                "type": "pattern",
                "pattern": rf"{letter}+(?:[-.*+/_&'’·]{letter}+)*[+#]*",
                "group": 0,
            }
        },
        "filter": {
            "leishu_pairs": {"type": "cjk_bigram", "output_unigrams": False},
            "leishu_pairs_and_characters": {"type": "cjk_bigram", "output_unigrams": True},
            "leishu_parts": {
                "type": "word_delimiter_graph",
                "preserve_original": True,
                "catenate_all": True,
                "split_on_numerics": True,
                "split_on_case_change": False,
                "stem_english_possessive": False,
            },
        },
        "analyzer": {
            f"leishu{region}{when}": {
                "type": "custom",
                "char_filter": ["leishu_form", *filters, "leishu_signs"],
                "tokenizer": "standard",
                "filter": ["lowercase", pairs],
            }
            for region, filters in (("", ()), ("_regional", ("leishu_region",)))
            for when, pairs in (("", "leishu_pairs_and_characters"), ("_search", "leishu_pairs"))
        }
        | {
            f"leishu_words{when}": {
                "type": "custom",
                "char_filter": ["leishu_form"],
                "tokenizer": "leishu_word",
                "filter": ["lowercase", "leishu_parts", *flat],
            }
            for when, flat in (("", ("flatten_graph",)), ("_search", ()))
        },
    }


def _mappings() -> dict[str, Any]:
    text = _read_by("leishu") | {
        "fields": {"regional": _read_by("leishu_regional"), "words": _read_by("leishu_words")},
    }
    keyword = {"type": "keyword"}
    return {
        "dynamic": "strict",
        "properties": dict.fromkeys(TEXTS, text)
        | dict.fromkeys(("url", "anchor", "kind", "entry_kind", "topics", "keys"), keyword)
        | {
            "year": {"type": "integer"},
            "number": {"type": "integer"},
            "shown": {"type": "object", "enabled": False},
        },
    }


def _read_by(analyser: str) -> dict[str, Any]:
    return {"type": "text", "analyzer": analyser, "search_analyzer": f"{analyser}_search"}


def search_template() -> dict[str, Any]:
    """A search template: what to ask for `typed`, and for `key`, the same without spaces and signs, among the names.

    Without a key `typed` stands for it: every name begins with nothing.
    """
    weights = (6, 5, 2, 1)

    def asked(suffix: str, boost: float, **how: object) -> dict[str, Any]:
        fields = [f"{field}{suffix}^{weight}" for field, weight in zip(TEXTS, weights, strict=True)]
        return {"multi_match": {"query": "{{typed}}", "fields": fields, "boost": boost} | how}

    most = {"type": "best_fields", "minimum_should_match": "2<70%"}
    should = [
        asked("", 1, **most),
        asked(".regional", 0.97, **most),
        asked(".words", 1, type="best_fields", auto_generate_synonyms_phrase_query=False),
        asked("", 2, type="phrase"),
        {"constant_score": {"filter": {"term": {"keys": _KEY}}, "boost": 40}},
        {"constant_score": {"filter": {"prefix": {"keys": _KEY}}, "boost": 10}},
    ]
    return {
        "script": {
            "lang": "mustache",
            "source": {
                "query": {"bool": {"should": should, "minimum_should_match": 1}},
                "collapse": {"field": "url"},
                "highlight": {"fields": {"text": {}, "text.regional": {}, "text.words": {}}},
            },
        }
    }


def _forms() -> Iterator[tuple[str, str]]:
    for code in range(0x80, _LAST):
        if code not in _SURROGATES and (folded := form(chr(code))) != chr(code):
            yield chr(code), folded


def _rules(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The rules of a `mapping` filter."""
    for before, after in pairs:
        yield f"{_escaped(before)}=>{_escaped(after)}"


def _escaped(text: str) -> str:
    """`text` as a rule writes it: signs and spaces could be taken for its own."""
    return "".join(char if char.isalnum() or ord(char) > 0xFFFF else f"\\u{ord(char):04x}" for char in text)
