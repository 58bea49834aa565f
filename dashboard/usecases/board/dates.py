"""The dates of a board for a calendar: its meetings, and what falls due to it."""

import datetime as dt

from dashboard.core.areas import Service
from dashboard.reports.reminders import board_calendar
from dashboard.usecases.board.meetings import calendar
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.reminders import reminders


def dates_of_board(holdings: Holdings, service: Service, made_at: dt.datetime) -> bytes:
    """Return every meeting of a board and every due date, as an iCalendar file."""
    found = calendar(holdings, service.id)
    records = holdings.of_service(service.id).records
    meetings = [(each, records.version_of(each)) for each in (*found.open, *found.held)]
    due = reminders(holdings, dt.date.max, service.id)
    return board_calendar(service, meetings, due, made_at)
