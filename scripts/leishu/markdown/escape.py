"""Plain words → Markdown that shows them as they are, with no more backslashes than it takes.

Written for Python-Markdown with the extensions that our mkdocs.yml names; a law in the tests renders random text.
"""

import re

_INLINE = re.compile(
    r"""
      (?P<slash>\\(?=[\\`*_{}\[\]()>\#+\-.!|]))     # a backslash that would escape something
    | (?P<mark>[`*{}])
    | (?P<edge>(?<![^\W_])_|_(?![^\W_]))            # inside a word an underscore is only itself
    | (?P<bracket>\[(?=[\[\^@!])|\](?=[\[(:]))
    | (?P<tag><(?=[A-Za-z/!?]|[^>]*@))
    | (?P<entity>&(?=\#|\w+;))
    """,
    re.VERBOSE,
)
_LABEL = re.compile(rf"(?P<any>[\\\[\]\#])|{_INLINE.pattern}", re.VERBOSE)
_BLOCK = re.compile(
    r"""
      (?P<sign>[#>]|[-+](?=\s|$)|[-=](?=[-= ]*$)|[!?]{3}|===|:(?=\s)|\|)
    | (?P<number>\d{1,9})(?P<point>[.)])(?=\s|$)
    | (?P<fence>~{3,})
    """,
    re.VERBOSE,
)


def escape_inline(text: str) -> str:
    """`text` so that nothing in it is read as inline markup."""
    return _INLINE.sub(_inline, text)


def _inline(found: re.Match[str]) -> str:
    if found["tag"]:
        return "&lt;"
    if found["entity"]:
        return "&amp;"
    return "\\" + found[0]


def escape_label(text: str) -> str:
    """`text` so that it is itself wherever it stands: in a link, as a heading, at the beginning of a line.

    For pages that nobody edits: a bracket is escaped whether or not it has a partner, which would end a link early.
    """
    return escape_block(_LABEL.sub(_inline, text))


def escape_block(text: str) -> str:
    """A paragraph, already escaped inside, so that its beginning is not read as a heading, list, quote or fence."""
    found = _BLOCK.match(text)
    if not found:
        return text
    if found["number"]:
        return f"{found['number']}\\{found['point']}{text[found.end() :]}"
    if text[0] in "~=?:":  # these have no escape
        return f"&#{ord(text[0])};{text[1:]}"
    return "\\" + text
