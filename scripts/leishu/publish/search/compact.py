"""JSON as the files of an index hold it."""

import json

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def compact(value: object) -> str:
    """`value` in JSON: UTF-8, not a space too many."""
    return _ENCODER.encode(value)
