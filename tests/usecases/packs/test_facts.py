"""The facts of a pack: better and worse are said of what has a verdict, never of two figures."""

from dataclasses import replace

import pytest

from dashboard.core.packs.facts import FactChange, differences
from dashboard.core.register.follow_ups import Status
from dashboard.usecases.packs.facts import facts_of


def test_no_figure_is_better_or_worse_than_that_of_another_period(reading_of):
    facts = facts_of(reading_of("exampleshire"))

    figures = [each for each in facts if each.id.startswith("indicator:")]
    later = [replace(each, words=f"{each.words}!", period="later") for each in figures]
    assert {each.change for each in differences(figures, later)} == {FactChange.LATER}


def with_status(reading, status):
    """Return the facts of a pack whose first recommendation is of a status."""
    first, *others = reading.register.entries
    standing = first.standing
    changed = replace(standing, follow_up=replace(standing.follow_up, status=status))
    entries = (replace(first, standing=changed), *others)
    return facts_of(replace(reading, register=replace(reading.register, entries=entries)))


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (Status.NOT_STARTED, Status.IN_PROGRESS, FactChange.BETTER),
        (Status.IN_PROGRESS, Status.DONE, FactChange.CHANGED),
        (Status.DONE, Status.CONFIRMED, FactChange.BETTER),
        (Status.CONFIRMED, Status.REOPENED, FactChange.WORSE),
        (Status.IN_PROGRESS, Status.CLOSED, FactChange.CHANGED),
    ],
)
def test_a_recommendation_is_better_once_confirmed_and_not_when_somebody_says_so(
    reading_of, before, now, change
):
    reading = reading_of("hertfordshire")

    (found,) = differences(with_status(reading, before), with_status(reading, now))

    assert found.change is change
