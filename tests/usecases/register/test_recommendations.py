"""The register of recommendations: its order, its filters and what can be chosen."""

import datetime as dt
import time
from dataclasses import replace

import pytest

from dashboard.core.board.meetings import Decision, DecisionKind, Meeting, SubjectKind
from dashboard.core.periods import PublicationDate
from dashboard.core.register.follow_ups import Status
from dashboard.core.register.success_measures import RecordedReading
from dashboard.definitions.records import Record, records_from
from dashboard.errors import UnknownNameError
from dashboard.usecases.register.recommendations import RegisterFilter, framework_of, register
from tests.inspection_factories import holdings
from tests.register_factories import (
    NOW,
    PEOPLE,
    SERVICE,
    THIRD,
    TODAY,
    action,
    entry_of,
    evidence,
    follow_up,
    recommendation,
    update,
)

FIRST, SECOND = "hertfordshire-2018-1", "hertfordshire-2018-2"
MEETING = Meeting("m1", SERVICE, dt.date(2019, 3, 12), held=True)


def recorded(*items: Record, as_of=TODAY):
    """Return the shipped inspections with everybody and some records."""
    everything = [*PEOPLE.values(), *items]
    return holdings(as_of).with_records(records_from((item, 1) for item in everything))


def ids(choice, held=None):
    return [e.recommendation.id for e in register(held or holdings(), choice).entries]


def test_a_service_has_its_own_recommendations_in_their_order():
    assert ids(RegisterFilter(SERVICE)) == [f"hertfordshire-2018-{n}" for n in (1, 2, 3)]


def test_all_services_together_show_the_oldest_of_the_untouched_first():
    assert ids(RegisterFilter()) == [FIRST, SECOND, THIRD, "essex-2018-1"]


def test_what_is_reopened_or_late_comes_before_what_nobody_touched():
    late = follow_up(due=TODAY - dt.timedelta(days=1))
    reopened = follow_up(id=SECOND, status=Status.REOPENED)

    assert ids(RegisterFilter(SERVICE), recorded(late, reopened)) == [SECOND, THIRD, FIRST]


@pytest.mark.parametrize(
    ("choice", "numbers"),
    [
        (RegisterFilter(SERVICE, area_of_work="Court disposals"), [3]),
        (RegisterFilter(SERVICE, area_of_work="Out-of-court disposals"), [1, 3]),
        (RegisterFilter(SERVICE, standard="1.3"), [1, 2]),
        (RegisterFilter(SERVICE, text="SIMILAR local"), [2]),
        (RegisterFilter(SERVICE, text="no such words"), []),
        (RegisterFilter(SERVICE, status=Status.NOT_STARTED), [1, 2, 3]),
        (RegisterFilter(SERVICE, status=Status.CONFIRMED), []),
    ],
)
def test_filters_narrow_the_register(choice, numbers):
    assert ids(choice) == [f"hertfordshire-2018-{n}" for n in numbers]
    assert register(holdings(), choice).total == 3


def test_an_owner_or_partner_is_found_by_what_they_own_and_by_their_actions():
    held = recorded(
        follow_up(owner="mia", body="Health"),
        action(1, recommendation=FIRST, owner="olu", body="Police"),
        action(2, recommendation=SECOND, owner="olu", body="Police", dropped_because="x"),
    )

    assert ids(RegisterFilter(owner="mia"), held) == [THIRD]
    assert ids(RegisterFilter(owner="olu"), held) == [FIRST]
    assert ids(RegisterFilter(partner="Health"), held) == [THIRD]
    assert ids(RegisterFilter(partner="Police"), held) == [FIRST]
    assert ids(RegisterFilter(partner="Courts"), held) == []


def test_the_status_of_a_filter_is_the_one_that_is_worked_out():
    held = recorded(follow_up(), action(done_on=TODAY))

    assert ids(RegisterFilter(SERVICE, status=Status.EFFECT_NOT_SHOWN), held) == [THIRD]
    assert ids(RegisterFilter(SERVICE, status=Status.IN_PROGRESS), held) == []


def decision(number, kind, subject, meeting="m1"):
    return Decision(
        f"d{number}",
        SERVICE,
        meeting,
        DecisionKind.DECISION,
        kind,
        subject,
        "it",
        "Go on",
        "A",
        NOW,
    )


def test_a_meeting_is_found_by_what_it_decided_about_recommendations_and_their_actions():
    other = replace(MEETING, id="m2", on=dt.date(2019, 6, 1))
    held = recorded(
        MEETING,
        other,
        action(1, recommendation=FIRST),
        decision(1, SubjectKind.RECOMMENDATION, THIRD),
        decision(2, SubjectKind.ACTION, "action-1"),
        decision(3, SubjectKind.ACTION, "gone"),
        decision(4, SubjectKind.WARNING, SECOND),
        decision(5, SubjectKind.RECOMMENDATION, SECOND, "m2"),
    )

    assert set(ids(RegisterFilter(meeting="m1"), held)) == {FIRST, THIRD}
    assert ids(RegisterFilter(meeting="m2"), held) == [SECOND]
    assert [m.id for m in register(held, RegisterFilter()).choices.meetings] == ["m2", "m1"]


