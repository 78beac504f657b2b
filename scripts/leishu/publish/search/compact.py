"""JSON as the files of an index hold it."""

import json
from json.encoder import encode_basestring

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def compact(value: object) -> str:
    """`value` in JSON: UTF-8, not a space too many."""
    return encode_basestring(value) if isinstance(value, str) else _ENCODER.encode(value)
