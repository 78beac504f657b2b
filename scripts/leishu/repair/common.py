"""Which characters are common, without any table of ours: what is asked before the language is loaded."""

from functools import cache


@cache
def is_common(character: str) -> bool:
    """Whether it is a mark, or an old standard has the character on its first level."""
    simplified, traditional = character.encode("gb2312", "ignore"), character.encode("big5", "ignore")
    return (simplified[:1] < b"\xd8" and simplified > b"") or b"" < traditional[:1] < b"\xc9"
