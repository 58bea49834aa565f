"""Figures that cannot be by themselves: out of range, or not what their own numbers make."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.core.plausibility.gauges import Gauge
from dashboard.core.plausibility.suspects import Doubt, doubt
from dashboard.core.sentences import Clause, fill

_MOST_DECIMALS = 7
_SLACK = 1e-9


def doubtful_values(rows: pd.DataFrame, gauge: Gauge) -> Iterator[Doubt]:
    """Yield the figures of one indicator that cannot be by themselves.

    They lie outside its plausible range, or their own count and denominator contradict them by more
    than rounding explains.
    """
    value = rows["value"]
    beyond = (value < gauge.lowest) | (value > gauge.highest)
    if beyond.any():
        yield doubt(rows[beyond], lambda row: _out_of_range(row, gauge))
    if gauge.is_amount:
        differ = rows["count"].notna() & value.notna() & (rows["count"] != value)
        if differ.any():
            yield doubt(rows[differ], lambda row: _two_counts(row, gauge))
    elif gauge.is_of_others:
        made = rows["count"] / rows["denominator"].where(rows["denominator"] > 0)
        made = made * gauge.unit.multiplier
        rounding = 0.5 * 10.0 ** -_decimals(value) * (1 + _SLACK) + _SLACK
        wrong = (made - value).abs() > rounding
        if wrong.any():
            contradicted = rows.assign(made=made)[wrong]
            yield doubt(contradicted, lambda row: _contradicted(row, gauge))


def _decimals(value: pd.Series) -> NDArray[np.float64]:
    """Return with how many decimals each value is printed."""
    cells = value.to_numpy(dtype=np.float64)
    found = np.full(len(cells), float(_MOST_DECIMALS))
    for decimals in range(_MOST_DECIMALS - 1, -1, -1):
        found[np.isclose(np.round(cells, decimals), cells, rtol=0, atol=1e-9)] = decimals
    return found


def _out_of_range(row: pd.Series, gauge: Gauge) -> Clause:
    return fill(
        "{value} is outside what is plausible here, {low} to {high}: check the decimal point and "
        "the unit against the source.",
        value=gauge.words(row["value"]),
        low=gauge.number(gauge.lowest),
        high=gauge.number(gauge.highest),
    )


def _two_counts(row: pd.Series, gauge: Gauge) -> Clause:
    return fill(
        "The value says {value} and the count {count}, where both should be the same number: "
        "check which of them is right.",
        value=gauge.words(row["value"]),
        count=f"{row['count']:,.0f}",
    )


def _contradicted(row: pd.Series, gauge: Gauge) -> Clause:
    value, made = gauge.words(row["value"]), gauge.unit.words(row["made"])
    right = gauge.words(row["made"]) if made == gauge.unit.words(row["value"]) else made
    return fill(
        "{count} of {denominator} is {right}, not {value}: check all three numbers against the "
        "source.",
        count=f"{row['count']:,.0f}",
        denominator=f"{row['denominator']:,.0f}",
        right=right,
        value=value,
    )
