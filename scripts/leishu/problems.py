"""What is wrong with content, said so that anyone can mend it.

A problem is never raised: checks gather all of them, and a command prints them together. Rule ids come in families, and
each id is an anchor in docs/contributing/rules.md (a test compares the two lists).
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a problem stops a strict build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of problem."""

    id: str
    severity: Severity
    summary: str
    """In English, for `leishu check --rules`; docs/contributing/rules.md explains it in Chinese."""


RULES = {
    rule.id: rule
    for rule in (
        Rule("MET101", Severity.ERROR, "front matter or a record is not readable YAML"),
        Rule("MET102", Severity.ERROR, "unknown key"),
        Rule("MET103", Severity.ERROR, "required key missing"),
        Rule("MET104", Severity.ERROR, "value of the wrong kind"),
        Rule("MET105", Severity.ERROR, "names a page or topic that does not exist"),
        Rule("MET106", Severity.ERROR, "an old address that is taken"),
        Rule("NAM101", Severity.ERROR, "two entries claim one name"),
        Rule("NAM102", Severity.WARNING, "an ambiguous name was left unlinked"),
        Rule("LNK101", Severity.ERROR, "link to a page that does not exist"),
        Rule("LNK102", Severity.ERROR, "[[name]] that no entry or topic has"),
        Rule("LNK103", Severity.ERROR, "citation of a passage that does not exist"),
        Rule("SRC101", Severity.ERROR, "a source has no .source.yml, or the other way round"),
        Rule("SRC102", Severity.ERROR, "a source has no licence"),
        Rule("SRC103", Severity.ERROR, "a source was changed after it was received"),
        Rule("SRC104", Severity.WARNING, "a source page is older than its source: run leishu convert"),
        Rule("SRC105", Severity.ERROR, "an anchor stands twice on one page"),
        Rule("TXT101", Severity.WARNING, "damage that could not be repaired"),
        Rule("TXT102", Severity.ERROR, "a repair that a person settled does not apply"),
        Rule("TXT103", Severity.WARNING, "a text that was made Traditional one character at a time"),
        Rule("URL101", Severity.ERROR, "a link of the built site leads nowhere"),
        Rule("URL102", Severity.ERROR, "a link of the built site names an anchor that is not there"),
        Rule("URL103", Severity.ERROR, "a page of the built site asks a third party for something"),
        Rule("HAN101", Severity.ERROR, "broken conversion markup"),
        Rule("HAN102", Severity.WARNING, "a conversion in doubt: leishu check --conversion"),
    )
}
"""Every rule by its id."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. Sorts by place."""

    path: str
    """Relative to the project's root, with "/"."""
    line: int
    """From 1."""
    column: int
    """From 1, in code points."""
    rule: str
    message: str
    """Chinese, then English where a contributor abroad needs it."""
    hint: str = ""
    """What to do; empty where the message already says it."""

    @property
    def severity(self) -> Severity:
        """How bad, as the rule says."""
        return RULES[self.rule].severity

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}"
        return f"{place} {self.rule} {self.message}" + (f"；{self.hint}" if self.hint else "")


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """`是否为「x」？ (did you mean x?)` for the nearest of `known`, or the empty string where none is near."""
    near = difflib.get_close_matches(given, sorted(known), n=1, cutoff=0.5)
    return f"是否为「{near[0]}」？ (did you mean {near[0]}?)" if near else ""
