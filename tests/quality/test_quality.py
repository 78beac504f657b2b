"""How well names are found and passages sorted, on passages of ours that people have marked. Floors only rise."""

import functools

import pytest

from quality.labelled import assigned_topics, labelled, macro_f1, read, score_mentions, score_topics

TOPICS = ("economics", "policy", "isa", "regulation")
FILES = {"hans", "hant-tw", "hant-hk", "hard", "later", "unseen", "paragraphs"}
PRECISION, RECALL = 0.99, 0.97
MACRO_F1, EACH_F1 = 0.94, 0.90


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


def test_passages_stand_under_the_right_topics():
    passages, corpus = passages_and_corpus()
    scores = score_topics(assigned_topics(corpus, passages), passages, TOPICS)
    assert macro_f1(scores) >= MACRO_F1, scores


@pytest.mark.parametrize("topic", TOPICS)
def test_no_topic_is_neglected(topic):
    passages, corpus = passages_and_corpus()
    scores = score_topics(assigned_topics(corpus, passages), passages, TOPICS)
    assert scores[topic].f1 >= EACH_F1, scores[topic]
