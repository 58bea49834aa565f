"""Observations in the database, read by indicator."""

from sqlalchemy import Connection, select

from dashboard.core.editions import EditionStatus
from dashboard.core.published.indicators import OBSERVATION_COLUMNS, Figures, Indicator
from dashboard.store.frames import frame_of
from dashboard.store.tables import edition, observation


def figures_of(connection: Connection, indicator: Indicator) -> Figures:
    """Return all observations of an indicator in current editions, one an area and period.

    Where two current editions speak of the same area and period, the one stored later counts.
    """
    found = connection.execute(
        select(*(observation.c[name] for name in OBSERVATION_COLUMNS))
        .join(edition, edition.c.id == observation.c.edition_id)
        .where(observation.c.indicator == indicator.id)
        .where(edition.c.status == EditionStatus.CURRENT)
        .order_by(observation.c.edition_id, observation.c.area_code, observation.c.period)
    )
    return Figures.of(indicator, frame_of(found, OBSERVATION_COLUMNS))
