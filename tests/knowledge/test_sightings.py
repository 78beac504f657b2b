"""Names seen quickly are the names seen slowly: what the characters beside one tell is what reading on tells."""

import functools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.worlds import entries_of, plain_page, register_of
from leishu.knowledge.catalogue import catalogue_of
from leishu.knowledge.reading import read_page
from leishu.knowledge.sightings import Finder
from quality.labelled import labelled, world

TEXTS = tuple(dict.fromkeys(part for passage in labelled() for part in re.split("(?<=[，。；])", passage.text) if part))


@functools.cache
def register():
    return catalogue_of(world()).register


def pieces():
    """Parts of real clauses put together anyhow, so that words meet that never met, and words are cut in two."""
    piece = st.tuples(st.sampled_from(TEXTS), st.integers(0, 12), st.integers(2, 30))
    names = st.sampled_from(register().keys)
    return st.lists(piece.map(lambda cut: cut[0][cut[1] : cut[1] + cut[2]]) | names, min_size=1, max_size=12)


def hits(reading):
    return sorted(register().matcher.find_overlapping(reading.key), key=lambda hit: (hit[0], -hit[1]))


def plainly(reading):
    """What `Finder` says, with every word around every name read by the segmenter."""
    keys, words, free = register().keys, register().words, 0
    for start, end, place in hits(reading):
        inside = any(run.start <= start and end <= run.end for run in reading.prose)
        if start < free or place >= len(keys) or not inside or not words.stands(reading.key, start, end):
            continue
        surface = reading.page.body[start:end]
        meant = None if set(surface) & set("[]<>`*\\|") else register().meant(keys[place], surface)
        if meant:
            free = end
            if meant:
                yield start, end, meant


@given(pieces().map("".join))
@settings(max_examples=300, deadline=None)
def test_names_are_seen_as_if_every_word_around_them_were_read(body):
    reading = read_page(plain_page(body))
    assert list(map(tuple, next(Finder(register()).find([reading])))) == list(plainly(reading))


@given(st.lists(pieces().map("".join), max_size=6))
@settings(max_examples=60, deadline=None)
def test_many_pages_together_say_what_each_says_alone(bodies):
    readings = [read_page(plain_page(body)) for body in bodies]
    assert list(Finder(register()).find(readings)) == [next(Finder(register()).find([one])) for one in readings]


@pytest.mark.parametrize(
    ("body", "names", "seen"),
    [
        pytest.param("去4s店家里看", ["店家"], [], id="a word with a digit and a letter"),
        pytest.param("𠀀甲乙，a𠀀甲乙", ["甲乙"], ["甲乙", "甲乙"], id="a character outside of the basic plane"),
        pytest.param("飓蔻子与飔蔻子", ["ai飓蔻", "蔻子"], ["蔻子"], id="a word that is only in a name"),
        pytest.param("𝒳ab 与 ab、a@ab", ["ab"], ["ab"], id="a Latin letter outside of the basic plane"),
    ],
)
def test_rare_neighbours(body, names, seen):
    named = register_of(entries_of({f"e{at}": {"title": name, "kind": "concept"} for at, name in enumerate(names)}))
    reading = read_page(plain_page(body))
    (found,) = Finder(named).find([reading])
    assert [one.span.of(body) for one in found] == seen
    assert [one.span.of(body) for one in found] == [
        body[start:end]
        for start, end, _ in sorted(named.matcher.find_overlapping(reading.key))
        if named.words.stands(reading.key, start, end)
    ]


def test_case_and_exclusions_tell_more_than_the_name():
    entries = {
        "open": {"title": "开源", "kind": "concept", "names": {"not": ["开源节流"]}},
        "arm": {"title": "ARM", "kind": "organisation"},
        "save": {"title": "节流阀", "kind": "concept", "names": {"aliases": ["ＶＡＬＶＥ"]}},
    }
    body = "開源節流與開源，arm 与 ARM，節流閥（Valve、VALVE）"
    (found,) = Finder(register_of(entries_of(entries))).find([read_page(plain_page(body))])
    assert [one.span.of(body) for one in found] == ["開源", "ARM", "節流閥", "VALVE"]
    assert [one.start for one in found][:1] == [body.index("，") - 2]
