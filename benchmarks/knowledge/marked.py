"""How well names are found and passages sorted, on the marked passages of tests/quality: figures, and every mistake.

usage: make quality
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from quality.labelled import assigned_topics, labelled, macro_f1, read, score_mentions, score_topics


def main() -> None:
    passages = labelled()
    corpus = read(passages)
    mentions, mistakes = score_mentions(corpus, passages)
    topics = sorted({topic for passage in passages for topic in passage.topics})
    scores = score_topics(assigned_topics(corpus, passages), passages, topics)
    marks = sum(len(passage.mentions) for passage in passages)
    print(f"mentions   {len(passages)} passages, {marks} marks")
    print(f"           precision {mentions.precision:.3f}   recall {mentions.recall:.3f}")
    print(f"topics     {sum(bool(passage.topics) for passage in passages)} passages with topics")
    for topic, score in scores.items():
        print(f"           {topic:<12} precision {score.precision:.3f}   recall {score.recall:.3f}   F1 {score.f1:.3f}")
    print(f"           macro-F1 {macro_f1(scores):.3f}")
    print("mistakes   + found wrongly, - missed" if mistakes else "mistakes   none")
    for mistake in mistakes:
        print(f"  {mistake}")


if __name__ == "__main__":
    main()
