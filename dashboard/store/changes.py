"""Whether anything changed since somebody last looked, and moments as they were written."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, ScalarSelect, case, func, select, text

from dashboard.core.editions import EditionStatus
from dashboard.core.plausibility.quarantine import QuarantinedFigure
from dashboard.core.redaction import KIND as REPLACED_NAME
from dashboard.definitions.records import BESIDE_FIGURES, NAMES, OF_PEOPLE
from dashboard.store.tables import edition, history, records


class Stand(NamedTuple):
    """What some records stand at: the last entry of history that changed one of them.

    A name is replaced in what is stored, and no record is changed for that in anybody's name: so
    `renamed` is the last entry that tells of one.
    """

    entry: int
    renamed: int

    def entry_before(self, now: "Stand") -> int | None:
        """Return the entry of history after which all lies that changed until `now`.

        None where entries do not tell all of it, because a name was replaced since, or an older
        database took the place of this one.
        """
        return self.entry if self.renamed == now.renamed and self.entry <= now.entry else None


class Tokens(NamedTuple):
    """What each part of the database stands at; one differs whenever what it stands for does.

    `records` are all, `beside_figures` those that figures are read with, and `people` says who
    belongs where.
    """

    editions: tuple[int, ...]
    records: Stand
    beside_figures: Stand
    people: Stand


# Whatever is out of use stays so: the newest edition and how many are in use tell the rest.
_IN_USE = func.sum(case((edition.c.status == EditionStatus.CURRENT, 1), else_=0))


def _last_change(kinds: Collection[str]) -> ScalarSelect[int | None]:
    return select(func.max(records.c.changed_in)).where(records.c.kind.in_(kinds)).scalar_subquery()


_ASKED = select(
    func.max(edition.c.id),
    _IN_USE,
    func.sum(edition.c.observations),
    # A figure that is released from quarantine joins an edition, and another may leave it.
    _last_change({NAMES[QuarantinedFigure]}),
    select(func.max(history.c.number)).scalar_subquery(),
    _last_change(BESIDE_FIGURES),
    _last_change(OF_PEOPLE),
    select(func.max(history.c.number)).where(history.c.kind == REPLACED_NAME).scalar_subquery(),
)
# Asked at every run of a page, so it is written out once, with the names of kinds that are ours.
STATE = str(_ASKED.compile(compile_kwargs={"literal_binds": True}))
STATE_FIELDS = tuple(_ASKED.selected_columns)
_STATE = text(STATE)


def tokens(connection: Connection) -> Tokens:
    """Return what editions and records stand at, in one query."""
    return tokens_of(connection.execute(_STATE).one())


def tokens_of(state: Sequence[int | None]) -> Tokens:
    """Return what editions and records stand at, as the database answered `STATE`."""
    *editions, recorded, beside, people, renamed = (number or 0 for number in state)
    return Tokens(
        (*editions, renamed),
        Stand(recorded, renamed),
        Stand(beside, renamed),
        Stand(people, renamed),
    )


def utc(moment: dt.datetime) -> dt.datetime:
    """Return a moment as it was written, in UTC.

    SQLite keeps no time zone, and PostgreSQL answers in the server's own.
    """
    return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def utc_or_none(moment: dt.datetime | None) -> dt.datetime | None:
    """Return a moment as `utc` does, and None as it is."""
    return None if moment is None else utc(moment)
