"""One source, from received bytes to the text of its page. Pure: no disk, no clock."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from functools import partial

from leishu.convert.anchors import assign, highest, key_of
from leishu.convert.compose import compose, written
from leishu.convert.credits import stated
from leishu.convert.normalise import Normalising, normalise, normalising
from leishu.convert.page import anchors_given, front_matter, passages_of
from leishu.convert.stamp import stamp_of
from leishu.hanzi.detect import Detection, detect
from leishu.hanzi.naive import Naive, naive, unknowable
from leishu.markdown.front_matter import join
from leishu.model import HANT, DecodedText, LangTag, Passage, Provenance, RepairedText, SourceFile
from leishu.read.formats import Form, format_of, read
from leishu.read.sidecar import merged
from leishu.repair import furniture, repair
from leishu.segment import Block, BlockKind, markdown_blocks, plain_blocks


@dataclass(frozen=True, slots=True)
class Conversion:
    """A source on each step of its way to its page."""

    source: SourceFile
    decoded: DecodedText
    repaired: RepairedText
    script: Detection
    naive: Naive | None
    """How it shows that it was made Traditional one character at a time; None where it does not."""
    provenance: Provenance
    """What people state, then what the file says, then what the text says; names as received."""
    passages: tuple[Passage, ...]
    """Where each passage stands in the repaired text."""
    shown: tuple[Passage, ...]
    """The same passages as the page has them: Markdown, normalised."""
    page: str
    """The page, unsealed."""


def convert_source(source: SourceFile, previous: Sequence[str] = ()) -> Conversion:
    """Convert one source.

    Args:
        source: the file with its record.
        previous: texts of its page that gave out anchors before, the last generated one first: a passage that stood
            there keeps its anchor.

    Raises SourceError where the file cannot be read.
    """
    decoded = read(source)
    settle = {settled.shown: settled.truth for settled in source.settled}
    repaired = repair(decoded.text, settle=settle, site=dict(source.site))
    blocks = _blocks(repaired.text, format_of(source.path).form)
    provenance = merged(source.provenance, decoded.found, stated(blocks), _stated_around(repaired))
    script = Detection(provenance.region, "来源记录所注 (region)") if provenance.region else detect(repaired.text)
    title = provenance.title or source.name
    blocks = _levelled(blocks, title)
    traces = _naive(repaired.text, script.tag, provenance.naive)
    unsure = unknowable(repaired.text) if traces else None
    words = normalising(script.tag, source.names)
    shown = [
        replace(block, text=normalise(block.text, words, unsure)) if _is_words(block) else block for block in blocks
    ]
    anchors, last = _anchors(source, shown, previous)
    body = compose(zip(shown, anchors, strict=True))
    facts = {
        "source": source.path,
        "script": str(script.tag),
        "encoding": decoded.encoding,
        "repairs": dict(sorted(Counter(step.rule for step in repaired.steps).items())),
        "anchors": last,
        "sha256": source.sha256,
        "converter": stamp_of(source),
    }
    told = _shown_provenance(replace(provenance, title=title), words, unsure)
    page = join(front_matter(told, facts), "\n" + body)
    on_page = passages_of(page, source.name)
    headings = {passage.anchor: passage.headings for passage in on_page}
    traced = (
        Passage(source.name, anchor, block.span, block.span.of(repaired.text), headings.get(anchor, ()))
        for block, anchor in zip(blocks, anchors, strict=True)
        if anchor
    )
    return Conversion(source, decoded, repaired, script, traces, provenance, tuple(traced), on_page, page)


def _stated_around(repaired: RepairedText) -> Provenance:
    """What the lines around the text said of it before they were taken off: credits are never just dropped."""
    lines = "\n".join(step.before for step in repaired.steps if step.rule == furniture.NAME)
    return replace(stated(plain_blocks(lines)), title="") if lines else Provenance()


def _naive(text: str, script: LangTag, stated: bool | None) -> Naive | None:
    """The traces of a conversion by characters, unless a person says that there was none."""
    if stated is False or not script.startswith(HANT):
        return None
    return naive(text) or (Naive((), 0) if stated else None)


def _blocks(text: str, form: Form) -> tuple[Block, ...]:
    return plain_blocks(text) if form is Form.PLAIN else markdown_blocks(text)


def _is_words(block: Block) -> bool:
    return block.kind is not BlockKind.VERBATIM or not block.text.startswith("`")


def _levelled(blocks: Sequence[Block], title: str) -> tuple[Block, ...]:
    """Headings so that only the title has the first level: a page has one."""
    words = key_of(title)
    place = next((at for at, block in enumerate(blocks) if _is_title(at, block, words)), -1)
    others = [block.level for at, block in enumerate(blocks) if block.kind is BlockKind.HEADING and at != place]
    down = 1 if min(others, default=2) == 1 else 0
    out = [
        replace(block, level=min(6, block.level + down)) if block.kind is BlockKind.HEADING else block
        for block in blocks
    ]
    if place >= 0:
        out[place] = replace(blocks[place], kind=BlockKind.HEADING, level=1)
    return tuple(out)


def _is_title(at: int, block: Block, words: str) -> bool:
    heads = block.kind is BlockKind.HEADING or (at == 0 and block.kind is BlockKind.PARAGRAPH)
    return heads and bool(words) and key_of(block.text) == words


def _anchors(source: SourceFile, shown: Sequence[Block], previous: Sequence[str]) -> tuple[list[str], int]:
    """An anchor for each block, the empty string for what is no passage; and the highest number ever given."""
    past = [[(passage.anchor, passage.text) for passage in passages_of(text, source.name)] for text in previous]
    last = max(
        highest([anchor for passages in past for anchor, _ in passages]),
        *(anchors_given(text) for text in previous),
        0,
    )
    words = [written(block) for block in shown if block.kind is not BlockKind.VERBATIM]
    given = assign(words, past[0] if past else [], last)
    rest = iter(given)
    anchors = ["" if block.kind is BlockKind.VERBATIM else next(rest) for block in shown]
    return anchors, max(last, highest(given))


def _shown_provenance(provenance: Provenance, words: Normalising, naive: Container[str] | None) -> Provenance:
    """`provenance` with its names in the canonical script. The sidecar keeps them as they were received."""
    shown = partial(normalise, words=words, naive=naive)
    return replace(
        provenance,
        title=shown(provenance.title),
        author=shown(provenance.author),
        translator=shown(provenance.translator),
        publisher=shown(provenance.publisher),
    )
