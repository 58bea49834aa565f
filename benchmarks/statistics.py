"""What a vectorised interval costs: beside its bare formula, and beside the peers' own package."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from PHStatsMethods import ph_proportion
from scipy import special

from dashboard.core.statistics.formulas import wilson_interval

CELLS = 1_000_000
PEER_ROWS = 10_000

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class IntervalTiming:
    """The best times of Wilson intervals: ours and the bare formula's, ours and the peers'."""

    ours_ms: float
    bare_ms: float
    ours_few_ms: float
    peer_few_ms: float

    @property
    def to_bare(self) -> float:
        return self.ours_ms / self.bare_ms

    @property
    def peer_to_ours(self) -> float:
        return self.peer_few_ms / self.ours_few_ms


def interval_timing(runs: int) -> IntervalTiming:
    """Return how long Wilson intervals take, the best of some runs; the peer runs once.

    The peers' package gives up its whole table at a count of zero for a rate, so every count
    here is one or more.
    """
    count, total = _cells(CELLS)
    few, few_total = count[:PEER_ROWS], total[:PEER_ROWS]
    table = pd.DataFrame({"count": few, "total": few_total})
    # In turn, so that a busy moment of the machine falls on both.
    pairs = [
        (_ms(lambda: wilson_interval(count, total)), _ms(lambda: _bare(count, total)))
        for _ in range(runs)
    ]
    return IntervalTiming(
        ours_ms=min(ours for ours, _ in pairs),
        bare_ms=min(bare for _, bare in pairs),
        ours_few_ms=min(_ms(lambda: wilson_interval(few, few_total)) for _ in range(runs)),
        peer_few_ms=_ms(lambda: ph_proportion(table, "count", "total")),
    )


def _cells(size: int) -> tuple[Counts, Counts]:
    chance = np.random.default_rng(seed=2018)
    total = chance.integers(100, 5000, size)
    return 1 + (chance.random(size) * (total - 1)).astype(np.int64), total


def _bare(count: Counts, total: Counts) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    z = special.ndtri(0.975)
    middle, size = 2 * count + z**2, 2 * (total + z**2)
    reach = z * np.sqrt(z**2 + 4 * count * (1 - count / total))
    return (middle - reach) / size, (middle + reach) / size


def _ms(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
