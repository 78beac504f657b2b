"""Source pages: where the text came from and what was done to it, the text, what it tells of."""

from collections import Counter
from collections.abc import Iterator

from leishu.convert.record import NaiveLine, SourceRecord
from leishu.knowledge.corpus import Corpus
from leishu.markdown.escape import escape_label
from leishu.model import DocPath, Page, SourcePage
from leishu.weave.frame import Chip, Row, backlink_lines, make_page, woven_body
from leishu.weave.marks import damage_marks
from leishu.weave.received import received_path
from leishu.weave.repairs import LEFT, repairs_path
from leishu.weave.words import REPAIRS, SCRIPTS, listed, relative_url

_TOLD = 3
"""How many signs of a conversion by characters a card tells of."""


def source_page(corpus: Corpus, source: SourcePage, record: SourceRecord | None, received: bool) -> Page:
    """The page of `source` as a reader gets it; with a `record`, another page tells of each repair.

    `received` says whether one shows the text in the script it came in.
    """
    path = source.page.path
    marks = tuple(damage_marks(source, record.left, repairs_path(source))) if record else ()
    woven = woven_body(corpus, source.page, marks)
    return make_page(
        source.page,
        "source",
        title_line=woven.title_line,
        card=tuple(_card(source, record, len(marks), received=received)),
        body=woven.body,
        notes=woven.notes,
        topics=tuple(_topics(corpus, source)),
        related=tuple(_entries(corpus, path)),
        backlinks=backlink_lines(corpus, path, corpus.backlinks.get(path, ())),
    )


def _card(source: SourcePage, record: SourceRecord | None, marks: int, *, received: bool) -> Iterator[Row]:
    told = source.provenance
    if told.author:
        yield Row("作者", escape_label(told.author))
    if told.translator:
        yield Row("译者", escape_label(told.translator))
    origin = [escape_label(told.publisher)] if told.publisher else []
    origin += [f"<{told.url}>"] if told.url else []
    if origin:
        yield Row("出处", listed(origin))
    if told.published:
        yield Row("发表", told.published.isoformat())
    if told.retrieved:
        yield Row("收录", told.retrieved.isoformat())
    yield Row("许可", escape_label(told.licence) if told.licence else "未注明")
    script = SCRIPTS.get(source.script, "未能判定")
    made = f"，{_naive(record.naive)}" if record and record.naive else ""
    url = relative_url(source.page.path, received_path(source))
    yield Row("原文", script + made + (f" · [照收到时的字看]({url})" if received else ""))
    if source.repairs:
        counts = "；".join(f"{REPAIRS.get(rule, rule)} {count} 处" for rule, count in source.repairs.items())
        url = relative_url(source.page.path, repairs_path(source))
        yield Row("修复", f"{counts} · [逐处查看]({url})" if record else counts)
    if marks:
        url = relative_url(source.page.path, repairs_path(source), LEFT)
        yield Row("损坏", f"{marks} 处不能断定原文，照收到时的样子保留，文中以波浪线标出 · [可能的读法]({url})")


def _naive(naive: NaiveLine) -> str:
    told = "、".join(
        f"{_as_received(written)} 而非 {_as_received(wanted)} {count} 处"
        for written, wanted, count in naive.pairs[:_TOLD]
    )
    shown = f"由简体逐字转成{f'（{told}）' if told else ''}，这里逐字转回"
    unsure = "、".join(f"{_as_received(char)} {count} 处" for char, count in naive.unknowable)
    return f"{shown}；{unsure}，原字只能凭词语判断" if unsure else shown


def _as_received(char: str) -> str:
    return f'<span translate="no">{char}</span>'


def _topics(corpus: Corpus, source: SourcePage) -> Iterator[Chip]:
    count = Counter(
        assignment.topic for passage in source.passages for assignment in corpus.topics_of.get(passage.id, ())
    )
    for topic, passages in sorted(count.items(), key=lambda item: (-item[1], item[0])):
        yield Chip(escape_label(corpus.titles[topic]), relative_url(source.page.path, topic), passages)


def _entries(corpus: Corpus, path: DocPath) -> Iterator[Chip]:
    count = Counter(mention.target for mention in corpus.mentions[path] if mention.target in corpus.entries)
    for target, times in sorted(count.items(), key=lambda item: (-item[1], item[0])):
        yield Chip(escape_label(corpus.titles[target]), relative_url(path, target), times)
