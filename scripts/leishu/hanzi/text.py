"""Any text, converted: what other programs may use alone, and what `leishu convert-text` does."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from leishu.errors import SettingsError
from leishu.hanzi.conversion import Conversion, conversion_for
from leishu.hanzi.convert import config_for, ends
from leishu.hanzi.detect import detect
from leishu.hanzi.explain import Change, explain
from leishu.hanzi.notation import TAGS
from leishu.hanzi.quotes import Quotes
from leishu.hanzi.rules import Rule
from leishu.model import LangTag


@dataclass(frozen=True)
class Converted:
    """A text in another script."""

    original: str
    source: LangTag
    """What it was written in: zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK, or und where nothing tells."""
    evidence: str
    """Why, where that was detected; empty where it was given."""
    conversion: Conversion = field(repr=False)

    @cached_property
    def text(self) -> str:
        """The text converted."""
        return self.conversion(self.original)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every change, with the rule or the dictionary entry that decided it; also what a lone character might be."""
        return explain(self.conversion, self.original)


def convert_text(
    text: str,
    target: str,
    source: str = "",
    *,
    vocabulary: bool = False,
    rules: Sequence[Rule] = (),
    quotes: str = "",
) -> Converted:
    """`text` in the script and region `target`, with the judgement of an editor.

    Words are told apart before OpenCC converts them, surnames stay what they are, and quotation marks are those of the
    region. Only characters change, unless `vocabulary` or `rules` say more.

    Args:
        text: any text, of any length.
        target: zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK, or a name that comes to one of them (zh-TW, zh-CN, zh-HK).
        source: what `text` is written in, likewise; by default it is detected.
        vocabulary: also exchange all words of the region that OpenCC knows (软件 and 軟體).
        rules: rules of people (`leishu.hanzi.rules`), which count for more than all else.
        quotes: corner (「」), curly (“”) or keep; by default those of the target, where the script changes.

    Raises SettingsError for a script that is none of these, and for an exchange of words that OpenCC does not know.
    """
    found = None if source else detect(text)
    given = found.tag if found else _tag(source)
    wanted = _tag(target)
    if vocabulary and config_for(given, wanted) and config_for(given, wanted, vocabulary=True)[-1] != "p":
        start, end = ends(given, wanted)
        raise SettingsError(f"OpenCC exchanges no words from {start} to {end}: convert without vocabulary")
    marks = Quotes(quotes) if quotes else None
    conversion = conversion_for(given, wanted, vocabulary=vocabulary, rules=tuple(rules), quotes=marks)
    return Converted(text, given, found.evidence if found else "", conversion)


def _tag(name: str) -> LangTag:
    if name.lower() not in TAGS:
        raise SettingsError(f"'{name}' is not a script Leishu converts: use zh-Hans, zh-Hant, zh-Hant-TW or zh-Hant-HK")
    return TAGS[name.lower()]
