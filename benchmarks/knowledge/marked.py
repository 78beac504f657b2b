"""How well names are found and passages sorted, on the passages that people marked: figures, and every mistake.

usage: make quality
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from quality.labelled import judged_unseen, labelled, macro_f1, read, score_mentions, score_topics


def main() -> None:
    passages = labelled()
    # Sets without a single mark are about topics only.
    with_marks = {passage.file for passage in passages if passage.mentions}
    named = [passage for passage in passages if passage.file in with_marks]
    mentions, mistakes = score_mentions(read(named), named)
    files = sorted({passage.file for passage in passages})
    assigned = judged_unseen(passages, files)
    topics = sorted({topic for passage in passages for topic in passage.topics})
    scores = score_topics(assigned, passages, topics)
    marks = sum(len(passage.mentions) for passage in named)
    print(f"mentions   {len(named)} passages, {marks} marks")
    print(f"           precision {mentions.precision:.3f}   recall {mentions.recall:.3f}")
    print(f"topics     {sum(bool(passage.topics) for passage in passages)} passages with topics")
    for topic, score in scores.items():
        print(f"           {topic:<21} precision {score.precision:.3f}   recall {score.recall:.3f}   F1 {score.f1:.3f}")
    print(f"           macro-F1 {macro_f1(scores):.3f}; each set judged by what the others teach:")
    for file in files:
        found = score_topics(assigned, [passage for passage in passages if passage.file == file], topics)
        print(f"           {file:<12} {macro_f1(found):.3f}")
    print("mistakes   + found wrongly, - missed" if mistakes else "mistakes   none")
    for mistake in mistakes:
        print(f"  {mistake}")


if __name__ == "__main__":
    main()
