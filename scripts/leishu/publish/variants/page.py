"""One page, from the canonical form that the renderer built to each of its variants."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, islice

from leishu.hanzi.conversion import OWN_RULES, Conversion
from leishu.hanzi.convert import ends, require_config
from leishu.hanzi.markup import plain
from leishu.hanzi.quotes import Quotes, quotes_for
from leishu.hanzi.rules import Rule, Rulebook
from leishu.hanzi.touching import Touching
from leishu.model import Variant
from leishu.publish.html import Sheet, scan
from leishu.publish.slots import Kind, Voice
from leishu.publish.stretch import Text, Writing, take_apart
from leishu.publish.urls import Place
from leishu.publish.variants.alternates import SWITCHER_NAME, fill, unfilled
from leishu.publish.variants.frame import Frame
from leishu.publish.variants.texts import Texts
from leishu.publish.variants.theme import theme_words

_LANG = re.compile(r"""(<html\b[^>]*?\slang=)(["']?)[A-Za-z0-9-]*\2""", re.IGNORECASE)
_SWITCHER: Text = (SWITCHER_NAME, Voice.FRAME)
_LOCALES = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}

Rules = tuple[Rule, ...]


class Writer:
    """Writes pages in the variants of one site. Made once a process: it remembers what it converted."""

    def __init__(
        self,
        canonical: Variant,
        variants: tuple[Variant, ...],
        site_url: str,
        rules: Rules = (),
        sets: tuple[Rules, ...] = ((),),
        feeds: frozenset[str] = frozenset(),
    ) -> None:
        for variant in variants:
            require_config(variant.config)  # a config that does not exist is told before anything is written
        self.canonical = canonical
        self.variants = variants
        self.site_url = Place.of(site_url, "").site_url
        self.rules = rules
        """Those that hold on every page."""
        self.sets = sets
        """Those that hold on some pages only, which name them by their number: to compare hundreds takes long."""
        self.feeds = feeds
        """The addresses of the site's feeds."""
        self._touching: dict[int, Touching] = {}
        self._texts: dict[tuple[str, int], Texts] = {}
        self._unchanged = Writing(canonical.tag, {})
        self._writing: dict[tuple[str, int], Writing] = {}
        self._frames: dict[tuple[str, int, int], Frame] = {}

    def warm(self) -> None:
        """Load the dictionaries now: processes forked from this one have them then."""
        for variant in self.variants:
            self._converting(variant, 0).all([_SWITCHER])

    def touching(self, rules: int) -> Touching:
        """The rules of people that hold on pages with a set: those of all pages, and the set's."""
        if rules not in self._touching:
            self._touching[rules] = Touching((*self.rules, *self.sets[rules]))
        return self._touching[rules]

    def touched(self, sheet: Sheet, rules: int = 0) -> bytes:
        """A digest of those that can matter to a page."""
        return self.touching(rules).of(text for text, _ in (_SWITCHER, *sheet.texts))

    def source(self, html: str) -> str:
        """The page as the renderer left it, but for the language it says it is in. Filling does not change it."""
        return _LANG.sub(rf"\g<1>\g<2>{self.canonical.tag}\g<2>", unfilled(html), count=1)

    def canonical_page(self, shown: str, address: str) -> str:
        """The canonical page with links to its variants. `shown` is what its conversion markup shows."""
        return self._filled(shown, address, self.canonical, SWITCHER_NAME)

    def shown(self, html: str) -> str:
        """HTML of the canonical form, with what its conversion markup shows; itself where it has none."""
        if "-{" not in html:
            return html
        sheet = scan(html, self.canonical.tag)
        return sheet.written((plain(text, self.canonical.tag) for text, _ in sheet.texts), self._unchanged)

    def variant_page(self, sheet: Sheet, address: str, variant: Variant, rules: int = 0) -> str:
        """The page in one variant. `sheet` is the source taken apart, which all variants share; `rules`, its set."""
        return self.variant_pages([(sheet, address)], variant, rules)[0]

    def variant_pages(self, pages: Sequence[tuple[Sheet, str]], variant: Variant, rules: int = 0) -> list[str]:
        """Several pages in one variant, with their addresses, under one set of rules.

        Their texts are converted as one: each dictionary is walked through for all of them on end, while it is in the
        processor's memory.
        """
        frames = [self._frame(variant, address, rules) for _, address in pages]
        unknown = (
            frame.unknown([sheet for (sheet, _), its in zip(pages, frames, strict=True) if its is frame])
            for frame in dict.fromkeys(frames)
        )
        new = list(dict.fromkeys(chain.from_iterable(unknown)))
        texts = [_SWITCHER, *chain.from_iterable(stretch.texts for stretch in new)]
        name, *converted = self._converting(variant, rules).all(texts)
        told = iter(converted)
        own = {stretch: list(islice(told, len(stretch.texts))) for stretch in new}
        return [
            self._filled(frame.written(sheet, address, own), address, variant, name)
            for (sheet, address), frame in zip(pages, frames, strict=True)
        ]

    def fragment(self, html: str, variant: Variant) -> str:
        """HTML that is no page, in one variant: its own words, not the theme's, and only whole URLs led elsewhere."""
        stretch = take_apart(html, self.canonical.tag)
        texts = [(text, Voice.AUTHOR if voice is Voice.FRAME else voice) for text, voice in stretch.texts]
        place = self.place(variant)
        kinds = {Kind.URL: lambda url, _page: place.localise(url) if "://" in url else url}
        return stretch.written(self._converting(variant, 0).all(texts), Writing(self.canonical.tag, kinds))

    def place(self, variant: Variant) -> Place:
        """Where a variant stands."""
        return Place(self.site_url, variant.path, self.feeds)

    def _filled(self, html: str, address: str, here: Variant, name: str) -> str:
        return fill(html, address, here, (self.canonical, *self.variants), self.site_url, name)

    def _frame(self, variant: Variant, address: str, rules: int) -> Frame:
        """What a variant writes on pages that lie as deep as the one at an address, under a set of rules."""
        depth = address.count("/")
        if (variant.path, depth) not in self._writing:
            kinds = _kinds(variant, self.place(variant))
            self._writing[variant.path, depth] = Writing(self.canonical.tag, kinds, depth)
        key = variant.path, depth, rules
        if key not in self._frames:
            self._frames[key] = Frame(self._writing[variant.path, depth], self._converting(variant, rules).moved)
        return self._frames[key]

    def _converting(self, variant: Variant, rules: int) -> Texts:
        if (variant.path, rules) not in self._texts:
            book = Rulebook((*OWN_RULES, *self.rules, *self.sets[rules]), *ends(self.canonical.tag, variant.tag))
            quotes = Quotes(variant.quotes) if variant.quotes else quotes_for(variant.tag)
            conversion = Conversion(variant.config, book, markup=True, quotes=quotes)
            self._texts[variant.path, rules] = Texts(conversion, theme_words(self.canonical.tag, variant.tag))
        return self._texts[variant.path, rules]


def _kinds(variant: Variant, place: Place) -> Mapping[Kind, Callable[[str, str], str]]:
    """How a variant writes what nobody reads, on the page at an address."""
    return {
        Kind.LANG: lambda _, _page: variant.tag,
        Kind.LOCALE: lambda _, _page: locale(variant.tag),
        Kind.URL: place.localise,
        Kind.URLS: place.localise_all,
        Kind.BASE: lambda url, _page: place.base(url),
    }


def locale(tag: str) -> str:
    """Open Graph's name of a language: `zh_TW` for zh-Hant-TW; zh_CN and zh_TW where the tag has no region."""
    parts = tag.split("-")
    return f"{parts[0]}_{parts[2]}" if len(parts) > 2 else _LOCALES.get(tag, parts[0])
