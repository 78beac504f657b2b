"""What people refer to themselves: `[[name]]`, Markdown links between pages, citations. Resolved, or a problem."""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from leishu.knowledge.catalogue import DOCS
from leishu.knowledge.reading import Reading
from leishu.knowledge.register import Register
from leishu.markdown.masks import Part, pieces
from leishu.model import AuthoredPage, DocPath, Link, LinkKind, Span
from leishu.problems import Problem, did_you_mean

WIKILINK = re.compile(r"\[\[(?P<name>[^\[\]\n|]+)(?:\|(?P<shown>[^\[\]\n]+))?\]\]")
_CITATION = re.compile(r"\[@(?P<id>(?P<source>[^\[\]\s#]+)(?:#(?P<anchor>[^\[\]\s]+))?)\]")
_LINK = re.compile(r"\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(\s*<?(?P<target>[^\s()<>]*)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/|#")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\n]+\]:")


@dataclass(frozen=True, slots=True)
class Known:
    """What can be referred to."""

    pages: Collection[DocPath]
    """Every page, also the derived ones."""
    passages: Collection[str]
    """The id of every passage."""
    register: Register
    moved: Mapping[DocPath, DocPath]
    """Where pages were, and where they are."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Something that a person refers to."""

    part: Part
    span: Span
    """In the body."""


def references_on(reading: Reading) -> tuple[Reference, ...]:
    """Every reference on a page, in order, also those in headings and footnotes, which are not prose."""
    return tuple(Reference(part, span) for part, span in _written(reading.page.body))


def resolve_all(
    page: AuthoredPage, references: Iterable[Reference], known: Known
) -> tuple[tuple[Link, ...], tuple[Problem, ...]]:
    """The references on a page as links, in order, and those that lead nowhere."""
    links: list[Link] = []
    problems: list[Problem] = []
    for reference in references:
        match reference.part:
            case Part.WIKILINK:
                found = _wikilink(page, reference.span, known)
            case Part.CITATION:
                found = _citation(page, reference.span, known)
            case _:
                found = _markdown_link(page, reference.span, known)
        if isinstance(found, Link):
            links.append(found)
        elif found:
            problems.append(found)
    return tuple(links), tuple(problems)


def _written(body: str) -> Iterator[tuple[Part, Span]]:
    wanted = (Part.WIKILINK, Part.CITATION, Part.LINK)
    for piece in pieces(body):
        if piece.part in wanted:
            yield piece.part, piece.span
        elif piece.part is Part.HEADING or _FOOTNOTE.match(piece.span.of(body)):
            text = piece.span.of(body)
            if "[" not in text:
                continue
            # The mark that made it a heading or a footnote is left out, so that the rest reads as a line of its own.
            mark = re.match(r"[ #]*(?:\[\^[^\]\n]+\]:)?[ \t]*", text)
            skip = mark.end() if mark else 0
            for inner in pieces(text[skip:]):
                if inner.part in wanted:
                    yield inner.part, inner.span.shifted(piece.span.start + skip)


def _wikilink(page: AuthoredPage, span: Span, known: Known) -> Link | Problem | None:
    written = WIKILINK.fullmatch(span.of(page.body))
    if not written:
        return None
    name = written["name"].strip()
    targets = known.register.find(name)
    if len(targets) == 1:
        return Link(page.path, span, (written["shown"] or written["name"]).strip(), targets[0], LinkKind.EXPLICIT)
    if targets:
        message = f"「[[{name}]]」可指 {'、'.join(targets)} (ambiguous name)"
        return _problem(page, span, "LNK102", message, "请写更完整的名称 (write a fuller name)")
    message = f"没有条目或主题叫「{name}」 (no entry or topic has this name)"
    return _problem(page, span, "LNK102", message, known.register.near(name))


def _citation(page: AuthoredPage, span: Span, known: Known) -> Link | Problem | None:
    written = _CITATION.fullmatch(span.of(page.body))
    if not written:
        return None
    target = DocPath(f"sources/{written['source']}.md")
    if written["id"] in known.passages:
        return Link(page.path, span, span.of(page.body), target, LinkKind.CITATION, written["anchor"])
    what = "没有来源" if target not in known.pages else "此来源没有段落" if written["anchor"] else "请写明段落"
    message = f"{what}「{written['id']}」 (citation of a passage that does not exist)"
    return _problem(page, span, "LNK103", message, _nearest_passage(written["source"], written["id"], known))


def _nearest_passage(source: str, id_: str, known: Known) -> str:
    """A passage of the same source, or a source like it: looking through all passages would take long."""
    own = [passage for passage in known.passages if passage.startswith(f"{source}#")]
    return did_you_mean(id_, own or {passage.partition("#")[0] for passage in known.passages})


def _markdown_link(page: AuthoredPage, span: Span, known: Known) -> Link | Problem | None:
    """A link to another page; links to the web, to files and within the page are not ours to judge."""
    written = _LINK.match(span.of(page.body))
    if not written or _SCHEME.match(written["target"]):
        return None
    given, _, anchor = written["target"].partition("#")
    given = unquote(given.partition("?")[0])
    if not given.endswith(".md"):
        return None
    target = resolve(page.path, given)
    if target in known.pages:
        return Link(page.path, span, written["text"], target, LinkKind.EXPLICIT, anchor)
    if target in known.moved:
        message = f"页面「{given}」已改名 (link to a page that has moved)"
        hint = f"请改为 {relative(page.path, known.moved[target])} (write this instead)"
        return _problem(page, span, "LNK101", message, hint)
    near = did_you_mean(target, known.pages)
    message = f"找不到页面「{given}」 (link to a page that does not exist)"
    return _problem(page, span, "LNK101", message, near)


def resolve(page: DocPath, target: str) -> DocPath:
    """Where the relative link `target` on `page` leads, below docs/."""
    return DocPath(posixpath.normpath(posixpath.join(PurePosixPath(page).parent.as_posix(), target)))


def relative(page: DocPath, target: DocPath) -> str:
    """How `page` links to `target`: the inverse of `resolve`."""
    if not target.endswith(".md"):
        return posixpath.relpath(target, PurePosixPath(page).parent.as_posix())
    # Between pages in a tenth of that time: a site has very many links.
    here, there = page.split("/")[:-1], target.split("/")
    same = 0
    while same < len(here) and here[same] == there[same] and same + 1 < len(there):
        same += 1
    return "../" * (len(here) - same) + "/".join(there[same:])


def _problem(page: AuthoredPage, span: Span, rule: str, message: str, hint: str) -> Problem:
    line = page.body_line + page.body.count("\n", 0, span.start)
    column = span.start - (page.body.rfind("\n", 0, span.start) + 1) + 1
    return Problem(f"{DOCS}/{page.path}", line, column, rule, message, hint)
