"""`-{…}-`, as MediaWiki writes it: what is between the braces is decided by a person, not by conversion.

-{text}-                                   left alone; also -{R|text}-
-{zh-hans:网络;zh-hant-tw:網路}-           this here, for each script
-{内存=>zh-hant-tw:記憶體}-                this for one script, elsewhere as usual
-{A|zh-hans:老挝;zh-hant-tw:寮國}-         this here, and a rule for the whole page
-{H|zh-hans:老挝;zh-hant-tw:寮國}-         the rule only: nothing is shown

MediaWiki's other flags have a better place here and are told so: T is the `title:` of the front matter, D and N show
rules to readers, - takes a rule back (a page names the groups it wants).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from leishu.hanzi.notation import ONE_WAY, TAGS, forms_in, unknown_tags
from leishu.hanzi.rules import Rule, Scope, noted_rule
from leishu.model import HANS, HANT, HANT_HK, HANT_TW, LangTag, Span
from leishu.problems import Problem, did_you_mean

MARKUP = re.compile(r"-\{(?P<body>(?:(?!-\{|\}-)[^\x1e])*)\}-")
_LOOSE = re.compile(r"-\{|\}-")
_FLAGGED = re.compile(r"\s*(?P<flag>[A-Za-z-]|zh[a-z-]*)(?:;[A-Za-z-]+)*\s*\|(?P<body>.*)", re.DOTALL)
_FLAGS = {"A": "", "H": "", "R": "", "T": "请把题名写在前文的 title (put it in the front matter)"}
_NO_FLAG = "可用的是 A、H、R，见 CONV-2 (use A, H or R)"
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
    for found in MARKUP.finditer(text):
        span = Span(*found.span())
        flag, body, at = _parts(found)
        if flag == "H":
            yield Shown(span, "")
            continue
        one_way = ONE_WAY.fullmatch(body) if flag != "R" else None
        forms = forms_in(one_way["forms"] if one_way else body) if flag != "R" else {}
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


def _parts(markup: re.Match[str]) -> tuple[str, str, int]:
    """The flag of a piece of markup, or the empty string; its body, and where in the text that begins."""
    flagged = _FLAGGED.fullmatch(markup["body"])
    if not flagged:
        return "", markup["body"], markup.start("body")
    return flagged["flag"].upper(), flagged["body"], markup.start("body") + flagged.start("body")


def rules(text: str, path: str, first_line: int = 1) -> Iterator[Rule]:
    """The rules that a Markdown text makes for its page. Code is not looked at."""
    text = _without_code(text)
    for found in MARKUP.finditer(text):
        flag, body, _ = _parts(found)
        if flag in ("A", "H"):
            origin = f"{path}:{first_line + text.count(chr(10), 0, found.start())}"
            rule = noted_rule(body, origin)
            if rule:
                yield rule
            elif flag == "A" and body and not forms_in(body):
                yield Rule(((HANS, body), (HANT, body)), origin, Scope.CHARACTERS)


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
    text = _without_code(text)
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]

    def problem(at: int, message: str, hint: str = "") -> Problem:
        row = bisect_right(starts, at) - 1
        return Problem(path, row + first_line, at - starts[row] + 1, "HAN101", message, hint)

    found: list[Problem] = []
    for markup in MARKUP.finditer(text):
        flag, body, start = _parts(markup)
        if flag and (flag not in _FLAGS or _FLAGS[flag]):
            message = f"不用「{flag}」这个记号 (this flag is not used)"
            found.append(problem(markup.start(), message, _FLAGS.get(flag) or _NO_FLAG))
        elif flag in ("A", "H") and not noted_rule(body, path) and (flag == "H" or not body or forms_in(body)):
            hint = "写成 -{H|zh-hans:…;zh-hant-tw:…}- (name the Simplified word and the others)"
            found.append(problem(markup.start(), "规则里要有 zh-hans 与另一种文字 (a rule needs both)", hint))
        for form in unknown_tags(body) if flag != "R" else ():
            message = f"不认识的文字「{form['tag']}」 (unknown script)"
            found.append(problem(start + form.start("tag"), message, did_you_mean(form["tag"].lower(), TAGS)))
        if re.search(r"zh(?:-[a-z]+)+\s*：", body, re.IGNORECASE):
            message = "「：」应为半角「:」 (full-width colon in conversion markup)"
            found.append(problem(markup.start(), message))
    whole = MARKUP.sub(lambda markup: " " * len(markup[0]), text)
    for loose in _LOOSE.finditer(whole):
        if loose[0] == "-{":
            message = "「-{」没有配对的「}-」，或其中又有「-{」 (unbalanced or nested conversion markup)"
            hint = "补上「}-」；一处套一处的，拆成前后两处 (close it, or write two in a row)"
        else:
            message = "「}-」没有配对的「-{」 (unbalanced conversion markup)"
            hint = "补上「-{」；原文如此的，放进代码 (open it, or put it in code)"
        found.append(problem(loose.start(), message, hint))
    return tuple(sorted(found))


def _without_code(text: str) -> str:
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
