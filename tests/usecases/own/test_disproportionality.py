"""Which of a service's counts can be compared between groups, and what comes of it."""

import pytest

from dashboard.core.disclosure.protection import Mode
from dashboard.core.performance.disproportionality import NoIndex
from dashboard.errors import UnknownNameError
from dashboard.usecases.own.disproportionality import comparable_counts, read_disproportionality
from tests.local_factories import figure
from tests.own_holdings import QUARTERS, with_own_figures

ENTRANTS = "local-first-time-entrants"


def counted(**by_group):
    return [
        figure(count, group=f"ethnicity-{name}", period=quarter)
        for name, count in by_group.items()
        for quarter in QUARTERS
    ]


def living(**by_group):
    return [
        figure(number, group=f"ethnicity-{name}", period=QUARTERS[0])
        for name, number in by_group.items()
    ]


def held_of(held):
    return with_own_figures(
        held,
        {
            ENTRANTS: counted(black=6, white=15, asian=2),
            "children-10-17": living(black=9_000, white=87_000, asian=8_000),
            "kpi-1-accommodation": counted(black=6),
            "audit-3.3.1": [figure(3, 5)],
        },
    )


def read(held, mode=Mode.BOARD, place=""):
    dimension = comparable_counts(held, "hertfordshire").dimensions[ENTRANTS]
    ethnicity = next(each for each in dimension if each.id == "ethnicity")
    return read_disproportionality(
        held, "hertfordshire", mode, ENTRANTS, ethnicity, place, "ethnicity-white"
    )


def test_only_counts_held_that_can_be_compared_are_offered_by_dimensions_that_can(shipped_holdings):
    counts = comparable_counts(held_of(shipped_holdings), "hertfordshire")

    assert list(counts.indicators) == [ENTRANTS]
    assert [each.id for each in counts.dimensions[ENTRANTS]] == ["sex", "ethnicity", "care"]
    assert not comparable_counts(held_of(shipped_holdings), "essex").indicators


def test_each_group_is_set_against_the_children_of_it_who_live_here(shipped_holdings):
    found = read(held_of(shipped_holdings))

    black = next(each for each in found.compared if each.own.group.name == "Black")
    assert (black.own.count, black.own.population) == (24, 9_000)
    assert black.index.ratio == pytest.approx((24 / 9_000) / (60 / 87_000))


def test_small_numbers_are_protected_before_anything_is_summed(shipped_holdings):
    found = read(held_of(shipped_holdings), Mode.PUBLIC)

    asian = next(each for each in found.compared if each.own.group.name == "Asian")
    assert (asian.own.count, asian.why_not) == (None, NoIndex.WITHHELD)


def test_a_place_where_nothing_was_counted_by_group_has_no_answer(shipped_holdings):
    assert read(held_of(shipped_holdings), place="north") is None


def test_a_service_nobody_defined_is_refused(shipped_holdings):
    with pytest.raises(UnknownNameError):
        comparable_counts(shipped_holdings, "nowhere")
