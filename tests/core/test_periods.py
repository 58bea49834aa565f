"""When periods begin, and dates of publication as precise as their source prints them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.periods import PeriodKind, PublicationDate, parse_period
from dashboard.errors import DashboardError

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))


@given(DAYS, DAYS)
def test_a_date_that_lies_between_two_days_begins_and_ends_with_them(one, other):
    first, last = sorted((one, other))
    held = PublicationDate(f"{first}/{last}")

    assert held.is_between
    assert (held.earliest, held.latest) == (first, last)


@pytest.mark.parametrize("text", ["2018-09-20", "2018-09", "2018", "2018/19"])
def test_a_date_as_printed_is_not_one_that_lies_between_two_days(text):
    assert not PublicationDate(text).is_between


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2025-09-09/2025-02-19", "ends before it begins"),
        ("2025-02-19/2025-02-30", "there is no such day"),
        ("2025-02-30/2025-03-01", "there is no such day"),
        ("2025-02/2025-09", "write 2018-09-20"),
        ("2025-02-19/2025", "write 2018-09-20"),
        ("2025-02-19/", "write 2018-09-20"),
        ("", "write 2018-09-20"),
    ],
)
def test_what_is_no_date_is_refused(text, wrong):
    with pytest.raises(DashboardError, match=wrong):
        PublicationDate(text)


def test_a_more_precise_date_can_be_the_same_only_within_its_days():
    held = PublicationDate("2025-02-19/2025-09-09")

    assert held.can_be(PublicationDate("2025-09-09"))
    assert held.can_be(PublicationDate("2025-08"))
    assert not held.can_be(PublicationDate("2025-09-10"))
    assert not held.can_be(PublicationDate("2025"))


@pytest.mark.parametrize(
    ("kind", "text", "first_day"),
    [
        (PeriodKind.CALENDAR_YEAR, "2018", dt.date(2018, 1, 1)),
        (PeriodKind.FINANCIAL_YEAR, "2018-19", dt.date(2018, 4, 1)),
        (PeriodKind.ACADEMIC_YEAR, "2018-19", dt.date(2018, 9, 1)),
        (PeriodKind.YEAR_TO_MARCH, "2019", dt.date(2018, 4, 1)),
        (PeriodKind.LABELLED_YEAR, "2018", dt.date(2018, 1, 1)),
        (PeriodKind.QUARTER, "2025-26 Q1", dt.date(2025, 4, 1)),
        (PeriodKind.QUARTER, "2025-26 Q4", dt.date(2026, 1, 1)),
        (PeriodKind.MONTH, "2024-03", dt.date(2024, 3, 1)),
    ],
)
def test_a_period_begins_on_the_day_after_the_one_before_it(kind, text, first_day):
    assert parse_period(text, kind).first_day == first_day
