"""What must hold before a recommendation is confirmed; a refusal names each thing that does not."""

import datetime as dt
from typing import Any

import pytest

from dashboard.core.register.follow_ups import Closing, Status
from dashboard.core.register.gates import conditions, reopening_reason, require_confirmable
from dashboard.core.register.recommendations import SourceKind
from dashboard.errors import ChangeRefusedError
from tests.register_factories import (
    action,
    actor,
    done_action,
    evidence,
    follow_up,
    measure,
    progress,
    recommendation,
    standing,
)

CHAIR = actor("ann")


def ready(**changed):
    """Return a recommendation that can be confirmed."""
    usual: dict[str, Any] = {
        "held": follow_up(status=Status.DONE),
        "actions": [done_action()],
        "evidence": [evidence()],
        "progress": progress(80, 81),
    }
    return standing(**usual | changed)


def refusal(held, confirmer=CHAIR):
    with pytest.raises(ChangeRefusedError) as refused:
        require_confirmable(held, confirmer)
    return str(refused.value)


def test_it_can_be_confirmed_when_every_condition_is_met():
    require_confirmable(ready(), CHAIR)

    assert all(condition.is_met for condition in conditions(ready(), CHAIR))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"actions": []}, "no action is recorded"),
        ({"actions": [action(dropped_because="x")]}, "no action is recorded"),
        ({"actions": [done_action(1), action(2)]}, "1 of 2 actions not done"),
        (
            {"actions": [], "of": recommendation(kind=SourceKind.OWN)},
            "no step towards it is recorded under Actions",
        ),
        ({"evidence": []}, "no evidence is recorded"),
        ({"evidence": [evidence(withdrawn_because="x")]}, "no evidence is recorded"),
        ({"progress": None}, "no success measure is set"),
        (
            {"progress": progress()},
            "“Key question 3.3.3” has no reading since its baseline (69%, 2018), target at least "
            "80%",
        ),
        (
            {"progress": progress(80)},
            "“Key question 3.3.3” is at 80% (quarter 1), target at least 80%, met "
            "for 1 of 2 periods in a row since the recommendation",
        ),
        (
            {"progress": progress(85, 69)},
            "“Key question 3.3.3” is at 69% (quarter 2), target at least 80%, met "
            "for 0 of 2 periods in a row since the recommendation",
        ),
        (
            {"progress": progress(4, of=measure(unit="days", target=5, periods_needed=1))},
            "“Key question 3.3.3” is at 4 days (quarter 1), target at least 5 "
            "days, met for 0 of 1 period in a row since the recommendation",
        ),
    ],
)
def test_each_condition_that_is_not_met_is_named_alone(changed, words):
    assert refusal(ready(**changed)) == f"It cannot be confirmed yet: {words}."


@pytest.mark.parametrize(
    "changed",
    [
        {"held": follow_up(status=Status.DONE, owner="ann")},
        {"actions": [done_action(owner="ann")]},
    ],
)
def test_who_owns_it_or_one_of_its_actions_does_not_confirm_it(changed):
    assert refusal(ready(**changed)) == (
        "It cannot be confirmed yet: Ann Chair owns it or one of its actions: somebody else "
        "confirms."
    )


def test_the_owner_of_a_dropped_action_may_confirm():
    dropped = action(2, owner="ann", dropped_because="Not needed")

    require_confirmable(ready(actions=[done_action(), dropped]), CHAIR)


def test_every_unmet_condition_is_named_together():
    held = standing(follow_up(owner="ann"), progress=progress(69))

    words = refusal(held)

    for part in ("no action", "no evidence", "is at 69%", "Ann Chair owns it"):
        assert part in words
    assert words.count("; ") == 3


def test_without_a_confirmer_three_conditions_are_shown():
    names = [condition.name for condition in conditions(ready())]

    assert names == ["Every action is done", "Evidence is there", "The measure is met"]


def test_no_more_periods_are_told_than_are_needed():
    assert (
        "met for 2 of 2 periods" in conditions(ready(progress=progress(80, 80, 80)))[2].words.text
    )


def test_why_it_reopens_is_told_from_the_reading_and_nothing_is_told_while_the_effect_holds():
    closing = Closing(Status.CONFIRMED, dt.date(2019, 6, 3), "Ann", measured_to=dt.date(2019, 4, 1))
    held = follow_up(status=Status.CONFIRMED, closings=(closing,))

    lost = standing(held, progress=progress(80, 80, 74))
    assert reopening_reason(lost).text == (
        "“Key question 3.3.3” fell to 74% (quarter 3, to 1 July 2019), against a target of at "
        "least 80%"
    )
    assert not reopening_reason(standing(held, progress=progress(80, 80, 80)))
    assert not reopening_reason(standing(held))
