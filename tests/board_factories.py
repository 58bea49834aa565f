"""A board at work in tests: warnings, acknowledgements, meetings, decisions, and their store."""

import datetime as dt
from dataclasses import replace
from typing import Any

from dashboard.core.board.meetings import (
    Acknowledgement,
    Decision,
    DecisionKind,
    Meeting,
    SubjectKind,
    WarningShown,
)
from dashboard.core.board.national_reports import NationalReport
from dashboard.core.people import Person, Role, Signature
from dashboard.core.periods import PublicationDate
from dashboard.core.published.warnings import EarlyWarning
from dashboard.definitions.records import Record, Records
from dashboard.store.engine import Store
from dashboard.store.writing import Writing
from dashboard.usecases.holdings import Holdings
from tests.conftest import TODAY
from tests.factories import compared, year
from tests.memory_store import recording, records_anew
from tests.people_factories import actor
from tests.stored import records_in

WARNING = "placeshire:first-time-entrants"
# The warning that stands for Hertfordshire on the tests' day, and one that stood in 2018.
STANDS_NOW = "hertfordshire:children-cautioned-or-sentenced"
STOOD_IN_2018 = "hertfordshire:first-time-entrants"
REPORT = "out-of-court-disposals-2018"


def at(day: str, hour: int = 9) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour), tzinfo=dt.UTC)


def warning(since: int = 2016) -> EarlyWarning:
    """Return a warning about the figure of 2017 that has stood since a year."""
    comparison = compared({"A": 300, "B": 200, "C": 210, "D": 190, "E": 205, "F": 195})
    return EarlyWarning(comparison, year(since), None)


def acknowledgement(period: str = "2017", person: str = "ann", **changed: Any) -> Acknowledgement:
    usual: dict[str, Any] = {
        "id": f"acknowledgement-{person}-{period}",
        "service": "placeshire",
        "warning": WARNING,
        "period": period,
        "person": person,
        "by": "Ann Lee",
        "at": at("2018-10-01"),
        "sentence": "A gap.",
    }
    return Acknowledgement(**(usual | changed))


def meeting(day: str = "2018-10-12", period: str | None = "2017", **changed: Any) -> Meeting:
    """Return a held meeting at which the warning stood with a period's figure, or did not stand."""
    shown = () if period is None else (WarningShown(WARNING, period, "A gap. It is wide."),)
    usual: dict[str, Any] = {
        "id": f"meeting-{day}",
        "service": "placeshire",
        "on": dt.date.fromisoformat(day),
        "held": True,
        "warnings": shown,
    }
    return Meeting(**(usual | changed))


def decision(subject: str = WARNING, **changed: Any) -> Decision:
    usual: dict[str, Any] = {
        "id": f"decision-on-{subject}",
        "service": "placeshire",
        "meeting": "meeting-2018-10-12",
        "kind": DecisionKind.CHALLENGE,
        "subject_kind": SubjectKind.WARNING,
        "subject": subject,
        "subject_words": "it",
        "text": "Why?",
        "by": "Ann Lee",
        "at": at("2018-10-12"),
    }
    return Decision(**(usual | changed))


def report(published: str = "2018-03", **changed: Any) -> NationalReport:
    usual: dict[str, Any] = {
        "id": f"report-{published}",
        "title": "A review",
        "publisher": "An inspectorate",
        "published": PublicationDate(published),
        "drafts": ("Do this.", "Do that."),
    }
    return NationalReport(**(usual | changed))


def signed(*roles: Role, name: str = "Ann Lee", day: str = "2026-11-20") -> Signature:
    """Return the signature on a day of somebody whose id is their first name in small letters."""
    return Signature(actor(*roles, name=name, person_id=name.split()[0].lower()), at(day))


def stored(store: Store, *held: Record, day: str = "2016-01-01") -> None:
    """Store some records as they are, signed on a day."""
    with store.database.writing() as connection:
        for each in held:
            Writing(connection, signed(day=day)).add(each)


def board_of(store: Store, shipped: Holdings, as_of: dt.date = TODAY) -> Holdings:
    """Return what is shipped with the records of a test's own store."""
    return replace(recording(shipped, records_anew(store, TODAY)), as_of=as_of)


def members() -> tuple[Person, ...]:
    """Return a chair, a member from the police, an officer, and a member who left."""
    return (
        Person("ann", "Ann Lee", (Role.CHAIR,)),
        Person("bo", "Bo Bell", (Role.MEMBER,), "Police"),
        Person("cy", "Cy Cole", (Role.OFFICER,)),
        Person("di", "Di Dunn", (Role.MEMBER,), active=False),
    )


def held_records(store: Store) -> Records:
    return records_in(store)
