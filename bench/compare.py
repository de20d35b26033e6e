"""Two ways to do the same work, timed in turns in one run: what the machine does meanwhile hits both alike."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """The product beside its limit. `bar` is the most it may cost, or with `is_share` the least speed it must keep."""

    name: str
    ours: float  # seconds, median
    limit: float
    ratio: float
    bar: float
    meaning: str
    is_share: bool = False
    unit: str = "s"

    @property
    def ok(self) -> bool:
        return self.ratio >= self.bar if self.is_share else self.ratio <= self.bar


def compare(
    name: str,
    ours: Callable[[], object],
    limit: Callable[[], object],
    *,
    bar: tuple[str, float],
    meaning: str,
    repeats: int,
) -> Ratio:
    """Time both `repeats` times in turns; the ratio is the median of the ratios of the turns."""
    is_share = bar[0] == ">="
    ours(), limit()  # caches fill, modules load
    turns = [_turn(ours, limit, ours_first=number % 2 == 0) for number in range(repeats)]
    ratios = [theirs / mine if is_share else mine / theirs for mine, theirs in turns]
    mine, theirs = (statistics.median(column) for column in zip(*turns, strict=True))
    return Ratio(name, mine, theirs, statistics.median(ratios), bar[1], meaning, is_share)


def against(name, limit, repeats, work, *, meaning, parts=1) -> Ratio:
    """Median time of one of the `parts` of the work, beside a time that was promised and not another program."""
    work()  # caches fill, modules load
    ours = statistics.median(seconds(work) for _ in range(repeats)) / parts
    return Ratio(name, ours, limit, ours / limit, 1, meaning)


def _turn(ours, limit, *, ours_first):
    if ours_first:
        return seconds(ours), seconds(limit)
    theirs = seconds(limit)
    return seconds(ours), theirs


def seconds(work) -> float:
    """How long the work takes; work that returns a number has timed the part that counts itself."""
    gc.collect()
    start = time.perf_counter()
    timed = work()
    return timed if isinstance(timed, float) else time.perf_counter() - start
