"""What is open and falls due by a day, the latest first."""

import datetime as dt
from dataclasses import replace

from dashboard.core.register.follow_ups import Status
from dashboard.core.register.reminders import ReminderKind, falling_due
from tests.register_factories import (
    PEOPLE,
    TODAY,
    action,
    done_action,
    follow_up,
    recommendation,
    standing,
)

DAY = dt.timedelta(days=1)


def due(*standings, until=TODAY):
    return falling_due(standings, until, PEOPLE, lambda _: 3)


def test_the_day_itself_counts_and_the_day_after_does_not():
    held = standing(follow_up(due=TODAY), [action(due=TODAY + DAY)])

    assert [each.kind for each in due(held)] == [ReminderKind.RECOMMENDATION]
    assert len(due(held, until=TODAY + DAY)) == 2


def test_what_is_late_comes_first_with_its_days():
    held = standing(follow_up(due=TODAY), [action(1, due=TODAY - DAY), action(2, due=TODAY)])

    found = due(held)

    assert [(each.what, each.days_late) for each in found] == [
        ("Step 1", 1),
        ("Step 2", 0),
        ("Do it.", 0),
    ]


def test_what_is_late_is_listed_even_when_the_day_asked_for_is_past():
    late = standing(follow_up(due=TODAY - 50 * DAY))

    assert [each.days_late for each in due(late, until=TODAY - 40 * DAY)] == [50]


def test_what_is_done_dropped_undated_or_closed_is_not_due():
    closed = standing(follow_up(status=Status.CLOSED, due=TODAY), [action(due=TODAY)])
    rest = standing(
        follow_up(due=None),
        [done_action(1, due=TODAY), action(2, due=TODAY, dropped_because="x"), action(3, due=None)],
    )

    assert due(closed, rest) == ()


def test_it_says_whose_it_is_and_a_body_needs_no_person():
    unknown = action(due=TODAY, owner="somebody")

    (known, nobody) = due(standing(follow_up(due=TODAY, owner="olu"), [unknown]))[::-1]

    assert (known.owner, known.body, known.version) == ("Olu Owner", "Police", 3)
    assert (nobody.owner, nobody.body) == ("", "Police")
    assert known.label == recommendation().label


def test_all_of_several_recommendations_are_put_in_one_order():
    other = recommendation(1)
    second = standing(replace(follow_up(due=TODAY - 2 * DAY), id=other.id), of=other, actions=[])

    found = due(standing(follow_up(due=TODAY)), second)

    assert [each.id for each in found] == [other.id, recommendation().id]
