"""One page, from the canonical form that the renderer built to each of its variants."""

import json
import re
from collections.abc import Callable, Iterator

from leishu.hanzi.convert import BREAK, converter
from leishu.model import Variant
from leishu.publish.html import HAN, Kind, Slot, pieces, splice
from leishu.publish.urls import Place
from leishu.publish.variants.align import shares
from leishu.publish.variants.alternates import SWITCHER_NAME, fill, unfilled

_LANG = re.compile(r"""(<html\b[^>]*?\slang=)(["']?)[A-Za-z0-9-]*\2""", re.IGNORECASE)
_LOCALES = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}
_MEMORY = 20_000
"""How many texts a converter remembers: the frame of the pages says the same on every one."""


class Writer:
    """Writes pages in the variants of one site. Made once a process: it remembers what it converted."""

    def __init__(self, canonical: Variant, variants: tuple[Variant, ...], site_url: str) -> None:
        self.canonical = canonical
        self.variants = variants
        self.site_url = Place.of(site_url, "").site_url
        self.converts = {variant.path: Remembering(converter(variant.config)) for variant in variants}

    def source(self, html: str) -> str:
        """The page as the renderer left it, but for the language it says it is in. Filling does not change it."""
        return _LANG.sub(rf"\g<1>\g<2>{self.canonical.tag}\g<2>", unfilled(html), count=1)

    def canonical_page(self, source: str, address: str) -> str:
        """The canonical page, with links to its variants."""
        return self._filled(source, address, self.canonical, SWITCHER_NAME)

    def variant_page(self, source: str, address: str, slots: tuple[Slot, ...], variant: Variant) -> str:
        """The page in one variant. `slots` are those of `source`, which every variant shares."""
        name = self.converts[variant.path].all([SWITCHER_NAME])[0]
        return self._filled(self._written(source, slots, variant), address, variant, name)

    def _filled(self, html: str, address: str, here: Variant, name: str) -> str:
        return fill(html, address, here, (self.canonical, *self.variants), self.site_url, name)

    def _written(self, html: str, slots: tuple[Slot, ...], variant: Variant) -> str:
        place = Place(self.site_url, variant.path)
        texts = self._texts(html, slots, self.converts[variant.path])
        write: dict[Kind, Callable[[str], str]] = {
            Kind.TEXT: lambda _: next(texts),
            Kind.JSON: lambda text: _json(text, next(texts)),
            Kind.LANG: lambda _: variant.tag,
            Kind.LOCALE: lambda _: locale(variant.tag),
            Kind.URL: place.localise,
            Kind.URLS: place.localise_all,
            Kind.BASE: place.base,
        }
        return splice(html, ((slot, write[slot.kind](html[slot.start : slot.end])) for slot in slots))

    @staticmethod
    def _texts(html: str, slots: tuple[Slot, ...], convert: "Remembering") -> Iterator[str]:
        """The converted text of every TEXT and JSON slot, in order. A word that goes on over slots is one word."""
        runs: list[list[str]] = []
        last = -1
        for slot in slots:
            if slot.kind is Kind.JSON:
                runs.append([json.loads(f'"{html[slot.start : slot.end]}"', strict=False)])
            elif slot.kind is Kind.TEXT:
                if slot.run != last:
                    runs.append([])
                runs[-1].append(html[slot.start : slot.end])
                last = slot.run
        whole = convert.all(["".join(run) for run in runs])
        return (
            piece
            for run, text in zip(runs, whole, strict=True)
            for piece in ((text,) if len(run) == 1 else pieces(text, shares(run, text)))
        )


class Remembering:
    """A converter that takes many texts at once and those it has seen from memory."""

    def __init__(self, convert: Callable[[str], str]) -> None:
        self.convert = convert
        self.known: dict[str, str] = {}

    def all(self, texts: list[str]) -> list[str]:
        """Every text converted."""
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        if len(self.known) > _MEMORY:
            self.known = {text: self.known[text] for text in texts if text in self.known}
        done = self.convert(BREAK.join(new)).split(BREAK)
        if len(done) != len(new):
            # A text holds the break itself: a control character that has no place in HTML, but may be there.
            done = [self.convert(text) for text in new]
        self.known.update(zip(new, done, strict=True))
        return [self.known[text] for text in texts]


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
