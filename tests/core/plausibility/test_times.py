"""Figures of a time that has not begun, or of an area that was not there, are held back."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.periods import Period, PeriodKind, parse_period
from dashboard.core.plausibility.times import is_running, period_name
from tests.conftest import TODAY
from tests.import_factories import ENTRANTS, FTE, own, published

CUMBRIA, CUMBERLAND = "E10000006", "E06000063"
OLD_DORSET, DORSET, BOURNEMOUTH_AND_POOLE = "E10000009", "E06000059", "E06000058"
REOFFENDING, CAUTIONED = "reoffending-10-14", "children-cautioned-or-sentenced"
ABSENCE = "persistent-absence"


@pytest.mark.parametrize(
    ("period", "reason"),
    [
        ("2026-27 Q3", None),
        ("2026-11", None),
        ("2026-27 Q4", "January to March 2027 has not begun: check the year."),
        ("2026-12", "December 2026 has not begun: check the year."),
        ("2031-32 Q1", "April to June 2031 has not begun: check the year."),
        ("2052-06", "June 2052 has not begun: check the year."),
    ],
)
def test_an_own_figure_of_a_period_that_has_not_begun_is_held_back(judged_own, period, reason):
    found = judged_own(own((ENTRANTS, "", period, "", 12.0)))

    assert [one.reasons for one in found.values()] == ([(reason,)] if reason else [])


@pytest.mark.parametrize(
    ("indicator", "period", "reason"),
    [
        (FTE, "2026", None),
        (FTE, "2027", "The year ending December 2027 has not begun: check the year."),
        (CAUTIONED, "2026-27", None),
        (CAUTIONED, "2027-28", "The financial year 2027-28 has not begun: check the year."),
        (ABSENCE, "2026-27", None),
        (REOFFENDING, "2026", None),
        (REOFFENDING, "2027", "The year labelled 2027 has not begun: check the year."),
    ],
)
def test_a_published_figure_of_a_period_that_has_not_begun_is_held_back(
    judged, indicator, period, reason
):
    rows = published((indicator, DORSET, period, 20.0))

    found = judged(rows, rows.iloc[:0])

    assert [one.reasons for one in found.values()] == ([(reason,)] if reason else [])


def test_a_year_long_before_any_figure_is_held_back_too(judged):
    rows = published((FTE, "E10000015", "1918", 20.0))

    (found,) = judged(rows, rows.iloc[:0]).values()

    assert found.reasons == (
        "The year ending December 1918 is no time of figures here: check the year.",
    )


@pytest.mark.parametrize("state", ["withheld", "not recorded", "not applicable"])
def test_a_mark_of_a_period_that_has_not_begun_is_held_back_too(judged_own, state):
    (found,) = judged_own(own((ENTRANTS, "", "2031-32 Q1", "", float("nan")), state=state)).values()

    assert (found.value, len(found.reasons)) == (state, 1)


def test_a_doubtful_published_figure_of_a_period_that_has_not_begun_is_held_back_too(judged):
    rows = published((FTE, DORSET, "2031", 20.0), state="doubtful")

    assert len(judged(rows, rows.iloc[:0])) == 1


def test_periods_that_have_not_begun_are_one_line_whichever_they_are(judged_own):
    quarters = own(*((ENTRANTS, "", f"2031-32 Q{n}", "", 12.0) for n in (1, 2, 3, 4)))

    assert len({one.alike for one in judged_own(quarters).values()}) == 1


@pytest.mark.parametrize(
    ("indicator", "area", "period", "doubted"),
    [
        (FTE, OLD_DORSET, "2018", False),
        (FTE, OLD_DORSET, "2019", True),
        (FTE, OLD_DORSET, "2021", True),
        (CAUTIONED, OLD_DORSET, "2018-19", False),
        (CAUTIONED, OLD_DORSET, "2019-20", True),
        (FTE, DORSET, "2018", True),
        (FTE, DORSET, "2019", False),
        (FTE, CUMBRIA, "2022", False),
        (FTE, CUMBRIA, "2023", True),
        (FTE, CUMBERLAND, "2022", True),
    ],
)
def test_a_figure_of_an_area_for_a_year_at_whose_end_it_did_not_exist_is_held_back(
    judged, indicator, area, period, doubted
):
    rows = published((indicator, area, period, 140.0))

    assert bool(judged(rows, rows.iloc[:0])) is doubted


def test_an_abolished_area_has_its_successors_named(judged):
    rows = published((FTE, OLD_DORSET, "2021", 140.0))

    assert judged(rows, rows.iloc[:0])[OLD_DORSET, "2021"].reasons == (
        "The area no longer existed at the end of the period: it was abolished on 31 March 2019. "
        "Check whether it is the figure of Bournemouth, Christchurch and Poole (E06000058) or "
        "Dorset (E06000059).",
    )


def test_an_area_not_yet_created_has_those_before_it_named(judged):
    rows = published((FTE, CUMBERLAND, "2022", 140.0))

    assert judged(rows, rows.iloc[:0])[CUMBERLAND, "2022"].reasons == (
        "The area did not exist yet at the end of the period: it was created on 1 April 2023. "
        "Check whether it is the figure of Cumbria (E10000006).",
    )


def test_a_nought_of_an_abolished_county_is_held_back(judged):
    rows = published((CAUTIONED, CUMBRIA, "2023-24", 0.0))

    assert list(judged(rows, rows.iloc[:0])) == [(CUMBRIA, "2023-24")]


def test_a_whole_series_of_an_abolished_area_is_one_line(judged):
    rows = published(*((FTE, OLD_DORSET, str(year), 140.0) for year in range(2019, 2025)))

    assert len({one.alike for one in judged(rows, rows.iloc[:0]).values()}) == 1


@pytest.mark.parametrize("state", ["part-year", "doubtful"])
def test_a_figure_that_says_itself_that_it_is_no_full_year_is_not_held_back(judged, state):
    rows = published((FTE, CUMBRIA, "2023", 42.0), state=state)

    assert judged(rows, rows.iloc[:0]) == {}


def test_only_what_has_begun_and_not_ended_is_running():
    quarter, year = Period(PeriodKind.QUARTER, 2026, 4), Period(PeriodKind.LABELLED_YEAR, 2026)

    assert [
        is_running(each, TODAY) for each in (quarter.before(1), quarter, quarter.before(-1))
    ] == [
        False,
        True,
        False,
    ]
    assert not is_running(year, TODAY)


def test_a_period_is_named_as_a_sentence_begins():
    assert period_name(parse_period("2026-27 Q3", PeriodKind.QUARTER)) == "October to December 2026"
    assert period_name(Period(PeriodKind.ACADEMIC_YEAR, 2027)) == "The academic year 2026-27"


@settings(max_examples=50, deadline=None)
@given(st.dates(dt.date(1995, 1, 1), dt.date(2090, 12, 31)), st.sampled_from(list(PeriodKind)))
def test_of_each_kind_one_period_has_every_day_and_the_next_begins_after_it(day, kind):
    parts = {PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12}.get(kind, 0)
    every = [
        Period(kind, year, part)
        for year in (day.year, day.year + 1)
        for part in (range(1, parts + 1) if parts else (0,))
    ]

    (one,) = [each for each in every if each.first_day <= day <= each.end]
    assert one.before(-1).first_day == one.end + dt.timedelta(days=1)
