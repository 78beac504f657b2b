"""Passages whose topics, and often mentions, people have marked, and what the knowledge stage finds in them.

They are the examples that the base itself learns from (docs/topics/examples). So what is found of the topics of a
passage is asked of a world that learnt from the other files only.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from knowledge.worlds import page_text
from leishu.knowledge.catalogue import catalogue_of
from leishu.knowledge.corpus import build_corpus
from leishu.knowledge.memory import Memory
from leishu.markdown.front_matter import split
from leishu.records import parse_record

FOLDER = Path(__file__).parent
DOCS = FOLDER.parents[1] / "docs"
_MARK = re.compile(r"⟦(?P<surface>[^|⟧]+)\|(?P<slug>[a-z0-9-]+)⟧")


@dataclass(frozen=True)
class Labelled:
    """A passage with its marks."""

    id: str
    """File and line: `hans-12`."""
    text: str
    mentions: frozenset
    """(start, end, slug) of each."""
    topics: frozenset
    line: str
    """As it is written."""

    @property
    def file(self):
        """The name of its file, which is a set written at one time."""
        return self.id.rpartition("-")[0]


@dataclass(frozen=True)
class Score:
    """How many were found rightly, found wrongly, missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self):
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self):
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self):
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)


def labelled():
    """Every labelled passage."""
    out = []
    for file in sorted((DOCS / "topics" / "examples").glob("*.txt")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("#") or not line.strip():
                continue
            topics, _, marked = line.partition(" | ")
            text, mentions = _unmark(marked)
            given = frozenset() if topics == "-" else frozenset(topics.split(","))
            out.append(Labelled(f"{file.stem}-{number}", text, mentions, given, line))
    return tuple(out)


def _unmark(marked):
    text, mentions, at = "", set(), 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        mentions.add((len(text), len(text) + len(mark["surface"]), mark["slug"]))
        text += mark["surface"]
        at = mark.end()
    return text + marked[at:], frozenset(mentions)


def world():
    """The files of the labelled world: entries of its own, and the repository's topics under shorter names."""
    record, problems = parse_record((FOLDER / "names.yml").read_text(encoding="utf-8"), "names.yml")
    assert not problems
    entries = {f"entries/{slug}.md": page_text(**head) for slug, head in record["entries"].items()}
    return entries | {f"topics/{slug}.md": _topic(file) for slug, file in record["topics"].items()}


def _topic(file):
    """A topic of the repository without the passages that people moved by hand."""
    head = split((DOCS / "topics" / file).read_text(encoding="utf-8"), file).meta
    return page_text(**{key: head[key] for key in ("title", "names", "terms", "hints", "about")})


def read(passages, examples=(), memory=None):
    """The corpus in which each of `passages` is a source of its own, of a base that learnt from `examples`."""
    sources = {f"sources/{p.id}.md": page_text(f"{p.text}\n{{: #p1 }}\n", title=p.id) for p in passages}
    taught = {"topics/examples/all.txt": "\n".join(p.line for p in examples)}
    return build_corpus(catalogue_of({**world(), **sources, **taught}, memory), memory=memory)


def score_mentions(corpus, passages):
    """The score over all passages, and every mistake as a line for a person."""
    right = wrong = missed = 0
    mistakes = []
    for passage in passages:
        found = {
            (m.span.start, m.span.end, m.target.partition("/")[2].removesuffix(".md"))
            for m in corpus.mentions[f"sources/{passage.id}.md"]
        }
        right += len(found & passage.mentions)
        wrong += len(found - passage.mentions)
        missed += len(passage.mentions - found)
        for sign, marks in (("+", found - passage.mentions), ("-", passage.mentions - found)):
            mistakes += [
                f"{passage.id} {sign}{passage.text[s:e]}|{slug} … {passage.text}" for s, e, slug in sorted(marks)
            ]
    return Score(right, wrong, missed), mistakes


def score_topics(assigned, passages, topics):
    """By topic the score of `assigned` (passage id → topics)."""
    return {
        topic: Score(
            sum(topic in assigned[p.id] and topic in p.topics for p in passages),
            sum(topic in assigned[p.id] and topic not in p.topics for p in passages),
            sum(topic not in assigned[p.id] and topic in p.topics for p in passages),
        )
        for topic in topics
    }


def assigned_topics(corpus, passages):
    """What the corpus says of each passage."""
    return {
        p.id: {a.topic.removeprefix("topics/").removesuffix(".md") for a in corpus.topics_of.get(f"{p.id}#p1", ())}
        for p in passages
    }


def judged_unseen(passages, judged):
    """What is said of the passages of each of the sets `judged` by worlds that learnt from the others alone."""
    memory, assigned = Memory(), {}
    for name in judged:
        corpus = read(passages, [p for p in passages if p.file != name], memory)
        assigned |= assigned_topics(corpus, [p for p in passages if p.file == name])
    return assigned


def macro_f1(scores):
    """The mean of the topics' F1."""
    return sum(score.f1 for score in scores.values()) / len(scores)
