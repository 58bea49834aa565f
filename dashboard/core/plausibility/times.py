"""Figures of a time that cannot be: not begun, too long ago, or of an area that was not there."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd

from dashboard.core.areas import Area, AreaType
from dashboard.core.periods import Period, PeriodKind, date_words
from dashboard.core.plausibility.suspects import HELD, Doubt
from dashboard.core.rules import SENSIBLE_YEARS
from dashboard.core.sentences import Clause, capitalised, fill

_ONE_DAY = dt.timedelta(days=1)


def doubtful_periods(
    figures: pd.DataFrame, periods: Mapping[str, Period], today: dt.date
) -> Iterator[Doubt]:
    """Yield the figures of a file whose period has not begun by a day, or lies too long ago.

    Their state does not matter: what has not begun has no mark either. `periods` has those of the
    figures, by their text, which is a category.
    """
    for name, period in periods.items():
        reason = _no_period_yet(period, today)
        if reason is not None:
            yield from _doubted(figures, figures["period"] == name, reason)


def doubtful_lifetimes(
    figures: pd.DataFrame, periods: Mapping[str, Period], areas: Mapping[str, Area]
) -> Iterator[Doubt]:
    """Yield the figures of a file of an area that did not exist on the last day of the period.

    It is part of a year, or that of the area which came after or was there before. `figures` are
    the usable ones; places and periods are categories.
    """
    for area in areas.values():
        for names, reason in _absences(area, periods, areas):
            flags = (figures["place"] == area.code) & figures["period"].isin(names)
            yield from _doubted(figures, flags, reason)


def is_running(period: Period, today: dt.date) -> bool:
    """Return whether a period has begun and not ended by a day.

    Of a year that is only labelled nobody knows when it ends, so that it is never running.
    """
    return period.kind is not PeriodKind.LABELLED_YEAR and period.first_day <= today <= period.end


def period_name(period: Period) -> str:
    """Return what begins a sentence about a period: "April to June 2031", "The year ending ..."."""
    # A quarter and a month go by their months, a year by its kind.
    return capitalised(period.label) if period.part else f"The {period.label}"


def _no_period_yet(period: Period, today: dt.date) -> Clause | None:
    if period.end_year not in SENSIBLE_YEARS:
        return fill(
            "{period} is no time of figures here: check the year.", period=period_name(period)
        )
    if period.first_day > today:
        return fill("{period} has not begun: check the year.", period=period_name(period))
    return None


def _doubted(figures: pd.DataFrame, flags: pd.Series, reason: Clause) -> Iterator[Doubt]:
    positions = figures["position"].to_numpy(dtype=np.int64)[flags.to_numpy()]
    positions = positions[positions != HELD]
    if len(positions):
        yield Doubt(positions, lambda _: reason)


def _absences(
    area: Area, periods: Mapping[str, Period], areas: Mapping[str, Area]
) -> Iterator[tuple[list[str], Clause]]:
    """Yield the periods at the end of which an area was not there yet, then those when no longer.

    With each comes the reason in words.
    """
    if area.created_on is not None:
        born = area.created_on
        early = [name for name, period in periods.items() if period.end < born]
        yield early, _not_yet(born, _kin(area, areas))
    if area.abolished_on is not None:
        ended = area.abolished_on
        late = [name for name, period in periods.items() if period.end > ended]
        yield late, _no_longer(ended, _kin(area, areas))


def _no_longer(ended: dt.date, kin: Iterable[Area]) -> Clause:
    after = [area for area in kin if area.created_on == ended + _ONE_DAY]
    return fill(
        "The area no longer existed at the end of the period: it was abolished on {day}. {check}",
        day=date_words(ended),
        check=_whose(after),
    )


def _not_yet(born: dt.date, kin: Iterable[Area]) -> Clause:
    before = [area for area in kin if area.abolished_on == born - _ONE_DAY]
    return fill(
        "The area did not exist yet at the end of the period: it was created on {day}. {check}",
        day=date_words(born),
        check=_whose(before),
    )


def _kin(area: Area, areas: Mapping[str, Area]) -> list[Area]:
    """Return the authorities of the same service, among which are those that follow one another."""
    places = (one for one in areas.values() if one.area_type is AreaType.LOCAL_AUTHORITY)
    return [one for one in places if one.service is not None and one.service == area.service]


def _whose(areas: Iterable[Area]) -> Clause:
    names = [f"{area.name} ({area.code})" for area in areas]
    if not names:
        return fill("Check whose figure it is.")
    return fill("Check whether it is the figure of {areas}.", areas=" or ".join(names))
