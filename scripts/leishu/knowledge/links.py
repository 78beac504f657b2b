"""Which mentions become links, and how links are written into a body and taken out again without losing a byte."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from leishu.knowledge.reading import Reading, is_apparatus
from leishu.knowledge.references import WIKILINK, relative
from leishu.model import DocPath, Link, LinkKind, Mention, NameOrigin

_OURS = re.compile(
    r"""
    \[(?P<shown>[^\[\]\n]*)\]\((?P<target>[^()\s]*)\)
    \{(?P<marks>(?:[ ]\.mention)+|(?:[ ]\.wikilink)+)
    (?P<rest>(?:[ ]\.misspelling[ ]aria-description="[^"\n]*")?
    (?:[ ]data-name="(?P<name>[^"\n]*)")?(?:[ ]title="[^"\n]*")?)[ ]\}
    """,
    re.VERBOSE,
)
"""A link that we wrote; where a person wrote the very same, its mark is doubled, so that both can be told apart."""
_EMPHASIS = re.compile(r"\*+")
_SELF = re.compile(r'<span class="leishu-self"(?: data-name="(?P<name>[^"\n]*)")?>(?P<shown>[^<>\n]*)</span>')
_LIST_OF_A_LINK = re.compile(r"(?<=\])(\([^()\n]*\))\{[^{}\n]*\}")


def mention_links(reading: Reading, mentions: Iterable[Mention], written: Iterable[Link]) -> tuple[Link, ...]:
    """The first mention of each target in each section, unless people link to it there themselves.

    A misspelling is linked beside the right name, since the link says that it is one. Lists of references have none.
    """
    explicit = (link for link in written if link.kind is LinkKind.EXPLICIT)
    linked = {(_section_start(reading, link.span.start), link.target, "") for link in explicit}
    out: list[Link] = []
    for mention in mentions:
        misspelt = mention.name.text if mention.name.origin is NameOrigin.MISSPELLING else ""
        place = (_section_start(reading, mention.span.start), mention.target, misspelt)
        if place in linked or unlinkable(reading, mention):
            continue
        linked.add(place)
        note = mention.reason if mention.name.origin is NameOrigin.MISSPELLING else ""
        out.append(Link(mention.page, mention.span, mention.surface, mention.target, LinkKind.MENTION, note=note))
    return tuple(out)


def unlinkable(reading: Reading, mention: Mention) -> str:
    """Why a mention cannot be a link where it stands, for a person; empty where it can."""
    if not reading.page.linking:
        return "本页不加链接"
    section = reading.section_at(mention.span.start)
    if section and is_apparatus(section.headings):
        return "在参考资料里"
    if _part_of_a_title(reading.page.body, mention):
        return "只是书名的一部分"
    if _entangled(reading.page.body, mention):
        return "旁边的标记会弄坏链接"
    return ""


def _section_start(reading: Reading, at: int) -> int:
    section = reading.section_at(at)
    return section.span.start if section else 0


def _entangled(body: str, mention: Mention) -> bool:
    """Whether what stands around it would make other Markdown of a link: an image, a reference, emphasis."""
    start, end = mention.span.start, mention.span.end
    return (
        body[start - 1 : start] in ("!", "\\", "[", "^", "_")
        or body.startswith(("]", "{", "_"), end)
        or "]:" in _rest_of_line(body, end)
        or _begins_an_abbreviation(body, start, end)
        or _before_a_brace(body, end)
        or _misnested(body[body.rfind("\n", 0, start) + 1 : start] + _rest_of_line(body, end))
    )


def _begins_an_abbreviation(body: str, start: int, end: int) -> bool:
    """Whether `*[` would begin a line, and an abbreviation as far as the `]:` of a definition below."""
    return body[max(0, start - 2) : start] in ("*", "\n*") and "]:" in body[end:].partition("\n\n")[0]


def _misnested(line: str) -> bool:
    """Whether emphasis closes out of order, *甲**乙*丙: Python-Markdown garbles that, and links most of all."""
    opened: list[str] = []
    for run in _EMPHASIS.findall(line):
        if opened and opened[-1] == run:
            opened.pop()
        elif run in opened:
            return True
        else:
            opened.append(run)
    return False


def _before_a_brace(body: str, at: int) -> bool:
    """Whether a brace follows on the line: Python-Markdown reads an attribute list as far as the last one."""
    return "}" in _LIST_OF_A_LINK.sub(r"\1", _rest_of_line(body, at))


def _rest_of_line(body: str, at: int) -> str:
    end = body.find("\n", at)
    return body[at : end if end >= 0 else len(body)]


def _part_of_a_title(body: str, mention: Mention) -> bool:
    """Whether it stands in 《…》 without filling it: a link on two words of a title would lead away from the work."""
    line = body.rfind("\n", 0, mention.span.start) + 1
    opened = max(body.rfind(mark, line, mention.span.start) for mark in "《〈")
    if opened < 0 or any(mark in body[opened : mention.span.start] for mark in "》〉"):
        return False
    return opened + 1 != mention.span.start or body[mention.span.end : mention.span.end + 1] not in ("》", "〉")


def add_links(body: str, links: Iterable[Link]) -> str:
    """`body` with its mention links and its `[[…]]` written as Markdown links; citations are left as they are.

    A link on a misspelling gets a class and a title that say so. Written in the standard form of the attr_list
    extension: `[surface](../entries/x.md){ .mention }`.
    """
    out: list[str] = []
    at = 0
    for link in sorted(links, key=lambda link: link.span):
        if link.kind is LinkKind.MENTION:
            made = _mention_link(link)
        elif link.kind is LinkKind.EXPLICIT and (written := WIKILINK.fullmatch(link.span.of(body))):
            made = _wiki_link(link, written, plain=_before_a_brace(body, link.span.end))
        else:
            continue
        out += (_mark_lookalikes(body[at : link.span.start]), made)
        at = link.span.end
    return "".join((*out, _mark_lookalikes(body[at:])))


def remove_links(woven: str) -> str:
    """What people wrote: `add_links` undone, byte for byte.

    One cannot be undone: a `[[name]]` with a brace behind it on its line is a link without a mark.
    """
    return _SELF.sub(_unbracketed, _OURS.sub(_authored, woven))


def href(page: DocPath, target: DocPath, anchor: str = "") -> str:
    """A link's destination as Markdown needs it: relative, percent-encoded."""
    return quote(relative(page, target), safe="/") + (f"#{quote(anchor)}" if anchor else "")


