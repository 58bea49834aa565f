"""Estimated numbers of children follow England's from year to year."""

from dashboard.core.published.cohorts import Cohorts
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
