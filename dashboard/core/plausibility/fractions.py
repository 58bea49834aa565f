"""Percentages that are likely fractions: 0.78 where 78% was meant."""

from collections.abc import Iterator

import pandas as pd

from dashboard.core.plausibility.suspects import HELD, Doubt, Gauge, doubt
from dashboard.core.plausibility.values import borne_out
from dashboard.core.sentences import Clause, fill

_SERIES = ["place", "group"]
_HUNDRED = 100
# Nearer to what is usual is 100 times a figure where ten times the figure is less than that.
_TEN = 10
# So many times what is usual is too far for a single figure.
_FAR = 2


def doubtful_fractions(figures: pd.DataFrame, gauge: Gauge) -> Iterator[Doubt]:
    """Yield the percentages of a file that are likely fractions of one.

    They lie between 0 and 1: all of the indicator in the file, all of one place and group, or a
    single one among ordinary ones. One that its own count and denominator bear out is none, and
    one is only where 100 times as much is nearer to what is usual; see `_usual`. `figures` holds
    the usable ones of one indicator, the file's and those held; place and group are categories.
    """
    if not gauge.unit.is_percentage:
        return
    value, is_sent = figures["value"], figures["position"] != HELD
    small = is_sent & value.between(0, 1) & ~((value > 0) & borne_out(figures, gauge))
    if not (small & _strictly_between(value)).any():
        return
    # Nought is nought in either unit.
    doubted = (value > 0) & _likely(figures, small, is_sent & ~small)
    if doubted.any():
        yield doubt(figures[doubted], lambda row: _words(row, gauge))


def _strictly_between(value: pd.Series) -> pd.Series:
    return (value > 0) & (value < 1)


def _likely(figures: pd.DataFrame, small: pd.Series, ordinary: pd.Series) -> pd.Series:
    """Return which of the small figures of a file are likely fractions, beside its ordinary ones.

    A series that is small as a whole is judged as one. Of a single figure, 100 times as much must
    also not be far more than usual.
    """
    series = figures.groupby(_SERIES, observed=True).ngroup()
    value = figures["value"]
    usual, strict = _usual(figures, ordinary, series), small & _strictly_between(value)
    is_whole = ~ordinary.groupby(series).transform("any")
    typical = value.where(small & (value > 0)).groupby(series).transform("median")
    telling = strict.groupby(series).transform("any") | (not ordinary.any())
    whole = small & is_whole & telling & ~(_TEN * typical >= usual)
    single = strict & ~is_whole & (_TEN * value < usual)
    return whole | (single & (_HUNDRED * value <= _FAR * usual))


def _usual(figures: pd.DataFrame, ordinary: pd.Series, series: pd.Series) -> pd.Series:
    """Return what is usual for each figure, missing where nothing is known.

    It is the median of those held of the same place and group, else of those in the file that are
    ordinary percentages, else of all of the indicator.
    """
    value, held = figures["value"].where(figures["value"] > 0), figures["position"] == HELD
    of_held = value.where(held).groupby(series).transform("median")
    of_file = value.where(ordinary).groupby(series).transform("median")
    return of_held.fillna(of_file).fillna(value.where(held | ordinary).median())


def _words(row: pd.Series, gauge: Gauge) -> Clause:
    return fill(
        "{value} is likely a fraction: {fitting} would fit.",
        value=gauge.words(row["value"]),
        fitting=gauge.words(_HUNDRED * row["value"]),
    )
