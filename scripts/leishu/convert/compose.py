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
    before: Block | None = None
    for block, anchor in blocks:
        if before is not None:
            if _joins(before, block):
                out.append("\n")
            elif before.kind is block.kind is BlockKind.ITEM:
                out.append(f"\n\n{_LIST_BREAK}\n\n")
            else:
                out.append("\n\n")
        out.append(_anchored(block, anchor))
        before = block
    return "".join(out) + "\n" if out else ""


def _anchored(block: Block, anchor: str) -> str:
    text = written(block)
    if not anchor:
        return text
    if block.kind is BlockKind.HEADING:
        return f"{text} {{: #{anchor} }}"
    indent = "    " * block.level + "  " if block.kind is BlockKind.ITEM else ""
    return f"{text}\n{indent}{{: #{anchor} }}"


def _joins(before: Block, block: Block) -> bool:
    """Whether two items are of one list."""
    if not before.kind is block.kind is BlockKind.ITEM:
        return False
    alike = (block.marker == "-") == (before.marker == "-")
    return block.level > 0 or before.level > 0 or (alike and block.marker != "1.")
