"""JSON as the files of an index hold it, and the bytes of their text.

Text is in GB18030, which any browser reads and which has all of Unicode: where most of it is Han, it is a seventh
smaller than UTF-8 once both are compressed, and all of that are bytes that a phone waits for.
"""

import json
import re
from json.encoder import encode_basestring

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_MOVED = re.compile("[\u1e3f\ue000-\uf8ff]")
"""What Python and browsers (WHATWG's Encoding Standard) do not all put in the same place of GB18030."""


def compact(value: object) -> str:
    """`value` in JSON: not a space too many."""
    return encode_basestring(value) if isinstance(value, str) else _ENCODER.encode(value)


def encoded(text: str) -> bytes:
    """JSON, or text without private characters, as a browser reads it. Half of a surrogate pair becomes `?`."""
    return _MOVED.sub(lambda moved: f"\\u{ord(moved[0]):04x}", text).encode("gb18030", "replace")
