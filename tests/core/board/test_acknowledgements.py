"""Which acknowledgements count for a warning, and when it was overlooked."""

import datetime as dt

import pytest

from dashboard.core.board.acknowledgements import attention
from dashboard.core.people import Person, Role
from tests.board_factories import acknowledgement, at, meeting, members, warning

DAY = dt.date(2018, 12, 31)


def held(acknowledgements=(), meetings=(), since=2016, as_of=DAY):
    return attention(warning(since), acknowledgements, meetings, as_of)


@pytest.mark.parametrize(("period", "counts"), [("2017", True), ("2016", True), ("2015", False)])
def test_an_acknowledgement_counts_from_the_first_period_of_the_present_run(period, counts):
    assert held([acknowledgement(period)]).is_acknowledged is counts


def test_an_acknowledgement_of_another_warning_does_not_count():
    assert not held([acknowledgement(warning="placeshire:other")]).is_acknowledged


def test_acknowledgements_stand_in_the_order_in_which_they_were_made():
    later = acknowledgement(person="bo", at=at("2018-11-01"))

    found = held([later, acknowledgement()]).acknowledgements

    assert [each.person for each in found] == ["ann", "bo"]


def test_a_warning_that_stood_at_a_held_meeting_and_was_not_acknowledged_is_overlooked():
    assert held(meetings=[meeting()]).is_overlooked


def test_one_acknowledgement_is_enough_whenever_it_was_made():
    late = acknowledgement(at=at("2018-12-01"))

    assert not held([late], [meeting()]).is_overlooked


@pytest.mark.parametrize(
    "not_one",
    [
        meeting(held=False),
        meeting(period=None),
        meeting(period="2015"),
        meeting(day="2019-01-14"),
    ],
    ids=["planned", "not shown there", "an earlier run", "after the day"],
)
def test_it_is_not_overlooked_by_a_meeting_that_did_not_see_it(not_one):
    assert not held(meetings=[not_one]).is_overlooked


def test_the_meetings_it_stood_at_are_oldest_first():
    found = held(meetings=[meeting("2018-12-03"), meeting("2018-10-12")])

    assert [one.on.month for one in found.stood_at] == [10, 12]


def test_the_age_of_silence_counts_from_the_day_the_first_figure_was_out():
    # The figure of December 2016 was out nine months later, on the last day of September 2017.
    assert held().known_from == dt.date(2017, 9, 30)
    assert held(as_of=dt.date(2017, 10, 10)).days_unacknowledged == 10
    assert held(as_of=dt.date(2017, 9, 1)).days_unacknowledged == 0
    assert held([acknowledgement()]).days_unacknowledged is None


def test_only_active_people_who_may_acknowledge_are_expected_to():
    assert [one.name for one in held().silent(members())] == ["Ann Lee", "Bo Bell"]


def test_who_acknowledged_is_not_among_the_silent():
    assert [one.name for one in held([acknowledgement()]).silent(members())] == ["Bo Bell"]


def test_members_of_another_services_board_are_not_expected_to():
    other = Person("ed", "Ed East", (Role.MEMBER,), service="elsewhere")

    assert held().silent([other]) == ()
