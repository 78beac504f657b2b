"""Which way of sorting passages under topics does better: weighted names and words, BM25, examples, and all together.

Run: python benchmarks/knowledge/topics.py. The figures are of the sets written last and hardest, `articles` (of several
sentences, near a topic without being of it, or under two) and `stranger` (by somebody who never saw the words). Bars of
the ways without examples are chosen on the other passages; examples are always of other sets than the one judged. BM25
(k1 = 1.2, b = 0.75) takes a topic as a query: its words over the passages.
"""

import math
import re
import sys
from collections import Counter
from pathlib import Path

import rjieba

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from leishu.knowledge import classify
from leishu.knowledge.register import match_key
from leishu.markdown.front_matter import split
from leishu.markdown.plain import plain
from quality import labelled as marked
from quality.labelled import judged_unseen, labelled, macro_f1, read, score_topics

ROOT = Path(__file__).resolve().parents[2]
TOPICS = ("open-source-economics", "china-oss-policy", "chip-isa", "regulation")
PARTS = ("articles", "stranger")
BARS = (0.5, 1, 2, 3, 4, 5, 6, 8, 10)
WORDS = ("terms", "hints", "about")
WAYS = {
    "weighted names and words": "none",
    "the same without `about`": "about",
    "weighted names and terms": "hints|about",
    "weighted names": "terms|hints|about",
}
"""By way: the keys of the topics that are left out."""
SHARES = (0, 0.2, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9)


def words(text):
    """The words of a text as they are compared: two characters at least."""
    return [word for word in rjieba.cut(match_key(text), False) if len(word.strip()) > 1]


def own_text(page):
    """What the page of a topic says, without its notes."""
    body = split((ROOT / "docs" / "topics" / f"{page}.md").read_text(encoding="utf-8"), page).body
    return plain(re.sub(r"(?m)^\[\^.*$", "", body))


def weighted(passages):
    """By passage id: the score of every topic that has one, by weighted names."""
    bar, share = classify.BAR, classify.SHARE
    classify.BAR = classify.SHARE = 1e-9
    try:
        corpus = read(passages)
    finally:
        classify.BAR, classify.SHARE = bar, share
    return {
        p.id: {
            a.topic.removeprefix("topics/").removesuffix(".md"): a.score for a in corpus.topics_of.get(f"{p.id}#p1", ())
        }
        for p in passages
    }


def bm25(passages, queries):
    """By passage id: the score of every topic that has one, by BM25."""
    texts = {p.id: Counter(words(p.text)) for p in passages}
    held = Counter(word for text in texts.values() for word in text)
    mean = sum(map(Counter.total, texts.values())) / len(texts)
    out = {}
    for id_, text in texts.items():
        length = 1.2 * (0.25 + 0.75 * text.total() / mean)
        rarity = {word: math.log(1 + (len(texts) - held[word] + 0.5) / (held[word] + 0.5)) for word in text}
        share = {word: rarity[word] * times * 2.2 / (times + length) for word, times in text.items()}
        scores = {topic: sum(share[word] for word in text if word in query) for topic, query in queries.items()}
        out[id_] = {topic: score for topic, score in scores.items() if score}
    return out


def decided(scores, bar, share):
    """The topics that reach the bar, and the share of the best."""
    return {
        id_: {topic for topic, score in found.items() if score >= max(bar, share * max(found.values()))}
        for id_, found in scores.items()
    }


def report(label, scores, passages):
    """Choose the bars on the other files, print the figures of the hard ones."""
    choose = [p for p in passages if not p.id.startswith(PARTS)]
    _, bar, share = max(
        (macro_f1(score_topics(decided(scores, bar, share), choose, TOPICS)), bar, share)
        for bar in BARS
        for share in SHARES
    )
    told(f"{label} (bar {bar}, share {share})", decided(scores, bar, share), passages)


def told(label, assigned, passages):
    """Print the figures of what was `assigned`."""
    for part in PARTS:
        found = score_topics(assigned, [p for p in passages if p.id.startswith(part)], TOPICS)
        each = "  ".join(f"{topic} {score.f1:.2f}" for topic, score in found.items())
        print(f"{label:56} {part:9} macro-F1 {macro_f1(found):.3f}   {each}")


def main():
    """Print a line for each way."""
    passages = labelled()
    files = marked.world()
    heads = {path: split(text, path).meta for path, text in files.items()}
    named, terms = {}, {}
    for topic in TOPICS:
        under = [head for path, head in heads.items() if topic in head.texts("topics") or path == f"topics/{topic}.md"]
        given = [head.text("title") for head in under] + [str(name) for head in under for name in _names(head)]
        named[topic] = set(words("，".join(given)))
        own_words = [word for key in WORDS for word in heads[f"topics/{topic}.md"].texts(key)]
        terms[topic] = set(words("，".join(own_words)))
    world = marked.world
    for label, without in WAYS.items():
        fewer = {path: re.sub(rf"(?m)^(?:{without}): .*\n", "", text) for path, text in files.items()}
        marked.world = lambda fewer=fewer: fewer
        report(label, weighted(passages), passages)
    sets = sorted({p.file for p in passages if p.id.startswith(PARTS)})
    silent = {path: re.sub(r"(?m)^(?:terms|hints|about|topics|names): .*\n", "", text) for path, text in files.items()}
    marked.world = lambda: silent
    told("examples alone", judged_unseen(passages, sets), passages)
    marked.world = world
    told("weighted names and words, times the examples", judged_unseen(passages, sets), passages)
    own = {topic: set(words(own_text(topic))) for topic in TOPICS}
    report("BM25, names and words", bm25(passages, {topic: named[topic] | terms[topic] for topic in TOPICS}), passages)
    report("BM25, names", bm25(passages, named), passages)
    report("BM25, the topics' own text", bm25(passages, own), passages)
    report("BM25, all of these", bm25(passages, {t: named[t] | terms[t] | own[t] for t in TOPICS}), passages)


def _names(head):
    names = head.get("names") or {}
    return [name for given in names.values() for name in (given if isinstance(given, list) else [given])]


if __name__ == "__main__":
    main()
