"""What falls due by a day, in one service or in all."""

import datetime as dt

from dashboard.core.people import Person
from dashboard.core.register.reminders import Reminder, falling_due
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.recommendations import RegisterFilter, register


def reminders(
    holdings: Holdings, until: dt.date, service: str | None = None
) -> tuple[Reminder, ...]:
    """Return what is open and due by a day, the latest first; see `falling_due`.

    Raises:
        UnknownNameError: for a service that nobody defined.
    """
    held = register(holdings, RegisterFilter(service=service))
    records = holdings.records
    standings = (entry.standing for entry in held.entries)
    return falling_due(standings, until, records.of(Person), records.version_of)
