"""Partners: which there are, what each owes and whether it came, as at a day."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.board.meetings import Attendance, Meeting, Presence
from dashboard.core.people import Person, Role
from dashboard.core.register.actions import Action
from dashboard.core.register.follow_ups import FollowUp, Status
from dashboard.core.register.success_measures import (
    MeasureKind,
    RecordedReading,
    SuccessMeasure,
)
from dashboard.definitions.records import records_from
from dashboard.errors import ChangeRefusedError, NotAllowedError, UnknownNameError
from dashboard.usecases.board.owed import OwedKind
from dashboard.usecases.board.partners import (
    add_partner,
    read_partners,
    require_partner,
)
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.owners import partner_names
from dashboard.usecases.register.recommendations import RegisterFilter, register
from tests.conftest import TODAY
from tests.databases import on_both_databases
from tests.memory_store import recording
from tests.people_factories import person, signature
from tests.stored import records_in

LATE, LATER = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=30)
SERVICE = "hertfordshire"


@pytest.fixture
def ids(shipped_holdings):
    """The ids of the service's recommendations that ship."""
    found = register(shipped_holdings, RegisterFilter(SERVICE)).entries
    return [entry.recommendation.id for entry in found]


@pytest.fixture
def reading(shipped_holdings):
    def of(*records):
        held = shipped_holdings.with_records(records_from((each, 1) for each in records))
        return read_partners(held, SERVICE)

    return of


def of_partner(reading, name):
    return next(each for each in reading.partners if each.name == name)


def of_person(reading, person_id):
    return next(each for each in reading.people if each.person.id == person_id)


def counted(partner):
    recommendations, actions, _readings = partner.open_by_kind
    return recommendations, actions, partner.late


def action(ids, **changed):
    usual = {"id": "a1", "service": SERVICE, "recommendation": ids[0], "title": "Train"}
    return Action(**(usual | changed))


def test_the_statutory_partners_ship(shipped_holdings):
    names = partner_names(shipped_holdings)

    assert {"Police", "Probation Service", "Health (integrated care board)"} <= set(names)


@on_both_databases
def test_an_officer_adds_a_partner_and_a_second_submit_adds_none(shipped_holdings, own_store):
    held = recording(shipped_holdings, lambda _day: records_in(own_store))
    for _ in range(2):
        add_partner(own_store, held, signature(Role.OFFICER), "p1", " Youth  club ")

    assert partner_names(held)[-1] == "Youth club"
    assert len(partner_names(held)) == len(held.catalogue.partners) + 1


@on_both_databases
@pytest.mark.parametrize(
    ("name", "role", "error", "sentence"),
    [
        ("Youth club", Role.CHAIR, NotAllowedError, "may not edit the register"),
        ("  ", Role.OFFICER, ChangeRefusedError, "name of the partner is missing"),
        ("police", Role.OFFICER, ChangeRefusedError, "is a partner already"),
        ("x" * 101, Role.OFFICER, ChangeRefusedError, "shorten it to 100"),
    ],
)
def test_a_partner_that_cannot_be_is_one_sentence_and_nothing_is_stored(
    shipped_holdings, own_store, name, role, error, sentence
):
    with pytest.raises(error, match=sentence):
        add_partner(own_store, shipped_holdings, signature(role), "p1", name)

    assert records_in(own_store).by_kind == {}


def test_an_unknown_partner_is_refused_with_the_nearest(shipped_holdings: Holdings):
    with pytest.raises(UnknownNameError, match="did you mean Police"):
        require_partner(shipped_holdings, "Polise")


def test_a_partner_owes_open_recommendations_and_actions_and_late_is_computed(reading, ids):
    police = of_partner(
        reading(
            FollowUp(ids[0], SERVICE, body="Police", due=LATE),
            action(ids, body="Police", due=LATER),
            action(ids, id="a2", body="Police", due=LATE),
            action(ids, id="a3", body="Police", due=LATE, done_on=LATE),
            action(ids, id="a4", body="Police", dropped_because="Done by others"),
        ),
        "Police",
    )

    assert counted(police) == (1, 2, 2)
    assert [each.due for each in police.owed] == [LATE, LATE, LATER]


def test_what_is_due_today_is_not_late(reading, ids):
    owed = of_partner(reading(action(ids, body="Police", due=TODAY)), "Police").owed

    assert [each.late for each in owed] == [False]


def test_what_names_no_partner_is_owed_by_the_partner_its_owner_comes_from(reading, ids):
    found = reading(person("Bob Ray", body="Police"), action(ids, owner="bob"))

    (owed,) = of_partner(found, "Police").owed
    assert (owed.owner_name, owed.what) == ("Bob Ray", "Train")


def test_the_partner_named_on_it_comes_before_the_owners(reading, ids):
    found = reading(person("Bob Ray", body="Police"), action(ids, owner="bob", body="Housing"))

    assert of_partner(found, "Police").owed == ()
    assert len(of_partner(found, "Housing").owed) == 1


def test_what_has_no_partner_at_all_is_told_apart(reading, ids):
    unowned = reading(action(ids)).unowned

    assert len(unowned) == len(ids) + 1
    assert [each.partner for each in unowned] == [""] * len(unowned)


def test_nothing_is_owed_for_what_is_closed(reading, ids):
    closed = FollowUp(ids[0], SERVICE, body="Police", due=LATE, status=Status.CLOSED)

    assert of_partner(reading(closed, action(ids, body="Police")), "Police").owed == ()


