"""Where a recommendation stands: status, late, stuck, age; and which comes first."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.register.follow_ups import Closing, FollowUp, Status
from dashboard.core.register.reminders import falling_due
from dashboard.core.register.standings import (
    STUCK_AFTER_DAYS,
    most_urgent_first,
    own_and_others,
)
from tests.register_factories import (
    SERVICE,
    THIRD,
    TODAY,
    action,
    done_action,
    evidence,
    follow_up,
    measure,
    progress,
    recommendation,
    standing,
    update,
)

DAY = dt.timedelta(days=1)
MEASURED_TO = dt.date(2019, 4, 1)


def confirmed(**changed):
    closing = Closing(Status.CONFIRMED, TODAY, "Ann", measured_to=MEASURED_TO)
    return follow_up(status=Status.CONFIRMED, closings=(closing,), **changed)


@pytest.mark.parametrize(
    ("recorded", "actions", "values", "status"),
    [
        (Status.IN_PROGRESS, [done_action()], (69,), Status.EFFECT_NOT_SHOWN),
        (Status.DONE, [done_action()], (69,), Status.EFFECT_NOT_SHOWN),
        (Status.DONE, [done_action()], (80, 80), Status.DONE),
        (Status.DONE, [done_action(), action(2)], (69,), Status.DONE),
        (Status.DONE, [], (69,), Status.DONE),
        (Status.NOT_STARTED, [done_action()], (69,), Status.NOT_STARTED),
        (Status.REOPENED, [done_action()], (69,), Status.REOPENED),
        (Status.CLOSED, [done_action()], (69,), Status.CLOSED),
    ],
)
def test_actions_done_without_an_effect_is_a_status_of_its_own(recorded, actions, values, status):
    held = standing(follow_up(status=recorded), actions, progress=progress(*values))

    assert held.status is status


def test_without_a_measure_no_effect_is_missing():
    held = standing(follow_up(status=Status.DONE, measure=None), [done_action()])

    assert held.status is Status.DONE


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ((80, 80), Status.CONFIRMED),
        ((80, 80, 85), Status.CONFIRMED),
        ((80, 80, None), Status.CONFIRMED),
        ((80, 80, 79), Status.REOPENED),
        ((80, 80, 79, 90), Status.REOPENED),
        ((10, 80, 80), Status.REOPENED),
        ((80, 10), Status.REOPENED),
        ((80, None), Status.CONFIRMED),
    ],
)
def test_a_confirmed_one_reopens_by_itself_when_a_later_period_misses_the_target(values, status):
    held = standing(confirmed(), [done_action()], progress=progress(*values))

    assert held.status is status
    assert held.is_open is (status is Status.REOPENED)


def test_a_reading_of_the_period_that_was_confirmed_does_not_reopen_it():
    held = progress(80, 80)

    assert held.readings[-1].on == MEASURED_TO
    assert standing(confirmed(), progress=held).effect_lost is None


def test_one_that_was_closed_and_not_done_does_not_reopen_by_a_reading():
    closing = Closing(Status.CLOSED, TODAY, "Ann", "No money", "Victims wait")
    held = follow_up(status=Status.CLOSED, closings=(closing,))

    assert standing(held, progress=progress(10, 10, 10, 10)).status is Status.CLOSED


@pytest.mark.parametrize(
    ("due", "actions", "late"),
    [
        (None, [], None),
        (None, [action(due=None)], None),
        (None, [done_action()], None),
        (TODAY, [], False),
        (TODAY - DAY, [], True),
        (None, [action(due=TODAY - DAY)], True),
        (None, [action(due=TODAY)], False),
        (TODAY + DAY, [action(due=TODAY - DAY)], True),
        (TODAY + DAY, [done_action(due=TODAY - DAY)], False),
    ],
)
def test_late_is_worked_out_and_unknown_without_any_date(due, actions, late):
    assert standing(follow_up(due=due), actions).late is late


def test_what_is_closed_is_not_late_and_not_stuck():
    held = standing(confirmed(due=TODAY - DAY), progress=progress(80, 80), as_of=TODAY + 500 * DAY)

    assert held.late is False
    assert held.stuck is False


def test_age_counts_without_a_due_date():
    assert standing(FollowUp(THIRD, SERVICE)).age_days == (TODAY - dt.date(2018, 9, 20)).days


@pytest.mark.parametrize(
    ("heard", "stuck"),
    [(TODAY - STUCK_AFTER_DAYS * DAY, False), (TODAY - (STUCK_AFTER_DAYS + 1) * DAY, True)],
)
def test_it_is_stuck_when_nothing_was_heard_for_more_than_a_quarter(heard, stuck):
    assert standing(updates=[update(day=heard)]).stuck is stuck
    assert standing(actions=[done_action(done_on=heard, start=None)]).stuck is stuck


def test_it_is_stuck_since_its_publication_when_nobody_ever_reported():
    published = dt.date(2018, 9, 20)

    assert not standing(as_of=published + STUCK_AFTER_DAYS * DAY).stuck
    assert standing(as_of=published + (STUCK_AFTER_DAYS + 1) * DAY).stuck


@pytest.mark.parametrize(
    ("held", "missing"),
    [
        (FollowUp(THIRD, SERVICE), ("owner", "date", "measure")),
        (follow_up(owner="", body=""), ("owner",)),
        (follow_up(owner=""), ()),
        (follow_up(body=""), ()),
        (follow_up(due=None), ("date",)),
        (follow_up(measure=None), ("measure",)),
        (follow_up(measure=measure(proposed=True)), ()),
    ],
)
def test_it_says_what_it_lacks_and_a_body_will_do_for_an_owner(held, missing):
    assert standing(held).missing == missing


def test_the_next_date_is_the_earliest_of_what_is_open():
    actions = [done_action(1, due=TODAY), action(2, due=TODAY + 3 * DAY), action(3, due=None)]

    assert standing(follow_up(due=TODAY + 9 * DAY), actions).next_due == TODAY + 3 * DAY
    assert standing(follow_up(due=None), []).next_due is None


def test_withdrawn_evidence_is_not_held():
    assert standing(evidence=[evidence(withdrawn_because="x")]).evidence_held == ()


def _one(number, held, **changed):
    of = recommendation(number)
    given = {"updates": [update(day=TODAY)], **changed}
    return standing(replace(held, id=of.id), of=of, **given)


REOPENED = _one(1, follow_up(status=Status.REOPENED, due=None))
LATE = _one(2, follow_up(due=TODAY - DAY))
LATER = _one(3, follow_up(due=TODAY - 2 * DAY))
STUCK = _one(4, follow_up(due=None), updates=[])
SOON = _one(5, follow_up(due=TODAY + DAY))
SOMETIME = _one(6, follow_up(due=None))
CLOSED = _one(7, follow_up(status=Status.CLOSED, due=TODAY - 900 * DAY))
WATCHED = standing(
    follow_up(due=TODAY - 800 * DAY), of=recommendation(9, for_others=True), as_of=TODAY
)
IN_ORDER = (REOPENED, LATER, LATE, STUCK, SOON, SOMETIME, WATCHED, CLOSED)


@given(st.permutations(IN_ORDER))
def test_reopened_come_first_then_late_stuck_open_for_others_and_closed(given_order):
    assert most_urgent_first(given_order) == IN_ORDER


def test_of_two_without_a_date_the_older_comes_first():
    older = _one(8, follow_up(due=None))
    older = replace(older, recommendation=recommendation(8, published=_on("2018-01-01")))

    assert most_urgent_first([SOMETIME, older]) == (older, SOMETIME)


def _on(text):
    return type(recommendation().published)(text)


FOR_OTHERS = recommendation(for_others=True)
DAYS = st.none() | st.dates(dt.date(2018, 9, 20), dt.date(2030, 1, 1))


@st.composite
def follow_ups(draw):
    """Any follow-up that somebody may have recorded, of any status and with any closing."""
    status = draw(st.sampled_from([each for each in Status if each is not Status.FOR_OTHERS]))
    closing = Closing(Status.CONFIRMED, TODAY, "Ann", measured_to=MEASURED_TO)
    return follow_up(
        status=status,
        due=draw(DAYS),
        owner=draw(st.sampled_from(["", "olu"])),
        body=draw(st.sampled_from(["", "Police"])),
        measure=draw(st.sampled_from([None, measure()])),
        closings=(closing,) if status is Status.CONFIRMED else (),
    )


@given(follow_ups(), st.lists(DAYS, max_size=3), DAYS.filter(bool), st.booleans())
def test_one_for_others_is_never_late_stuck_or_lacking_whatever_was_recorded(
    held, due_dates, as_of, is_measured
):
    actions = [action(n, start=None, due=due) for n, due in enumerate(due_dates)]
    readings = progress(85, 86, 10) if is_measured else None

    found = standing(held, actions, progress=readings, as_of=as_of, of=FOR_OTHERS)

    assert found.status is Status.FOR_OTHERS
    assert not found.late
    assert not found.stuck
    assert not found.is_open
    assert found.missing == ()
    assert falling_due([found], dt.date.max, {}, lambda _: 1) == ()


def test_what_was_recorded_of_one_for_others_is_not_lost():
    held = standing(follow_up(), [action()], [update()], of=FOR_OTHERS)

    assert (held.follow_up.owner, held.actions, held.updates) == ("olu", (action(),), (update(),))


def test_those_for_others_are_told_apart_in_the_order_given():
    assert own_and_others([WATCHED, LATE, SOON]) == ((LATE, SOON), (WATCHED,))
