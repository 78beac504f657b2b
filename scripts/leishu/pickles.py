"""Our own values as bytes, one behind the other: of our types, what an earlier one holds a later one only points to.

Nothing but plain values is taken from bytes, whoever wrote them.
"""

import io
import pickle
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

_OURS = tuple(
    f"leishu.{name}." for name in ("model", "knowledge", "markdown", "records", "problems", "weave", "convert.record")
)
_PLAIN = {
    *(("builtins", name) for name in ("set", "frozenset")),
    *(("datetime", name) for name in ("date", "datetime", "timezone", "timedelta")),
    *(("array", name) for name in ("array", "_array_reconstructor")),
}


def dumped(value: object) -> bytes:
    """A value as bytes, the first."""
    out = io.BytesIO()
    _Writer(out, protocol=5).dump(value)
    return out.getvalue()


def dumped_behind(held: Sequence[object], value: object) -> bytes:
    """A value as bytes, to be read behind those that hold what is `held`."""
    out = io.BytesIO()
    _Pointing(out, held).dump(value)
    return out.getvalue()


def loaded(parts: Sequence[bytes]) -> tuple[list[Any], Sequence[object]]:
    """The values that were dumped one behind the other, and what they hold that one more may point to.

    Bytes that are damaged, or hold what is not ours, raise anything.
    """
    held: list[object] = []
    return [Reader(io.BytesIO(data), held).load() for data in parts], held


class _Writer(pickle.Pickler):
    """Writes a frozen type of ours as its fields, which is read twice as fast as what Python would write."""

    def reducer_override(self, value: object) -> Any:
        """How to make `value` again."""
        of = _fields_of(type(value))  # type: ignore[arg-type]  # a type has a hash
        return (type(value), of(value)) if of else NotImplemented


class _Pointing(_Writer):
    """Writes no value of our types again that stands in the bytes before."""

    def __init__(self, out: io.BytesIO, held: Sequence[object]) -> None:
        super().__init__(out, protocol=5)
        self._number = dict(zip(map(id, held), range(len(held)), strict=True))

    def persistent_id(self, value: object) -> int | None:
        """The number of `value` among those held."""
        return self._number.get(id(value))


@cache
def _fields_of(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """Takes a value of a frozen type of ours apart; None where that would not make it again."""
    if not is_dataclass(kind) or "__slots__" not in vars(kind) or not all(field.init for field in fields(kind)):
        return None
    first, *others = (field.name for field in fields(kind))
    return attrgetter(first, *others) if others else lambda value: (getattr(value, first),)


class Reader(pickle.Unpickler):
    """Makes values of our own classes and of a few of Python's; bytes may come from anywhere."""

    def __init__(self, data: io.BytesIO, held: list[object]) -> None:
        """`held` gets what is made of our types."""
        super().__init__(data)
        self._held = held

    def persistent_load(self, number: int) -> object:
        """What stands in the bytes before."""
        return self._held[number]

    def find_class(self, module: str, name: str) -> Any:
        """The class of that name, where it is plain, or ours: written in that very module, not one that it imports."""
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if (module, name) == ("builtins", "getattr"):
            return _member
        if f"{module}.".startswith(_OURS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return self._noted(found) if _fields_of(found) else found
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a memory")

    def _noted(self, kind: type) -> Callable[..., object]:
        note = self._held.append

        def make(*given: object) -> object:
            made = kind(*given)
            note(made)
            return made

        return make


def _member(kind: type[Enum], name: str) -> Enum:
    """One of an enum's values, which Python before 3.11.4 pickles as an attribute of its class."""
    if not issubclass(kind, Enum):
        raise pickle.UnpicklingError(f"{kind} is no enum")
    return kind[name]
