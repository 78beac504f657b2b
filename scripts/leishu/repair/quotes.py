"""Which quotation marks are open: what tells ” from any other mark that a lost byte may have been."""

CLOSES = {"”": "“", "」": "「", "』": "『", "》": "《", "〉": "〈", "】": "【"}
QUOTES = frozenset(CLOSES) | frozenset(CLOSES.values())


def opened(text: str, before: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The marks that are open behind `text`, where `before` were open before it; the innermost last."""
    still = [*before]
    for mark in filter(QUOTES.__contains__, text):
        if mark not in CLOSES:
            still.append(mark)
        elif CLOSES[mark] in still:
            del still[still.index(CLOSES[mark]) :]
    return tuple(still)


def fits(mark: str, still: tuple[str, ...]) -> bool:
    """Whether `mark` closes the innermost of `still`, or opens what is not open."""
    return still[-1:] == (CLOSES[mark],) if mark in CLOSES else mark not in still
