"""A service's own figures in the database, small numbers and all.

Two modules may import this one: the snapshots, which protect figures before they hand them on, and
the check of a file against what is held, before it is stored. A contract in pyproject.toml says so.
"""

import datetime as dt

import numpy as np
from sqlalchemy import ColumnElement, or_, select

from dashboard.core.editions import EditionStatus
from dashboard.core.own.figures import LOCAL_COLUMNS, LOCAL_KEYS, LocalFigures
from dashboard.core.own.indicators import LocalIndicator
from dashboard.store.frames import frame_of
from dashboard.store.reading import Reading
from dashboard.store.tables import edition, local_observation

_NUMBERS = ["value", "count", "denominator"]


def own_figures_of(
    held: Reading,
    indicator: LocalIndicator,
    service: str,
    until: dt.datetime | None = None,
) -> LocalFigures:
    """Return all figures of an indicator of a service, one a place, period and group.

    Of several editions in use that speak of the same figure, the one loaded last counts. With
    `until`, the editions are those in use at that moment.
    """
    found = held.connection.execute(
        select(*(local_observation.c[name] for name in LOCAL_COLUMNS))
        .join(edition, edition.c.id == local_observation.c.edition_id)
        .where(local_observation.c.indicator == indicator.id)
        .where(edition.c.service == service, _in_use(until))
        .order_by(local_observation.c.edition_id)
    )
    frame = frame_of(found, LOCAL_COLUMNS)
    frame[_NUMBERS] = frame[_NUMBERS].astype(np.float64)
    keys = [name for name in LOCAL_KEYS if name != "indicator"]
    newest = frame.drop_duplicates(keys, keep="last")
    return LocalFigures(indicator, service, newest.sort_values(keys).reset_index(drop=True))


def indicators_held(
    held: Reading, service: str, until: dt.datetime | None = None
) -> frozenset[str]:
    """Return the ids of the local indicators that a service has figures of."""
    found = held.connection.scalars(
        select(local_observation.c.indicator)
        .join(edition, edition.c.id == local_observation.c.edition_id)
        .where(edition.c.service == service, _in_use(until))
        .distinct()
    )
    return frozenset(found)


def _in_use(until: dt.datetime | None) -> ColumnElement[bool]:
    if until is None:
        return edition.c.status == EditionStatus.CURRENT
    ended_later = or_(edition.c.ended_at.is_(None), edition.c.ended_at > until)
    return (edition.c.loaded_at <= until) & ended_later
