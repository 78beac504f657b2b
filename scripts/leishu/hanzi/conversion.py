"""Conversion with the judgement of an editor: rules of people, names and words first, OpenCC for the rest."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from leishu.hanzi.convert import BREAK, by_parts, config_for, ends, one_by_one
from leishu.hanzi.decide import Decision, decide
from leishu.hanzi.quotes import Quotes, quotes_for
from leishu.hanzi.rules import Rule, Rulebook
from leishu.model import HANS, HANT, LangTag

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

OWN_RULES = (
    # An older spelling that Taiwan and Hong Kong keep, of which OpenCC changes the second character only.
    Rule(((HANT, "甚麼"), (HANS, "什么")), "甚麼 → 什么", one_way=True),
    Rule(((HANT, "甚麽"), (HANS, "什么")), "甚麽 → 什么", one_way=True),
    # Words of ours on every page, also where a page names no group of words.
    Rule(((HANS, "链入页面"), (HANT, "連入頁面")), "链入页面 → 連入頁面", one_way=True),
    Rule(((HANS, "本节链接"), (HANT, "本節連結")), "本节链接 → 本節連結", one_way=True),
    # Wrote, not a particle: 看著有 is parted before it comes to this.
    Rule(((HANT, "著有"), (HANS, "著有")), "著有 → 著有", one_way=True),
    # Nouns and verbs of writing that OpenCC's list of exceptions lacks.
    *(
        Rule(((HANT, word), (HANS, kept)), f"{word} → {kept}", one_way=True)
        for word, kept in zip(
            ("編著", "專著", "土著", "原著", "譯著", "遺著", "撰著", "卓著", "拙著", "著錄"),
            ("编著", "专著", "土著", "原著", "译著", "遗著", "撰著", "卓著", "拙著", "著录"),
            strict=True,
        )
    ),
)
"""What OpenCC has no entry for, or a wrong one."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """One way from one script to another, with the judgement of `decide`. Make it once, use it often."""

    config: str
    """An OpenCC config, or several with "+" between them; empty to leave everything but rules as it is."""
    book: Rulebook
    markup: bool = False
    """Whether `-{…}-` in a text is markup."""
    quotes: Quotes = Quotes.KEEP
    """Which quotation marks are written."""

    def __call__(self, text: str, *, quoted: bool = False) -> str:
        """`text` converted. In a quotation no vocabulary is exchanged."""
        return self._put_together(text, self.decide(text, quoted=quoted))

    def all(self, texts: Sequence[str], *, quoted: bool = False) -> list[str]:
        """Every text converted: as one, which is much faster for many short ones."""
        return self.told(texts, quoted=quoted)[0]

    def told(self, texts: Sequence[str], *, quoted: bool = False) -> tuple[list[str], Collection[int]]:
        """Every text converted, and the numbers of those in which a character may have moved.

        In all others each character stands where it stood.
        """
        whole = BREAK.join(texts)
        held = self.decide(whole, quoted=quoted)
        done = self._put_together(whole, held).split(BREAK) if texts else []
        if len(done) != len(texts):
            # Where a text holds the break itself the pieces no longer tell which is which.
            return [self(text, quoted=quoted) for text in texts], range(len(texts))
        if not one_by_one(self.config):
            return done, range(len(texts))
        changed = [
            one.span.start for one in held if one.text is not None and len(one.text) != one.span.end - one.span.start
        ]
        starts = list(accumulate((len(text) + len(BREAK) for text in texts), initial=0)) if changed else []
        return done, {bisect_right(starts, at) - 1 for at in changed}

    def decide(self, text: str, *, quoted: bool = False) -> list[Decision]:
        """What is not left to OpenCC in `text`."""
        if not HAN.search(text):
            return []
        try:
            config = self.config.partition("+")[0]
            return decide(text, config, self.book, quotes=self.quotes, markup=self.markup, quoted=quoted)
        except UnicodeEncodeError:
            return []  # half of a surrogate pair, which libraries that count bytes refuse

    def _put_together(self, text: str, held: list[Decision]) -> str:
        done = iter(by_parts(self.config, text, list(_parts(len(text), held))))
        out: list[str] = []
        for decision in held:
            out.append(next(done))
            if decision.text is not None:
                out.append(decision.text)
            elif decision.span.end > decision.span.start:
                out.append(next(done))
        out.append(next(done))
        return "".join(out)


def _parts(length: int, held: list[Decision]) -> Iterator[tuple[int, int]]:
    """What is left to OpenCC: one more part than there are decisions, and those that are converted apart."""
    at = 0
    for decision in held:
        yield at, decision.span.start
        if decision.text is None and decision.span.end > decision.span.start:
            yield decision.span.start, decision.span.end
        at = decision.span.end
    yield at, length


@lru_cache(maxsize=32)
def conversion_for(
    source: LangTag,
    target: LangTag,
    *,
    vocabulary: bool = False,
    rules: tuple[Rule, ...] = (),
    quotes: Quotes | None = None,
) -> Conversion:
    """The conversion from `source` to `target`; made once a process.

    Args:
        source: the script and region the text is in; see `config_for`.
        target: the script and region wanted.
        vocabulary: also exchange words of the region, all that OpenCC knows.
        rules: of people; they count for more than all else.
        quotes: which quotation marks are written; by default those of the target, where the script changes.

    Raises SettingsError for a tag that is not Chinese.
    """
    start, end = ends(source, target)
    if quotes is None:
        quotes = quotes_for(end) if (start == HANS) != (end == HANS) else Quotes.KEEP
    config = config_for(source, target, vocabulary=vocabulary)
    return Conversion(config, Rulebook((*OWN_RULES, *rules), start, end), quotes=quotes)
