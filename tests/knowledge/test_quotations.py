"""Who is quoted with what: the stories of tests/cases/knowledge/quotations.yml."""

import pytest

from knowledge.worlds import corpus_of, page_text, params

PEOPLE = {
    "entries/liang.md": page_text(title="梁文锋", kind="person"),
    "entries/deepseek.md": page_text(title="深度求索", kind="organisation"),
    "entries/open.md": page_text(title="开源", kind="concept"),
}


@pytest.mark.parametrize("case", params("quotations"))
def test_speech_has_its_speaker(case):
    corpus = corpus_of({**PEOPLE, "sources/a.md": page_text(case["text"] + "\n{: #p1 }\n", title="源")})
    assert [[quotation.called, quotation.words] for quotation in corpus.quotations] == case.get("said", [])


def test_a_quotation_knows_its_passage_and_its_place():
    body = "梁文锋表示：“我们要做**最难**的事。”\n{: #p7 }\n"
    (quotation,) = corpus_of({**PEOPLE, "sources/a.md": page_text(body, title="源")}).quotations
    assert (quotation.passage, quotation.speaker) == ("a#p7", "entries/liang.md")
    assert (quotation.span.of(body), quotation.words) == ("我们要做**最难**的事。", "我们要做最难的事。")
