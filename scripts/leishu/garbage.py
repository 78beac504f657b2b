"""Python's collector of garbage, and where it has none to collect.

It looks for values that refer to one another in a circle, and the more values there are, the longer it looks. What we
make of a knowledge base is millions of them, and no circle.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector from looking; around a stage that makes much, it takes a third to a half of the time off."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
