"""One page, from the canonical form that the renderer built to each of its variants."""

import json
import re
from collections.abc import Callable, Iterable, Iterator

from leishu.hanzi.conversion import HAN, Conversion
from leishu.hanzi.convert import converter
from leishu.hanzi.markup import plain
from leishu.hanzi.rules import Rule, Rulebook
from leishu.model import Variant
from leishu.publish.html import scan, splice
from leishu.publish.slots import Kind, Slot, Voice
from leishu.publish.urls import Place
from leishu.publish.variants.align import pieces, shares
from leishu.publish.variants.alternates import SWITCHER_NAME, fill, unfilled
from leishu.publish.variants.texts import Text, Texts
from leishu.publish.variants.theme import theme_words

_LANG = re.compile(r"""(<html\b[^>]*?\slang=)(["']?)[A-Za-z0-9-]*\2""", re.IGNORECASE)
_READ = (Kind.TEXT, Kind.JSON)
_LOCALES = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}

Rules = tuple[Rule, ...]


class Writer:
    """Writes pages in the variants of one site. Made once a process: it remembers what it converted."""

    def __init__(self, canonical: Variant, variants: tuple[Variant, ...], site_url: str, rules: Rules = ()) -> None:
        for variant in variants:
            converter(variant.config)  # a config that does not exist is told before anything is written
        self.canonical = canonical
        self.variants = variants
        self.site_url = Place.of(site_url, "").site_url
        self.rules = rules
        """Those that hold on every page."""
        self._texts: dict[tuple[str, Rules], Texts] = {}

    def warm(self) -> None:
        """Load the dictionaries now: processes forked from this one have them then."""
        for variant in self.variants:
            self._converting(variant, ()).all([(SWITCHER_NAME, Voice.FRAME)])

    def source(self, html: str) -> str:
        """The page as the renderer left it, but for the language it says it is in. Filling does not change it."""
        return _LANG.sub(rf"\g<1>\g<2>{self.canonical.tag}\g<2>", unfilled(html), count=1)

    def canonical_page(self, source: str, address: str) -> str:
        """The canonical page, with links to its variants, and what its conversion markup shows."""
        if "-{" in source:
            slots = tuple(slot for slot in scan(source, self.canonical.tag) if slot.kind in _READ)
            shown = _texts(source, slots, lambda texts: [plain(text, self.canonical.tag) for text, _ in texts])
            source = splice(source, zip(slots, shown, strict=True))
        return self._filled(source, address, self.canonical, SWITCHER_NAME)

    def variant_page(
        self, source: str, address: str, slots: tuple[Slot, ...], variant: Variant, rules: Rules = ()
    ) -> str:
        """The page in one variant. `slots` are those of `source`, which every variant shares; `rules`, the page's."""
        texts = self._converting(variant, rules)
        html = self._written(source, slots, variant, texts)
        return self._filled(html, address, variant, texts.all([(SWITCHER_NAME, Voice.FRAME)])[0])

    def _filled(self, html: str, address: str, here: Variant, name: str) -> str:
        return fill(html, address, here, (self.canonical, *self.variants), self.site_url, name)

    def _converting(self, variant: Variant, rules: Rules) -> Texts:
        if (variant.path, rules) not in self._texts:
            book = Rulebook((*self.rules, *rules), self.canonical.tag, variant.tag)
            conversion = Conversion(variant.config, book, markup=True)
            self._texts[variant.path, rules] = Texts(conversion, theme_words(self.canonical.tag, variant.tag))
        return self._texts[variant.path, rules]

    def _written(self, html: str, slots: tuple[Slot, ...], variant: Variant, converting: Texts) -> str:
        place = Place(self.site_url, variant.path)
        texts = _texts(html, slots, converting.all)
        write: dict[Kind, Callable[[str], str]] = {
            Kind.LANG: lambda _: variant.tag,
            Kind.LOCALE: lambda _: locale(variant.tag),
            Kind.URL: place.localise,
            Kind.URLS: place.localise_all,
            Kind.BASE: place.base,
        }
        return splice(
            html,
            (
                (slot, next(texts) if slot.kind in _READ else write[slot.kind](html[slot.start : slot.end]))
                for slot in slots
            ),
        )


def _texts(html: str, slots: Iterable[Slot], convert: Callable[[list[Text]], list[str]]) -> Iterator[str]:
    """What stands in each slot that people read, in order, converted. The slots of a run are read as one text."""
    read = [slot for slot in slots if slot.kind in _READ]
    runs: dict[int, list[str]] = {}
    for slot in read:
        runs.setdefault(slot.run, []).append(_taken(slot, html))
    voices = {slot.run: slot.voice for slot in read}
    whole = convert([("".join(parts), voices[run]) for run, parts in runs.items()])
    dealt = {
        run: iter((text,) if len(parts) == 1 else pieces(text, shares(parts, text)))
        for (run, parts), text in zip(runs.items(), whole, strict=True)
    }
    for slot in read:
        yield _put(slot, html, next(dealt[slot.run]))


def _taken(slot: Slot, html: str) -> str:
    """The text in a slot."""
    text = html[slot.start : slot.end]
    return str(json.loads(f'"{text}"', strict=False)) if slot.kind is Kind.JSON else text


def _put(slot: Slot, html: str, text: str) -> str:
    """A text as it is written in its slot."""
    return _json(html[slot.start : slot.end], text) if slot.kind is Kind.JSON else text


def locale(tag: str) -> str:
    """Open Graph's name of a language: `zh_TW` for zh-Hant-TW; zh_CN and zh_TW where the tag has no region."""
    parts = tag.split("-")
    return f"{parts[0]}_{parts[2]}" if len(parts) > 2 else _LOCALES.get(tag, parts[0])


def _json(before: str, after: str) -> str:
    """`after` as a JSON string, escaped the way `before` is: a script's own escapes keep `</script>` out."""
    # Half of a surrogate pair can be written as an escape only.
    written = json.dumps(after, ensure_ascii=not HAN.search(before) or "\\ud" in before.lower())[1:-1]
    for char in "<>&'":
        if char not in before:
            written = written.replace(char, f"\\u{ord(char):04x}")
    return written
