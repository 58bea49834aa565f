"""Actions: where they stand and when they are late is worked out, never typed."""

import datetime as dt

import pytest

from dashboard.core.register.actions import ActionState
from dashboard.errors import ChangeRefusedError
from tests.register_factories import action, done_action, evidence, update

START, DUE = dt.date(2018, 11, 1), dt.date(2019, 3, 31)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("held", "as_of", "state"),
    [
        (action(), START - DAY, ActionState.NOT_STARTED),
        (action(), START, ActionState.IN_PROGRESS),
        (action(start=None), DUE, ActionState.NOT_STARTED),
        (done_action(), DUE, ActionState.DONE),
        (done_action(start=None), DUE, ActionState.DONE),
        (action(dropped_because="Not needed"), DUE, ActionState.DROPPED),
    ],
)
def test_the_state_follows_from_the_dates(held, as_of, state):
    assert held.state(as_of) is state


@pytest.mark.parametrize(
    ("held", "as_of", "late"),
    [
        (action(), DUE, False),
        (action(), DUE + DAY, True),
        (action(due=None), DUE + 1000 * DAY, False),
        (done_action(), DUE + DAY, False),
        (action(dropped_because="Not needed"), DUE + DAY, False),
    ],
)
def test_it_is_late_from_the_day_after_it_was_due_while_it_is_open(held, as_of, late):
    assert held.is_late(as_of) is late


def test_a_due_date_that_moved_makes_it_late_by_the_new_date():
    moved = action(due=DUE + 30 * DAY)

    assert not moved.is_late(DUE + DAY)
    assert moved.original_due == DUE


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"due": START - DAY}, "is due on 31 October 2018, before it starts on 1 November 2018"),
        ({"done_on": START - DAY}, "was done on 31 October 2018, before it starts"),
    ],
)
def test_dates_in_the_wrong_order_are_refused(changed, sentence):
    with pytest.raises(ChangeRefusedError, match=sentence):
        action(**changed)


def test_it_may_start_be_due_and_be_done_on_one_day():
    held = action(due=START, done_on=START)

    assert not held.is_open
    assert held.counts


def test_a_dropped_action_and_withdrawn_evidence_count_no_longer():
    assert not action(dropped_because="Not needed").counts
    assert not evidence(withdrawn_because="Wrong cases").counts
    assert evidence().counts


def test_records_are_named_as_the_history_shows_them():
    assert action().label == "Step 1"
    assert update().label == "update by Olu Owner"
    assert evidence().label == "Audit of twenty cases"
