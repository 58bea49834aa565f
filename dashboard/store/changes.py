"""Whether anything changed since somebody last looked, and moments as they were written."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, ScalarSelect, case, func, select

from dashboard.core.editions import EditionStatus
from dashboard.core.plausibility.quarantine import QuarantinedFigure
from dashboard.core.redaction import KIND as REPLACED_NAME
from dashboard.definitions.records import BESIDE_FIGURES, NAMES, OF_PEOPLE
from dashboard.store.tables import edition, history, records


class Tokens(NamedTuple):
    """Short texts, each of which changes whenever what it stands for does.

    `records` are all, `beside_figures` those that figures are read with, and `people` says who
    belongs where.
    """

    editions: str
    records: str
    beside_figures: str
    people: str


# Whatever is out of use stays so: the newest edition and how many are in use tell the rest.
_IN_USE = func.sum(case((edition.c.status == EditionStatus.CURRENT, 1), else_=0))


def _last_change(kinds: Collection[str]) -> ScalarSelect[int | None]:
    return select(func.max(records.c.changed_in)).where(records.c.kind.in_(kinds)).scalar_subquery()


# Asked at every run of a page, so it is put together once.
_STATE = select(
    func.max(edition.c.id),
    _IN_USE,
    func.sum(edition.c.observations),
    # A figure that is released from quarantine joins an edition, and another may leave it.
    _last_change({NAMES[QuarantinedFigure]}),
    select(func.max(history.c.number)).scalar_subquery(),
    _last_change(BESIDE_FIGURES),
    _last_change(OF_PEOPLE),
    # A name is replaced in what is stored, and no record is changed for that in anybody's name.
    select(func.max(history.c.number)).where(history.c.kind == REPLACED_NAME).scalar_subquery(),
)


def tokens(connection: Connection) -> Tokens:
    """Return what editions and records stand at, in one query."""
    *editions, recorded, beside, people, renamed = (
        number or 0 for number in connection.execute(_STATE).one()
    )
    return Tokens(
        "-".join(map(str, [*editions, renamed])),
        f"{recorded}-{renamed}",
        f"{beside}-{renamed}",
        f"{people}-{renamed}",
    )


def entry_before(earlier: str, now: str) -> int | None:
    """Return the number of the entry that an earlier token of records stands at.

    What changed since was changed in later entries; None where that does not tell all of it,
    because a name was replaced in what is stored, or an older database took the place of this one.
    """
    number, renamed = earlier.split("-")
    number_now, renamed_now = now.split("-")
    return int(number) if renamed == renamed_now and int(number) <= int(number_now) else None


def utc(moment: dt.datetime) -> dt.datetime:
    """Return a moment as it was written, in UTC.

    SQLite keeps no time zone, and PostgreSQL answers in the server's own.
    """
    return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def utc_or_none(moment: dt.datetime | None) -> dt.datetime | None:
    """Return a moment as `utc` does, and None as it is."""
    return None if moment is None else utc(moment)
