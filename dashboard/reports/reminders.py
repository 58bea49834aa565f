"""What falls due, for a mail merge, for a calendar and as lines of text."""

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator

import pandas as pd
from icalendar import Calendar, Event

from dashboard.core.areas import Service
from dashboard.core.board.meetings import Meeting
from dashboard.core.periods import date_words
from dashboard.core.register.reminders import Reminder
from dashboard.core.sentences import capitalised
from dashboard.reports.spreadsheets import csv_bytes

# The columns are a contract and only ever grow: mail merges name them.
_COLUMNS = ("due", "days_late", "kind", "what", "owner", "body", "service", "source", "id")
_TITLE = 90


def reminders_csv(found: Iterable[Reminder]) -> bytes:
    """Return a row for each, as CSV that no spreadsheet runs; dates are written 2019-12-31."""
    rows = [
        (
            each.due.isoformat(),
            each.days_late,
            each.kind.value,
            each.what,
            each.owner,
            each.body,
            each.service,
            each.label,
            each.id,
        )
        for each in found
    ]
    return csv_bytes(pd.DataFrame(rows, columns=list(_COLUMNS)))


def reminders_calendar(found: Iterable[Reminder], made_at: dt.datetime) -> bytes:
    """Return a whole-day entry for each, as an iCalendar file.

    An entry keeps its name for ever, so that a second import moves it and adds no other.
    """
    return _calendar(_event(each, made_at) for each in found)


def board_calendar(
    service: Service,
    meetings: Iterable[tuple[Meeting, int]],
    found: Iterable[Reminder],
    made_at: dt.datetime,
) -> bytes:
    """Return a whole-day entry for each meeting of a board and for all that falls due to it.

    Each meeting comes with its version, which rises whenever it is moved or renamed.
    """
    of_meetings = (_meeting_event(service, one, version, made_at) for one, version in meetings)
    return _calendar([*of_meetings, *(_event(each, made_at) for each in found)])


def reminder_lines(found: Iterable[Reminder]) -> Iterator[str]:
    """Yield a line for each, and one that says so where there is none."""
    none_is_due = True
    for each in found:
        none_is_due = False
        late = f" ({_days(each.days_late)} late)" if each.days_late else ""
        what = _short(each.what)
        yield f"{date_words(each.due)}{late}: {capitalised(each.kind)}: {what} - {_who(each)}"
    if none_is_due:
        yield "Nothing that is open falls due by then."


def _calendar(events: Iterable[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Youth justice board dashboard//Reminders//EN")
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(one: Reminder, made_at: dt.datetime) -> Event:
    event = _whole_day(f"{one.kind.value}-{one.id}", one.version, one.due, made_at)
    event.add("summary", f"Due: {_short(one.what)} ({_who(one)})")
    event.add("description", f"{one.label}: {one.recommendation}")
    return event


def _meeting_event(service: Service, one: Meeting, version: int, made_at: dt.datetime) -> Event:
    event = _whole_day(f"meeting-{one.id}", version, one.on, made_at)
    event.add("summary", f"{_short(one.title)} ({service.name})")
    return event


def _whole_day(name: str, version: int, day: dt.date, made_at: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{name}@youth-justice-board-dashboard")
    event.add("sequence", version)
    event.add("dtstamp", made_at)
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    # The day stays free: it is a date to remember, and nobody said an hour.
    event.add("transp", "TRANSPARENT")
    return event


def _who(one: Reminder) -> str:
    return ", ".join(name for name in (one.owner, one.body) if name) or "nobody owns it"


def _short(text: str) -> str:
    return textwrap.shorten(text, _TITLE, placeholder=" ...")


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
