"""The rows of the template that are ready: what was sent last, of the periods that followed."""

import datetime as dt

import pytest

from dashboard.core.own.next_rows import MOST_PERIODS, RowToFill, next_rows

TODAY = dt.date(2026, 11, 21)


def asked(*sent, teams=("north", "south"), today=TODAY):
    rows = list(next_rows("entrants", sent, teams, today))
    assert all(row.indicator == "entrants" for row in rows)
    return rows


def periods(*sent, **more):
    return list(dict.fromkeys(row.period for row in asked(*sent, **more)))


def test_the_quarters_that_ended_since_the_newest_are_asked_for():
    assert periods(("", "2025-26 Q4", "")) == ["2026-27 Q1", "2026-27 Q2"]


@pytest.mark.parametrize("newest", ["2026-27 Q2", "2026-27 Q4"])
def test_where_none_has_ended_since_the_next_one_is_asked_for(newest):
    assert len(periods(("", newest, ""))) == 1


def test_after_a_long_silence_only_the_newest_periods_are_asked_for():
    found = periods(("", "2019-20 Q1", ""))

    assert (len(found), found[-1]) == (MOST_PERIODS, "2026-27 Q2")


def test_what_comes_once_a_year_is_asked_for_once_a_year():
    yearly = [("", "2024-25 Q1", ""), ("", "2025-26 Q1", "")]

    assert periods(*yearly) == ["2026-27 Q1"]


def test_a_quarter_that_was_left_out_makes_no_yearly_figure():
    sent = [("", quarter, "") for quarter in ("2025-26 Q1", "2025-26 Q2", "2026-27 Q1")]

    assert periods(*sent) == ["2026-27 Q2"]


def test_months_are_asked_for_as_months_beside_quarters():
    assert periods(("", "2026-27 Q1", ""), ("", "2026-09", "")) == ["2026-27 Q2", "2026-10"]


def test_only_what_was_sent_for_the_newest_period_is_asked_for_again():
    sent = [("", "2025-26 Q4", "sex-girls"), ("", "2026-27 Q1", ""), ("", "2026-27 Q1", "sex-boys")]

    assert [row.group for row in asked(*sent)] == ["", "sex-boys"]


def test_every_team_at_work_is_asked_for_where_one_sent_figures_and_a_closed_one_is_not():
    sent = [("", "2026-27 Q1", ""), ("north", "2026-27 Q1", "sex-girls"), ("old", "2026-27 Q1", "")]

    assert [(row.place, row.group) for row in asked(*sent)] == [
        ("", ""),
        ("north", ""),
        ("north", "sex-girls"),
        ("south", ""),
    ]


def test_what_is_counted_for_the_whole_service_only_is_not_asked_of_its_teams():
    assert asked(("", "2026-27 Q1", "")) == [RowToFill("entrants", "", "2026-27 Q2", "")]


def test_of_what_was_never_sent_nothing_is_asked_for():
    assert asked() == []