def test_a_partner_no_longer_listed_is_there_with_what_it_owes_and_late_ones_come_first(
    reading, ids
):
    found = reading(action(ids, body="Old board", due=LATE))

    assert found.partners[0].name == "Old board"


def test_attendance_is_that_of_the_services_own_meetings_held(reading):
    noted = (Attendance("Police", Presence.ATTENDED),)
    found = reading(
        Meeting("m1", SERVICE, LATE, held=True, attendance=noted),
        Meeting("m2", SERVICE, LATER, attendance=noted),
        Meeting("m3", "essex", LATE, held=True, attendance=noted),
    )

    assert found.meetings_held == 1
    assert of_partner(found, "Police").attendance.attended == 1
    assert of_partner(found, "Housing").attendance.noted == 0


def test_what_somebody_owned_who_left_is_still_owed_by_their_partner(reading, ids):
    left = Person("bob", "Bob Ray", (Role.MEMBER,), "Police", active=False)

    (owed,) = of_partner(reading(left, action(ids, owner="bob")), "Police").owed

    assert owed.owner_name == "Bob Ray"


def test_of_one_for_others_no_partner_owes_anything(shipped_holdings):
    settled = FollowUp("essex-2018-1", "essex", body="Police", due=LATE)
    begun = action(["essex-2018-1"], service="essex", body="Police", due=LATE)
    held = shipped_holdings.with_records(records_from([(settled, 1), (begun, 1)]))

    found = read_partners(held, "essex")

    assert not [each for each in found.partners if each.owed]
    assert found.unowned == ()


# What a person owes.


AUDIT = SuccessMeasure(MeasureKind.AUDIT, "Plans reviewed", 80, periods_needed=2)


def read(ids, on, value=70):
    reading_id, words = f"r{on}", "The last quarter"
    of = {"measure": AUDIT.name}
    return RecordedReading(reading_id, SERVICE, ids[0], on, words, value, "Audit", "Cy", **of)


def test_a_person_owes_what_bears_their_name_the_earliest_due_first(reading, ids):
    found = reading(
        person("Bob Ray", body="Police"),
        person("Cy Dent", Role.OFFICER),
        FollowUp(ids[0], SERVICE, owner="bob", due=LATER),
        action(ids, owner="bob", due=LATE),
        action(ids, id="a2", owner="cy", body="Police"),
    )

    assert [(each.kind, each.due, each.late) for each in of_person(found, "bob").owed] == [
        (OwedKind.ACTION, LATE, True),
        (OwedKind.RECOMMENDATION, LATER, False),
    ]
    assert [each.what for each in of_person(found, "cy").owed] == ["Train"]
    assert (of_person(found, "bob").late, of_person(found, "cy").late) == (1, 0)


def test_the_owner_owes_the_next_reading_of_a_case_audit_a_quarter_after_the_last(reading, ids):
    bob = person("Bob Ray", body="Police")
    follow_up = FollowUp(ids[0], SERVICE, owner="bob", measure=AUDIT)
    long_ago, just_now = TODAY - dt.timedelta(days=93), TODAY - dt.timedelta(days=92)

    def readings(*recorded):
        owed = of_person(reading(bob, follow_up, *recorded), "bob").owed
        return [(each.due, each.late) for each in owed if each.kind is OwedKind.READING]

    assert readings() == [(None, False)]
    assert readings(read(ids, long_ago)) == [(TODAY - dt.timedelta(days=1), True)]
    assert readings(read(ids, long_ago), read(ids, just_now)) == [(TODAY, False)]
    assert readings(read(ids, long_ago, 80), read(ids, just_now, 90)) == []


def test_no_reading_is_owed_of_what_is_published_or_closed(reading, ids):
    published = replace(AUDIT, kind=MeasureKind.KEY_QUESTION, subject="3.3.3")
    bob = person("Bob Ray")
    for measure, status in ((published, Status.IN_PROGRESS), (AUDIT, Status.CLOSED)):
        follow_up = FollowUp(ids[0], SERVICE, owner="bob", measure=measure, status=status)
        owed = of_person(reading(bob, follow_up), "bob").owed
        assert OwedKind.READING not in {each.kind for each in owed}


def test_a_reading_without_a_partner_is_told_by_its_recommendation_alone(reading, ids):
    found = reading(FollowUp(ids[0], SERVICE, measure=AUDIT))

    assert OwedKind.READING not in {each.kind for each in found.unowned}


def test_the_check_of_what_is_said_to_be_done_is_owed_by_a_chair_who_does_not_own_it(reading, ids):
    claimed = FollowUp(ids[0], SERVICE, owner="bob", due=LATE, status=Status.DONE)
    found = reading(
        person("Ann Lee", Role.CHAIR),
        person("Bob Ray", Role.CHAIR),
        person("Cy Dent", Role.MEMBER),
        person("Di Dunn", Role.CHAIR, active=False),
        claimed,
    )

    (check,) = of_person(found, "ann").owed
    assert (check.kind, check.due, check.late) == (OwedKind.DECISION, LATE, True)
    assert [each.kind for each in of_person(found, "bob").owed] == [OwedKind.RECOMMENDATION]
    assert of_person(found, "cy").owed == ()
    assert "di" not in [each.person.id for each in found.people]


def test_people_of_another_service_are_not_there(reading):
    found = reading(person("Ann Lee", service="essex"), person("Bob Ray", service=SERVICE))

    assert [each.person.id for each in found.people] == ["bob"]
