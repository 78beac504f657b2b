"""Many sources: each renewed in a process of its own when that pays."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from leishu.config import Settings
from leishu.convert.names import named_sources
from leishu.convert.store import Outcome, Result, is_current, withdraw
from leishu.errors import SourceError
from leishu.model import SourceFile
from leishu.problems import Problem
from leishu.read.sources import find_source

_WORTH_PROCESSES = 400_000
"""Bytes of sources from which starting processes costs less than it saves (a second's work of one)."""
_UNUSABLE = ("SRC101", "MET101", "MET102", "MET104")


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the sources."""

    outcomes: tuple[Outcome, ...]
    """By name."""
    problems: tuple[Problem, ...]
    """Why sources were left out."""

    def count(self, result: Result) -> int:
        """How many pages had that result."""
        return sum(outcome.result is result for outcome in self.outcomes)

    @property
    def clean(self) -> bool:
        """Whether every source has its page."""
        return not self.problems and not self.count(Result.PROPOSED) and not self.count(Result.FAILED)


def convert_sources(
    settings: Settings, names: Iterable[str] = (), progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Report:
    """Renew the pages of the named sources, or of all.

    Raises SourceError for a name that no source has.
    """
    sources, problems = named_sources(settings)
    unusable = tuple(problem for problem in problems if problem.rule in _UNUSABLE)
    wanted = tuple(dict.fromkeys(names))
    if wanted:
        sources, unusable = tuple(find_source(name, sources, unusable) for name in wanted), ()
    done = {source.name: Outcome(source.name, Result.UNCHANGED) for source in sources if _is_done(settings, source)}
    for name in done:
        # Whoever settled it need not tidy up after it.
        withdraw(settings, name)
    rest = [source for source in sources if source.name not in done]
    for outcome in _renewed(settings, rest):
        done[outcome.name] = outcome
        progress(len(done), len(sources))
    return Report(tuple(done[name] for name in sorted(done)), unusable)


def _is_done(settings: Settings, source: SourceFile) -> bool:
    try:
        return is_current(settings, source)
    except SourceError:
        return False


def _renewed(settings: Settings, sources: list[SourceFile]) -> Iterable[Outcome]:
    if not sources:
        return
    # Seconds of loading, for which nobody should wait where nothing changed.
    from leishu.convert.renewal import renew  # noqa: PLC0415

    workers = min(len(sources), os.cpu_count() or 1)
    if workers < 2 or sum(len(source.data) for source in sources) < _WORTH_PROCESSES:
        yield from (renew(settings, source) for source in sources)
        return
    # Not forked: a terminal's progress bar runs in a thread, which a fork would tear.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(renew, [settings] * len(sources), sources, chunksize=max(1, len(sources) // (workers * 8)))
