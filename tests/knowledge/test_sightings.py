"""Names seen quickly are the names seen slowly: what the characters beside one tell is what reading on tells."""

import functools
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.worlds import plain_page
from leishu.knowledge.catalogue import catalogue_of
from leishu.knowledge.mentions import sightings
from leishu.knowledge.reading import read_page
from leishu.knowledge.words import NEVER, SURE
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
    """What `sightings` says, with every word around every name read by the segmenter."""
    keys, words, free = register().keys, register().words, 0
    for start, end, place in hits(reading):
        inside = any(run.start <= start and end <= run.end for run in reading.prose)
        if start < free or place >= len(keys) or not inside or not words.stands(reading.key, start, end):
            continue
        surface = reading.page.body[start:end]
        meant = None if set(surface) & set("[]<>`*\\|") else register().meant(keys[place], surface)
        if meant:
            free = end
            if meant.claims:
                yield start, end, meant


@given(pieces().map("".join))
@settings(max_examples=300, deadline=None)
def test_names_are_seen_as_if_every_word_around_them_were_read(body):
    reading = read_page(plain_page(body))
    assert list(map(tuple, sightings(reading, register()))) == list(plainly(reading))


def test_what_the_characters_beside_a_name_tell_is_so_and_is_told_often():
    words, sure, asked = register().words, 0, 0
    for text in TEXTS:
        reading = read_page(plain_page(text))
        found = hits(reading)
        for start, end, place in found:
            if place >= len(register().keys) or any(a < start < b or a < end < b for a, b, _ in found):
                continue
            told = words.beside(f"\n{reading.key}\n"[start : end + 2])
            stands = words.whole(reading.key, start, end)
            sure += told in (SURE, NEVER)
            asked += told not in (SURE, NEVER)
            assert stands == (told == SURE if told in (SURE, NEVER) else words.asks[told](reading.key, start, end))
    assert sure > 2 * asked


def test_a_word_that_is_only_in_a_name_is_known_beside_others():
    words = type(register().words)(["ai飓蔻", "蔻"])
    assert words.beside("飓蔻。") not in (SURE, NEVER)
    assert words.beside("飔蔻。") == SURE
