"""Estimated numbers of children follow England's from year to year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.published.cohorts import Cohorts, smallest_cohort
from tests.factories import year

HELD = Cohorts({"A": 40, "B": 1}, {2018: 2.0, 2022: 1.0, 2024: 0.9})


def test_a_year_has_the_children_of_its_level():
    assert [HELD.of("A", year(end)) for end in (2018, 2022, 2024)] == [80, 40, 36]


def test_a_year_without_a_level_takes_the_nearest_and_of_two_the_earlier():
    assert HELD.of("A", year(2016)) == 80
    assert HELD.of("A", year(2020)) == 80
    assert HELD.of("A", year(2026)) == 36


def test_there_is_one_child_at_least_and_none_for_an_area_without_an_estimate():
    assert Cohorts({"B": 1}, {2024: 0.1}).of("B", year(2024)) == 1
    assert HELD.of("C", year(2022)) is None
    assert Cohorts({"A": 40}).of("A", year(1999)) == 40


@pytest.mark.parametrize(
    ("percent", "children"),
    [(67.14, 70), (43.61, 133), (56.0, 25), (60.87, 23), (50.0, 2), (0.0, 1), (100.0, 1)],
)
def test_a_printed_percentage_shows_the_fewest_children_that_give_it(percent, children):
    assert smallest_cohort(percent) == children


@given(st.integers(1, 300), st.integers(0, 300))
def test_it_is_never_more_than_the_children_that_gave_the_percentage(children, of_them):
    percent = round(min(of_them, children) / children * 100, 2)

    assert smallest_cohort(percent) <= children


def test_an_estimate_is_raised_to_what_the_printed_percentage_needs():
    assert HELD.of("A", year(2022), 67.14) == 70
    assert HELD.of("A", year(2022), 50.0) == 40
    assert HELD.of("C", year(2022), 67.14) is None
