"""Figures that cannot be: out of range, against their own numbers, or all in another unit."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.core.plausibility.suspects import HELD, Doubt, Gauge, doubt
from dashboard.core.sentences import Clause, fill

_MOST_DECIMALS = 7
_SLACK = 1e-9

# So many figures must be comparable with what is held before a file is doubted as a whole.
FEWEST_COMPARED, FEWEST_REVISED = 5, 20
# How far the usual factor may lie from a power of ten, and how far the factors may differ among
# themselves, as logarithms to the base of ten: of the same periods, and of those held last.
NEAR_IF_SAME, NEAR_IF_EARLIER = 0.1, 0.2
# A revision by one and the same factor: at least this much, and as even as this.
SMALLEST_REVISION, EVEN = 0.1, 0.02
_LAST_HELD = 3


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
        made = _made(rows, gauge)
        wrong = ~_agrees(made, value) & made.notna() & value.notna()
        if wrong.any():
            contradicted = rows.assign(made=made)[wrong]
            yield doubt(contradicted, lambda row: _contradicted(row, gauge))


def borne_out(rows: pd.DataFrame, gauge: Gauge) -> pd.Series:
    """Return of each figure whether its own count and denominator make it, but for rounding."""
    return _agrees(_made(rows, gauge), rows["value"])


def _made(rows: pd.DataFrame, gauge: Gauge) -> pd.Series:
    """Return what count and denominator make, missing where one of them is."""
    return (
        rows["count"] / rows["denominator"].where(rows["denominator"] > 0) * gauge.unit.multiplier
    )


def _agrees(made: pd.Series, value: pd.Series) -> pd.Series:
    rounding = 0.5 * 10.0 ** -_decimals(value) * (1 + _SLACK) + _SLACK
    return (made - value).abs() <= rounding


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


@dataclass(frozen=True)
class _Factors:
    """The factors between a file and what is held, as logarithms to the base of ten."""

    logs: pd.Series
    near: float

    @property
    def usual(self) -> float:
        return float(self.logs.median())

    @property
    def spread(self) -> float:
        return float((self.logs - self.usual).abs().median())


def changed_unit(figures: pd.DataFrame, gauge: Gauge) -> Doubt | None:
    """Return the doubt about all figures of an indicator in a file, or None.

    They are doubted where they differ from those held by a power of ten, or where many that are
    held already differ by one and the same factor. `figures` holds the usable ones of the file and
    all those held, also of the same periods.
    """
    sent = figures[figures["position"] != HELD]
    held = figures[figures["position"] == HELD]
    if held.empty:
        return None
    for factors in _factors(sent, held):
        if _is_changed(factors):
            return _doubt(sent, _words(factors.usual, len(sent), gauge))
    return None


def _doubt(sent: pd.DataFrame, reason: Clause) -> Doubt:
    return Doubt(sent["position"].to_numpy(dtype=np.int64), lambda _: reason)


def _is_changed(factors: _Factors) -> bool:
    if len(factors.logs) < FEWEST_COMPARED:
        return False
    tens = round(factors.usual)
    is_unit = bool(tens) and abs(factors.usual - tens) < factors.near
    even = factors.spread < EVEN and abs(factors.usual) > SMALLEST_REVISION
    many = len(factors.logs) >= FEWEST_REVISED and factors.near == NEAR_IF_SAME
    return (is_unit and factors.spread < factors.near) or (even and many)


def _factors(sent: pd.DataFrame, held: pd.DataFrame) -> tuple[_Factors, ...]:
    """Return the factors for the same figures, then those for each place's last ones held."""
    held, sent = held[held["value"] > 0], sent[sent["value"] > 0]
    same = sent.merge(held, on=["place", "group", "period"], suffixes=("", "_held"))
    newest = held.sort_values("period").groupby(["place", "group"]).tail(_LAST_HELD)
    last = newest.groupby(["place", "group"])["value"].median()
    later = sent.merge(last.rename("value_held").reset_index(), on=["place", "group"])
    return (
        _Factors(_logs(same), NEAR_IF_SAME),
        _Factors(_logs(later), NEAR_IF_EARLIER),
    )


def _logs(pairs: pd.DataFrame) -> pd.Series:
    return pd.Series(np.log10(pairs["value"] / pairs["value_held"]), index=pairs.index)


def _words(log: float, number: int, gauge: Gauge) -> Clause:
    factor = 10 ** abs(log)
    return fill(
        "All {number} figures of {name} in this file are about {factor} times {way} than those "
        "we have. So the unit or the definition has changed. Check that the file gives them as "
        'the dashboard does, in "{unit}".',
        number=f"{number:,}",
        name=gauge.name,
        factor=f"{factor:,.0f}" if abs(log) > 0.9 else f"{factor:,.2g}",
        way="higher" if log > 0 else "lower",
        unit=gauge.unit.short,
    )
