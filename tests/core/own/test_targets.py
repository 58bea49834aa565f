"""Targets for own figures: met, missed by no more than a tolerance, clearly missed, refused."""

import datetime as dt
import math
from typing import Any

import pytest

from dashboard.core.own.indicators import LocalKind
from dashboard.core.own.targets import (
    Aim,
    LocalTarget,
    require_target_fits,
    why_no_target,
)
from dashboard.core.published.indicators import (
    Unit,
)
from dashboard.core.verdicts import Polarity
from dashboard.errors import ChangeRefusedError
from tests.local_factories import plain_count, share

DAY = dt.date(2026, 1, 15)


def target(value=80.0, tolerance=5.0, **changed):
    usual: dict[str, Any] = {"id": "t1", "service": "anytown", "indicator": "kpi-1", "set_on": DAY}
    return LocalTarget(**(usual | {"value": value, "tolerance": tolerance} | changed))


@pytest.mark.parametrize(
    ("value", "aim"),
    [
        (80, Aim.MET),
        (95, Aim.MET),
        (79.5, Aim.MET),  # printed as 80
        (79, Aim.NEARLY),
        (75, Aim.NEARLY),
        (74, Aim.MISSED),
    ],
)
def test_where_higher_is_better(value, aim):
    assert target().aim(share(polarity=Polarity.HIGHER), value) is aim


@pytest.mark.parametrize(("value", "aim"), [(80, Aim.MET), (85, Aim.NEARLY), (86, Aim.MISSED)])
def test_where_lower_is_better(value, aim):
    assert target().aim(plain_count(polarity=Polarity.LOWER), value) is aim


def test_without_a_tolerance_a_target_is_met_or_clearly_missed():
    indicator = share(polarity=Polarity.HIGHER)

    assert {target(tolerance=0).aim(indicator, value) for value in (79, 80)} == {
        Aim.MET,
        Aim.MISSED,
    }


def test_the_tolerance_is_exact_where_binary_fractions_are_not():
    unit = Unit("per child", "offences", 1, per=1)
    indicator = plain_count(unit=unit, denominator="children")

    assert target(2.0, 0.1).aim(indicator, 2.1) is Aim.NEARLY


@pytest.mark.parametrize(
    ("indicator", "sentence"),
    [
        (plain_count(kind=LocalKind.KPI), "not yet fit for decisions"),
        (plain_count(polarity=Polarity.NONE), "carries no judgement"),
        (plain_count(kind=LocalKind.AUDIT), "no measure of performance"),
        (plain_count(kind=LocalKind.POPULATION), "no measure of performance"),
    ],
)
def test_what_carries_no_target_says_why(indicator, sentence):
    assert sentence in why_no_target(indicator)
    with pytest.raises(ChangeRefusedError, match=sentence):
        require_target_fits(target(), indicator)


@pytest.mark.parametrize("value", [-1, 2001, math.nan, math.inf])
def test_a_target_outside_what_is_plausible_is_refused(value):
    with pytest.raises(ChangeRefusedError, match="outside what is plausible"):
        require_target_fits(target(value), plain_count())


@pytest.mark.parametrize("tolerance", [-0.1, 2001, math.nan, math.inf])
def test_a_tolerance_that_is_not_plausible_is_refused(tolerance):
    with pytest.raises(ChangeRefusedError, match="The tolerance"):
        require_target_fits(target(tolerance=tolerance), plain_count())


@pytest.mark.parametrize("wrong", [target(70.5), target(70, tolerance=2.5)])
def test_a_target_finer_than_its_figures_are_printed_is_refused(wrong):
    with pytest.raises(ChangeRefusedError, match="write a whole number"):
        require_target_fits(wrong, share(kind=LocalKind.MEASURE))

    tenths = Unit("%", "per cent of children", 1)
    require_target_fits(wrong, share(kind=LocalKind.MEASURE, unit=tenths))
