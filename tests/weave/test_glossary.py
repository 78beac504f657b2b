"""The glossary has every name of the register, each where it belongs, and no page of it grows without end."""

from pathlib import Path

from knowledge.worlds import corpus_of, page_text
from leishu.weave.glossary import GLOSSARY, MOST
from rendered import links_of, tree_of
from weave.worlds import pages_of

NAMES = {
    "zh-Hans": ["软体件"],
    "zh-Hant-TW": ["軟體"],
    "zh-Hant-HK": ["軟件"],
    "en": ["software"],
    "aliases": ["a|b"],
    "ambiguous": ["件"],
    "misspellings": ["软仵"],
    "not": ["硬软件"],
}


def woven(files):
    return pages_of(corpus_of(files), Path())


def test_every_name_stands_in_its_column_and_what_is_no_name_in_none():
    page = woven({"entries/software.md": page_text(title="软件", kind="concept", names=NAMES)})[GLOSSARY]
    cells = [cell.text() for cell in tree_of(page).css("td")]
    assert cells == ["软件", "software", "软体件a|b件", "軟體", "軟件", "软仵"]
    assert ("entries/software.md", "") in links_of(GLOSSARY, page)


def test_a_long_glossary_is_cut_into_pages_that_lead_to_one_another():
    many = {f"entries/e{at}.md": page_text(title=f"第{at}件", kind="product") for at in range(MOST + 1)}
    pages = woven(many)
    mine = {path: page for path, page in pages.items() if path.startswith("names/")}
    assert list(mine) == ["names/2.md", GLOSSARY]
    assert {path: len(tree_of(page).css("tbody tr")) for path, page in mine.items()} == {
        "names/2.md": 1,
        GLOSSARY: MOST,
    }
    assert ("names/2.md", "") in links_of(GLOSSARY, mine[GLOSSARY])
    assert (GLOSSARY, "") in links_of("names/2.md", mine["names/2.md"])
