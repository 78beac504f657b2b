"""How well names are found and passages sorted, on passages that people have marked. Floors only rise."""

import functools

import pytest

from quality.labelled import judged_unseen, labelled, macro_f1, read, score_mentions, score_topics

TOPICS = ("open-source-economics", "china-oss-policy", "chip-isa", "regulation")
ARTICLES = {"articles-a", "articles-b", "articles-c"}
"""Many of these passages are near a topic without being of it, or under two at once."""
OTHERS = {"hans", "hant-tw", "hant-hk", "hard", "later", "unseen", "paragraphs"}
STRANGER = {"stranger", "stranger-oblique"}
"""Written by somebody who never saw the words of the topics, and seldom says them. Only the topics are marked."""
PLAIN = {"stranger-plain"}
"""By another such, two hundred paragraphs as articles have them."""
PRECISION, RECALL = 0.99, 0.97
PARTS = {"articles": ARTICLES, "others": OTHERS, "stranger": STRANGER, "plain": PLAIN}
FLOORS = {"articles": (0.93, 0.88), "others": (0.95, 0.93), "stranger": (0.92, 0.87), "plain": (0.93, 0.9)}
"""Macro-F1, and the F1 of each topic, of worlds that learnt from the other sets alone."""


@functools.cache
def marked():
    return tuple(passage for passage in labelled() if passage.file in ARTICLES | OTHERS)


def test_there_is_enough_to_measure():
    passages = marked()
    assert len(passages) >= 300
    assert sum(bool(passage.topics) for passage in passages) >= 200
    assert {passage.file for passage in passages} == ARTICLES | OTHERS
    # Every mark names an entry or topic that there is.
    stems = {path.partition("/")[2].removesuffix(".md") for path in read(()).readings}
    assert {slug for passage in passages for _start, _end, slug in passage.mentions} <= stems
    assert {topic for passage in labelled() for topic in passage.topics} == set(TOPICS)


def test_mentions_are_precise_and_complete():
    score, mistakes = score_mentions(read(marked()), marked())
    assert score.precision >= PRECISION, "\n".join(mistakes)
    assert score.recall >= RECALL, "\n".join(mistakes)


@functools.cache
def scores_of(part):
    passages = labelled()
    asked = [passage for passage in passages if passage.file in PARTS[part]]
    return score_topics(judged_unseen(passages, sorted(PARTS[part])), asked, TOPICS)


@pytest.mark.parametrize("part", FLOORS)
def test_passages_stand_under_the_right_topics(part):
    assert macro_f1(scores_of(part)) >= FLOORS[part][0], scores_of(part)


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("part", FLOORS)
def test_no_topic_is_neglected(part, topic):
    assert scores_of(part)[topic].f1 >= FLOORS[part][1], scores_of(part)[topic]
