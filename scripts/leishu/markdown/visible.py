"""The words of a Markdown body as a reader sees them in one flow, with the way back to where they stand.

Unlike `plain`, nothing is put together anew: markup is left out and the rest keeps its order, so that a place in the
words is a place in the body. What parts two texts for good (code, a table's lines) is one separator.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

SEPARATOR = "\x1e"
"""Stands where something is left out that no word goes over."""

_MARKUP = re.compile(
    r"""
      (?P<kept>-\{.*?\}-)
    | (?P<apart>
          ^[ ]*(?:>[ ]?)*(?P<fence>`{3,}|~{3,}).*?(?:^[ ]*(?:>[ ]?)*(?P=fence)|\Z)   # a block of code
        | (?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)                                # code
        | <!--.*?-->
        | <(?P<tag>code|pre|kbd|samp|script|style|svg|math)\b[^<>]*>.*?</(?P=tag)\s*>
        | <[A-Za-z][^<>]*\btranslate="no"[^<>]*>[^<>]*</[A-Za-z]+\s*>
        | ^[ ]{0,3}\[[^\]\n^][^\]\n]*\]:[ \t]*\S+                                   # [label]: address
        | \|                                                                        # of a table
        | (?:https?://|www\.)[A-Za-z0-9\-._~:/?\#\[\]@!$&'()*+,;=%]+
        | <[a-z][a-z+.-]*:[^<>\s]+>
      )
    | </?[A-Za-z][^<>]*>
    | (?<=\])\((?:[^()\\\n]|\\.|\([^()\n]*\))*\)                                    # the address of a link
    | (?<=\])\[[^\[\]\n@^]*\](?!\()
    | \[[\^@][^\[\]\s]+\]:?                                                         # a note, a citation
    | \[\[(?:[^\[\]\n|]+\|)? | \]\]                                                 # [[name]], [[name|shown]]
    | !?\[ | \]
    | (?<!-)\{[:#. ][^{}\n]*\}
    | ^[ \t]*(?:\#{1,6}[ \t]+|(?:>[ \t]?)+|[-*+][ \t]+|\d{1,9}[.)][ \t]+)
    | [*_~]+ | ==+ | (?<=\s)\#+[ \t]*$
    | \\(?=[\\`*_{}\[\]()\#+\-.!>~|^=])
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Visible:
    """Words, and where they come from."""

    text: str
    _starts: tuple[int, ...]
    """Where in `text` each piece that was taken begins …"""
    _origins: tuple[int, ...]
    """… and where in the body."""

    def origin(self, at: int) -> int:
        """Where in the body the character at an offset of `text` stands."""
        piece = max(0, bisect_right(self._starts, at) - 1)
        return self._origins[piece] + at - self._starts[piece] if self._starts else 0


def visible(body: str) -> Visible:
    """The words of `body`."""
    text: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = at = 0
    for found in _MARKUP.finditer(body):
        if found["kept"]:
            continue  # conversion markup is for who converts
        for piece, origin in ((body[at : found.start()], at), (SEPARATOR if found["apart"] else "", found.start())):
            if piece:
                text.append(piece)
                starts.append(length)
                origins.append(origin)
                length += len(piece)
        at = found.end()
    if at < len(body):
        text.append(body[at:])
        starts.append(length)
        origins.append(at)
    return Visible("".join(text), tuple(starts), tuple(origins))
