"""Traditional that was made one character at a time is known as such; what people wrote is not."""

import pytest

from damage.scrape import to_traditional
from leishu.convert.normalise import normalise, normalising
from leishu.hanzi.convert import converter
from leishu.hanzi.dictionaries import entries
from leishu.hanzi.naive import naive, unknowable
from leishu.model import HANT
from leishu.repair import repair
from stories import stories


def first_choice(text):
    """The commonest form of every character, everywhere: 皇後, 公裡."""
    forms = entries("STCharacters")
    return "".join(forms[char].split(" ")[0] if char in forms else char for char in text)


BY_CHARACTERS = {"some characters forgotten": to_traditional, "the first choice of each": first_choice}
BY_WORDS = {config: converter(config) for config in ("s2t", "s2tw", "s2twp", "s2hk", "s2hkp")}


@pytest.mark.parametrize("case", stories("hanzi/naive"))
@pytest.mark.parametrize("made", BY_CHARACTERS.values(), ids=BY_CHARACTERS)
def test_what_knows_no_words_is_known(case, made):
    found = naive(made(case["text"]))
    assert found
    assert all(written != wanted and count for written, wanted, count in found.pairs)


@pytest.mark.parametrize("case", stories("hanzi/naive"))
@pytest.mark.parametrize("config", BY_WORDS)
def test_what_knows_words_is_not_called_naive(case, config):
    assert naive(BY_WORDS[config](case["text"])) is None


@pytest.mark.parametrize("case", stories("hanzi/not-naive"))
def test_what_people_wrote_is_not_called_naive(case):
    assert naive(case["text"] * case["times"]) is None


@pytest.mark.parametrize("case", stories("hanzi/naive"))
def test_it_goes_back_as_it_came(case):
    made = to_traditional(case["text"].replace("\n", ""))
    assert normalise(made, normalising(HANT), unknowable(made)) == case["text"].replace("\n", "")


def test_only_words_tell_what_two_characters_became():
    # With 着 in the text, 著 is itself; without it, it may be either, and the words decide.
    assert "著" not in unknowable("看着這本著名的書")
    assert unknowable("看著這本著名的書") == {"著": 2}
    text = "看著這本著名的書，于是他笑了。"
    assert normalise(text, normalising(HANT), unknowable(text)) == "看着这本著名的书，于是他笑了。"


def test_a_character_that_stands_for_one_is_that_one_whatever_the_words():
    # 頭發 is no word for those who know words; by characters it is 头发 all the same.
    text = "他的頭發和面條都在后面"
    assert normalise(text, normalising(HANT), unknowable(text)) == "他的头发和面条都在后面"


def test_the_given_article_is_such_a_text(given_article):
    found = naive(repair(given_article.read_text(encoding="utf-8")).text)
    assert found
    assert found.pairs[0][:2] == ("于", "於")
