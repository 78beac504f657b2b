"""Blocks and their anchors → the body of a page: Markdown that reads well as text."""

from collections.abc import Iterable

from leishu.segment import Block, BlockKind

_LIST_BREAK = "<!-- -->"
"""Between two lists that touch: Python-Markdown would make them one."""


def written(block: Block) -> str:
    """A block with its markers, as it stands on the page: what `markdown.sections.passages` reads back."""
    match block.kind:
        case BlockKind.HEADING:
            return f"{'#' * block.level} {block.text}"
        case BlockKind.QUOTE:
            return f"> {block.text}"
        case BlockKind.ITEM:
            return f"{'    ' * block.level}{block.marker} {block.text}"
        case _:
            return block.text


def compose(blocks: Iterable[tuple[Block, str]]) -> str:
    """The body of a page. Each block comes with its anchor, or the empty string for none."""
    out: list[str] = []
    before = top = None
    for block, anchor in blocks:
        if before is not None:
            out.append(_gap(before, block, top))
        out.append(_anchored(block, anchor))
        before = block
        top = block if block.level == 0 else top
    return "".join(out) + "\n" if out else ""


def _gap(before: Block, block: Block, top: Block | None) -> str:
    """What stands between two blocks; `top` is the last one that is not nested."""
    if not before.kind is block.kind is BlockKind.ITEM:
        return "\n\n"
    same = top is not None and (block.marker == "-") == (top.marker == "-") and block.marker != "1."
    return "\n" if block.level > 0 or same else f"\n\n{_LIST_BREAK}\n\n"


def _anchored(block: Block, anchor: str) -> str:
    text = written(block)
    if not anchor:
        return text
    if block.kind is BlockKind.HEADING:
        return f"{text} {{: #{anchor} }}"
    indent = "    " * block.level + "  " if block.kind is BlockKind.ITEM else ""
    return f"{text}\n{indent}{{: #{anchor} }}"
