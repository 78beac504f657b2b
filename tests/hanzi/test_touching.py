"""Which rules can matter to a text."""

import pytest

from leishu.hanzi.rules import Rule, Scope
from leishu.hanzi.touching import Touching
from leishu.model import HANS, HANT_TW

SOFTWARE = Rule(((HANS, "软件"), (HANT_TW, "軟體")), "docs/conversion/it.yml:3")
SOFT = Rule(((HANS, "软"), (HANT_TW, "軟")), "docs/conversion/it.yml:4")
OTHER = Rule(((HANS, "软件"), (HANT_TW, "軟件")), "docs/conversion/it.yml:5")
ABACUS = Rule(((HANS, "算盘"), (HANT_TW, "")), "docs/entries/abacus.md", Scope.NAME)


def digest(rules, *texts):
    return Touching(rules).of(texts)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((), (ABACUS,)),
        ((SOFTWARE,), (ABACUS, SOFTWARE, ABACUS)),
        ((SOFTWARE,), (Rule(SOFTWARE.forms, "docs/conversion/it.yml:30"),)),
    ],
)
def test_what_no_word_of_the_text_is_in_and_who_says_so_do_not_matter(before, after):
    assert digest(before, "开源软件", "在此") == digest(after, "开源软件", "在此")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((), (SOFTWARE,)),
        ((SOFTWARE,), (SOFTWARE, SOFT)),  # within another word: the rest of it may be read otherwise
        ((SOFTWARE, OTHER), (OTHER, SOFTWARE)),  # the later one counts
        ((SOFTWARE,), (Rule(SOFTWARE.forms, SOFTWARE.origin, one_way=True),)),
        ((SOFTWARE,), (Rule(SOFTWARE.forms, SOFTWARE.origin, Scope.NAME),)),
    ],
)
def test_what_the_text_has_a_word_of_matters(before, after):
    assert digest(before, "开源软件") != digest(after, "开源软件")


def test_a_word_does_not_go_over_two_texts():
    assert digest((SOFTWARE,), "软", "件") == digest((), "软", "件")


def test_half_of_a_surrogate_pair_is_no_obstacle():
    assert digest((SOFTWARE,), "\ud840软件") != digest((), "\ud840软件")
