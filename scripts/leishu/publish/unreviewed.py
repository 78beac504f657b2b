"""Tells the reader of a variant which places of the page nobody has looked at yet, and what the author wrote there.

A page where everything is settled says nothing. The note is put into pages that are there already: it depends on what
is known of the whole site, which the memory of converted pages does not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from leishu.hanzi.conversion import Conversion, conversion_for
from leishu.model import Variant
from leishu.publish.review import Spot

_NOTE = re.compile(r"<!-- leishu:unreviewed -->.*?<!-- /leishu:unreviewed -->", re.DOTALL)
_END = "</article>"
_SHOWN = 20


def write_notes(
    site: Path, canonical: Variant, variants: Sequence[Variant], pages: Mapping[str, tuple[Spot, ...]]
) -> None:
    """Put the note into every page of a variant that needs one.

    Args:
        site: the site with all its variants.
        canonical: the form that was converted.
        variants: the others.
        pages: the places in doubt, by the page's address.
    """
    for variant in variants:
        conversion = conversion_for(canonical.tag, variant.tag)
        for address, found in pages.items():
            path = site / variant.path / address / "index.html"
            here = [
                (spot, form, _around(spot, variant)) for spot in found for tag, form in spot.forms if tag == variant.tag
            ]
            if here and path.is_file():
                html = _NOTE.sub("", path.read_bytes().decode("utf-8"))
                body, end, rest = html.rpartition(_END)
                way = "../" * (address.count("/") + 1) + address
                note = "".join(_note(here, conversion, canonical, way or "./"))
                path.write_bytes((f"{body}{note}{end}{rest}" if end else html).encode("utf-8"))


def _around(spot: Spot, variant: Variant) -> tuple[str, str]:
    """What stands around a place, as the variant shows it."""
    return next(((before, behind) for tag, before, behind in spot.around if tag == variant.tag), ("", ""))


def _note(
    here: Sequence[tuple[Spot, str, tuple[str, str]]], conversion: Conversion, canonical: Variant, way: str
) -> Iterator[str]:
    def say(text: str) -> str:
        return escape(conversion(text), quote=False)

    yield '<!-- leishu:unreviewed --><aside class="leishu-unreviewed"><details>'
    yield f"<summary>{say(f'本页有 {len(here)} 处转换还没有人核对过')}</summary><ul>"
    for spot, form, sides in here[:_SHOWN]:
        before, behind = (escape(side, quote=False) for side in sides)
        others = say(f"（也可能是“{'”“'.join(spot.others)}”）") if spot.others else ""
        yield f"<li>{before}<mark>{escape(form, quote=False)}</mark>{behind}{others}</li>"
    if len(here) > _SHOWN:
        yield f"<li>{say(f'另有 {len(here) - _SHOWN} 处')}</li>"
    yield f"</ul><p>{say('这一版由程序转换而来。疑有不对，请看')}"
    yield f'<a href="{escape(way)}" hreflang="{canonical.tag}">'
    yield f"{say('原文')}（{escape(canonical.label, quote=False)}）</a>{say('，也请告诉编者。')}</p>"
    yield "</details></aside><!-- /leishu:unreviewed -->"
