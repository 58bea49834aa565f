"""Registers of any length in a store: recommendations at every stage of their follow-up.

Run as a module it fills a database, so that a long register can be served and looked at:
`python -m tests.long_register sqlite:///long.sqlite3 300`, then
`DATABASE_URL=sqlite:///long.sqlite3 python -m dashboard serve`.
"""

import datetime as dt
import sys

from dashboard.core.people import Actor, Person, Role, Signature
from dashboard.core.periods import PublicationDate
from dashboard.core.register.actions import Action, Evidence, EvidenceKind, Update
from dashboard.core.register.follow_ups import Closing, FollowUp, Response, Status
from dashboard.core.register.recommendations import Recommendation, SourceKind
from dashboard.core.register.success_measures import MeasureKind, RecordedReading, SuccessMeasure
from dashboard.definitions.records import Record
from dashboard.store.engine import Store, open_store
from dashboard.store.writing import Writing

SERVICE = "hertfordshire"
BODIES = ("Hertfordshire County Council", "Hertfordshire Constabulary", "Probation", "Health")
PEOPLE = (
    Person("ann", "Ann Lee", (Role.CHAIR, Role.MEMBER)),
    Person("ben", "Ben Okafor", (Role.OFFICER,)),
    Person("cat", "Catherine Marlowe-Whitfield", (Role.MEMBER,)),
    Person("dev", "Dev Patel", (Role.ADMINISTRATOR, Role.OFFICER)),
)
_WORDINGS = (
    "Make sure that every child assessed as posing a risk to others has a plan that considers the "
    "needs and wishes of actual and potential victims, and that managers check it.",
    "Review the provision of education, training and employment with partners.",
    "Work with health partners so that children waiting for speech and language assessment are "
    "seen within six weeks, and report waiting times to each meeting of the board.",
    "Record ethnicity and heritage consistently.",
)
_ACTIONS = (
    "Train all case managers in restorative approaches",
    "Audit twenty cases, chosen at random, for how victims were considered",
    "Agree a joint protocol with the police",
)


def signed(at: dt.datetime) -> Signature:
    """Return the signature of the officer at a moment."""
    return Signature(Actor("Ben Okafor", (Role.OFFICER,), "identity not verified", "ben"), at)


def write_people(store: Store, at: dt.datetime) -> None:
    """Store a chair, an officer, a member and an administrator."""
    with store.database.writing() as connection:
        for person in PEOPLE:
            Writing(connection, signed(at)).add(person)


def write_register(store: Store, number: int, today: dt.date) -> None:
    """Store a number of recommendations, each at another stage, with what belongs to them.

    Of each eight: untouched, in progress, in progress and late, waiting for the check, effect not
    shown, confirmed, closed as not done, confirmed and then lost.
    """
    at = dt.datetime.combine(today, dt.time(9, 30), tzinfo=dt.UTC) - dt.timedelta(days=400)
    write_people(store, at)
    with store.database.writing() as connection:
        for place in range(number):
            for record in _followed(place, today):
                Writing(connection, signed(at)).add(record)


def _followed(place: int, today: dt.date) -> list[Record]:
    stage = place % 8
    one = _recommendation(place, today)
    if not stage:
        return [one]
    return [one, _follow_up(one, stage, today), *_work(one, stage, today)]


def _recommendation(place: int, today: dt.date) -> Recommendation:
    return Recommendation(
        id=f"long-{place}",
        service=SERVICE,
        published=PublicationDate((today - dt.timedelta(days=500 + place)).isoformat()),
        number=place + 1,
        wording=_WORDINGS[place % len(_WORDINGS)],
        addressee=BODIES[place % len(BODIES)],
        source=f"Thematic report {place % 5 + 1}",
        where=f"page {place % 40 + 3}",
        kind=SourceKind.THEMATIC,
    )


def _follow_up(one: Recommendation, stage: int, today: dt.date) -> FollowUp:
    status = {
        3: Status.DONE,
        4: Status.DONE,
        5: Status.CONFIRMED,
        6: Status.CLOSED,
        7: Status.CONFIRMED,
    }.get(stage, Status.IN_PROGRESS)
    due = today + dt.timedelta(days=-40 if stage == 2 else 40 + one.number % 90)
    confirmed = Closing(Status.CONFIRMED, today - dt.timedelta(days=60), "Ann Lee")
    refused = Closing(
        Status.CLOSED, today - dt.timedelta(days=60), "Ann Lee", "No money", "Waits stay long"
    )
    closings = {5: (confirmed,), 6: (refused,), 7: (confirmed,)}.get(stage, ())
    return FollowUp(
        id=one.id,
        service=SERVICE,
        response=Response.ACCEPTED,
        owner=("ben", "cat")[one.number % 2],
        body=one.addressee,
        due=due,
        original_due=due - dt.timedelta(days=60 if stage == 2 else 0),
        measure=SuccessMeasure(
            MeasureKind.AUDIT, "Cases with victims considered", 80, baseline=62, periods_needed=2
        ),
        status=status,
        closings=closings,
    )


def _work(one: Recommendation, stage: int, today: dt.date) -> list[Record]:
    done = today - dt.timedelta(days=90) if stage >= 3 else None
    due = today + dt.timedelta(days=-12 if stage == 2 else 75)
    actions = [
        Action(
            id=f"{one.id}-action-{n}",
            service=SERVICE,
            recommendation=one.id,
            title=title,
            owner=("ben", "cat")[n % 2],
            start=today - dt.timedelta(days=200 - 20 * n),
            due=due + dt.timedelta(days=15 * n),
            original_due=due - dt.timedelta(days=45 if n == 1 else -15 * n),
            done_on=done,
        )
        for n, title in enumerate(_ACTIONS[: 1 + one.number % 3])
    ]
    at = dt.datetime.combine(today, dt.time(10, 0), tzinfo=dt.UTC)
    update = Update(
        f"{one.id}-update",
        SERVICE,
        one.id,
        "The training began; nine of fourteen have done it.",
        "Ben Okafor",
        at - dt.timedelta(days=150 if stage == 2 else 20),
    )
    return [*actions, update, *_readings(one, stage, today), *_evidence(one, stage, today)]


def _readings(one: Recommendation, stage: int, today: dt.date) -> list[RecordedReading]:
    values = [66, 71] if stage <= 4 else [84, 86, 70] if stage == 7 else [84, 86]
    return [
        RecordedReading(
            id=f"{one.id}-reading-{n}",
            service=SERVICE,
            recommendation=one.id,
            on=today - dt.timedelta(days=(250, 150, 20)[n]),
            period_words=f"audit {n + 1}",
            value=value,
            source="case audit",
            by="Ben Okafor",
        )
        for n, value in enumerate(values)
    ]


def _evidence(one: Recommendation, stage: int, today: dt.date) -> list[Evidence]:
    if stage < 3:
        return []
    dated = today - dt.timedelta(days=80)
    return [
        Evidence(
            id=f"{one.id}-evidence",
            service=SERVICE,
            recommendation=one.id,
            title="Case audit of twenty cases",
            kind=EvidenceKind.AUDIT,
            dated=dated,
            added_by="Ben Okafor",
            added_by_id="ben",
            link="https://example.org/audit",
        )
    ]


if __name__ == "__main__":
    opened = open_store(sys.argv[1])
    write_register(opened, int(sys.argv[2]), dt.datetime.now(tz=dt.UTC).date())
    opened.close()
