"""The table of allowed changes, and closings that are never lost."""

import datetime as dt
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.people import Deed
from dashboard.core.register.follow_ups import (
    CLOSED_STATUSES,
    Closing,
    FollowUp,
    Response,
    Status,
    closed,
    reopened,
    require_allowed,
)
from dashboard.errors import ChangeRefusedError
from tests.register_factories import follow_up

DAY = dt.date(2019, 6, 3)
# The words: who starts or claims reports progress, all else is the board's.
ALLOWED = {
    (Status.NOT_STARTED, Status.IN_PROGRESS): Deed.UPDATE,
    (Status.NOT_STARTED, Status.CLOSED): Deed.CONFIRM,
    (Status.IN_PROGRESS, Status.DONE): Deed.UPDATE,
    (Status.IN_PROGRESS, Status.CLOSED): Deed.CONFIRM,
    (Status.DONE, Status.IN_PROGRESS): Deed.CONFIRM,
    (Status.DONE, Status.CONFIRMED): Deed.CONFIRM,
    (Status.DONE, Status.CLOSED): Deed.CONFIRM,
    (Status.CONFIRMED, Status.REOPENED): Deed.CONFIRM,
    (Status.CLOSED, Status.REOPENED): Deed.CONFIRM,
    (Status.REOPENED, Status.DONE): Deed.UPDATE,
    (Status.REOPENED, Status.CLOSED): Deed.CONFIRM,
}


@pytest.mark.parametrize(("current", "wanted"), list(product(Status, Status)))
def test_every_change_is_in_the_table_or_refused_with_what_is_allowed(current, wanted):
    deed = ALLOWED.get((current, wanted))
    if deed is not None:
        assert require_allowed(current, wanted) is deed
        return
    with pytest.raises(ChangeRefusedError) as refused:
        require_allowed(current, wanted)
    assert f'It is "{current.value}" and cannot become "{wanted.value}"' in str(refused.value)
    for start, end in ALLOWED:
        assert (f'"{end.value}"' in str(refused.value).partition("only")[2]) or start != current


def closing(status: Status = Status.CONFIRMED, **changed: object) -> Closing:
    usual = Closing(status, DAY, "Ann Chair", "No money", "Victims wait")
    return replace(usual, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["reason", "accepted_risk"])
def test_closing_what_was_not_done_needs_a_reason_and_a_risk(key):
    with pytest.raises(ChangeRefusedError, match="is missing: closing what was not done"):
        closed(follow_up(), closing(Status.CLOSED, **{key: " "}))


def test_a_confirmation_needs_neither():
    found = closed(follow_up(status=Status.DONE), closing(reason="", accepted_risk=""))

    assert found.status is Status.CONFIRMED


def test_reopening_keeps_the_closing_and_says_why_it_ended():
    found = reopened(closed(follow_up(status=Status.DONE), closing()), DAY, "It fell to 70%")

    assert found.status is Status.REOPENED
    assert found.last_closing == closing(reopened_on=DAY, reopened_because="It fell to 70%")


def test_reopening_needs_a_reason_and_something_closed():
    with pytest.raises(ChangeRefusedError, match="reason for re-opening is missing"):
        reopened(closed(follow_up(status=Status.DONE), closing()), DAY, " ")
    with pytest.raises(ChangeRefusedError, match='"In progress" and cannot become "Re-opened"'):
        reopened(follow_up(), DAY, "It fell")


def test_nothing_was_closed_at_first():
    assert FollowUp("a", "placeshire").last_closing is None
    assert FollowUp("a", "placeshire").response is Response.NONE


def _moved(held: FollowUp, to: Status, step: int) -> FollowUp:
    day = DAY + dt.timedelta(days=step)
    if to in CLOSED_STATUSES:
        return closed(held, closing(to, on=day))
    if to is Status.REOPENED:
        return reopened(held, day, f"reason {step}")
    require_allowed(held.status, to)
    return replace(held, status=to)


@given(st.lists(st.sampled_from(list(Status)), max_size=25))
def test_a_status_is_reached_only_by_the_table_and_closings_only_grow(wanted):
    held = follow_up(status=Status.NOT_STARTED)
    for step, to in enumerate(wanted):
        before = held
        try:
            held = _moved(held, to, step)
        except ChangeRefusedError:
            assert (before.status, to) not in ALLOWED
            continue
        assert (before.status, held.status) in ALLOWED
        assert [_as_closed(c) for c in held.closings[: len(before.closings)]] == [
            _as_closed(c) for c in before.closings
        ]
        # What ended an earlier closing is never rewritten.
        assert held.closings[: len(before.closings) - 1] == before.closings[:-1]
        assert len(held.closings) - len(before.closings) == (to in CLOSED_STATUSES)
    still_closed = [c for c in held.closings if c.reopened_on is None]
    assert len(still_closed) == (held.status in CLOSED_STATUSES)
    assert Status.EFFECT_NOT_SHOWN is not held.status


def _as_closed(one: Closing) -> Closing:
    return replace(one, reopened_on=None, reopened_because="")
