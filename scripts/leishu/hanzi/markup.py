"""`-{…}-`, as MediaWiki writes it: what is between the braces is decided by a person, not by conversion.

-{text}-                                   left alone
-{zh-hans:网络;zh-hant-tw:網路}-           this here, for each script
-{内存=>zh-hant-tw:記憶體}-                this for one script, elsewhere as usual
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from leishu.hanzi.rules import TAGS
from leishu.model import HANS, HANT, HANT_HK, HANT_TW, LangTag, Span
from leishu.problems import Problem, did_you_mean

_MARKUP = re.compile(r"-\{(?P<body>(?:(?!-\{|\}-)[^\x1e])*)\}-")
_LOOSE = re.compile(r"-\{|\}-")
_FORM = re.compile(r"(?:^|;)\s*(?P<tag>zh(?:-[a-z]+)*)\s*:", re.IGNORECASE)
_ONE_WAY = re.compile(r"(?P<word>[^;]*?)=(?:>|&gt;)\s*(?P<forms>zh.*)", re.DOTALL | re.IGNORECASE)
_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,}).*?(?:^(?P=fence)|\Z)|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.MULTILINE | re.DOTALL
)
_NEXT_BEST = {HANT_TW: (HANT, HANT_HK), HANT_HK: (HANT, HANT_TW), HANT: (HANT_TW, HANT_HK)}


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of markup and what a script shows of it."""

    span: Span
    """The whole of it, braces and all."""
    text: str
    """What is shown; where `span_kept` is set, before conversion."""
    kept: Span | None = None
    """The part of it that is converted as usual, where no form was given for this script."""


def shown(text: str, tag: LangTag) -> Iterator[Shown]:
    """Each piece of markup in `text` that is well formed, in order, as `tag` shows it."""
    for found in _MARKUP.finditer(text):
        body, at = found["body"], found.start("body")
        span = Span(*found.span())
        one_way = _ONE_WAY.fullmatch(body)
        forms = _forms(one_way["forms"] if one_way else body)
        near = (HANT,) if one_way and tag in _NEXT_BEST else _NEXT_BEST.get(tag, ())
        best = next((forms[form] for form in (tag, *near) if form in forms), None)
        if best is not None:
            yield Shown(span, best)
        elif one_way:
            yield Shown(span, one_way["word"], Span(*one_way.span("word")).shifted(at))
        elif forms:
            # Not said for this script: as usual, from the form that the page is written in.
            form = forms.get(HANS) or next(iter(forms.values()))
            start = at + body.index(form)
            yield Shown(span, form, Span(start, start + len(form)))
        else:
            yield Shown(span, body)


def plain(text: str, tag: LangTag) -> str:
    """`text` as the canonical `tag` shows it: nothing is converted."""
    out: list[str] = []
    at = 0
    for piece in shown(text, tag):
        out += (text[at : piece.span.start], piece.text)
        at = piece.span.end
    return "".join((*out, text[at:]))


def problems(text: str, path: str, first_line: int = 1) -> tuple[Problem, ...]:
    """What is wrong with the markup of a Markdown text (HAN101). Code is not looked at."""
    text = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]

    def problem(at: int, message: str, hint: str = "") -> Problem:
        row = bisect_right(starts, at) - 1
        return Problem(path, row + first_line, at - starts[row] + 1, "HAN101", message, hint)

    found: list[Problem] = []
    for markup in _MARKUP.finditer(text):
        for form in _FORM.finditer(markup["body"]):
            if form["tag"].lower() not in TAGS:
                message = f"不认识的文字「{form['tag']}」 (unknown script)"
                at = markup.start("body") + form.start("tag")
                found.append(problem(at, message, did_you_mean(form["tag"].lower(), TAGS)))
        if re.search(r"zh(?:-[a-z]+)+\s*：", markup["body"], re.IGNORECASE):
            found.append(problem(markup.start(), "「：」应为半角「:」 (full-width colon in conversion markup)"))
    whole = _MARKUP.sub(lambda markup: " " * len(markup[0]), text)
    for loose in _LOOSE.finditer(whole):
        opening = loose[0] == "-{"
        message = "「-{」没有配对的「}-」，或其中又有「-{」" if opening else "「}-」没有配对的「-{」"
        found.append(problem(loose.start(), f"{message} (unbalanced or nested conversion markup)"))
    return tuple(sorted(found))


def _forms(body: str) -> dict[LangTag, str]:
    forms: dict[LangTag, str] = {}
    starts = [form for form in _FORM.finditer(body) if form["tag"].lower() in TAGS]
    if not starts or body[: starts[0].start()].strip():
        return {}
    for form, following in zip(starts, (*starts[1:], None), strict=True):
        value = body[form.end() : following.start() if following else len(body)]
        forms[TAGS[form["tag"].lower()]] = value.strip().removesuffix(";").strip()
    return forms