def test_what_can_be_chosen_is_what_there_is_whatever_is_chosen():
    held = recorded(follow_up(owner="mia", body="Health"), action(owner="olu", body="Police"))

    found = register(held, RegisterFilter("essex")).choices

    assert [person.name for person in found.owners] == ["Mia Member", "Olu Owner"]
    assert found.partners == ("Health", "Police")
    assert "Court disposals" in found.areas_of_work
    assert [s.code for s in found.standards][:3] == ["1.3", "1.4", "2.1"]


def test_the_addressee_need_not_be_the_service():
    assert ids(RegisterFilter(addressee="Youth Justice Board")) == ["essex-2018-1"]


def test_a_recommendation_is_unknown_before_its_publication():
    before = holdings(dt.date(2018, 9, 19))

    assert ids(RegisterFilter(SERVICE), before) == []


def test_one_that_was_added_stands_beside_the_inspections_from_its_publication():
    added = recommendation(9, id="t1", published=PublicationDate("2019-05"), standards=("2.1",))

    assert "t1" in ids(RegisterFilter(SERVICE), recorded(added))
    assert "t1" not in ids(RegisterFilter(SERVICE), recorded(added, as_of=dt.date(2019, 4, 30)))
    assert ids(RegisterFilter(SERVICE), recorded(added, as_of=dt.date(2019, 5, 1)))[-1:]
    entry = entry_of(recorded(added), "t1")
    assert [s.title for s in entry.standards] == ["2.1 Assessment"]


def test_standards_are_those_of_the_framework_of_the_inspection_or_of_the_time():
    held = holdings()
    thematic = recommendation(published=PublicationDate("2012-01-01"))
    of_inspection = recommendation(inspection="hertfordshire-2018")

    assert framework_of(held, of_inspection) == held.catalogue.frameworks["hmip-2018"]
    found = framework_of(held, thematic)
    assert found is None or found.id != "hmip-2018"


def test_one_entry_holds_all_that_was_recorded_about_it():
    reading = RecordedReading(
        "r1", SERVICE, THIRD, dt.date(2019, 3, 31), "March", 81, "audit", "Ben"
    )
    withdrawn = replace(reading, id="r2", withdrawn_because="A slip")
    elsewhere: list[Record] = [update(2, recommendation=FIRST), action(2, recommendation=FIRST)]
    held = recorded(follow_up(), action(), update(), evidence(), reading, withdrawn, *elsewhere)

    entry = entry_of(held, THIRD)

    assert entry.owner == PEOPLE["olu"]
    found = entry.standing
    assert (found.actions, found.updates, found.evidence) == (
        (action(),),
        (update(),),
        (evidence(),),
    )
    assert found.progress is not None
    assert [each.value for each in found.progress.readings] == [69, 81]


def test_a_reading_of_a_day_to_come_is_not_known_yet():
    reading = RecordedReading("r1", SERVICE, THIRD, TODAY, "June", 81, "audit", "Ben")
    before = recorded(follow_up(), reading, as_of=TODAY - dt.timedelta(days=1))

    progress = entry_of(before, THIRD).standing.progress

    assert progress is not None
    assert [each.value for each in progress.readings] == [69]


def test_an_unknown_filter_is_refused_with_what_there_is():
    for choice, sentence in (
        (RegisterFilter("narnia"), 'no service "narnia"'),
        (RegisterFilter(SERVICE, area_of_work="Courts"), 'no area of work "Courts"'),
        (RegisterFilter(SERVICE, addressee="Santa"), "no addressee"),
        (RegisterFilter(SERVICE, standard="9.9"), 'no standard "9.9"'),
        (RegisterFilter(SERVICE, owner="nobody"), 'no owner "nobody"'),
        (RegisterFilter(SERVICE, meeting="never"), 'no meeting "never"'),
    ):
        with pytest.raises(UnknownNameError, match=sentence):
            register(recorded(), choice)


def test_each_entry_has_its_standards_by_name_and_its_age():
    entry = register(holdings(dt.date(2018, 10, 20)), RegisterFilter(SERVICE)).entries[0]

    assert [s.title for s in entry.standards] == [
        "1.3 Partnerships and services",
        "3.4 Joint working",
    ]
    assert entry.age_days == 30


def test_a_register_of_three_hundred_is_there_at_once():
    items: list[Record] = []
    for number in range(1, 301):
        one = recommendation(number, id=f"r{number}", standards=("1.3",))
        items += [one, follow_up(id=one.id)]
        items += [action(n, id=f"{one.id}-a{n}", recommendation=one.id) for n in range(5)]
        items += [update(n, id=f"{one.id}-u{n}", recommendation=one.id) for n in range(10)]
    held = recorded(*items)

    times = []
    for _ in range(5):
        begun = time.perf_counter()
        found = register(held, RegisterFilter(SERVICE))
        times.append(time.perf_counter() - begun)

    assert found.total == 303
    # It takes 15 ms; what searched all records for each would take a hundred times as long.
    assert min(times) < 0.3


def test_those_for_others_can_be_asked_for_and_are_no_part_of_the_others():
    assert ids(RegisterFilter(status=Status.FOR_OTHERS)) == ["essex-2018-1"]
    assert "essex-2018-1" not in ids(RegisterFilter(status=Status.NOT_STARTED))
