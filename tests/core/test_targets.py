"""Of several targets the one set last by a day is in force: published and own ones alike."""

import datetime as dt
from typing import Any

import pytest

from dashboard.core.own.targets import LocalTarget
from dashboard.core.targets import target_in_force
from tests.lists_factories import target
from tests.people_factories import AT

DAY = dt.date(2026, 11, 21)


def local_target(**changed: Any) -> LocalTarget:
    usual: dict[str, Any] = {"id": "t1", "service": "hertfordshire", "indicator": "kpi-1"}
    return LocalTarget(**(usual | {"value": 80.0, "tolerance": 5.0, "set_on": DAY} | changed))


# How each kind is made, and how it is withdrawn.
KINDS = {
    "published": (target, {"withdrawn_at": AT}),
    "own": (local_target, {"withdrawn_because": "A slip."}),
}


@pytest.fixture(params=KINDS)
def kind(request):
    return KINDS[request.param]


def in_force(*targets, as_of=DAY):
    return target_in_force(targets, targets[0].subject, as_of)


def test_the_newest_target_set_by_the_day_is_in_force(kind):
    make, _ = kind
    old, new = make(set_on=dt.date(2025, 1, 1)), make(set_on=dt.date(2026, 1, 1))

    assert in_force(new, old) is new
    assert in_force(new, old, as_of=dt.date(2026, 1, 1)) is new
    assert in_force(new, old, as_of=dt.date(2025, 12, 31)) is old
    assert in_force(new, old, as_of=dt.date(2024, 12, 31)) is None


def test_of_two_set_on_one_day_the_later_counts(kind):
    make, _ = kind
    first, second = make(value=100.0), make(value=90.0)

    assert in_force(first, second) is second


def test_a_withdrawn_target_gives_way_to_the_one_before(kind):
    make, withdrawal = kind
    before, withdrawn = make(), make(value=90.0, **withdrawal)

    assert in_force(before, withdrawn) is before
    assert in_force(withdrawn) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (target(), target(service="essex")),
        (target(), target(indicator="reoffending")),
        (target(), target(area_code="E10000012")),
        (local_target(), local_target(service="essex")),
        (local_target(), local_target(indicator="kpi-2")),
        (local_target(), local_target(place="north")),
    ],
)
def test_a_target_of_something_else_does_not_count(one, other):
    assert target_in_force([other], one.subject, DAY) is None
    assert target_in_force([one, other], one.subject, DAY) is one
