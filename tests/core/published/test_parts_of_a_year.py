"""Quarters and months: named as services name them, in order, and never guessed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.periods import Period, PeriodKind, parse_period
from dashboard.errors import DashboardError

QUARTER, MONTH = PeriodKind.QUARTER, PeriodKind.MONTH
QUARTERS = st.builds(Period, st.just(QUARTER), st.integers(1990, 2099), st.integers(1, 4))
MONTHS = st.builds(Period, st.just(MONTH), st.integers(1990, 2099), st.integers(1, 12))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2025-26 Q1", dt.date(2025, 6, 30)),
        ("2025-26 Q4", dt.date(2026, 3, 31)),
        ("2025/26 q3", dt.date(2025, 12, 31)),
    ],
)
def test_a_quarter_of_a_financial_year_ends_with_its_third_month(text, end):
    assert parse_period(text, QUARTER).end == end


def test_a_month_ends_with_its_last_day():
    assert parse_period("2024-02", MONTH).end == dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "2025",
        "Q1",
        "2025-26 Q5",
        "2025-27 Q1",
        "Q1 2025-26 Q1",
        "Q1 2025-26",
        "Mar-23",
        "June 2025",
        "",
        "2025-13",
    ],
)
def test_what_is_no_quarter_is_refused_with_an_example(text):
    with pytest.raises(DashboardError, match=r"write it like|must follow"):
        parse_period(text, QUARTER)


@pytest.mark.parametrize("text", ["2025-26 Q1", "2025-00", "2025-13", "June 2025", "Jun-25"])
def test_what_is_no_month_is_refused_with_an_example(text):
    with pytest.raises(DashboardError, match="write it like 2025-06"):
        parse_period(text, MONTH)


@given(st.one_of(QUARTERS, MONTHS))
def test_the_id_of_a_period_names_it_again(period):
    assert parse_period(period.id, period.kind) == period


@given(st.one_of(QUARTERS, MONTHS), st.integers(0, 30))
def test_going_back_step_by_step_is_going_back_at_once(period, steps):
    one_by_one = period
    for _ in range(steps):
        assert one_by_one.follows(one_by_one.before(1))
        one_by_one = one_by_one.before(1)
    assert one_by_one == period.before(steps)


@given(QUARTERS)
def test_the_months_of_a_quarter_follow_one_another_and_end_with_it(quarter):
    first, second, third = quarter.months
    assert second.follows(first)
    assert third.follows(second)
    assert third.end == quarter.end
    assert first.before(1).end == quarter.before(1).end


@given(QUARTERS)
def test_a_year_back_is_four_quarters_back(quarter):
    assert quarter.years_before(1) == quarter.before(4)


@pytest.mark.parametrize(("kind", "part"), [(QUARTER, 0), (QUARTER, 5), (MONTH, 13), (MONTH, 0)])
def test_a_part_that_a_year_does_not_have_is_refused(kind, part):
    with pytest.raises(DashboardError, match="cannot be part"):
        Period(kind, 2025, part)


def test_a_whole_year_has_no_part():
    with pytest.raises(DashboardError, match="cannot be part"):
        Period(PeriodKind.FINANCIAL_YEAR, 2025, 1)
