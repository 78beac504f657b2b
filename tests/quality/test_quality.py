"""How well names are found and passages sorted, on passages of ours that people have marked. Floors only rise."""

import functools

import pytest

from quality.labelled import assigned_topics, labelled, macro_f1, read, score_mentions, score_topics

TOPICS = ("economics", "policy", "isa", "regulation")
ARTICLES = {"articles-a", "articles-b", "articles-c"}
"""Many of these passages are near a topic without being of it, or under two at once."""
FILES = {"hans", "hant-tw", "hant-hk", "hard", "later", "unseen", "paragraphs", *ARTICLES}
PRECISION, RECALL = 0.99, 0.97
FLOORS = {"articles": (0.89, 0.84), "others": (0.95, 0.93)}
"""Macro-F1, and the F1 of each topic."""


@functools.cache
def passages_and_corpus():
    passages = labelled()
    return passages, read(passages)


def test_there_is_enough_to_measure():
    passages, corpus = passages_and_corpus()
    assert len(passages) >= 300
    assert sum(bool(passage.topics) for passage in passages) >= 200
    assert {passage.id.rpartition("-")[0] for passage in passages} == FILES
    # Every mark names an entry or topic that there is.
    stems = {path.partition("/")[2].removesuffix(".md") for path in corpus.readings}
    assert {slug for passage in passages for _start, _end, slug in passage.mentions} <= stems
    assert {topic for passage in passages for topic in passage.topics} == set(TOPICS)


def test_mentions_are_precise_and_complete():
    passages, corpus = passages_and_corpus()
    score, mistakes = score_mentions(corpus, passages)
    assert score.precision >= PRECISION, "\n".join(mistakes)
    assert score.recall >= RECALL, "\n".join(mistakes)


@functools.cache
def scores_of(part):
    passages, corpus = passages_and_corpus()
    asked = [p for p in passages if (p.id.rpartition("-")[0] in ARTICLES) == (part == "articles")]
    return score_topics(assigned_topics(corpus, passages), asked, TOPICS)


@pytest.mark.parametrize("part", FLOORS)
def test_passages_stand_under_the_right_topics(part):
    assert macro_f1(scores_of(part)) >= FLOORS[part][0], scores_of(part)


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("part", FLOORS)
def test_no_topic_is_neglected(part, topic):
    assert scores_of(part)[topic].f1 >= FLOORS[part][1], scores_of(part)[topic]
