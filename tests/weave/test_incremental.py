"""One page edited after another: what is woven with a memory of the pages before is what is woven from nothing."""

from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from leishu.knowledge.catalogue import catalogue_of
from leishu.knowledge.corpus import build_corpus
from leishu.knowledge.memory import Memory
from weave.worlds import corpus_of, pages_of, worlds

ROOT = Path()


@given(worlds(), worlds(), st.data())
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
def test_after_any_edits_the_pages_are_the_same_byte_for_byte(files, others, data):
    memory = Memory()
    build_corpus(catalogue_of(files, memory), memory=memory)
    for _ in range(data.draw(st.integers(1, 3))):
        memory.settle()
        path = data.draw(st.sampled_from(sorted(files)))
        edits = {
            "change": {path: others.get(path, "又。")},
            "move": {f"notes/{len(files)}.md": files[path]},
            "drop": {},
        }
        edit = data.draw(st.sampled_from(sorted(edits)))
        kept = {known: text for known, text in files.items() if edit == "change" or known != path}
        files = kept | edits[edit] or {path: files[path]}
        corpus = build_corpus(catalogue_of(files, memory), memory=memory)
        assert pages_of(corpus, ROOT) == pages_of(corpus_of(files), ROOT)
