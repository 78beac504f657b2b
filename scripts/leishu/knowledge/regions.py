"""What a converter makes of words in Taiwan and Hong Kong, where its vocabulary differs: 人工智能 → 人工智慧."""

from collections.abc import Collection, Iterator

from leishu.hanzi.convert import BREAK, convert
from leishu.knowledge.words import is_han
from leishu.model import HANS, HANT_HK, HANT_TW, LangTag


def regional(words: Collection[str]) -> Iterator[tuple[str, LangTag, str]]:
    """For each of `words` with Chinese in it and each region: the word, the region, and what is said there.

    All words are converted in one text: starting the converter for each would cost more than the converting.
    """
    chinese = [word for word in words if any(is_han(char) for char in word)]
    text = BREAK.join(chinese)
    for region in (HANT_TW, HANT_HK) if chinese else ():
        said = convert(text, HANS, region, vocabulary=True).split(BREAK)
        yield from ((word, region, there) for word, there in zip(chinese, said, strict=True))


def everywhere(texts: Collection[str]) -> Iterator[frozenset[str]]:
    """Each of `texts` as it is written, and as it would be on the mainland, in Taiwan and in Hong Kong."""
    written = BREAK.join(texts)
    mainland = convert(written, HANT_TW, HANS, vocabulary=True)
    regions = (convert(mainland, HANS, region, vocabulary=True) for region in (HANT_TW, HANT_HK))
    versions = (one.split(BREAK) for one in (written, mainland, *regions))
    yield from map(frozenset, zip(*versions, strict=True)) if texts else ()