def _mention_link(link: Link) -> str:
    # What is right stands in an attribute that the style sheet shows, and that is read out: the text stays what it was.
    right = link.note.rpartition("，")[2]
    note = f' .misspelling aria-description="{right}"' if right else ""
    return f"[{link.surface}]({href(link.page, link.target)}){{ .mention{note}{_title(link)} }}"


def _title(link: Link) -> str:
    """What a reader sees who stays on the link: that the name is misspelt, or what the target is."""
    title = (link.note or link.card).replace('"', "”")
    return f' title="{title}"' if title else ""


def _wiki_link(link: Link, written: re.Match[str], *, plain: bool) -> str:
    """A link that a person wrote, in Markdown; without the list that says whose it is where `plain`.

    A page does not lead to itself: there the name is all that is shown.
    """
    name, shown = written["name"], written["shown"]
    data = f' data-name="{name}"' if shown else ""
    if link.target == link.page:
        return f'<span class="leishu-self"{data}>{shown or name}</span>'
    marks = "" if plain else f"{{ .wikilink{data}{_title(link)} }}"
    return f"[{shown or name}]({href(link.page, link.target)}){marks}"


def _mark_lookalikes(text: str) -> str:
    return _OURS.sub(lambda link: _with_marks(link, 2 * [link["marks"]]), text)


def _authored(link: re.Match[str]) -> str:
    marks = link["marks"].split(" ")[1:]
    if len(marks) > 1:
        return _with_marks(link, [f" {mark}" for mark in marks[: len(marks) // 2]])
    if marks == [".mention"]:
        return link["shown"]
    return _unbracketed(link)


def _unbracketed(link: re.Match[str]) -> str:
    return f"[[{link['name']}|{link['shown']}]]" if link["name"] else f"[[{link['shown']}]]"


def _with_marks(link: re.Match[str], marks: list[str]) -> str:
    return f"[{link['shown']}]({link['target']}){{{''.join(marks)}{link['rest']} }}"
