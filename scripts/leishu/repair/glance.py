"""One look at a text, before any rule: what it holds of all that a rule might have to do with.

Nearly every text is sound, and every rule has to find out. What they ask is answered here for all of them in a few
passes that run in C, so that a sound text costs them next to nothing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_PLAIN = bytes(byte for byte in (9, 13, *range(0x20, 0x7F)) if byte != ord("?"))
"""ASCII that no damage to Chinese can be told by alone; line ends and `?` can."""

_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u00c0-\u00ff\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\u2e80-\u2fd5"
    "\ue000-\ufaff\ufeff\uff61-\uff64\ufffd锟烫屯]"
)


@dataclass(frozen=True, slots=True)
class Glance:
    """What one look at a text shows."""

    sparse: str
    """The text without plain ASCII: its Chinese, its `?`, its line ends, whatever is odd. The text itself where it
    holds little ASCII."""
    odd: str
    """Each character once that some rule may have to change: accented letters, what cannot be seen, radicals,
    private-use and compatibility characters, what stands for lost bytes."""


@lru_cache(maxsize=2)
def glance(text: str) -> Glance:
    """A look at `text`; the second look at the same one is free."""
    data = text.encode("utf-8", "surrogatepass")
    sparse = text
    if 2 * len(data) < 5 * len(text):  # else two passes over the text are as fast as making a shorter one
        sparse = data.translate(None, _PLAIN).decode("utf-8", "surrogatepass")
    return Glance(sparse, "".join(set(_ODD.findall(sparse))))
