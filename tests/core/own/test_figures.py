"""Local indicators and figures: what they are of, what is absent, how a period is told."""

import dataclasses

import pandas as pd
import pytest

from dashboard.core.own.figures import (
    LOCAL_COLUMNS,
    WHOLE_SERVICE,
    AreaTeam,
    LocalFigures,
    LocalState,
    parse_local_period,
)
from dashboard.core.own.indicators import LocalKind, audit_indicators
from dashboard.core.periods import PeriodKind
from dashboard.core.published.indicators import (
    Unit,
)
from dashboard.core.rules import ImpossibleValueError
from dashboard.core.verdicts import Polarity
from dashboard.errors import ChangeRefusedError, DashboardError

NOTE = ""


@pytest.fixture
def indicators(shipped_holdings):
    return shipped_holdings.catalogue.local_indicators


@pytest.fixture
def share(indicators):
    return indicators["kpi-1-accommodation"]


@pytest.fixture
def count(indicators):
    return indicators["local-first-time-entrants"]


def figures(indicator, *rows):
    table = pd.DataFrame([(*row, NOTE, 1) for row in rows], columns=LOCAL_COLUMNS)
    return LocalFigures(indicator, "hertfordshire", table)


def test_a_figure_that_nobody_counted_is_not_recorded_and_never_zero(count):
    held = figures(count, ("north", "2025-26 Q1", "", 12, 12, None, "final"))
    asked = held.at("south", parse_local_period("2025-26 Q1"))
    assert asked.state is LocalState.NOT_RECORDED
    assert asked.value is None
    assert not asked.state.usable


def test_a_figure_comes_back_with_its_count_and_denominator(share):
    held = figures(share, (WHOLE_SERVICE, "2025-26 Q1", "sex-girls", 75, 9, 12, "provisional"))
    found = held.at(WHOLE_SERVICE, parse_local_period("2025-26 Q1"), "sex-girls")
    assert (found.value, found.count, found.denominator) == (75, 9, 12)
    assert found.state is LocalState.PROVISIONAL


def test_periods_stand_in_order_a_quarter_after_its_months(count):
    rows = [("", text, "", 1, 1, None, "final") for text in ("2025-26 Q1", "2025-06", "2024-05")]
    assert [p.id for p in figures(count, *rows).periods] == ["2024-05", "2025-06", "2025-26 Q1"]


def test_a_series_has_an_entry_for_every_period_asked_for(count):
    quarters = [parse_local_period(f"2025-26 Q{n}") for n in (1, 2, 3)]
    held = figures(count, ("", "2025-26 Q2", "", 4, 4, None, "final"))
    assert [o.value for o in held.series("", quarters)] == [None, 4, None]


def test_a_label_that_may_be_a_quarter_or_a_month_is_refused():
    with pytest.raises(DashboardError, match="2025-26 Q1, or 2025-06"):
        parse_local_period("Jun-25")
    assert parse_local_period("2025-06").kind is PeriodKind.MONTH
    assert parse_local_period("2025-26 Q1").kind is PeriodKind.QUARTER


def test_a_share_of_nobody_is_no_number(share):
    assert share.value_of(0, 0) is None
    assert share.value_of(0, 12) == 0
    assert share.value_of(9, 12) == 75


def test_a_plain_count_is_its_own_value(count):
    assert count.is_count
    assert count.value_of(7, None) == 7


def test_a_share_without_a_denominator_is_refused(share):
    with pytest.raises(ImpossibleValueError, match="denominator"):
        dataclasses.replace(share, denominator="")
    with pytest.raises(ImpossibleValueError, match="denominator"):
        dataclasses.replace(share, unit=Unit("children", "children", 0))


@pytest.mark.parametrize(("low", "high"), [(5, 5), (6, 5), (float("nan"), 5), (0, float("inf"))])
def test_a_plausible_range_that_is_none_is_refused(share, low, high):
    with pytest.raises(ImpossibleValueError, match="plausible_minimum"):
        dataclasses.replace(share, plausible_minimum=low, plausible_maximum=high)


def test_what_the_board_that_collects_it_calls_unfit_is_not_fit_for_decisions(share, count):
    assert not share.fit_for_decisions
    assert count.fit_for_decisions


def test_every_key_question_rated_on_cases_can_be_audited(shipped_holdings):
    framework = shipped_holdings.catalogue.frameworks["hmip-2018"]
    audits = {audit.key_question: audit for audit in audit_indicators(framework)}
    assert {"2.1.1", "3.3.3", "3.4.2"} <= set(audits)
    assert not any(code.startswith("1.") for code in audits)
    assert audits["3.3.3"].kind is LocalKind.AUDIT
    assert audits["3.3.3"].polarity is Polarity.HIGHER


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "<b>North</b>"])
def test_an_area_team_has_a_name_that_can_be_shown(name):
    with pytest.raises(ChangeRefusedError):
        AreaTeam("north", "hertfordshire", name)
